// Solid shapes as signed distances in mm (negative inside), joined smoothly: what the head phantom is carved from.
// Points are RAS+ mm. Distances are exact for capsules, close to the surface for ellipsoids. Thread: any.
// Method: I. Quilez, "Distance functions"; polynomial smooth minimum of the same author.
#pragma once

#include "processing/core/Geometry.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace insula::shapes {

inline World operator-(const World& a, const World& b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline double length(const World& v)
{
    return std::sqrt(v.x * v.x + v.y * v.y + v.z * v.z);
}
inline double length(double a, double b)
{
    return std::sqrt(a * a + b * b);
}
inline double square(double v)
{
    return v * v;
}
inline double smoothStep(double from, double to, double v)
{
    const double t = std::clamp((v - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

inline double ellipsoid(const World& p, const World& centre, const World& radii)
{
    const World d = p - centre;
    const double k0 = length(World{d.x / radii.x, d.y / radii.y, d.z / radii.z});
    const double k1 = length(World{d.x / square(radii.x), d.y / square(radii.y), d.z / square(radii.z)});
    return k1 < 1e-9 ? -std::min({radii.x, radii.y, radii.z}) : k0 * (k0 - 1) / k1;
}

// A ball of radius `ra` at `a` swept to radius `rb` at `b`.
inline double capsule(const World& p, const World& a, const World& b, double ra, double rb)
{
    const World pa = p - a, ba = b - a;
    const double along = (pa.x * ba.x + pa.y * ba.y + pa.z * ba.z) / (ba.x * ba.x + ba.y * ba.y + ba.z * ba.z);
    const double t = std::clamp(along, 0.0, 1.0);
    return length(World{pa.x - t * ba.x, pa.y - t * ba.y, pa.z - t * ba.z}) - (ra + t * (rb - ra));
}

struct Bead {
    World centre;
    double radius;
};

// Capsules from bead to bead.
inline double chain(const World& p, std::span<const Bead> beads)
{
    double nearest = 1e9;
    for (std::size_t n = 0; n + 1 < beads.size(); ++n) {
        nearest = std::min(nearest, capsule(p, beads[n].centre, beads[n + 1].centre, beads[n].radius, beads[n + 1].radius));
    }
    return nearest;
}

// Union and intersection whose seam is rounded over about `width` mm.
inline double smoothUnion(double a, double b, double width)
{
    const double h = std::max(width - std::abs(a - b), 0.0) / width;
    return std::min(a, b) - h * h * width / 4;
}
inline double smoothIntersection(double a, double b, double width)
{
    return -smoothUnion(-a, -b, width);
}
// Distance to a wall that is bounded by two conditions, each given as mm outside its limit; negative inside.
inline double wall(double a, double b)
{
    return length(std::max(a, 0.0), std::max(b, 0.0)) + std::min(std::max(a, b), 0.0);
}

} // namespace insula::shapes
