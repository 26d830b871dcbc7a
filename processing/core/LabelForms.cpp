#include "processing/core/LabelForms.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/LabelText.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>

namespace insula {

namespace fs = std::filesystem;

namespace {

using labeltext::Lines;

// ITK-SNAP: index, R, G, B, opacity 0 to 1, visible, visible in 3D, "name".
std::optional<std::pair<std::int64_t, Label>> snapLabel(const std::string& line)
{
    const auto open = line.find('"'), close = line.rfind('"');
    if (open == std::string::npos || close == open) {
        return std::nullopt;
    }
    const auto cells = labeltext::numbers(line.substr(0, open));
    if (!cells || cells->size() != 7) {
        return std::nullopt;
    }
    Label label{line.substr(open + 1, close - open - 1), {}};
    for (std::size_t n = 0; n < 3; ++n) {
        label.rgba[n] = labeltext::channel((*cells)[n + 1], 255);
    }
    label.rgba[3] = labeltext::channel((*cells)[4], 1);
    return std::pair(labeltext::whole((*cells)[0]), label);
}

// FSLeyes and MRIcroGL: number, R, G, B, name; channels from 0 to 1 or from 0 to 255.
std::optional<std::pair<std::int64_t, Label>> colourFirst(const std::string& line, double top)
{
    const auto parts = labeltext::words(line);
    if (parts.size() < 5) {
        return std::nullopt;
    }
    std::array<double, 4> cells{};
    for (std::size_t n = 0; n < cells.size(); ++n) {
        const auto value = labeltext::number(parts[n]);
        if (!value) {
            return std::nullopt;
        }
        cells[n] = *value;
    }
    Label label;
    for (std::size_t n = 4; n < parts.size(); ++n) {
        label.name += (n > 4 ? " " : "") + parts[n];
    }
    if (labeltext::number(parts[4])) {
        return std::nullopt; // more numbers: not this form
    }
    for (std::size_t n = 0; n < 3; ++n) {
        label.rgba[n] = labeltext::channel(cells[n + 1], top);
    }
    return std::pair(labeltext::whole(cells[0]), label);
}

// "1 Precentral_L 2001" and "FAG Precentral_L 2001": the first column counts or abbreviates. The volume holds the first number there is.
std::optional<std::pair<std::int64_t, Label>> nameInTheMiddle(const std::string& line)
{
    const auto parts = labeltext::words(line);
    if (parts.size() != 3 || !labeltext::number(parts[2]) || labeltext::number(parts[1])) {
        return std::nullopt;
    }
    const auto first = labeltext::number(parts[0]);
    const auto number = labeltext::whole(first ? *first : *labeltext::number(parts[2]));
    return std::pair(number, Label{parts[1], defaultLabelColour(number)});
}

template <typename Reader> std::optional<LabelTable> allLines(const Lines& lines, Reader&& reader)
{
    LabelTable table;
    for (const std::string& line : lines) {
        auto label = reader(line);
        if (!label) {
            return std::nullopt;
        }
        table.insert_or_assign(label->first, label->second);
    }
    return table.empty() ? std::nullopt : std::optional(table);
}

// 256 reds, 256 greens, 256 blues: colours only.
LabelTable binaryColours(const std::string& bytes)
{
    LabelTable table;
    for (std::size_t n = 0; n < 256; ++n) {
        const auto byte = [&](std::size_t plane) { return static_cast<std::uint8_t>(bytes[plane * 256 + n]); };
        const std::uint8_t alpha = n == 0 ? 0 : 255;
        table[static_cast<std::int64_t>(n)] = {fmt::format("{}", n), {byte(0), byte(1), byte(2), alpha}};
    }
    return table;
}

std::optional<std::size_t> columnOf(const std::vector<std::string>& head, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        const auto found = std::find_if(head.begin(), head.end(), [&](const std::string& cell) { return labeltext::lower(cell) == name; });
        if (found != head.end()) {
            return static_cast<std::size_t>(found - head.begin());
        }
    }
    return std::nullopt;
}

std::vector<std::string> cellsOf(const std::string& line, char separator)
{
    std::vector<std::string> cells(1);
    bool isQuoted = false;
    for (const char c : line) {
        if (c == '"') {
            isQuoted = !isQuoted;
        } else if (c == separator && !isQuoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    for (std::string& cell : cells) {
        cell = labeltext::trimmed(cell);
    }
    return cells;
}

// A spreadsheet with a line of column names. None when the columns are not those of labels.
std::optional<LabelTable> spreadsheet(const Lines& lines, char separator, const std::string& file)
{
    const auto head = cellsOf(lines.front(), separator);
    const auto number = columnOf(head, {"index", "value", "id", "roi_id", "label_id", "labelvalue", "label", "number", "key", "roi"});
    const auto name
        = columnOf(head, {"name", "label_name", "labelname", "roi_name", "region", "structure", "roi_label", "label", "abbreviation"});
    if (head.size() < 2 || !number || !name || *number == *name) {
        return std::nullopt;
    }
    const auto r = columnOf(head, {"r", "red"}), g = columnOf(head, {"g", "green"}), b = columnOf(head, {"b", "blue"});
    const auto hex = columnOf(head, {"color", "colour", "hex"});
    LabelTable table;
    for (std::size_t row = 1; row < lines.size(); ++row) {
        const auto cells = cellsOf(lines[row], separator);
        const auto cell = [&](std::optional<std::size_t> column) { return column && *column < cells.size() ? cells[*column] : ""; };
        const auto value = labeltext::number(cell(number));
        if (!value || *value != std::round(*value)) {
            throw Error(fmt::format("cannot read the labels in '{}': row {} has '{}' in the column '{}', expected a whole number", file,
                row + 1, cell(number), head[*number]));
        }
        const auto key = labeltext::whole(*value);
        Label label{cell(name), defaultLabelColour(key)};
        const auto red = labeltext::number(cell(r)), green = labeltext::number(cell(g)), blue = labeltext::number(cell(b));
        if (red && green && blue) {
            label.rgba = {labeltext::channel(*red, 255), labeltext::channel(*green, 255), labeltext::channel(*blue, 255), 255};
        } else if (const auto colour = labeltext::hexColour(cell(hex))) {
            label.rgba = *colour;
        }
        table.insert_or_assign(key, label);
    }
    return table.empty() ? std::nullopt : std::optional(table);
}

bool areNamesOnly(const Lines& lines)
{
    return std::none_of(lines.begin(), lines.end(), [](const std::string& line) { return labeltext::number(labeltext::words(line)[0]); });
}

fs::path numbersBeside(const fs::path& names)
{
    const std::string file = names.filename().string();
    const auto at = file.find("NodeNames.txt");
    if (at == std::string::npos) {
        return {};
    }
    const fs::path numbers = names.parent_path() / (file.substr(0, at) + "NodeIndex.1D");
    std::error_code ignored;
    return fs::exists(numbers, ignored) ? numbers : fs::path();
}

LabelTable readText(const fs::path& file, const std::string& text)
{
    const Lines lines = labeltext::lines(text);
    if (lines.empty()) {
        throw Error(fmt::format("'{}' names no label; expected lines with a number and a name", file.string()));
    }
    const std::string suffix = labeltext::lower(file.extension().string());
    if (const auto table = allLines(lines, snapLabel)) {
        return *table;
    }
    for (const char separator : {',', '\t', ';'}) {
        const bool isBids = separator == '\t' && labeltext::lower(lines.front()).starts_with("index\t");
        if (!isBids && lines.front().find(separator) != std::string::npos) {
            if (const auto table = spreadsheet(lines, separator, file.string())) {
                return *table;
            }
        }
    }
    const bool isFraction = std::all_of(lines.begin(), lines.end(), [](const std::string& line) {
        const auto parts = labeltext::words(line);
        return parts.size() < 4 || std::all_of(parts.begin() + 1, parts.begin() + 4, [](const std::string& part) {
            const auto value = labeltext::number(part);
            return value && *value <= 1;
        });
    });
    if (const auto table = allLines(lines, [isFraction](const std::string& line) { return colourFirst(line, isFraction ? 1 : 255); })) {
        return *table;
    }
    if (const auto table = allLines(lines, nameInTheMiddle)) {
        return *table;
    }
    if (areNamesOnly(lines) && !lines.front().starts_with("index\t") && lines.front().find('\t') == std::string::npos) {
        return readNameList(file, numbersBeside(file));
    }
    LabelTable table = readLabelTable(file);
    if (suffix == ".ctbl") { // Slicer: 255 is opaque, where FreeSurfer has 0
        for (auto& [number, label] : table) {
            label.rgba[3] = static_cast<std::uint8_t>(255 - label.rgba[3]);
        }
    }
    return table;
}

// NiiVue: {"R": [..], "G": [..], "B": [..], "I": [..], "labels": [..]}.
LabelTable colourLists(const nlohmann::json& in)
{
    LabelTable table;
    const auto& names = in.at("labels");
    for (std::size_t n = 0; n < names.size(); ++n) {
        const auto number = in.contains("I") ? in.at("I").at(n).get<std::int64_t>() : static_cast<std::int64_t>(n);
        Label label{names.at(n).get<std::string>(), defaultLabelColour(number)};
        if (in.contains("R")) {
            label.rgba = {in.at("R").at(n).get<std::uint8_t>(), in.at("G").at(n).get<std::uint8_t>(), in.at("B").at(n).get<std::uint8_t>(),
                static_cast<std::uint8_t>(number == 0 ? 0 : 255)};
        }
        if (!label.name.empty()) {
            table.insert_or_assign(number, label);
        }
    }
    return table;
}

// {"1": "name"} or [{"index": 1, "name": "..."}].
LabelTable objects(const nlohmann::json& in)
{
    LabelTable table;
    for (const auto& [key, value] : in.items()) {
        const auto field = [&value = value](std::initializer_list<const char*> names) -> const nlohmann::json* {
            for (const char* name : names) {
                if (value.is_object() && value.contains(name)) {
                    return &value.at(name);
                }
            }
            return nullptr;
        };
        const auto* index = field({"index", "id", "value", "label"});
        const auto* name = field({"name", "label", "region"});
        const auto number = in.is_object() ? labeltext::number(key) : std::nullopt;
        if (!number && !(index && index->is_number_integer())) {
            throw Error(fmt::format("the entry '{}' has no number", key));
        }
        const auto n = index && index->is_number_integer() ? index->get<std::int64_t>() : labeltext::whole(*number);
        Label label{value.is_string()       ? value.get<std::string>()
                : name && name->is_string() ? name->get<std::string>()
                                            : "",
            defaultLabelColour(n)};
        if (label.name.empty()) {
            throw Error(fmt::format("the entry '{}' has no name", key));
        }
        if (const auto* colour = field({"color", "colour"}); colour && colour->is_string()) {
            label.rgba = labeltext::hexColour(colour->get<std::string>()).value_or(label.rgba);
        }
        table.insert_or_assign(n, label);
    }
    return table;
}

LabelTable readJson(const fs::path& file, const std::string& text)
{
    return withContext(fmt::format("cannot read the labels in '{}'", file.string()), [&] {
        try {
            const auto in = nlohmann::json::parse(text);
            const LabelTable table = in.is_object() && in.contains("labels") ? colourLists(in) : objects(in);
            if (table.empty()) {
                throw Error("it names no label");
            }
            return table;
        } catch (const nlohmann::json::exception& error) {
            throw Error(std::string("it is no JSON with \"labels\", or numbers and names: ") + error.what());
        }
    });
}

} // namespace

LabelTable readNameList(const fs::path& names, const fs::path& numbers)
{
    const Lines words = labeltext::lines(readTextFile(names));
    if (words.empty()) {
        throw Error(fmt::format("'{}' names no label; expected a name a line", names.string()));
    }
    std::vector<std::int64_t> keys;
    if (!numbers.empty()) {
        for (const std::string& line : labeltext::lines(readTextFile(numbers))) {
            const auto value = labeltext::number(line);
            if (!value || *value != std::round(*value)) {
                throw Error(fmt::format("'{}' has '{}' where a whole number was expected", numbers.string(), line));
            }
            keys.push_back(labeltext::whole(*value));
        }
        if (keys.size() != words.size()) {
            throw Error(fmt::format("'{}' names {} regions, but '{}' numbers {}: names would stand at the wrong places; correct the list, "
                                    "or use another atlas",
                names.filename().string(), words.size(), numbers.filename().string(), keys.size()));
        }
    }
    LabelTable table;
    for (std::size_t n = 0; n < words.size(); ++n) {
        const auto key = keys.empty() ? static_cast<std::int64_t>(n) + 1 : keys[n];
        table.insert_or_assign(key, Label{words[n], defaultLabelColour(key)});
    }
    return table;
}

LabelTable readLabelFile(const fs::path& file)
{
    const std::string text = readTextFile(file);
    const auto first = text.find_first_not_of(" \t\r\n");
    if (text.size() == 768 && std::any_of(text.begin(), text.end(), [](char c) { return c == '\0' || c < 0; })) {
        return binaryColours(text);
    }
    if (first != std::string::npos && text[first] == '<') {
        return readAtlasDescription(file).labels;
    }
    if (first != std::string::npos && (text[first] == '{' || text[first] == '[')) {
        return readJson(file, text);
    }
    return readText(file, text);
}

} // namespace insula
