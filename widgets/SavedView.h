// The images that a saved view (ViewFile.h) shows. Any thread. Errors: Error with one line, or Cancelled.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"
#include "viewers/Scene.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <utility>

namespace insula {

// Whether a volume can be read again: maps that are computed live have a path that is no file's.
bool isFromFile(const Volume& volume);
// What is saved of a scene: without the layers that could not be read again.
nlohmann::json viewOf(const Scene& scene);

using ViewVolumes = std::map<std::pair<std::string, Kind>, VolumePtr>; // by path and how it is read
// Its surfaces and streamlines, and the values on them.
SurfaceFiles readViewSurfaces(const nlohmann::json& view, const Progress& progress);
ViewVolumes readViewVolumes(const nlohmann::json& view, const Progress& progress);

} // namespace insula
