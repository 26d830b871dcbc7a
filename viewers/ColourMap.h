// Named colour maps: 256 colours from the low end of a window to its high end.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace insula {

using Rgb = std::array<std::uint8_t, 3>;
using ColourTable = std::array<Rgb, 256>;

struct ColourMapInfo {
    std::string_view name; // stable, kept in scenes: "gray"
    std::string_view title; // for lists: "Grey"
    bool colourBlindSafe; // order and ends can be told with any kind of colour vision
};

// All maps, in the order for lists. "labels" is not among them: label colours come from the label table.
std::span<const ColourMapInfo> colourMaps();
bool hasColourMap(std::string_view name);
// Throws Error (usage) naming the maps when there is none of that name.
ColourTable colourTable(std::string_view name, bool inverted = false);
// The map for the negative side of a two-sided map: "warm" gives "cold".
std::string_view coldPartner(std::string_view name);

} // namespace insula
