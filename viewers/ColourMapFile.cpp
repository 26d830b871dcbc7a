#include "viewers/ColourMapFile.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

namespace insula {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t LargestFile = 1 << 20;
constexpr std::size_t LutBytes = 768, LutHeader = 32;

using Colour = std::array<double, 3>; // 0 to 255

struct Node {
    double at; // 0 to 1
    Colour colour;
};

std::string content(const fs::path& file)
{
    std::error_code code;
    const auto size = fs::file_size(file, code);
    if (code || size > LargestFile) {
        throw Error(code ? "cannot read it: " + code.message() : "it is too large for a colour map");
    }
    std::ifstream in(file, std::ios::binary);
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(size))) {
        throw Error("cannot read it");
    }
    return text;
}

ColourTable between(const std::vector<Node>& nodes)
{
    ColourTable table;
    for (std::size_t index = 0; index < table.size(); ++index) {
        const double at = static_cast<double>(index) / 255;
        const auto after = std::find_if(nodes.begin() + 1, nodes.end() - 1, [at](const Node& node) { return node.at >= at; });
        const Node &low = *(after - 1), &high = *after;
        const double share = std::clamp((at - low.at) / std::max(high.at - low.at, 1e-12), 0.0, 1.0);
        for (std::size_t c = 0; c < 3; ++c) {
            table[index][c] = static_cast<std::uint8_t>(std::lround(low.colour[c] + share * (high.colour[c] - low.colour[c])));
        }
    }
    return table;
}

ColourTable fromLut(const std::string& bytes)
{
    const bool hasHeader = bytes.size() == LutBytes + LutHeader && bytes.starts_with("ICOL");
    if (bytes.size() != LutBytes && !hasHeader) {
        throw Error(fmt::format("a .lut has 768 bytes, 256 each of red, green and blue; this has {}", bytes.size()));
    }
    ColourTable table;
    for (std::size_t index = 0; index < 256; ++index) {
        for (std::size_t c = 0; c < 3; ++c) {
            table[index][c] = static_cast<std::uint8_t>(bytes[(hasHeader ? LutHeader : 0) + 256 * c + index]);
        }
    }
    return table;
}

ColourTable fromNumbers(const std::string& text)
{
    std::vector<Colour> colours;
    double largest = 0;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        line.resize(std::min(line.find('#'), line.size()));
        std::replace_if(
            line.begin(), line.end(), [](char c) { return c == ',' || c == ';' || c == '\t' || c == '\r'; }, ' ');
        if (line.find_first_not_of(' ') == std::string::npos) {
            continue;
        }
        std::istringstream words(line);
        Colour colour{};
        if (!(words >> colour[0] >> colour[1] >> colour[2])
            || std::any_of(colour.begin(), colour.end(), [](double v) { return !(v >= 0 && v <= 255); })) {
            throw Error(fmt::format("line {} is not three numbers from 0 to 1, or from 0 to 255", number));
        }
        largest = std::max({largest, colour[0], colour[1], colour[2]});
        colours.push_back(colour);
    }
    if (colours.size() < 2) {
        throw Error("it has fewer than two colours; each line needs red, green and blue");
    }
    std::vector<Node> nodes;
    for (std::size_t n = 0; n < colours.size(); ++n) {
        for (double& value : colours[n]) {
            value *= largest <= 1 ? 255 : 1;
        }
        nodes.push_back({static_cast<double>(n) / static_cast<double>(colours.size() - 1), colours[n]});
    }
    return between(nodes);
}

// Lines "nodeintensity3=64" and "nodergba3=0|128|125|64".
ColourPoints clutPoints(const std::string& text)
{
    std::map<int, ColourPoint> byNumber;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        int number = 0, intensity = 0, r = 0, g = 0, b = 0;
        const auto byte = [](int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); };
        if (std::sscanf(line.c_str(), "nodeintensity%d=%d", &number, &intensity) == 2) {
            byNumber[number].at = std::clamp(intensity, 0, 255);
        } else if (std::sscanf(line.c_str(), "nodergba%d=%d|%d|%d", &number, &r, &g, &b) == 4) {
            byNumber[number].colour = {byte(r), byte(g), byte(b)};
        }
    }
    ColourPoints points;
    for (const auto& [number, point] : byNumber) {
        points.push_back(point);
    }
    if (points.size() < 2 || !std::ranges::is_sorted(points, {}, &ColourPoint::at)) {
        throw Error("a .clut needs two or more nodes (nodeintensity0=..., nodergba0=R|G|B|A) in the order of their intensities");
    }
    return points;
}

} // namespace

ColourTable readColourMapFile(const fs::path& file)
{
    return withContext("cannot read the colour map '" + file.string() + "'", [&] {
        const std::string bytes = content(file);
        const auto kind = file.extension();
        if (kind == ".clut") {
            return tableOf(clutPoints(bytes));
        }
        const bool isBinary = bytes.find('\0') != std::string::npos || bytes.size() == LutBytes;
        return kind == ".lut" && isBinary ? fromLut(bytes) : fromNumbers(bytes);
    });
}

