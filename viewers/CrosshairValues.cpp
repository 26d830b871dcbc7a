#include "viewers/CrosshairValues.h"

#include "processing/core/MeshPlane.h"

#include <fmt/format.h>

#include <algorithm>
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

std::string overlayValue(const VertexOverlay& overlay, std::uint32_t vertex)
{
    const VertexMap& map = overlay.data->maps[overlay.map];
    if (!overlay.data->isLabels) {
        return shortNumber(static_cast<double>(map.values[vertex]));
    }
    const std::int64_t label = map.labels[vertex];
    const auto found = overlay.data->table.find(label);
    return found != overlay.data->table.end() ? fmt::format("{} {}", label, found->second.name)
        : label < 0                           ? "none"
                                              : fmt::format("{}", label);
}

std::vector<VertexLine> vertexLines(const Scene& scene)
{
    std::vector<VertexLine> lines;
    for (const SceneMesh& mesh : scene.surfaces().meshes) {
        if (!mesh.visible) {
            continue;
        }
        const auto nearest = nearestVertex(*mesh.mesh, scene.crosshair());
        const bool isNear = nearest && nearest->distanceMm <= VertexReachMm;
        const bool isPainted = std::ranges::any_of(mesh.overlays, [](const VertexOverlay& each) { return each.display.visible; });
        if (isNear || isPainted) {
            lines.push_back({mesh.name, isNear ? fmt::format("vertex {}", nearest->vertex) : std::string(), nullptr});
        }
        for (const VertexOverlay& overlay : mesh.overlays) {
            if (overlay.display.visible) {
                const VertexMap& map = overlay.data->maps[overlay.map];
                const bool isNamed = overlay.data->maps.size() > 1 && !map.name.empty();
                lines.push_back({isNamed ? overlay.data->name + ": " + map.name : overlay.data->name,
                    isNear ? overlayValue(overlay, nearest->vertex) : std::string(), &overlay});
            }
        }
    }
    return lines;
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
