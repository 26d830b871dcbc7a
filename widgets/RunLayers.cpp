#include "widgets/RunLayers.h"

#include <algorithm>

namespace insula {

const Layer* runLayer(const Scene& scene)
{
    if (scene.selectedLayer() != NoLayer && scene.layer(scene.selectedLayer()).volume->frames() > 1)
        return &scene.layer(scene.selectedLayer());
    const auto& layers = scene.layers();
    const auto found = std::find_if(layers.rbegin(), layers.rend(), [](const Layer& each) { return each.volume->frames() > 1; });
    return found == layers.rend() ? nullptr : &*found;
}

const Layer* labelLayer(const Scene& scene)
{
    if (scene.selectedLayer() != NoLayer && scene.layer(scene.selectedLayer()).isLabels())
        return &scene.layer(scene.selectedLayer());
    const auto& layers = scene.layers();
    const auto found
        = std::find_if(layers.rbegin(), layers.rend(), [](const Layer& each) { return each.isLabels() && each.display.visible; });
    return found == layers.rend() ? nullptr : &*found;
}

} // namespace insula
