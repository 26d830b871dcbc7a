#include "viewers/CrosshairValues.h"

#include <fmt/format.h>

#include <cmath>

namespace insula {

std::optional<std::array<std::int64_t, 3>> voxelAt(const Volume& volume, const World& w)
{
    const Voxel v = WorldToVoxel(volume.affine())(w);
    const std::array<double, 3> rounded{std::round(v.i), std::round(v.j), std::round(v.k)};
    const Size3& size = volume.size();
    const std::array<double, 3> ends{static_cast<double>(size.x), static_cast<double>(size.y), static_cast<double>(size.z)};
    std::array<std::int64_t, 3> index{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        // A point on the very face of the field of view rounds away from it.
        const double kept = rounded[axis] == ends[axis] ? ends[axis] - 1 : rounded[axis];
        if (!(kept >= 0 && kept < ends[axis])) {
            return std::nullopt;
        }
        index[axis] = static_cast<std::int64_t>(kept);
    }
    return index;
}

std::string shortNumber(double value)
{
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value > 0 ? "infinity" : "-infinity";
    }
    const double size = std::abs(value);
    const bool isWhole = (value == std::round(value) && size < 1e9) || (size >= 1e4 && size < 1e7);
    return isWhole ? fmt::format("{:.0f}", value + 0.0) : fmt::format("{:.4g}", value);
}

std::string readoutValue(const Scene& scene, const Layer& layer)
{
    const auto voxel = voxelAt(*layer.volume, scene.crosshair());
    const std::int64_t frame = scene.shownFrame(layer);
    if (!voxel) {
        return "outside";
    }
    if (!layer.volume->hasFrame(frame)) {
        return "loading";
    }
    const double value = layer.volume->value((*voxel)[0], (*voxel)[1], (*voxel)[2], frame);
    if (!layer.isLabels() || !std::isfinite(value)) {
        return shortNumber(value);
    }
    const auto found = layer.volume->labels().find(std::llround(value));
    return found == layer.volume->labels().end() ? shortNumber(value) : fmt::format("{} {}", shortNumber(value), found->second.name);
}

std::vector<std::string> regionLines(const Scene& scene)
{
    std::vector<std::string> lines;
    if (const AtlasPtr& atlas = scene.readoutAtlas()) {
        lines.push_back(atlas->name());
        for (const RegionShare& share : atlas->at(scene.crosshair())) {
            lines.push_back(share.percent ? fmt::format("{:.0f} % {}", *share.percent, share.name) : share.name);
        }
        if (lines.size() == 1) {
            lines.emplace_back("no region here");
        }
    }
    return lines;
}

std::string regionText(const Scene& scene)
{
    const std::vector<std::string> lines = regionLines(scene);
    return lines.empty() ? std::string() : fmt::format("{}: {}", lines.front(), fmt::join(lines.begin() + 1, lines.end(), ", "));
}

} // namespace insula
