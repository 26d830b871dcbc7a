#include "processing/core/FaceRegion.h"

#include "processing/core/Error.h"
#include "processing/core/LabelDistance.h"
#include "processing/core/Resample.h"
#include "processing/core/WorkCount.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace insula {
namespace {

// From the foremost point of the brain: the eyes begin so far below it and lie within so far behind it.
constexpr double OrbitBelowMm = 20, OrbitDepthMm = 40;

// Points with normal . p > offset lie beyond it.
struct OuterPlane {
    Vec3 normal;
    double margin;
    double offset = -std::numeric_limits<double>::infinity();
    double height(const World& p) const { return normal[0] * p.x + normal[1] * p.y + normal[2] * p.z; }
};

// Angles below the horizon. From 30 (the frontal pole; less would take the forehead) to 75 degrees (chin and throat; more the spine).
std::vector<OuterPlane> facePlanes(double margin)
{
    std::vector<OuterPlane> planes;
    for (double degrees = 30; degrees <= 75; degrees += 5) {
        const double a = degrees * std::numbers::pi / 180;
        planes.push_back({{0, std::cos(a), -std::sin(a)}, margin});
    }
    return planes;
}

std::vector<OuterPlane> earPlanes(double margin)
{
    std::vector<OuterPlane> planes;
    for (const double side : {-1.0, 1.0})
        for (double degrees = 0; degrees <= 30; degrees += 10) {
            const double a = degrees * std::numbers::pi / 180;
            planes.push_back({{side * std::cos(a), 0, -std::sin(a)}, margin});
        }
    return planes;
}

World centreOf(const Grid& grid, std::int64_t i, std::int64_t j, std::int64_t k)
{
    return grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
}

// Where the brain is.
struct Landmarks {
    double middle = 0; // height of its middle
    World front{0, -std::numeric_limits<double>::infinity(), 0}; // its foremost voxel
    double reach = 0; // of a voxel from its centre
};

// Moves the planes until they touch the brain, then outwards.
Landmarks place(std::span<OuterPlane> planes, std::span<const std::uint8_t> brain, const Grid& grid)
{
    const Vec3 spacing = grid.affine.spacing();
    Landmarks marks;
    marks.reach = std::hypot(spacing[0], spacing[1], spacing[2]) / 2;
    double sum = 0, count = 0;
    std::size_t n = 0;
    for (std::int64_t k = 0; k < grid.size.z; ++k)
        for (std::int64_t j = 0; j < grid.size.y; ++j)
            for (std::int64_t i = 0; i < grid.size.x; ++i, ++n) {
                if (!brain[n])
                    continue;
                const World p = centreOf(grid, i, j, k);
                sum += p.z;
                ++count;
                if (p.y > marks.front.y)
                    marks.front = p;
                for (OuterPlane& plane : planes)
                    plane.offset = std::max(plane.offset, plane.height(p));
            }
    for (OuterPlane& plane : planes)
        plane.offset += plane.margin + marks.reach;
    marks.middle = sum / count;
    return marks;
}

} // namespace

std::vector<std::uint8_t> faceRegion(
    std::span<const std::uint8_t> brain, const Grid& grid, const FaceOptions& options, const Progress& progress)
{
    std::vector<std::uint8_t> whole(brain.begin(), brain.end());
    keepLargestComponent(whole, grid.size);
    if (std::none_of(whole.begin(), whole.end(), [](std::uint8_t v) { return v != 0; }))
        throw Error("the brain mask is empty");
    progress.report(0.2);
    std::vector<OuterPlane> planes = facePlanes(options.faceMarginMm);
    const std::size_t faces = planes.size();
    if (options.removesEars) {
        const auto more = earPlanes(options.earMarginMm);
        planes.insert(planes.end(), more.begin(), more.end());
    }
    const Landmarks marks = place(planes, whole, grid);
    const auto face = std::span(planes).first(faces), ears = std::span(planes).subspan(faces);
    const std::vector<float> squares
        = squaredDistances(whole, {grid.size.x, grid.size.y, grid.size.z}, grid.affine.spacing(), progress.part(0.2, 0.4));
    const double margin = options.faceMarginMm + marks.reach;
    const auto farEnough = static_cast<float>(margin * margin);
    std::vector<std::uint8_t> region(whole.size());
    const Progress rest = progress.part(0.4, 1);
    WorkCount done(rest, grid.size.z);
    parallelFor(
        grid.size.z,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t k = begin; k < end; ++k) {
                for (std::int64_t j = 0; j < grid.size.y; ++j)
                    for (std::int64_t i = 0; i < grid.size.x; ++i) {
                        const World p = centreOf(grid, i, j, k);
                        const auto isBeyond = [&](const OuterPlane& plane) { return plane.height(p) > plane.offset; };
                        const auto v = static_cast<std::size_t>(i + grid.size.x * (j + grid.size.y * k));
                        // The hollow under the frontal lobes, which no plane reaches: the eyes.
                        const bool isOrbit
                            = p.y > marks.front.y - OrbitDepthMm && p.z < marks.front.z - OrbitBelowMm && squares[v] > farEnough;
                        // Above the brain's middle there are no ears, and the scalp beside the brain would go.
                        region[v] = isOrbit || std::any_of(face.begin(), face.end(), isBeyond)
                            || (p.z < marks.middle && std::any_of(ears.begin(), ears.end(), isBeyond));
                    }
                done.add();
            }
        },
        options.threads);
    return region;
}

} // namespace insula
