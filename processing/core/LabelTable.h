// Names and colours of the numbers in a label volume.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace insula {

struct Label {
    std::string name;
    std::array<std::uint8_t, 4> rgba{255, 255, 255, 255}; // alpha 255 is opaque
};

using LabelTable = std::map<std::int64_t, Label>;

// Reads FreeSurfer LUT files (number name R G B A-as-transparency), BIDS dseg.tsv (index, name, color columns) and plain
// "number name" lists. Throws Error naming the line that is wrong. Lines without colour get one from the number (stable).
LabelTable readLabelTable(const std::filesystem::path& file);
// Writes the BIDS form: index, name, color (#rrggbb), tab separated.
std::string toTsv(const LabelTable& table);
// A distinct, stable colour for a number that has none.
std::array<std::uint8_t, 4> defaultLabelColour(std::int64_t number);

} // namespace insula
