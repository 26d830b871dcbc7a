// Where a surface meets a plane, a ray and a point: the outline on a slice, the place under the pointer, the nearest vertex.
//
// Exact: on the triangles themselves, in double precision. Points are World (RAS+ mm), directions need not be of unit length. Every
// triangle is looked at (about 2 ms for 320 000). Thread: any.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Mesh.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace insula {

struct SectionLine {
    std::vector<World> points; // at least two, each on an edge of the mesh; the first is not repeated at the end of a closed line
    bool isClosed = false;
};
// The lines in which the plane through `on` cuts the surface. A vertex on the very plane counts as above it, so a closed surface gives
// closed lines, and one that only touches the plane from above gives none.
std::vector<SectionLine> section(const Mesh& mesh, const World& on, const Vec3& normal);

struct MeshHit {
    World point;
    std::uint32_t vertex = 0; // the corner of the triangle that is nearest to the point
    double distance = 0; // along the ray, in lengths of `direction`; may be negative
};
// All places where a line meets the surface, from either side, by distance.
std::vector<MeshHit> hits(const Mesh& mesh, const World& from, const Vec3& direction);

struct NearestVertex {
    std::uint32_t vertex = 0;
    double distanceMm = 0;
};
std::optional<NearestVertex> nearestVertex(const Mesh& mesh, const World& point); // none of a mesh without vertices

} // namespace insula
