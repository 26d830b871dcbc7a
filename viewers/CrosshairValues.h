// What is at the crosshair, as numbers and as words: for the readout in the views, the status bar and the panels.
// Voxel indices count from 0, as everywhere in the field. Thread: that of the scene.
#pragma once

#include "viewers/Scene.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace insula {

// The voxel that holds a point (RAS+ mm); none outside the field of view.
std::optional<std::array<std::int64_t, 3>> voxelAt(const Volume& volume, const World& point);
// The nearest voxel's value at the crosshair, a label's number and name, "NaN", "outside", or "loading" while its frame arrives.
std::string readoutValue(const Scene& scene, const Layer& layer);
// Of the readout's atlas at the crosshair, a line each: its name, then its regions there with their percent; empty without an atlas.
std::vector<std::string> regionLines(const Scene& scene);
// The same in one line: "AAL: Precentral_L".
std::string regionText(const Scene& scene);
// Of each visible surface: its vertex nearest to the crosshair ("vertex 1234"), then its visible overlays with their values there. Further
// than VertexReachMm from it values are empty, and surfaces without overlays are left out.
struct VertexLine {
    std::string what, value;
    const VertexOverlay* overlay = nullptr; // of the scene; null for the surface itself
};
inline constexpr double VertexReachMm = 3;
std::vector<VertexLine> vertexLines(const Scene& scene);
// "0.25", a label's number and name, "none" for a vertex without label.
std::string overlayValue(const VertexOverlay& overlay, std::uint32_t vertex);
// A number with at most four significant decimals, whole numbers without any; NaN as "NaN".
std::string shortNumber(double value);

} // namespace insula
