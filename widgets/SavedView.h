// A saved view from its file, and the images that it shows. Any thread. Errors: Error with one line, or Cancelled.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"
#include "viewers/Scene.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace insula {

// Whether a volume can be read again: maps that are computed live have a path that is no file's.
bool isFromFile(const Volume& volume);
// What is saved of a scene: without the layers that could not be read again.
nlohmann::json viewOf(const Scene& scene);

nlohmann::json readView(const std::filesystem::path& file); // an object with a list of layers

using ViewVolumes = std::map<std::pair<std::string, Kind>, VolumePtr>; // by path and how it is read
ViewVolumes readViewVolumes(const nlohmann::json& view, const Progress& progress);

} // namespace insula
