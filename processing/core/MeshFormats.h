// The readers of single formats behind readMesh() and readVertexData(); each fills vertices, triangles or maps, which are checked there.
#pragma once

#include "processing/core/Mesh.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace insula {

// Everything that a GIFTI file holds. `folder` is where external files are looked for.
struct GiftiContent {
    Mesh mesh;
    VertexData data;
    bool hasMesh = false;
};
GiftiContent readGifti(std::string_view xml, const std::filesystem::path& folder);

Mesh readFreeSurferSurface(std::span<const std::byte> bytes);
VertexData readFreeSurferCurvature(std::span<const std::byte> bytes);
VertexData readFreeSurferAnnotation(std::span<const std::byte> bytes);
// Ends with the last vertex that is listed, as it does not say how many there are; vertexOverlay() (viewers) knows the surface.
inline constexpr std::string_view FreeSurferLabelFormat = "FreeSurfer label";
VertexData readFreeSurferLabel(std::string_view text);

Mesh readStl(std::span<const std::byte> bytes);
Mesh readObj(std::string_view text);
Mesh readPly(std::span<const std::byte> bytes);
Mesh readVtkPolyData(std::span<const std::byte> bytes);

// A polygon of at least three corners as a fan of triangles. Throws Error for fewer corners.
void addPolygon(Mesh& mesh, std::span<const std::uint32_t> corners);

} // namespace insula
