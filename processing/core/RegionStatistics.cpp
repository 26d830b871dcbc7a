#include "processing/core/RegionStatistics.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <unordered_map>

namespace insula {
namespace {

constexpr std::size_t MostLabels = 65536;

// From a label's number to its place in the table; neighbours mostly have the same.
class Places {
public:
    std::size_t operator()(std::int64_t label)
    {
        if (label != m_last) {
            m_last = label;
            m_place = m_places.emplace(label, m_places.size()).first->second;
            if (m_places.size() > MostLabels) {
                throw Error(fmt::format("the map has more than {} labels; is it an image?", MostLabels));
            }
        }
        return m_place;
    }
    const std::unordered_map<std::int64_t, std::size_t>& all() const { return m_places; }

private:
    std::unordered_map<std::int64_t, std::size_t> m_places;
    std::int64_t m_last = std::numeric_limits<std::int64_t>::min();
    std::size_t m_place = 0;
};

template <typename T> std::vector<std::int64_t> wholeNumbers(const Volume& labels)
{
    const auto bytes = labels.rawFrame(0);
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(labels.size().count()));
    const bool isPlain = std::is_integral_v<T> && labels.slope() == 1 && labels.intercept() == 0;
    for (std::size_t n = 0; n < numbers.size(); ++n) {
        T stored;
        std::memcpy(&stored, bytes.data() + n * sizeof(T), sizeof(T)); // a mapped file need not be aligned
        if (isPlain) {
            numbers[n] = static_cast<std::int64_t>(stored);
            continue;
        }
        const double value = labels.slope() * static_cast<double>(stored) + labels.intercept();
        if (!(std::abs(value) < 9e15) || std::abs(value - std::nearbyint(value)) > 1e-3) {
            throw Error(fmt::format("'{}' is no label map: it holds {}, which is no whole number", labels.source().path, value));
        }
        numbers[n] = std::llround(value);
    }
    return numbers;
}

double percentile(const std::vector<double>& sorted, double percent)
{
    const double rank = percent / 100 * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(rank);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (sorted[high] - sorted[low]) * (rank - static_cast<double>(low));
}

RegionValues summary(std::vector<double>& values)
{
    std::sort(values.begin(), values.end());
    RegionValues result;
    result.voxels = static_cast<std::int64_t>(values.size());
    double sum = 0;
    for (const double v : values) {
        sum += v;
    }
    result.mean = sum / static_cast<double>(values.size());
    double squares = 0;
    for (const double v : values) {
        squares += (v - result.mean) * (v - result.mean);
    }
    result.sd = values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0;
    result.min = values.front();
    result.max = values.back();
    result.median = percentile(values, 50);
    result.p5 = percentile(values, 5);
    result.p95 = percentile(values, 95);
    return result;
}

std::string cell(const std::string& text, char separator)
{
    std::string clean = text;
    std::replace_if(
        clean.begin(), clean.end(), [separator](char c) { return c == '\n' || c == '\r' || (separator == '\t' && c == '\t'); }, ' ');
    if (separator == '\t' || clean.find_first_of(std::string("\"") + separator) == std::string::npos) {
        return clean;
    }
    std::string quoted = "\"";
    for (const char c : clean) {
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return quoted + "\"";
}

} // namespace

RegionTable regionStatistics(const Volume& labels, const Volume* image, std::int64_t frame, const Progress& progress)
{
    RegionTable table;
    table.hasImage = image != nullptr;
    table.isOnOneGrid = image == nullptr || sameGrid(labels.grid(), image->grid());
    const std::vector<std::int64_t> numbers = dispatch(labels.dataType(), [&](auto zero) { return wholeNumbers<decltype(zero)>(labels); });
    progress.report(0.2);
    Places places;
    std::vector<std::int64_t> counts;
    for (const std::int64_t number : numbers) {
        const std::size_t place = places(number);
        counts.resize(std::max(counts.size(), place + 1), 0);
        ++counts[place];
    }
    progress.report(0.4);
    std::vector<std::vector<double>> values(counts.size());
    if (image) {
        const std::vector<float> floats = image->frameAsFloat(frame);
        const Size3 &to = image->size(), &from = labels.size();
        const Affine toLabels = labels.affine().inverse() * image->affine();
        std::size_t n = 0;
        for (std::int64_t k = 0; k < to.z; ++k) {
            progress.report(0.4 + 0.4 * static_cast<double>(k) / static_cast<double>(to.z));
            for (std::int64_t j = 0; j < to.y; ++j) {
                for (std::int64_t i = 0; i < to.x; ++i, ++n) {
                    auto at = static_cast<std::int64_t>(n);
                    if (!table.isOnOneGrid) {
                        const World v = toLabels.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                        const auto a = static_cast<std::int64_t>(std::floor(v.x + 0.5)),
                                   b = static_cast<std::int64_t>(std::floor(v.y + 0.5)),
                                   c = static_cast<std::int64_t>(std::floor(v.z + 0.5));
                        if (a < 0 || b < 0 || c < 0 || a >= from.x || b >= from.y || c >= from.z) {
                            continue;
                        }
                        at = a + from.x * (b + from.y * c);
                    }
                    const std::int64_t number = numbers[static_cast<std::size_t>(at)];
                    if (number != 0 && std::isfinite(floats[n])) {
                        values[places(number)].push_back(static_cast<double>(floats[n]));
                    }
                }
            }
        }
    }
    const Vec3 a = labels.affine().column(0), b = labels.affine().column(1), c = labels.affine().column(2);
    const double voxelMl
        = std::abs(a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])) / 1000;
    for (const auto& [number, place] : places.all()) {
        if (number == 0) {
            continue;
        }
        progress.checkpoint();
        const auto known = labels.labels().find(number);
        Region region{number, known == labels.labels().end() ? std::string() : known->second.name, counts[place],
            static_cast<double>(counts[place]) * voxelMl, {}};
        if (!values[place].empty()) {
            region.values = summary(values[place]);
        }
        table.regions.push_back(std::move(region));
    }
    std::ranges::sort(table.regions, {}, &Region::label);
    return table;
}

std::string toText(const RegionTable& table, char separator)
{
    const auto join = [separator](const std::vector<std::string>& cells) {
        std::string line;
        for (const auto& each : cells) {
            line += (line.empty() ? std::string() : std::string(1, separator)) + each;
        }
        return line + "\n";
    };
    std::vector<std::string> head{"index", "name", "voxels", "volume_ml"};
    if (table.hasImage) {
        head.insert(head.end(), {"image_voxels", "mean", "sd", "min", "max", "median", "p05", "p95"});
    }
    std::string text = join(head);
    for (const Region& each : table.regions) {
        std::vector<std::string> line{std::to_string(each.label), each.name.empty() ? "n/a" : cell(each.name, separator),
            std::to_string(each.voxels), fmt::format("{:.6g}", each.ml)};
        if (table.hasImage && each.values) {
            const RegionValues& v = *each.values;
            line.push_back(std::to_string(v.voxels));
            for (const double number : {v.mean, v.sd, v.min, v.max, v.median, v.p5, v.p95}) {
                line.push_back(fmt::format("{:.6g}", number));
            }
        } else if (table.hasImage) {
            line.push_back("0");
            line.insert(line.end(), 7, "n/a");
        }
        text += join(line);
    }
    return text;
}

} // namespace insula
