// What the 3D view shows, to tell whether its last picture still stands. Thread: the scene's.
#pragma once

#include "viewers/ColourMap.h"
#include "viewers/VolumePicture.h"

#include <array>
#include <memory>
#include <vector>

namespace insula {

inline bool sameProjection(const VolumeProjection& a, const VolumeProjection& b)
{
    return a.toward == b.toward && a.up == b.up && a.mmPerPixel == b.mmPerPixel && a.width == b.width && a.height == b.height;
}

// What the 3D view shows of a layer.
struct InVolume {
    LayerId id;
    std::weak_ptr<const Volume> volume;
    LayerDisplay display;
    std::int64_t frame;
    bool hasArrived;
    std::uint64_t colourMaps = colourMapsRevision(); // the user may have changed one
};

struct RenderingDrawn {
    VolumeRendering settings;
    std::array<double, 3> corner{}; // of the cut-away or the slices, and their axes
    SliceAxes axes;
    std::uint64_t surfaces = 0, slices = 0; // revisions
    friend bool operator==(const RenderingDrawn&, const RenderingDrawn&) = default;
};

inline bool sameButFrame(const InVolume& a, const InVolume& b)
{
    const bool sameVolume = !a.volume.owner_before(b.volume) && !b.volume.owner_before(a.volume);
    return a.id == b.id && sameVolume && a.display == b.display && a.hasArrived == b.hasArrived && a.colourMaps == b.colourMaps;
}

inline bool sameInVolume(const InVolume& a, const InVolume& b)
{
    return sameButFrame(a, b) && a.frame == b.frame;
}

std::vector<InVolume> inVolume(const Scene& scene);

} // namespace insula
