#include "processing/core/LabelTable.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>
#include <vector>

namespace insula {

namespace {

std::optional<std::int64_t> wholeNumber(const std::string& text)
{
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

std::vector<std::string> splitTabs(const std::string& line)
{
    std::vector<std::string> parts(1);
    for (const char c : line) {
        if (c == '\t') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::vector<std::string> splitSpaces(const std::string& line)
{
    std::istringstream stream(line);
    std::vector<std::string> parts;
    for (std::string part; stream >> part;) {
        parts.push_back(part);
    }
    return parts;
}

// "#rrggbb" or "#rrggbbaa".
std::optional<std::array<std::uint8_t, 4>> colourFromHex(const std::string& text)
{
    if ((text.size() != 7 && text.size() != 9) || text[0] != '#') {
        return std::nullopt;
    }
    std::array<std::uint8_t, 4> rgba{0, 0, 0, 255};
    for (std::size_t n = 0; n * 2 + 1 < text.size(); ++n) {
        unsigned value = 0;
        const char* begin = text.data() + 1 + 2 * n;
        const auto [stop, error] = std::from_chars(begin, begin + 2, value, 16);
        if (error != std::errc() || stop != begin + 2) {
            return std::nullopt;
        }
        rgba[n] = static_cast<std::uint8_t>(value);
    }
    return rgba;
}

Label tsvLabel(const std::vector<std::string>& cells, const std::map<std::string, std::size_t>& columns, std::int64_t number)
{
    const auto cell = [&](const char* column) -> std::string {
        const auto found = columns.find(column);
        return found == columns.end() || found->second >= cells.size() || cells[found->second] == "n/a" ? "" : cells[found->second];
    };
    Label label{cell("name"), defaultLabelColour(number)};
    if (label.name.empty()) {
        label.name = cell("abbreviation");
    }
    if (const std::string colour = cell("color"); !colour.empty()) {
        const auto rgba = colourFromHex(colour);
        if (!rgba) {
            throw Error(fmt::format("'{}' is not a colour, expected #rrggbb", colour));
        }
        label.rgba = *rgba;
    }
    return label;
}

// FreeSurfer "number name R G B T" with T 0 for opaque, or "number name". The name may have spaces in the short form only.
std::pair<std::int64_t, Label> plainLabel(const std::string& line)
{
    std::vector<std::string> parts = splitSpaces(line);
    const auto number = wholeNumber(parts[0]);
    if (!number || parts.size() < 2) {
        throw Error("expected a label's number and name");
    }
    Label label{parts[1], defaultLabelColour(*number)};
    std::vector<std::int64_t> channels;
    for (std::size_t n = 2; n < parts.size() && n < 6; ++n) {
        const auto value = wholeNumber(parts[n]);
        if (!value || *value < 0 || *value > 255) {
            break;
        }
        channels.push_back(*value);
    }
    if (channels.size() >= 3) {
        for (std::size_t n = 0; n < 3; ++n) {
            label.rgba[n] = static_cast<std::uint8_t>(channels[n]);
        }
        label.rgba[3] = channels.size() > 3 ? static_cast<std::uint8_t>(255 - channels[3]) : std::uint8_t{255};
    } else {
        for (std::size_t n = 2; n < parts.size(); ++n) {
            label.name += " " + parts[n];
        }
    }
    return {*number, label};
}

std::map<std::string, std::size_t> headerColumns(const std::string& line)
{
    std::map<std::string, std::size_t> columns;
    for (const std::string& cell : splitTabs(line)) {
        columns.emplace(cell, columns.size());
    }
    return columns;
}

} // namespace

LabelTable readLabelTable(const std::filesystem::path& file)
{
    std::istringstream text(readTextFile(file));
    LabelTable table;
    std::map<std::string, std::size_t> columns; // of a TSV
    std::string line;
    for (int row = 1; std::getline(text, line); ++row) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (row == 1 && line.starts_with("\xef\xbb\xbf")) { // the byte order mark of spreadsheet programs
            line.erase(0, 3);
        }
        const auto first = line.find_first_not_of(" \t");
        if (first == std::string::npos || line[first] == '#') {
            continue;
        }
        withContext(fmt::format("cannot read the labels in '{}', line {}", file.string(), row), [&] {
            if (columns.empty() && table.empty() && line.find('\t') != std::string::npos && headerColumns(line).contains("index")) {
                columns = headerColumns(line);
                return;
            }
            if (columns.empty()) {
                table.insert_or_assign(plainLabel(line).first, plainLabel(line).second);
                return;
            }
            const std::vector<std::string> cells = splitTabs(line);
            const std::size_t index = columns.at("index");
            const auto number = index < cells.size() ? wholeNumber(cells[index]) : std::nullopt;
            if (!number) {
                throw Error("expected a whole number in the column 'index'");
            }
            table.insert_or_assign(*number, tsvLabel(cells, columns, *number));
        });
    }
    if (table.empty()) {
        throw Error(fmt::format("'{}' names no label; expected lines with a number and a name", file.string()));
    }
    return table;
}

std::string toTsv(const LabelTable& table)
{
    std::string text = "index\tname\tcolor\n";
    for (const auto& [number, label] : table) {
        std::string clean = label.name;
        std::replace_if(
            clean.begin(), clean.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        text += fmt::format("{}\t{}\t#{:02x}{:02x}{:02x}", number, clean, label.rgba[0], label.rgba[1], label.rgba[2]);
        text += label.rgba[3] == 255 ? "\n" : fmt::format("{:02x}\n", label.rgba[3]);
    }
    return text;
}

std::array<std::uint8_t, 4> defaultLabelColour(std::int64_t number)
{
    // Hues a golden angle apart are far from those of the neighbouring numbers; three brightnesses keep later rounds distinct.
    if (number == 0) {
        return {0, 0, 0, 0};
    }
    const double hue = std::fmod(std::abs(static_cast<double>(number)) * 0.6180339887498949, 1.0) * 6;
    const double value = 1.0 - 0.18 * static_cast<double>(std::abs(number % 3)), saturation = 0.72;
    const auto channel = [&](double shift) {
        const double k = std::fmod(shift + hue, 6.0);
        return static_cast<std::uint8_t>(std::lround(255 * value * (1 - saturation * std::max(0.0, std::min({k, 4 - k, 1.0})))));
    };
    return {channel(5), channel(3), channel(1), 255};
}

} // namespace insula
