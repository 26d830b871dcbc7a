// An atlas: what the regions at a place are called, from a label volume or from one map of probabilities a region.
//
// Points are World (RAS+ mm); nothing is warped, so the atlas only holds for images in its own space. Probabilities in percent. Errors:
// Error when volume and names do not fit together. Immutable; thread: any.
#pragma once

#include "processing/core/LabelForms.h"
#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace insula {

// Which space coordinates belong to, as far as header and name tell: "MNI152NLin2009cAsym", "MNI152", "Talairach", "template", or empty.
// From BIDS entities (space-, tpl-), form codes 3 to 5, and, with `isAtlas`, "MNI" in the name or a Talairach one.
std::string spaceOf(const Volume::Description& volume, const std::string& file, bool isAtlas = false);
// Both some MNI152, or the same name. Unknown spaces are not the same. The variants of MNI152 differ by a few mm.
bool isSameSpace(const std::string& a, const std::string& b);
bool isMni(const std::string& space);

struct RegionShare {
    std::int64_t number = 0;
    std::string name;
    std::optional<double> percent; // of probabilistic atlases
};

struct AtlasSource {
    std::string name;
    std::filesystem::path image;
    std::filesystem::path table; // empty: numbers only
};

class Atlas {
public:
    static constexpr std::size_t MostShares = 4;

    // A name list must have as many names as the volume has numbers.
    static std::shared_ptr<const Atlas> read(const AtlasSource& source, const Progress& progress = {});
    // Frames 1, 2, ... of a volume of several frames are the regions' probabilities, from 0 to 1 or to 100.
    Atlas(std::string name, VolumePtr volume, LabelTable regions, std::string space);

    const std::string& name() const { return m_name; }
    const std::string& space() const { return m_space; }
    const VolumePtr& volume() const { return m_volume; }
    const LabelTable& regions() const { return m_regions; } // without the background
    bool isProbabilistic() const { return m_volume->frames() > 1; }

    // The regions there, the most probable first, at most four; none outside of all.
    std::vector<RegionShare> at(const World& point) const;
    // "Precentral gyrus", "54 % Precentral gyrus, 20 % ..."; empty outside of all regions.
    std::string textAt(const World& point) const;
    // Where the region is, for going there: the voxel of the label that is nearest to its centre of mass, or that of the highest
    // probability. None when no voxel has it.
    std::optional<World> placeOf(std::int64_t region) const;

private:
    std::string m_name;
    VolumePtr m_volume;
    LabelTable m_regions;
    std::string m_space;
    WorldToVoxel m_toVoxel;
    double m_percent = 1; // per unit of the volume
};
using AtlasPtr = std::shared_ptr<const Atlas>;

} // namespace insula
