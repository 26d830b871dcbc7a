// What one layer shows in a slice before it has colours, so that window, threshold, colours and opacity can change without looking at a
// voxel again. Rows from the top. Throws nothing of its own; the frame must have arrived. Any thread.
#pragma once

#include "viewers/SlicePicture.h"
#include "viewers/Swipe.h"

#include <optional>
#include <utility>
#include <vector>

namespace insula {

// Two floats a pixel: the value less `base`, and how it is covered: 0 nothing there, up to 1 the share of the opacity that another volume
// gives (1 without one), CoverNaN, CoverInfinite.
struct LayerSamples {
    static constexpr float CoverNaN = 2, CoverInfinite = 3;
    int width = 0, height = 0;
    double base = 0; // a value near those of interest, so that 32 bits hold what a narrow window shows of large values
    std::vector<float> pixels;
};

// Whether a layer is drawn from samples; label maps and outlines are drawn as colours.
bool isDrawnFromSamples(const LayerDisplay& display);
void sampleLayer(const Scene& scene, const ShownLayer& shown, const SliceFrame& frame, LayerSamples& samples, int threads = 0);
// One layer alone, over nothing: straight alpha, 0 where it shows nothing.
// `rows`: first and beyond the last, when only these are wanted; the others are not to be looked at.
void drawLayer(const Scene& scene, const ShownLayer& shown, const SliceFrame& frame, SlicePicture& picture, int threads = 0,
    const std::optional<std::pair<int, int>>& rows = std::nullopt);

// The layer whose values decide about another's opacity; null when there is none, or it is not open.
const Layer* alphaLayer(const Scene& scene, const LayerDisplay& display);
// A layer's voxels, and those that decide about its opacity, have arrived.
bool hasArrived(const Scene& scene, const ShownLayer& shown);

} // namespace insula
