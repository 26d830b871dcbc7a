#include "processing/core/TextTable.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <limits>
#include <sstream>

namespace insula {
namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string> cells(std::string_view line)
{
    std::vector<std::string> found;
    for (std::size_t begin = 0; begin <= line.size();) {
        const auto end = std::min(line.find('\t', begin), line.size());
        found.emplace_back(trimmed(line.substr(begin, end - begin)));
        begin = end + 1;
    }
    return found;
}

} // namespace

std::optional<std::size_t> TextTable::column(std::string_view name) const
{
    const auto found = std::find(heading.begin(), heading.end(), name);
    return found == heading.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - heading.begin()));
}

std::optional<double> numberIn(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text == "n/a" || text == "N/A" || text == "NaN" || text == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    if (text.front() == '+')
        text.remove_prefix(1);
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

TextTable readTabSeparated(const std::filesystem::path& file)
{
    auto text = readTextFile(file);
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    std::istringstream lines(text);
    TextTable table;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (trimmed(line).empty())
            continue;
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        auto row = cells(line);
        if (table.heading.empty()) {
            table.heading = std::move(row);
            continue;
        }
        if (row.size() != table.heading.size())
            throw Error(fmt::format(
                "line {} has {} columns where the heading has {}; separate columns by tabs", number, row.size(), table.heading.size()));
        table.rows.push_back(std::move(row));
    }
    if (table.heading.empty())
        throw Error("the table is empty; choose a file with a heading and rows");
    return table;
}

std::vector<std::vector<double>> readNumbers(const std::filesystem::path& file)
{
    std::istringstream lines(readTextFile(file));
    std::vector<std::vector<double>> rows;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        const auto content = trimmed(line);
        if (content.empty() || content.front() == '#' || content.front() == '%')
            continue;
        std::replace(line.begin(), line.end(), ',', ' ');
        std::istringstream words(line);
        std::vector<double> row;
        for (std::string word; words >> word;) {
            const auto value = numberIn(word);
            if (!value)
                throw Error(fmt::format("line {} has '{}' where a number is expected", number, word.substr(0, 40)));
            row.push_back(*value);
        }
        if (!rows.empty() && row.size() != rows.front().size())
            throw Error(fmt::format("line {} has {} numbers where the first has {}", number, row.size(), rows.front().size()));
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        throw Error("the file holds no numbers; choose another");
    return rows;
}

} // namespace insula
