// Colours of vertices and of streamlines' points, and which streamlines are drawn. The same for every way of drawing. Thread: any.
#pragma once

#include "viewers/LayerColours.h"
#include "viewers/SceneSurfaces.h"

#include <span>
#include <vector>

namespace insula {

// Of every vertex: the mesh's colour with its visible overlays over it, the lowest first. Opaque; NaN and vertices without label show what
// lies below.
std::vector<Rgba> vertexColours(const SceneMesh& mesh);

// Of every point of a streamline: the size of its direction along R, A and S as red, green and blue. Grey where it stands still.
std::vector<Rgb> directionColours(std::span<const std::array<float, 3>> streamline);
// Which streamlines are drawn when `shown` are: evenly chosen, in their order.
std::vector<std::size_t> chosenStreamlines(const Tractogram& tracts, std::size_t shown);

} // namespace insula
