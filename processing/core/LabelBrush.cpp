#include "processing/core/LabelBrush.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace insula {
namespace {

constexpr double Hair = 1e-6; // of a voxel: on the border between two, the upper one is meant, whatever rounding does

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vec3 minus(const World& a, const World& b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

double distanceToLine(const World& p, const World& from, const World& to)
{
    const Vec3 line = minus(to, from), off = minus(p, from);
    const double squared = dot(line, line);
    const double at = squared > 0 ? std::clamp(dot(off, line) / squared, 0.0, 1.0) : 0;
    const Vec3 left{off[0] - at * line[0], off[1] - at * line[1], off[2] - at * line[2]};
    return std::sqrt(dot(left, left));
}

struct VoxelBox {
    std::array<std::int64_t, 3> low, high; // both inside
};

std::array<std::int64_t, 3> sizes(const Grid& grid)
{
    return {grid.size.x, grid.size.y, grid.size.z};
}

VoxelBox wholeBox(const Grid& grid)
{
    return {{0, 0, 0}, {grid.size.x - 1, grid.size.y - 1, grid.size.z - 1}};
}

// Of everything within `radius` of the points.
VoxelBox boxAround(const Grid& grid, std::span<const World> points, double radius)
{
    const WorldToVoxel toVoxel(grid.affine);
    const Affine& inverse = toVoxel.matrix();
    std::array<double, 3> low, high;
    low.fill(1e300);
    high.fill(-1e300);
    for (const World& point : points) {
        const Voxel v = toVoxel(point);
        const std::array<double, 3> at{v.i, v.j, v.k};
        for (int axis = 0; axis < 3; ++axis) {
            // The ellipsoid that a ball becomes reaches so far along the axis.
            const double reach = radius
                * std::sqrt(
                    dot({inverse(axis, 0), inverse(axis, 1), inverse(axis, 2)}, {inverse(axis, 0), inverse(axis, 1), inverse(axis, 2)}));
            const auto a = static_cast<std::size_t>(axis);
            low[a] = std::min(low[a], at[a] - reach);
            high[a] = std::max(high[a], at[a] + reach);
        }
    }
    VoxelBox box{};
    for (std::size_t a = 0; a < 3; ++a) {
        const auto last = static_cast<double>(sizes(grid)[a] - 1);
        // One more on each side: what a plane shows of a voxel need not be at its centre.
        box.low[a] = static_cast<std::int64_t>(std::clamp(std::floor(low[a]) - 1, 0.0, last + 1));
        box.high[a] = static_cast<std::int64_t>(std::clamp(std::ceil(high[a]) + 1, -1.0, last));
    }
    return box;
}

// What a plane shows of voxels: it cuts their boxes.
class PlaneCut {
public:
    PlaneCut(const Grid& grid, const SlicePlane& plane) : m_grid(grid)
    {
        for (int axis = 0; axis < 3; ++axis) {
            m_gradient[static_cast<std::size_t>(axis)] = dot(grid.affine.column(axis), plane.normal);
        }
        m_offset = dot(minus(grid.affine.toWorld({0, 0, 0}), plane.point), plane.normal);
        m_half = (std::abs(m_gradient[0]) + std::abs(m_gradient[1]) + std::abs(m_gradient[2])) / 2;
        m_steepest = *std::max_element(m_gradient.begin(), m_gradient.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    }

    // The middle of what is shown; none when nothing is.
    std::optional<World> middle(std::int64_t i, std::int64_t j, std::int64_t k) const
    {
        const std::array<double, 3> centre{static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)};
        const double height = m_offset + centre[0] * m_gradient[0] + centre[1] * m_gradient[1] + centre[2] * m_gradient[2];
        if (std::abs(height) > m_half * (1 + 2 * Hair)) {
            return std::nullopt;
        }
        // The corners of the cut lie on the box's edges.
        Vec3 sum{0, 0, 0};
        int corners = 0;
        for (std::size_t along = 0; along < 3; ++along) {
            if (std::abs(m_gradient[along]) < 1e-9 * std::abs(m_steepest)) {
                continue;
            }
            const std::size_t b = (along + 1) % 3, c = (along + 2) % 3;
            for (const double sideB : {-0.5, 0.5}) {
                for (const double sideC : {-0.5, 0.5}) {
                    const double at = -(height + sideB * m_gradient[b] + sideC * m_gradient[c]) / m_gradient[along];
                    if (std::abs(at) <= 0.5 + Hair) {
                        sum[along] += at;
                        sum[b] += sideB;
                        sum[c] += sideC;
                        ++corners;
                    }
                }
            }
        }
        if (corners == 0) {
            return std::nullopt;
        }
        std::array<double, 3> at{};
        for (std::size_t a = 0; a < 3; ++a) {
            const double off = sum[a] / corners;
            // A plane along the border of two layers shows the upper one.
            if (std::floor(off + 0.5 + Hair) != 0) {
                return std::nullopt;
            }
            at[a] = centre[a] + off;
        }
        return m_grid.affine.toWorld({at[0], at[1], at[2]});
    }

    template <typename Visit> void visit(const VoxelBox& box, Visit visit) const
    {
        for (std::int64_t k = box.low[2]; k <= box.high[2]; ++k) {
            for (std::int64_t j = box.low[1]; j <= box.high[1]; ++j) {
                std::int64_t first = box.low[0], last = box.high[0];
                if (std::abs(m_gradient[0]) > 1e-9 * std::abs(m_steepest)) { // the part of the row that the plane can cut
                    const double height = m_offset + static_cast<double>(j) * m_gradient[1] + static_cast<double>(k) * m_gradient[2];
                    const double reach = m_half / std::abs(m_gradient[0]), at = -height / m_gradient[0];
                    first = static_cast<std::int64_t>(
                        std::clamp(std::floor(at - reach), static_cast<double>(first), static_cast<double>(last) + 1));
                    last = static_cast<std::int64_t>(
                        std::clamp(std::ceil(at + reach), static_cast<double>(first) - 1, static_cast<double>(last)));
                }
                for (std::int64_t i = first; i <= last; ++i) {
                    if (const auto shown = middle(i, j, k)) {
                        visit(i + m_grid.size.x * (j + m_grid.size.y * k), *shown);
                    }
                }
            }
        }
    }

private:
    const Grid& m_grid;
    Vec3 m_gradient{}; // mm along the normal for a step of one voxel
    double m_offset = 0, m_half = 0, m_steepest = 0;
};

} // namespace

std::optional<std::int64_t> voxelAt(const Grid& grid, const World& point)
{
    const Voxel v = WorldToVoxel(grid.affine)(point);
    const std::array<double, 3> at{std::floor(v.i + 0.5 + Hair), std::floor(v.j + 0.5 + Hair), std::floor(v.k + 0.5 + Hair)};
    std::array<std::int64_t, 3> index{};
    for (std::size_t a = 0; a < 3; ++a) {
        if (!(at[a] >= 0 && at[a] < static_cast<double>(sizes(grid)[a]))) {
            return std::nullopt;
        }
        index[a] = static_cast<std::int64_t>(at[a]);
    }
    return index[0] + grid.size.x * (index[1] + grid.size.y * index[2]);
}

World centreOfVoxel(const Grid& grid, std::int64_t index)
{
    const std::int64_t row = index / grid.size.x;
    return grid.affine.toWorld(
        {static_cast<double>(index % grid.size.x), static_cast<double>(row % grid.size.y), static_cast<double>(row / grid.size.y)});
}

void visitDisc(const Grid& grid, const SlicePlane& plane, const World& from, const World& to, double radiusMm, const VoxelVisitor& visit)
{
    const auto first = voxelAt(grid, from), last = voxelAt(grid, to);
    const std::array<World, 2> ends{from, to};
    PlaneCut(grid, plane).visit(boxAround(grid, ends, radiusMm), [&](std::int64_t index, const World& shown) {
        if (index != first && index != last && distanceToLine(shown, from, to) <= radiusMm) {
            visit(index);
        }
    });
    if (first) {
        visit(*first);
    }
    if (last && last != first) {
        visit(*last);
    }
}

void visitBall(const Grid& grid, const World& from, const World& to, double radiusMm, const VoxelVisitor& visit)
{
    const auto first = voxelAt(grid, from), last = voxelAt(grid, to);
    const std::array<World, 2> ends{from, to};
    const VoxelBox box = boxAround(grid, ends, radiusMm);
    for (std::int64_t k = box.low[2]; k <= box.high[2]; ++k) {
        for (std::int64_t j = box.low[1]; j <= box.high[1]; ++j) {
            for (std::int64_t i = box.low[0]; i <= box.high[0]; ++i) {
                const std::int64_t index = i + grid.size.x * (j + grid.size.y * k);
                const World centre = grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                if (index == first || index == last || distanceToLine(centre, from, to) <= radiusMm) {
                    visit(index);
                }
            }
        }
    }
}

void visitPolygon(const Grid& grid, const SlicePlane& plane, std::span<const World> outline, const VoxelVisitor& visit)
{
    if (outline.size() < 3) {
        return;
    }
    // Two directions on the plane; the outline is seen along its normal.
    const Vec3& n = plane.normal;
    const Vec3 seed = std::abs(n[0]) < 0.6 ? Vec3{1, 0, 0} : Vec3{0, 1, 0};
    Vec3 u{n[1] * seed[2] - n[2] * seed[1], n[2] * seed[0] - n[0] * seed[2], n[0] * seed[1] - n[1] * seed[0]};
    const double length = std::sqrt(dot(u, u));
    u = {u[0] / length, u[1] / length, u[2] / length};
    const Vec3 v{n[1] * u[2] - n[2] * u[1], n[2] * u[0] - n[0] * u[2], n[0] * u[1] - n[1] * u[0]};
    struct Flat {
        double x, y;
    };
    const auto flat = [&](const World& w) { return Flat{dot(minus(w, plane.point), u), dot(minus(w, plane.point), v)}; };
    std::vector<Flat> corners;
    for (const World& point : outline) {
        corners.push_back(flat(point));
    }
    PlaneCut(grid, plane).visit(boxAround(grid, outline, 0), [&](std::int64_t index, const World& shown) {
        const Flat p = flat(shown);
        bool isInside = false;
        for (std::size_t a = 0, b = corners.size() - 1; a < corners.size(); b = a++) {
            if ((corners[a].y > p.y) != (corners[b].y > p.y)
                && p.x < corners[a].x + (corners[b].x - corners[a].x) * (p.y - corners[a].y) / (corners[b].y - corners[a].y)) {
                isInside = !isInside;
            }
        }
        if (isInside) {
            visit(index);
        }
    });
}

void visitPlane(const Grid& grid, const SlicePlane& plane, const VoxelVisitor& visit)
{
    PlaneCut(grid, plane).visit(wholeBox(grid), [&](std::int64_t index, const World&) { visit(index); });
}

} // namespace insula
