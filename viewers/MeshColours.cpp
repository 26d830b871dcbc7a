#include "viewers/MeshColours.h"

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

std::uint8_t mixed(std::uint8_t below, std::uint8_t over, unsigned alpha)
{
    return static_cast<std::uint8_t>((over * alpha + below * (255 - alpha) + 127) / 255);
}

void paint(std::vector<Rgba>& colours, const VertexOverlay& overlay)
{
    const VertexMap& map = overlay.data->maps[overlay.map];
    const LayerColours values(overlay.display, 1, 0);
    LabelColours labels(overlay.data->table, overlay.display.opacity);
    for (std::size_t n = 0; n < colours.size(); ++n) {
        Rgba c;
        if (!overlay.data->isLabels) {
            c = values.colourOfValue(static_cast<double>(map.values[n]));
        } else if (map.labels[n] >= 0) {
            c = labels.colourOf(map.labels[n]);
        }
        if (c.a > 0) {
            Rgba& below = colours[n];
            below = {mixed(below.r, c.r, c.a), mixed(below.g, c.g, c.a), mixed(below.b, c.b, c.a), 255};
        }
    }
}

} // namespace

std::vector<Rgba> vertexColours(const SceneMesh& mesh)
{
    std::vector<Rgba> colours(mesh.mesh->vertices.size(), {mesh.colour[0], mesh.colour[1], mesh.colour[2], 255});
    for (const VertexOverlay& overlay : mesh.overlays) {
        if (overlay.display.visible && overlay.display.opacity > 0) {
            paint(colours, overlay);
        }
    }
    return colours;
}

std::vector<Rgb> directionColours(std::span<const std::array<float, 3>> points)
{
    std::vector<Rgb> colours(points.size(), {128, 128, 128});
    for (std::size_t n = 0; n < points.size(); ++n) {
        const auto& before = points[n > 0 ? n - 1 : 0];
        const auto& after = points[std::min(n + 1, points.size() - 1)];
        const float x = after[0] - before[0], y = after[1] - before[1], z = after[2] - before[2], length = std::hypot(x, y, z);
        if (length > 0) {
            const auto share = [length](float part) { return static_cast<std::uint8_t>(std::lround(255 * std::abs(part) / length)); };
            colours[n] = {share(x), share(y), share(z)};
        }
    }
    return colours;
}

std::vector<std::size_t> chosenStreamlines(const Tractogram& tracts, std::size_t shown)
{
    const std::size_t count = tracts.count(), wanted = std::min(shown, count);
    std::vector<std::size_t> chosen;
    chosen.reserve(wanted);
    for (std::size_t n = 0; n < wanted; ++n) {
        chosen.push_back((2 * n + 1) * count / (2 * wanted));
    }
    return chosen;
}

} // namespace insula
