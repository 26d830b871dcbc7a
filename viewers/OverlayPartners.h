// Maps of both hemispheres belong together: lh.thickness and rh.thickness, sub-01_hemi-L_z.func.gii and sub-01_hemi-R_z.func.gii.
#pragma once

#include "viewers/SceneSurfaces.h"

#include <string>
#include <utility>
#include <vector>

namespace insula {

struct OverlayPlace {
    std::size_t mesh = 0, overlay = 0; // of the scene's surfaces
    friend bool operator==(const OverlayPlace&, const OverlayPlace&) = default;
};
// The maps on other surfaces whose files have the same name up to the hemisphere, the same file included.
std::vector<OverlayPlace> partnersOf(const SceneSurfaces& surfaces, const OverlayPlace& place);
// Both hemispheres are looked at in one scale: a new map takes the look of its partner, if it has one.
void lookLikePartner(SceneSurfaces& surfaces, const OverlayPlace& place);
// Whether one colour bar speaks for both.
bool sameColours(const LayerDisplay& a, const LayerDisplay& b);

} // namespace insula
