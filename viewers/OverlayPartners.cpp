#include "viewers/OverlayPartners.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace insula {

namespace {

// The name with what says the hemisphere taken out.
std::string plainName(const std::string& fileName)
{
    std::string name = fileName;
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static constexpr std::array<std::string_view, 10> Words{"hemi-l", "hemi-r", "_lh.", "_rh.", ".lh.", ".rh.", ".l.", ".r.", "lh.", "rh."};
    for (const std::string_view word : Words) {
        const std::size_t at = name.find(word);
        if (at != std::string::npos && (word.size() > 3 || word[0] == '.' || at == 0)) {
            return name.replace(at, word.size(), "*");
        }
    }
    return name;
}

} // namespace

std::vector<OverlayPlace> partnersOf(const SceneSurfaces& surfaces, const OverlayPlace& place)
{
    const VertexData& data = *surfaces.meshes[place.mesh].overlays[place.overlay].data;
    const std::string name = plainName(data.name);
    std::vector<OverlayPlace> partners;
    for (std::size_t m = 0; m < surfaces.meshes.size(); ++m) {
        const auto& overlays = surfaces.meshes[m].overlays;
        for (std::size_t n = 0; n < overlays.size() && m != place.mesh; ++n) {
            if (overlays[n].data->isLabels == data.isLabels && plainName(overlays[n].data->name) == name) {
                partners.push_back({m, n});
            }
        }
    }
    return partners;
}

void lookLikePartner(SceneSurfaces& surfaces, const OverlayPlace& place)
{
    const auto partners = partnersOf(surfaces, place);
    if (partners.empty()) {
        return;
    }
    const VertexOverlay& partner = surfaces.meshes[partners.front().mesh].overlays[partners.front().overlay];
    VertexOverlay& own = surfaces.meshes[place.mesh].overlays[place.overlay];
    const double highest = own.display.threshold.high;
    own.display = partner.display;
    own.display.threshold.high = std::max(own.display.threshold.high, highest); // its own largest values stay
    own.map = partner.map < own.data->maps.size() ? partner.map : own.map;
}

bool sameColours(const LayerDisplay& a, const LayerDisplay& b)
{
    return a.colourMap == b.colourMap && a.inverted == b.inverted && a.twoSided == b.twoSided && a.negativeMap == b.negativeMap
        && a.windowLow == b.windowLow && a.windowHigh == b.windowHigh && a.opacity == b.opacity
        && a.threshold.enabled == b.threshold.enabled && a.threshold.low == b.threshold.low
        && a.threshold.outsideOpacity == b.threshold.outsideOpacity;
}

} // namespace insula
