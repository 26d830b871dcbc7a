#include "viewers/ColourMap.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace insula {

namespace {

struct ColourMap {
    ColourMapInfo info;
    std::vector<std::uint32_t> stops; // 0xRRGGBB, evenly spaced
};

// viridis, cividis and inferno follow the published maps of van der Walt, Smith and Nunez (ten stops each; linear between
// them the largest error is below what 8-bit displays resolve in practice). The others are plain ramps.
const std::vector<ColourMap>& allMaps()
{
    static const std::vector<ColourMap> maps{
        {{"gray", "Grey", true}, {0x000000, 0xffffff}},
        {{"bone", "Bone", true}, {0x000000, 0x54546f, 0xa7c7c7, 0xffffff}},
        {{"viridis", "Viridis", true},
            {0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725}},
        {{"cividis", "Cividis", true},
            {0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838}},
        {{"inferno", "Inferno", true},
            {0x000004, 0x1b0c41, 0x4a0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9b06, 0xf7d13d, 0xfcffa4}},
        {{"hot", "Hot", true}, {0x0b0000, 0x8a0000, 0xff1000, 0xff8f00, 0xffff20, 0xffffff}},
        {{"warm", "Warm (red to yellow)", true}, {0xc00000, 0xff5a00, 0xffff40}},
        {{"cold", "Cold (blue to cyan)", true}, {0x0038d8, 0x0090ff, 0x60ffff}},
        {{"red", "Red", true}, {0x000000, 0xff2020}},
        {{"green", "Green", true}, {0x000000, 0x20e040}},
        {{"blue", "Blue", true}, {0x000000, 0x3070ff}},
        {{"blue-red", "Blue, white, red", true}, {0x053061, 0x4393c3, 0xf7f7f7, 0xd6604d, 0x67001f}},
        {{"rainbow", "Rainbow (not for reading values)", false}, {0x2000c0, 0x00a0ff, 0x00d060, 0xf0f000, 0xff7000, 0xd00000}},
    };
    return maps;
}

std::uint8_t channel(std::uint32_t colour, int shift)
{
    return static_cast<std::uint8_t>((colour >> shift) & 0xffU);
}

Rgb between(std::uint32_t a, std::uint32_t b, double fraction)
{
    Rgb mixed{};
    for (std::size_t c = 0; c < 3; ++c) {
        const int shift = 16 - 8 * static_cast<int>(c);
        mixed[c] = static_cast<std::uint8_t>(std::lround(channel(a, shift) + fraction * (channel(b, shift) - channel(a, shift))));
    }
    return mixed;
}

const ColourMap* find(std::string_view name)
{
    const auto& maps = allMaps();
    const auto found = std::find_if(maps.begin(), maps.end(), [&](const ColourMap& map) { return map.info.name == name; });
    return found == maps.end() ? nullptr : &*found;
}

} // namespace

std::span<const ColourMapInfo> colourMaps()
{
    static const std::vector<ColourMapInfo> infos = [] {
        std::vector<ColourMapInfo> list;
        for (const ColourMap& map : allMaps()) {
            list.push_back(map.info);
        }
        return list;
    }();
    return infos;
}

bool hasColourMap(std::string_view name)
{
    return find(name) != nullptr;
}

ColourTable colourTable(std::string_view name, bool inverted)
{
    const ColourMap* map = find(name);
    if (!map) {
        std::string names;
        for (const ColourMapInfo& info : colourMaps()) {
            names += (names.empty() ? "" : ", ") + std::string(info.name);
        }
        throw usageError("no colour map is called '" + std::string(name) + "'; there are " + names);
    }
    ColourTable table;
    const double segments = static_cast<double>(map->stops.size() - 1);
    for (std::size_t index = 0; index < table.size(); ++index) {
        const double position = static_cast<double>(inverted ? 255 - index : index) / 255.0 * segments;
        const auto segment = std::min(static_cast<std::size_t>(position), map->stops.size() - 2);
        table[index] = between(map->stops[segment], map->stops[segment + 1], position - static_cast<double>(segment));
    }
    return table;
}

std::string_view coldPartner(std::string_view name)
{
    if (name == "warm" || name == "hot" || name == "red") {
        return "cold";
    }
    if (name == "cold" || name == "blue") {
        return "warm";
    }
    return name == "green" ? "blue" : "cold";
}

} // namespace insula
