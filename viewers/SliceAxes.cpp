#include "viewers/SliceAxes.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace insula {

namespace {

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vec3 unit(const Vec3& v)
{
    const double length = std::sqrt(dot(v, v));
    if (!(length > 1e-6) || !std::isfinite(length)) {
        throw Error("the axes of the slices span no space");
    }
    return {v[0] / length, v[1] / length, v[2] / length};
}

// Rodrigues' formula.
Vec3 rotated(const Vec3& v, const Vec3& about, double radians)
{
    const Vec3 side = cross(about, v);
    const double c = std::cos(radians), s = std::sin(radians), along = dot(about, v) * (1 - c);
    return {
        v[0] * c + side[0] * s + about[0] * along, v[1] * c + side[1] * s + about[1] * along, v[2] * c + side[2] * s + about[2] * along};
}

} // namespace

SliceAxes orthonormal(const SliceAxes& axes)
{
    // Straight axes stay exactly straight.
    if (axes == SliceAxes{}) {
        return axes;
    }
    SliceAxes result;
    result.superior = unit(axes.superior);
    result.right = unit(cross(axes.anterior, result.superior));
    result.anterior = cross(result.superior, result.right);
    if (!(dot(result.right, axes.right) > 0)) {
        throw Error("the axes of the slices are left-handed or span no space");
    }
    return result;
}

SliceAxes turned(const SliceAxes& axes, const Vec3& about, double radians)
{
    return orthonormal(
        {rotated(axes.right, about, radians), rotated(axes.anterior, about, radians), rotated(axes.superior, about, radians)});
}

SliceAxes alongGrid(const Affine& affine)
{
    std::array<Vec3, 3> world{};
    for (int voxelAxis = 0; voxelAxis < 3; ++voxelAxis) {
        const AxisDirection direction = axisDirections(affine)[static_cast<std::size_t>(voxelAxis)];
        Vec3 column = unit(affine.column(voxelAxis));
        if (direction.sign < 0) {
            column = {-column[0], -column[1], -column[2]};
        }
        world[static_cast<std::size_t>(direction.world)] = column;
    }
    return orthonormal({world[0], world[1], world[2]});
}

double obliqueDegrees(const SliceAxes& axes)
{
    const double trace = axes.right[0] + axes.anterior[1] + axes.superior[2];
    return std::acos(std::clamp((trace - 1) / 2, -1.0, 1.0)) * 180 / std::numbers::pi;
}

} // namespace insula
