#include "processing/core/MotionRegressors.h"

#include "processing/core/Error.h"
#include "processing/core/TextTable.h"
#include "processing/core/TimeSeries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace insula {
namespace {

void centre(std::vector<double>& column)
{
    const double mean = meanOf(column);
    for (double& x : column)
        x = std::isfinite(x) ? x - mean : 0;
}

std::vector<double> frameBefore(const std::vector<double>& column)
{
    std::vector<double> before = column;
    std::rotate(before.begin(), before.end() - 1, before.end());
    before.front() = column.front();
    return before;
}

std::vector<double> squared(std::vector<double> column)
{
    for (double& x : column)
        x *= x;
    return column;
}

} // namespace

void NamedColumns::add(std::string name, std::vector<double> column)
{
    names.push_back(std::move(name));
    columns.push_back(std::move(column));
}

void NamedColumns::append(const NamedColumns& others)
{
    names.insert(names.end(), others.names.begin(), others.names.end());
    columns.insert(columns.end(), others.columns.begin(), others.columns.end());
}

NamedColumns motionRegressors(const HeadMotion& motion, int terms, std::size_t frames)
{
    if (terms != 6 && terms != 24)
        throw Error(fmt::format("there are models of motion with 6 and 24 terms, not {}", terms));
    if (motion.frames() != frames)
        throw Error(fmt::format("the motion has {} frames and the run {}: they do not belong together", motion.frames(), frames));
    constexpr std::array<const char*, 6> names{"trans_x", "trans_y", "trans_z", "rot_x", "rot_y", "rot_z"};
    NamedColumns six, result;
    for (std::size_t n = 0; n < 6; ++n) {
        std::vector<double> column;
        for (std::size_t t = 0; t < frames; ++t)
            column.push_back(n < 3 ? motion.translationMm[t][n] : motion.rotation[t][n - 3]);
        six.add(names[n], std::move(column));
    }
    result.append(six);
    for (std::size_t n = 0; n < 6 && terms == 24; ++n) {
        const std::string name = names[n];
        result.add(name + "_before", frameBefore(six.columns[n]));
        result.add(name + "_power2", squared(six.columns[n]));
        result.add(name + "_before_power2", squared(frameBefore(six.columns[n])));
    }
    for (auto& column : result.columns)
        centre(column);
    return result;
}

NamedColumns confoundColumns(const std::filesystem::path& file, const std::string& names, std::size_t frames)
{
    return withContext(fmt::format("cannot read the confounds '{}'", file.filename().string()), [&] {
        const TextTable table = readTabSeparated(file);
        if (table.rows.size() != frames)
            throw Error(fmt::format("it has {} rows and the run {} frames: they do not belong together", table.rows.size(), frames));
        std::string spaced = names;
        std::replace(spaced.begin(), spaced.end(), ',', ' ');
        std::istringstream words(spaced);
        NamedColumns result;
        for (std::string word; words >> word;) {
            bool isFound = false;
            for (std::size_t c = 0; c < table.heading.size(); ++c) {
                const std::string& name = table.heading[c];
                const bool isWanted = word.ends_with('*') ? name.starts_with(word.substr(0, word.size() - 1)) : name == word;
                if (!isWanted || std::find(result.names.begin(), result.names.end(), name) != result.names.end())
                    continue;
                isFound = true;
                std::vector<double> column;
                for (std::size_t row = 0; row < frames; ++row) {
                    const auto value = numberIn(table.rows[row][c]);
                    if (!value || std::isinf(*value))
                        throw Error(fmt::format("{} of frame {} is no number", name, row + 1));
                    column.push_back(*value);
                }
                centre(column);
                result.add(name, std::move(column));
            }
            if (!isFound)
                throw Error(fmt::format("it has no column '{}'", word));
        }
        return result;
    });
}

} // namespace insula
