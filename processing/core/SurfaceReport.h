// What a surface, vertex data or a tractogram holds, as JSON and as text: `insula-cli info`.
//
// Keys: file, kind ("surface", "vertex-data", "streamlines"), format, warnings; surface: hemisphere, vertices, triangles, bounds (low,
// high; RAS+ mm); vertex data: hemisphere, vertices, labels, maps (name, min, max, notFinite, or labels in use); streamlines: streamlines,
// points, bounds, lengthMm (min, mean, max; null without any). Errors: Error when the file cannot be read. Thread: any.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace insula {

bool hasSurfaceReport(const std::filesystem::path& file);
nlohmann::json surfaceReport(const std::filesystem::path& file);
std::string surfaceText(const nlohmann::json& report); // ends with a line feed

} // namespace insula
