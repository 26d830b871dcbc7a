#include "viewers/ColourMap.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <optional>
#include <vector>

namespace insula {

namespace {

struct ColourMap {
    ColourMapInfo info;
    std::vector<std::uint32_t> stops; // 0xRRGGBB, evenly spaced
};

// viridis, cividis, inferno, magma and plasma follow the published maps of van der Walt, Smith and Nunez, batlow and vik those of Crameri
// (2018), turbo that of Mikhailov (2019), purple-green and blue-red those of Brewer: ten or so stops each, linear between them. The others
// are plain ramps.
const std::vector<ColourMap>& ownMaps()
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
        {{"magma", "Magma", true}, {0x000004, 0x180f3d, 0x440f76, 0x721f81, 0x9e2f7f, 0xcd4071, 0xf1605d, 0xfd9668, 0xfeca8d, 0xfcfdbf}},
        {{"plasma", "Plasma", true}, {0x0d0887, 0x46039f, 0x7201a8, 0x9c179e, 0xbd3786, 0xd8576b, 0xed7953, 0xfb9f3a, 0xfdca26, 0xf0f921}},
        {{"batlow", "Batlow", true}, {0x011959, 0x103f60, 0x1c5a62, 0x3c6d56, 0x687b3e, 0x9d892b, 0xd29343, 0xf8a17b, 0xfdb7bc, 0xfaccfa}},
        {{"copper", "Copper", true}, {0x000000, 0x9e6440, 0xffc77f}},
        {{"hot", "Hot", true}, {0x0b0000, 0x8a0000, 0xff1000, 0xff8f00, 0xffff20, 0xffffff}},
        {{"warm", "Warm (red to yellow)", true}, {0xc00000, 0xff5a00, 0xffff40}},
        {{"cold", "Cold (blue to cyan)", true}, {0x0038d8, 0x0090ff, 0x60ffff}},
        {{"cool", "Cool (cyan to magenta)", true}, {0x00ffff, 0x8080ff, 0xff00ff}},
        {{"winter", "Winter (blue to green)", true}, {0x0000ff, 0x00ff80}},
        {{"red", "Red", true}, {0x000000, 0xff2020}},
        {{"green", "Green", true}, {0x000000, 0x20e040}},
        {{"blue", "Blue", true}, {0x000000, 0x3070ff}},
        {{"yellow", "Yellow", true}, {0x000000, 0xffe838}},
        {{"cyan", "Cyan", true}, {0x000000, 0x30e8ff}},
        {{"violet", "Violet", true}, {0x000000, 0xc060ff}},
        {{"blue-red", "Blue, white, red", true}, {0x053061, 0x4393c3, 0xf7f7f7, 0xd6604d, 0x67001f}},
        {{"vik", "Vik (blue, white, brown)", true},
            {0x001261, 0x033e7d, 0x1e6f9d, 0x71a8c4, 0xc9dde7, 0xeacebd, 0xd39774, 0xbe6533, 0x8b2706, 0x590008}},
        {{"purple-green", "Purple, white, green", true},
            {0x40004b, 0x762a83, 0x9970ab, 0xc2a5cf, 0xe7d4e8, 0xf7f7f7, 0xd9f0d3, 0xa6dba0, 0x5aae61, 0x1b7837, 0x00441b}},
        {{"phase", "Phase (both ends alike)", false}, {0xff2020, 0xe0e000, 0x20d020, 0x00d8d8, 0x2040ff, 0xe000e0, 0xff2020}},
        {{"turbo", "Turbo", false},
            {0x30123b, 0x4145ab, 0x4675ed, 0x39a2fc, 0x1bcfd4, 0x24eca6, 0x61fc6c, 0xa4fc3b, 0xd1e834, 0xf3c63a, 0xfe9b2d, 0xf36315,
                0xd93806, 0xb11901, 0x7a0402}},
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

ColourTable tableOf(const std::vector<std::uint32_t>& stops)
{
    ColourTable table;
    const double segments = static_cast<double>(stops.size() - 1);
    for (std::size_t index = 0; index < table.size(); ++index) {
        const double position = static_cast<double>(index) / 255.0 * segments;
        const auto segment = std::min(static_cast<std::size_t>(position), stops.size() - 2);
        table[index] = between(stops[segment], stops[segment + 1], position - static_cast<double>(segment));
    }
    return table;
}

struct Registry {
    std::vector<ColourMapInfo> infos;
    std::vector<ColourTable> tables;
};

std::atomic<std::uint64_t> revision = 0; // pictures may be drawn in other threads

Registry& registry()
{
    static Registry all = [] {
        Registry made;
        for (const ColourMap& map : ownMaps()) {
            made.infos.push_back(map.info);
            made.tables.push_back(tableOf(map.stops));
        }
        return made;
    }();
    return all;
}

// Pictures are drawn in threads of their own while the user adds maps.
std::recursive_mutex& registryMutex()
{
    static std::recursive_mutex mutex;
    return mutex;
}

std::optional<std::size_t> find(std::string_view name)
{
    const auto& infos = registry().infos;
    const auto found = std::find_if(infos.begin(), infos.end(), [&](const ColourMapInfo& info) { return info.name == name; });
    return found == infos.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - infos.begin()));
}

} // namespace

const std::vector<ColourMapInfo>& colourMaps()
{
    return registry().infos;
}

bool hasColourMap(std::string_view name)
{
    const std::scoped_lock lock(registryMutex());
    return find(name).has_value();
}

ColourTable colourTable(std::string_view name, bool inverted)
{
    const std::scoped_lock lock(registryMutex());
    const auto index = find(name);
    if (!index) {
        std::string names;
        for (const ColourMapInfo& info : colourMaps()) {
            names += (names.empty() ? "" : ", ") + info.name;
        }
        throw usageError("no colour map is called '" + std::string(name) + "'; there are " + names);
    }
    ColourTable table = registry().tables[*index];
    if (inverted) {
        std::reverse(table.begin(), table.end());
    }
    return table;
}

std::uint64_t colourMapsRevision()
{
    return revision;
}

bool isOwnColourMap(std::string_view name)
{
    return std::ranges::any_of(ownMaps(), [&](const ColourMap& map) { return map.info.name == name; });
}

void addColourMap(const std::string& name, const ColourTable& table)
{
    const std::scoped_lock lock(registryMutex());
    const auto index = find(name);
    if (isOwnColourMap(name)) {
        throw Error("the program has a colour map '" + name + "' of its own; give yours another name");
    }
    if (index) {
        registry().tables[*index] = table;
    } else {
        registry().infos.push_back({name, name, false});
        registry().tables.push_back(table);
    }
    ++revision; // last: who sees it finds the new table
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
