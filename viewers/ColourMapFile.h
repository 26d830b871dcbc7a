// Colour maps in files: those that other programs write, and the user's own. Any thread, but addUserColourMaps() (as ColourMap.h).
//
// .cmap, .txt, .csv: a line of three numbers a colour, evenly spaced, 0 to 1 or 0 to 255 (FSLeyes and plain tables); # begins a remark.
// .lut: 768 bytes, all reds, then greens, then blues, perhaps after 32 bytes that begin with ICOL (ImageJ, MRIcron). .clut: nodes with
// intensity and colour (MRIcroGL).
#pragma once

#include "viewers/ColourMap.h"

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

// Colours between points are mixed linearly; before the first and after the last one they stay.
struct ColourPoint {
    int at = 0; // 0 (low end of the window) to 255
    Rgb colour{};
    friend bool operator==(const ColourPoint&, const ColourPoint&) = default;
};
using ColourPoints = std::vector<ColourPoint>; // two or more, ascending
ColourTable tableOf(const ColourPoints& points);
// As few points as give every colour of the table to within `tolerance` in each channel.
ColourPoints pointsOf(const ColourTable& table, int tolerance = 2);

// Throws Error naming the file, what is wrong and what it may hold.
ColourTable readColourMapFile(const std::filesystem::path& file);
// As a .cmap of `stops` colours, 2 to 256. Throws Error when it cannot be written.
void writeColourMapFile(const std::filesystem::path& file, const ColourTable& table, int stops = 256);

// The points of a .clut; of other files pointsOf() their colours. Throws Error.
ColourPoints readColourPoints(const std::filesystem::path& file);

// Keeps a map of the user's under a name, which replaces one of that name of the user's, and adds it to the lists. Throws Error for a name
// that is no file's or that the program uses itself, and when it cannot be written.
void saveUserColourMap(const std::string& name, const ColourPoints& points);
// The file of one of the user's maps; empty when there is none of that name.
std::filesystem::path userColourMapFile(const std::string& name);

// Where the user's maps lie: colourmaps in userDataFolder().
std::filesystem::path userColourMapFolder();
// Adds every map there once; a broken file is left out and named in what is returned.
std::vector<std::string> addUserColourMaps();

} // namespace insula
