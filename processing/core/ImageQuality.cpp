#include "processing/core/ImageQuality.h"

#include "processing/core/Resample.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

namespace insula {
namespace {

// The number of the tissue whose name has one of these words.
std::int64_t labelNamed(const LabelTable& table, std::initializer_list<const char*> words, std::int64_t otherwise)
{
    for (const auto& [number, label] : table) {
        std::string name = label.name;
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (std::any_of(words.begin(), words.end(), [&](const char* word) { return name.find(word) != std::string::npos; }))
            return number;
    }
    return otherwise;
}

struct Spread {
    double sum = 0, square = 0;
    std::int64_t count = 0;

    void add(double value)
    {
        sum += value;
        square += value * value;
        ++count;
    }
    double mean() const { return sum / static_cast<double>(count); }
    double sd() const
    {
        const auto n = static_cast<double>(count);
        return std::sqrt(std::max(0.0, (square - sum * sum / n) / (n - 1)));
    }
};

} // namespace

double entropyFocus(std::span<const float> values)
{
    double square = 0;
    for (const float value : values)
        square += std::isfinite(value) && value > 0 ? static_cast<double>(value) * value : 0;
    const auto count = static_cast<double>(values.size());
    if (square == 0 || values.size() < 2)
        return std::numeric_limits<double>::quiet_NaN();
    const double whole = std::sqrt(square);
    double entropy = 0;
    for (const float value : values)
        if (std::isfinite(value) && value > 0)
            entropy -= value / whole * std::log(value / whole);
    return entropy / (std::sqrt(count) * std::log(std::sqrt(count)));
}

std::optional<TissueContrast> tissueContrast(const Volume& image, const Volume& tissues)
{
    const std::int64_t white = labelNamed(tissues.labels(), {"white"}, 3), grey = labelNamed(tissues.labels(), {"grey", "gray"}, 2);
    const auto values = image.frameAsFloat(), labels = tissues.frameAsFloat();
    Spread inWhite, inGrey;
    for (std::size_t v = 0; v < values.size() && v < labels.size(); ++v) {
        if (!std::isfinite(values[v]))
            continue;
        const auto label = std::llround(labels[v]);
        if (label == white)
            inWhite.add(values[v]);
        if (label == grey)
            inGrey.add(values[v]);
    }
    if (inWhite.count < 2 || inGrey.count < 2 || inWhite.mean() == inGrey.mean())
        return std::nullopt;
    TissueContrast out{inWhite.mean(), inGrey.mean(), inWhite.sd(), inGrey.sd()};
    const double difference = std::abs(out.whiteMean - out.greyMean);
    const double noise = std::hypot(out.whiteSd, out.greySd);
    out.contrastToNoise = noise > 0 ? difference / noise : std::numeric_limits<double>::infinity();
    out.jointVariation = (out.whiteSd + out.greySd) / difference;
    return out;
}

double shareInside(const Volume& mask, const Volume& other)
{
    const auto there = sampleOnGrid(other, mask.grid(), Interpolation::Nearest), here = mask.frameAsFloat();
    std::int64_t inside = 0, all = 0;
    for (std::size_t v = 0; v < here.size(); ++v)
        if (here[v] > 0) {
            ++all;
            inside += there[v] > 0 ? 1 : 0;
        }
    return all > 0 ? static_cast<double>(inside) / static_cast<double>(all) : std::numeric_limits<double>::quiet_NaN();
}

bool touchesEdge(const Volume& mask)
{
    const auto values = mask.frameAsFloat();
    const Size3& size = mask.size();
    std::size_t v = 0;
    for (std::int64_t k = 0; k < size.z; ++k)
        for (std::int64_t j = 0; j < size.y; ++j)
            for (std::int64_t i = 0; i < size.x; ++i, ++v)
                if (values[v] > 0 && (i == 0 || j == 0 || k == 0 || i == size.x - 1 || j == size.y - 1 || k == size.z - 1))
                    return true;
    return false;
}

double volumeMl(const Volume& mask)
{
    const auto values = mask.frameAsFloat();
    const auto count = std::count_if(values.begin(), values.end(), [](float value) { return value > 0; });
    return static_cast<double>(count) * std::abs(mask.affine().determinant()) / 1000;
}

} // namespace insula
