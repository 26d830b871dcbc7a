// The surface under a pixel of the 3D view. Thread: that of the scene.
#pragma once

#include "viewers/VolumePicture.h"

#include <cstdint>
#include <optional>

namespace insula {

struct SurfacePick {
    std::size_t mesh = 0; // of the scene's surfaces
    std::uint32_t vertex = 0; // the nearest corner of the triangle that was hit
    World point; // on the surface
};
// The visible surface that is nearest to the eye there and not cut away; none beside them.
std::optional<SurfacePick> pickSurface(const Scene& scene, const VolumeProjection& projection, const Pixel& at);

} // namespace insula
