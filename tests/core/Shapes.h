// Closed surfaces that are known exactly.
#pragma once

#include "processing/core/Mesh.h"

#include <cmath>
#include <functional>
#include <numbers>

namespace insula::shapes {

// Rings from the lowest to the highest point, `around` vertices each; triangles anticlockwise seen from outside. place(angle around S from
// R, height angle from -pi/2 to pi/2) gives a vertex.
inline Mesh rings(int around, int levels, const std::function<std::array<double, 3>(double, double)>& place)
{
    Mesh mesh;
    const auto add = [&mesh](const std::array<double, 3>& p) {
        mesh.vertices.push_back({static_cast<float>(p[0]), static_cast<float>(p[1]), static_cast<float>(p[2])});
    };
    constexpr double Pi = std::numbers::pi;
    add(place(0, -Pi / 2));
    for (int level = 1; level < levels; ++level) {
        for (int n = 0; n < around; ++n) {
            add(place(2 * Pi * n / around, -Pi / 2 + Pi * level / levels));
        }
    }
    add(place(0, Pi / 2));
    const auto at = [around](int level, int n) { return static_cast<std::uint32_t>(1 + (level - 1) * around + n % around); };
    const auto top = static_cast<std::uint32_t>(mesh.vertices.size() - 1);
    for (int n = 0; n < around; ++n) {
        mesh.triangles.push_back({0, at(1, n + 1), at(1, n)});
        for (int level = 1; level + 1 < levels; ++level) {
            mesh.triangles.push_back({at(level, n), at(level, n + 1), at(level + 1, n + 1)});
            mesh.triangles.push_back({at(level, n), at(level + 1, n + 1), at(level + 1, n)});
        }
        mesh.triangles.push_back({at(levels - 1, n), at(levels - 1, n + 1), top});
    }
    return mesh;
}

// An ellipsoid about `centre`; a sphere with three equal radii.
inline Mesh ellipsoid(const std::array<double, 3>& centre, const std::array<double, 3>& radii, int around = 48, int levels = 24)
{
    return rings(around, levels, [&](double a, double h) {
        return std::array{centre[0] + radii[0] * std::cos(h) * std::cos(a), centre[1] + radii[1] * std::cos(h) * std::sin(a),
            centre[2] + radii[2] * std::sin(h)};
    });
}

} // namespace insula::shapes
