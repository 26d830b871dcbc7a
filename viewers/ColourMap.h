// Named colour maps: 256 colours from the low end of a window to its high end.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

using Rgb = std::array<std::uint8_t, 3>;
using ColourTable = std::array<Rgb, 256>;

struct ColourMapInfo {
    std::string name; // stable, kept in scenes: "gray"
    std::string title; // for lists: "Grey"
    bool colourBlindSafe; // order and ends can be told with any kind of colour vision
};

// All maps, in the order for lists: those of the program, then the user's own. "labels" is not among them: label colours come from the
// label table. GUI thread.
const std::vector<ColourMapInfo>& colourMaps();
bool hasColourMap(std::string_view name);
// Throws Error (usage) naming the maps when there is none of that name.
ColourTable colourTable(std::string_view name, bool inverted = false);
// The map for the negative side of a two-sided map: "warm" gives "cold".
std::string_view coldPartner(std::string_view name);

// Grows with every map that is added or replaced.
std::uint64_t colourMapsRevision();
bool isOwnColourMap(std::string_view name); // of the program, not the user's
// Any thread for the rest. Adds a map of the user's, or replaces one of that name. Throws Error when the program has a map of that name.
void addColourMap(const std::string& name, const ColourTable& table);

} // namespace insula
