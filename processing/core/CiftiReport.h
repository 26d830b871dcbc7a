// What `insula-cli info` says about a CIFTI-2 file: structures, their vertices and voxels, maps.
// Errors: Error for files that cannot be read. Thread: any.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace insula {

// "kind": "cifti". Maps are listed, with their ranges, when they are at most 1000.
nlohmann::json ciftiReport(const std::filesystem::path& file);
std::string ciftiText(const nlohmann::json& report);

} // namespace insula
