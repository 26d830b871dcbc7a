// The atlases that are installed: label volumes and probability maps with their tables, in the user's data folder (atlases),
// INSULA_ATLAS_PATH (folders with colons between) and the program's resources (atlases), with one level of folders below; FSL's .xml
// descriptions count with the images that they name. Only headers and tables are read. Thread: any.
#pragma once

#include "processing/core/Atlas.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace insula {

struct InstalledAtlas {
    AtlasSource source;
    std::string space; // empty: not known
    std::size_t regions = 0; // that have names
    bool isProbabilistic = false;
    std::string problem; // why it cannot be used; empty when it can
};

std::filesystem::path userAtlasFolder(); // need not exist
std::vector<std::filesystem::path> atlasFolders(); // that exist, the user's first
std::vector<InstalledAtlas> findAtlases(const std::vector<std::filesystem::path>& folders); // by name
// The one with this image, or with an image of this name; else the file itself, with the table beside it. None when there is neither.
std::optional<InstalledAtlas> installedAtlas(const std::filesystem::path& image, const std::vector<std::filesystem::path>& folders);
// Read, in the space that its description says where the image does not.
AtlasPtr readAtlas(const InstalledAtlas& atlas, const Progress& progress = {});
// Puts an atlas into the user's folder: the image as a copy (or as a link to where it lies), its table as .tsv beside it. The table is
// checked against the image first. Returns the image there. Error when one of that name is there already.
std::filesystem::path addAtlas(const AtlasSource& source, bool link, const std::filesystem::path& folder = userAtlasFolder());

} // namespace insula
