// What there is to know about a NIfTI file, as JSON for scripts and as text for people: `insula-cli info`.
// Surfaces, vertex data and streamlines have a report of their own, with the key "kind" (SurfaceReport.h).
//
// Keys: file, format, compressed, shape (three numbers, four with time), zooms (mm), affine (16 numbers, row by row, voxel to
// RAS+ mm), orientation, oblique, sform and qform (code, name, affine or null), forms (used, agree, distanceMm), datatype,
// slope, intercept, units, frames, tr (s, 0 when unknown), range (min, max, of all frames; null when nothing is finite), nan,
// infinite, description, extensions, warnings (sentences), verdict (one or two sentences).
// Errors: Error when the file cannot be read, down to its last voxel. Thread: any.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace insula {

nlohmann::json infoReport(const std::filesystem::path& file);
std::string infoText(const nlohmann::json& report); // ends with a line feed

} // namespace insula
