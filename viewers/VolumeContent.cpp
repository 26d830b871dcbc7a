#include "viewers/VolumeContent.h"

#include "viewers/RayCaster.h"

#include <algorithm>

namespace insula {

std::vector<InVolume> inVolume(const Scene& scene)
{
    std::vector<InVolume> shown;
    const Layer* image = volumeLayer(scene);
    const std::vector<const Layer*> painted = paintedLayers(scene);
    for (const Layer& layer : scene.layers()) {
        if (&layer == image || layer.isLabels() || std::find(painted.begin(), painted.end(), &layer) != painted.end()) {
            const std::int64_t frame = scene.shownFrame(layer);
            shown.push_back({layer.id, layer.volume, layer.display, frame, layer.volume->hasFrame(frame)});
        }
    }
    return shown;
}

} // namespace insula
