// Colour maps in files: those that other programs write, and the user's own. Any thread, but addUserColourMaps() (as ColourMap.h).
//
// .cmap, .txt, .csv: a line of three numbers a colour, evenly spaced, 0 to 1 or 0 to 255 (FSLeyes and plain tables); # begins a remark.
// .lut: 768 bytes, all reds, then greens, then blues, perhaps after 32 bytes that begin with ICOL (ImageJ, MRIcron). .clut: nodes with
// intensity and colour (MRIcroGL).
#pragma once

#include "viewers/ColourMap.h"

#include <filesystem>
#include <string>

namespace insula {

// Throws Error naming the file, what is wrong and what it may hold.
ColourTable readColourMapFile(const std::filesystem::path& file);
// As a .cmap of `stops` colours, 2 to 256. Throws Error when it cannot be written.
void writeColourMapFile(const std::filesystem::path& file, const ColourTable& table, int stops = 256);

// Where the user's maps lie: colourmaps in userDataFolder().
std::filesystem::path userColourMapFolder();
// Adds every map there once; a broken file is left out and named in what is returned.
std::vector<std::string> addUserColourMaps();

} // namespace insula
