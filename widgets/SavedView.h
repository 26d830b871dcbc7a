// The images that a saved view (ViewFile.h) shows. Any thread. Errors: Error with one line, or Cancelled.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <utility>

namespace insula {

using ViewVolumes = std::map<std::pair<std::string, Kind>, VolumePtr>; // by path and how it is read
ViewVolumes readViewVolumes(const nlohmann::json& view, const Progress& progress);

} // namespace insula
