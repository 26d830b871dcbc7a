// The table of volumes that segmenting steps write, with left and right of a structure side by side.
//
// Columns index, name, voxels and volume_ml must be there; side, asymmetry_percent and expected_dice may be. Without the side column,
// FreeSurfer's names tell (Left-Hippocampus, ctx-rh-insula). Any thread; throws Error naming the line that is wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace insula {

struct VolumeOfPart {
    std::int64_t label = 0, voxels = 0;
    double ml = 0;
    std::optional<double> expectedDice;
};

struct StructureVolumes {
    std::string name; // without the side
    std::optional<VolumeOfPart> left, right, whole; // whole: of what has no sides

    std::string shownName() const; // with spaces
    double totalMl() const;
    // Percent of the mean of both sides, positive when the left one is larger; none without two sides of which one is there.
    std::optional<double> asymmetryPercent() const;
    std::optional<double> lowestDice() const; // of the parts
    std::vector<std::int64_t> labels() const; // left, right or whole
};

// In the order of the table, a structure where its first part stands.
std::vector<StructureVolumes> readVolumesTable(const std::filesystem::path& file);
std::vector<StructureVolumes> volumesFromTsv(const std::string& text);
// As it is shown: structure, volume_ml, left_ml, right_ml, asymmetry_percent, expected_dice_left, expected_dice_right (n/a: none; what has
// no sides has its Dice in both).
std::string toTsv(const std::vector<StructureVolumes>& structures);

} // namespace insula
