// What a path from outside is, and images read for display. Any thread.
#pragma once

#include "processing/core/Progress.h"
#include "viewers/Layer.h"

#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <vector>

namespace insula {

enum class PathKind {
    Image, // NIfTI: opened as a layer
    Project, // a folder with project.sqlite
    Scene, // a saved view (.json)
    Folder, // of NIfTI images
    Table, // of volumes (.tsv)
    Training, // its log (.jsonl), or a model package with one
    Foreign, // everything else, DICOM folders too: the convert step reads it
};
PathKind kindOf(const std::filesystem::path& path);

// The NIfTI images directly in a folder, by name.
std::vector<std::filesystem::path> imagesIn(const std::filesystem::path& folder);

// Where a converted copy of a foreign file goes: one place per path, size and time, so that opening it again finds it.
std::filesystem::path convertedCopy(const std::filesystem::path& file);

struct LoadedImage {
    std::filesystem::path file;
    VolumePtr volume;
    LayerDisplay display;
};
// Names like _dseg or _mask make it a label map. layersBelow: see defaultDisplay(). Throws Error, Cancelled.
LoadedImage loadImage(const std::filesystem::path& file, std::size_t layersBelow, const Progress& progress = {});

// An image that another thread may be reading already.
struct PendingImage {
    std::filesystem::path file;
    std::shared_future<LoadedImage> reading{}; // not valid: not begun
    std::optional<LayerDisplay> display{}; // instead of the default
};
PendingImage beginLoading(const std::filesystem::path& file, std::size_t layersBelow);

} // namespace insula
