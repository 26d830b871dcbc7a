// The values of a CIFTI-2 file on the cortex of one hemisphere, as values at the vertices of its surface.
//
// Vertices without a value (the medial wall) are NaN or have no label. Of a long series only as many maps are taken as fit into 256 MiB.
// Errors: Error with one line, also for connectivity matrices, whose columns are as many as the places of the brain. Thread: any.
#pragma once

#include "processing/core/Mesh.h"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace insula {

inline constexpr std::string_view CiftiFormat = "CIFTI-2";

// Those of which the file has cortex, left first.
std::vector<Hemisphere> ciftiHemispheres(const std::filesystem::path& file);
// Label tables that differ from map to map are told apart by numbers from 1 000 000, 2 000 000, ... on. The format is CiftiFormat.
VertexData readCiftiVertexData(const std::filesystem::path& file, Hemisphere hemisphere);
std::uint64_t ciftiMapCount(const std::filesystem::path& file); // of the file, also when fewer are taken

} // namespace insula
