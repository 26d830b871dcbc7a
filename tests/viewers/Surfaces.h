// An egg in the patient's left, front and upper part, as a surface, with values and a streamline.
#pragma once

#include "tests/core/Shapes.h"
#include "viewers/SceneSurfaces.h"

#include <cmath>
#include <functional>

namespace insula::shapes {

// In the patient's left, front and upper part; no two radii equal.
inline constexpr std::array<double, 3> Centre{-4, -6, 28}, Radii{9, 14, 6};

inline MeshPtr egg()
{
    Mesh mesh = shapes::ellipsoid(Centre, Radii, 96, 64);
    mesh.name = mesh.path = "egg";
    return std::make_shared<const Mesh>(std::move(mesh));
}

inline VertexDataPtr valuesOf(const Mesh& mesh, const std::function<float(std::size_t)>& value)
{
    VertexData data;
    data.name = data.path = "values";
    data.maps.resize(1);
    for (std::size_t n = 0; n < mesh.vertices.size(); ++n) {
        data.maps[0].values.push_back(value(n));
    }
    return std::make_shared<const VertexData>(std::move(data));
}

inline TractogramPtr line(const std::array<float, 3>& from, const std::array<float, 3>& to)
{
    auto tracts = std::make_shared<Tractogram>();
    tracts->name = tracts->path = "line";
    tracts->points = {from, to};
    tracts->starts = {0, 2};
    return tracts;
}

inline bool isInside(const World& w)
{
    return std::hypot((w.x - Centre[0]) / Radii[0], (w.y - Centre[1]) / Radii[1], (w.z - Centre[2]) / Radii[2]) < 1;
}

} // namespace insula::shapes
