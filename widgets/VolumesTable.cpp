#include "widgets/VolumesTable.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace insula {
namespace {

enum class Side { Left, Right, None };

std::vector<std::string> cells(const std::string& line)
{
    std::vector<std::string> found(1);
    for (const char c : line)
        if (c == '\t')
            found.emplace_back();
        else if (c != '\r')
            found.back() += c;
    return found;
}

double number(const std::string& cell, const char* column, std::size_t line)
{
    double value = 0;
    const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (code != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value))
        throw Error(fmt::format("line {} of the table of volumes has '{}' for {}; it must be a number", line, cell, column));
    return value;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// The side that a name says, which is taken out of it: Left-X, ctx-lh-X, X_left.
Side takeSide(std::string& name)
{
    struct Mark {
        const char* text;
        Side side;
    };
    static constexpr std::array<Mark, 6> Marks{{{"left-", Side::Left}, {"right-", Side::Right}, {"lh-", Side::Left}, {"rh-", Side::Right},
        {"left ", Side::Left}, {"right ", Side::Right}}};
    static constexpr std::array<Mark, 2> Ends{{{"_left", Side::Left}, {"_right", Side::Right}}};
    const std::string small = lower(name);
    for (const Mark& mark : Marks)
        for (const std::string before : {"", "ctx-", "wm-"})
            if (small.starts_with(before + mark.text)) {
                name = name.substr(0, before.size()) + name.substr(before.size() + std::string(mark.text).size());
                return mark.side;
            }
    for (const Mark& mark : Ends)
        if (small.ends_with(mark.text)) {
            name.resize(name.size() - std::string(mark.text).size());
            return mark.side;
        }
    return Side::None;
}

std::string cellOf(const std::optional<double>& value, const char* form = "{:.3f}")
{
    return value ? fmt::format(fmt::runtime(form), *value) : "n/a";
}

} // namespace

std::string StructureVolumes::shownName() const
{
    std::string shown = name;
    std::replace_if(
        shown.begin(), shown.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
    return shown;
}

double StructureVolumes::totalMl() const
{
    double sum = 0;
    for (const auto* part : {&left, &right, &whole})
        sum += *part ? (*part)->ml : 0;
    return sum;
}

std::optional<double> StructureVolumes::asymmetryPercent() const
{
    if (!left || !right || !(left->ml + right->ml > 0))
        return std::nullopt;
    return 100 * (left->ml - right->ml) / ((left->ml + right->ml) / 2);
}

std::optional<double> StructureVolumes::lowestDice() const
{
    std::optional<double> lowest;
    for (const auto* part : {&left, &right, &whole})
        if (*part && (*part)->expectedDice)
            lowest = std::min(lowest.value_or(1e9), *(*part)->expectedDice);
    return lowest;
}

std::vector<std::int64_t> StructureVolumes::labels() const
{
    std::vector<std::int64_t> found;
    for (const auto* part : {&left, &right, &whole})
        if (*part)
            found.push_back((*part)->label);
    return found;
}

std::vector<StructureVolumes> volumesFromTsv(const std::string& text)
{
    std::vector<StructureVolumes> structures;
    std::map<std::string, std::size_t> places; // of structures with sides
    std::map<std::string, std::size_t> columns;
    std::size_t line = 0, start = 0;
    while (start < text.size()) {
        const auto end = std::min(text.find('\n', start), text.size());
        const auto row = cells(text.substr(start, end - start));
        start = end + 1;
        ++line;
        if (line == 1) {
            for (std::size_t n = 0; n < row.size(); ++n)
                columns[row[n]] = n;
            for (const char* needed : {"index", "name", "voxels", "volume_ml"})
                if (!columns.contains(needed))
                    throw Error(fmt::format("this is not a table of volumes: it has no column '{}'", needed));
            continue;
        }
        if (row.size() == 1 && row[0].empty())
            continue;
        if (row.size() != columns.size())
            throw Error(fmt::format("line {} of the table of volumes has {} columns, not {}", line, row.size(), columns.size()));
        const auto cell = [&](const char* name) { return columns.contains(name) ? row[columns.at(name)] : std::string("n/a"); };
        VolumeOfPart part;
        part.label = static_cast<std::int64_t>(number(cell("index"), "index", line));
        part.voxels = static_cast<std::int64_t>(number(cell("voxels"), "voxels", line));
        part.ml = number(cell("volume_ml"), "volume_ml", line);
        if (cell("expected_dice") != "n/a")
            part.expectedDice = number(cell("expected_dice"), "expected_dice", line);
        std::string name = cell("name");
        const Side side = columns.contains("side") && cell("side") == "n/a" ? Side::None : takeSide(name);
        if (side == Side::None) {
            structures.push_back({name, {}, {}, part});
            continue;
        }
        const auto [place, isNew] = places.emplace(name, structures.size());
        if (isNew)
            structures.push_back({name, {}, {}, {}});
        (side == Side::Left ? structures[place->second].left : structures[place->second].right) = part;
    }
    if (structures.empty())
        throw Error("the table of volumes has no structure in it");
    return structures;
}

std::vector<StructureVolumes> readVolumesTable(const std::filesystem::path& file)
{
    std::vector<StructureVolumes> structures;
    withContext("cannot show '" + file.string() + "'", [&] { structures = volumesFromTsv(readTextFile(file)); });
    return structures;
}

std::string toTsv(const std::vector<StructureVolumes>& structures)
{
    std::string text = "structure\tvolume_ml\tleft_ml\tright_ml\tasymmetry_percent\texpected_dice_left\texpected_dice_right\n";
    const auto ml = [](const std::optional<VolumeOfPart>& part) { return part ? std::optional(part->ml) : std::nullopt; };
    for (const auto& each : structures) {
        const auto dice = [&each](const std::optional<VolumeOfPart>& part) {
            return part ? part->expectedDice : each.whole ? each.whole->expectedDice : std::nullopt;
        };
        text += fmt::format("{}\t{:.3f}\t{}\t{}\t{}\t{}\t{}\n", each.name, each.totalMl(), cellOf(ml(each.left)), cellOf(ml(each.right)),
            cellOf(each.asymmetryPercent(), "{:.1f}"), cellOf(dice(each.left)), cellOf(dice(each.right)));
    }
    return text;
}

} // namespace insula
