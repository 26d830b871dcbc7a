// The 48 orders and directions of voxel axes, from quaternions that are multiplied here and nowhere else.
#pragma once

#include "processing/core/Geometry.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace insula::test {

struct Quaternion {
    double a = 1, b = 0, c = 0, d = 0;
    friend Quaternion operator*(const Quaternion& p, const Quaternion& q) // Hamilton's product
    {
        return {p.a * q.a - p.b * q.b - p.c * q.c - p.d * q.d, p.a * q.b + p.b * q.a + p.c * q.d - p.d * q.c,
            p.a * q.c - p.b * q.d + p.c * q.a + p.d * q.b, p.a * q.d + p.b * q.c - p.c * q.b + p.d * q.a};
    }
};

// q v q*, the textbook rotation of a vector.
inline Vec3 rotated(const Quaternion& q, const Vec3& v)
{
    const Quaternion r = q * Quaternion{0, v[0], v[1], v[2]} * Quaternion{q.a, -q.b, -q.c, -q.d};
    return {r.b, r.c, r.d};
}

inline Vec3 scaled(const Vec3& v, double factor)
{
    return {v[0] * factor, v[1] * factor, v[2] * factor};
}

// Rounded to single precision. volatile, because GCC 12 forgets such roundings where it vectorises them (-O2).
inline double single(double value)
{
    const volatile float rounded = static_cast<float>(value);
    return static_cast<double>(rounded);
}

struct Orientation {
    Quaternion rotation; // its first part is not negative, as NIfTI wants
    double qfac = 1;
    std::string code;

    Affine affine(const Vec3& sizes, const Vec3& origin) const
    {
        return Affine::fromColumns(scaled(rotated(rotation, {1, 0, 0}), sizes[0]), scaled(rotated(rotation, {0, 1, 0}), sizes[1]),
            scaled(rotated(rotation, {0, 0, qfac}), sizes[2]), origin);
    }
    // Turned a little further, by less than would change the code.
    Orientation turned() const
    {
        const double half = 0.15;
        const Quaternion little{
            std::cos(half), std::sin(half) / std::sqrt(3.0), -std::sin(half) / std::sqrt(3.0), std::sin(half) / std::sqrt(3.0)};
        Orientation result = *this;
        Quaternion q = little * rotation;
        if (q.a < 0) {
            q = {-q.a, -q.b, -q.c, -q.d};
        }
        result.rotation = q;
        return result;
    }
};

// The letter of the world direction that v points to.
inline char letterOf(const Vec3& v)
{
    constexpr std::array<const char*, 3> letters{"LR", "PA", "IS"};
    std::size_t axis = 0;
    for (std::size_t n = 1; n < 3; ++n) {
        if (std::abs(v[n]) > std::abs(v[axis])) {
            axis = n;
        }
    }
    return letters[axis][v[axis] > 0 ? 1 : 0];
}

// The 24 rotations of the cube, each right- and left-handed.
inline std::vector<Orientation> orientations()
{
    const double r = std::sqrt(0.5);
    std::vector<Quaternion> rotations{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    for (const double s : {-1.0, 1.0}) {
        for (const Quaternion& q :
            {Quaternion{r, s * r, 0, 0}, {r, 0, s * r, 0}, {r, 0, 0, s * r}, {0, r, s * r, 0}, {0, r, 0, s * r}, {0, 0, r, s * r}}) {
            rotations.push_back(q);
        }
        for (const double t : {-0.5, 0.5}) {
            for (const double u : {-0.5, 0.5}) {
                rotations.push_back({0.5, s * 0.5, t, u});
            }
        }
    }
    std::vector<Orientation> result;
    for (const Quaternion& q : rotations) {
        for (const double qfac : {1.0, -1.0}) {
            const std::string code{letterOf(rotated(q, {1, 0, 0})), letterOf(rotated(q, {0, 1, 0})), letterOf(rotated(q, {0, 0, qfac}))};
            result.push_back({q, qfac, code});
        }
    }
    return result;
}

// Largest difference of two matrices' elements.
inline double farthest(const Affine& a, const Affine& b)
{
    double largest = 0;
    for (std::size_t n = 0; n < 16; ++n) {
        largest = std::max(largest, std::abs(a.rows()[n] - b.rows()[n]));
    }
    return largest;
}

} // namespace insula::test
