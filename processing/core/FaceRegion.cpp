#include "processing/core/FaceRegion.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"
#include "processing/core/WorkCount.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace insula {
namespace {

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

// Moves the planes until they touch the brain, then outwards; returns the height of the brain's middle.
double place(std::vector<OuterPlane>& planes, std::span<const std::uint8_t> brain, const Grid& grid)
{
    // A voxel reaches this far from its centre.
    const Vec3 spacing = grid.affine.spacing();
    const double reach = std::hypot(spacing[0], spacing[1], spacing[2]) / 2;
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
                for (OuterPlane& plane : planes)
                    plane.offset = std::max(plane.offset, plane.height(p));
            }
    for (OuterPlane& plane : planes)
        plane.offset += plane.margin + reach;
    return sum / count;
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
    std::vector<OuterPlane> face = facePlanes(options.faceMarginMm), ears = earPlanes(options.earMarginMm);
    const double middle = place(face, whole, grid);
    place(ears, whole, grid);
    progress.report(0.4);
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
                        // Above the brain's middle there are no ears, and the scalp beside the brain would go.
                        region[static_cast<std::size_t>(i + grid.size.x * (j + grid.size.y * k))]
                            = std::any_of(face.begin(), face.end(), isBeyond)
                            || (options.removesEars && p.z < middle && std::any_of(ears.begin(), ears.end(), isBeyond));
                    }
                done.add();
            }
        },
        options.threads);
    return region;
}

} // namespace insula