void writeColourMapFile(const fs::path& file, const ColourTable& table, int stops)
{
    std::string text = "# red, green and blue from 0 to 1, evenly spaced from the low end of the window to the high one\n";
    for (int stop = 0; stop < stops; ++stop) {
        const Rgb& c = table[static_cast<std::size_t>(std::lround(255.0 * stop / (stops - 1)))];
        text += fmt::format("{:.6f} {:.6f} {:.6f}\n", c[0] / 255.0, c[1] / 255.0, c[2] / 255.0);
    }
    writeTextFile(file, text);
}

ColourTable tableOf(const ColourPoints& points)
{
    std::vector<Node> nodes;
    for (const ColourPoint& point : points) {
        nodes.push_back({point.at / 255.0, {point.colour[0] + 0.0, point.colour[1] + 0.0, point.colour[2] + 0.0}});
    }
    return between(nodes);
}

// Splits where a straight line is farthest off (Ramer 1972; Douglas and Peucker 1973), in the three channels at once.
ColourPoints pointsOf(const ColourTable& table, int tolerance)
{
    ColourPoints points{{0, table[0]}, {255, table[255]}};
    for (std::size_t n = 0; n + 1 < points.size();) {
        const ColourPoint low = points[n], high = points[n + 1];
        int worst = -1;
        double most = tolerance;
        for (int at = low.at + 1; at < high.at; ++at) {
            const double share = static_cast<double>(at - low.at) / (high.at - low.at);
            for (std::size_t c = 0; c < 3; ++c) {
                const double off
                    = std::abs(low.colour[c] + share * (high.colour[c] - low.colour[c]) - table[static_cast<std::size_t>(at)][c]);
                if (off > most) {
                    most = off;
                    worst = at;
                }
            }
        }
        if (worst < 0) {
            ++n;
        } else {
            points.insert(points.begin() + static_cast<std::ptrdiff_t>(n) + 1, {worst, table[static_cast<std::size_t>(worst)]});
        }
    }
    return points;
}

ColourPoints readColourPoints(const fs::path& file)
{
    if (file.extension() != ".clut") {
        return pointsOf(readColourMapFile(file));
    }
    return withContext("cannot read the colour map '" + file.string() + "'", [&] { return clutPoints(content(file)); });
}

fs::path userColourMapFile(const std::string& name)
{
    std::error_code code;
    for (fs::directory_iterator each(userColourMapFolder(), code), end; !code && each != end; each.increment(code)) {
        if (each->path().stem() == name) {
            return each->path();
        }
    }
    return {};
}

void saveUserColourMap(const std::string& name, const ColourPoints& points)
{
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '/' && c != '\\'; };
    if (name.empty() || name.size() > 60 || name[0] == '.' || name.front() == ' ' || name.back() == ' ' || name == "labels"
        || !std::ranges::all_of(name, isPlain)) {
        throw Error("a colour map needs a name of 1 to 60 characters without slashes, which does not begin with a dot");
    }
    if (isOwnColourMap(name)) {
        throw Error("the program has a colour map '" + name + "' of its own; give yours another name");
    }
    // As MRIcroGL writes them.
    std::string text = fmt::format("[FLT]\nmin=0\nmax=0\n[INT]\nnumnodes={}\n[BYT]\n", points.size());
    for (std::size_t n = 0; n < points.size(); ++n) {
        text += fmt::format("nodeintensity{}={}\n", n, points[n].at);
    }
    text += "[RGBA255]\n";
    for (std::size_t n = 0; n < points.size(); ++n) {
        const Rgb& c = points[n].colour;
        text += fmt::format("nodergba{}={}|{}|{}|{}\n", n, c[0], c[1], c[2], points[n].at / 2);
    }
    const fs::path old = userColourMapFile(name), file = userColourMapFolder() / (name + ".clut");
    fs::create_directories(userColourMapFolder());
    writeTextFile(file, text);
    if (!old.empty() && old != file) { // of another kind: two files of a name would be one map
        std::error_code ignored;
        fs::remove(old, ignored);
    }
    addColourMap(name, tableOf(points));
}

fs::path userColourMapFolder()
{
    return userDataFolder() / "colourmaps";
}

std::vector<std::string> addUserColourMaps()
{
    static bool isDone = false;
    std::vector<std::string> problems;
    if (std::exchange(isDone, true)) {
        return problems;
    }
    std::vector<fs::path> files;
    try {
        std::error_code code;
        for (const auto& entry : fs::directory_iterator(userColourMapFolder(), code)) {
            files.push_back(entry.path());
        }
    } catch (const Error&) { // no home, no maps
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        try {
            addColourMap(file.stem().string(), readColourMapFile(file));
        } catch (const Error& error) {
            problems.emplace_back(error.what());
        }
    }
    return problems;
}

} // namespace insula
