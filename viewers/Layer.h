// One image or label map in a scene, and how it is drawn.
// Window and threshold are in the volume's own (scaled) values; opacity from 0 to 1.
#pragma once

#include "processing/core/Volume.h"

#include <cstdint>
#include <optional>
#include <string>

namespace insula {

using LayerId = int;
inline constexpr LayerId NoLayer = 0;

// Values outside [low, high] are drawn with `outsideOpacity` times the layer's opacity (0: not at all). With two-sided maps the absolute
// value counts.
struct Threshold {
    bool enabled = false;
    double low = 0, high = 0;
    double outsideOpacity = 0;
    friend bool operator==(const Threshold&, const Threshold&) = default;
};

// How a layer's colours, as strong as its opacity, meet those below: over them, added to them, multiplied with them, or the brighter of
// the two.
enum class Blend { Over, Add, Multiply, Brighter };

// Between voxels when a layer is drawn. Cubic: Catmull-Rom, through the voxels' values, clamped to those of the neighbours.
enum class Smoothing { Nearest, Linear, Cubic };

struct LayerDisplay {
    bool visible = true;
    double opacity = 1;
    double windowLow = 0, windowHigh = 1; // colours run from the first to the second
    std::string colourMap = "gray"; // see ColourMap.h; "labels" draws numbers as label colours
    bool inverted = false; // colours run backwards
    bool twoSided = false; // |value| is windowed; negative values take the map's cold partner
    std::string negativeMap; // of the negative side of a two-sided map; empty: the map's own partner
    Threshold threshold;
    Smoothing interpolation = Smoothing::Linear;
    Blend blend = Blend::Over;
    // Opacity from another volume: none below `low` of its values, full from `high`; by the file of a layer that is open.
    std::string alphaFrom;
    double alphaLow = 0, alphaHigh = 1;
    bool outline = false; // only the border of each label, or of what the threshold leaves
    std::optional<std::int64_t> fixedFrame; // shows this frame whatever the scene's frame is
    std::optional<std::int64_t> onlyLabel; // of a label map, the one region that is drawn
    friend bool operator==(const LayerDisplay&, const LayerDisplay&) = default;
};

struct Layer {
    LayerId id = NoLayer;
    VolumePtr volume;
    std::string name;
    LayerDisplay display;
    std::uint64_t edits = 0; // another number whenever voxels changed where they are (Scene::touchVoxels)

    bool isLabels() const { return display.colourMap == "labels"; }
};

// Sensible settings for a volume that is added on top of `layersBelow` others:
// label maps (by kind or NIfTI intent, or whole numbers in blocks over something) and 0/1 masks: label colours, nearest neighbour, half
// transparent over something; statistical maps (by NIfTI intent, or signed without being CT): two-sided, thresholded, warm and cold; CT
// (integers that reach down to air, -900 and below): the brain window, 0 to 80; maps of the distance to the brain's edge: the edge as an
// outline; everything else: grey from the 2nd to the 98th percentile
// of what is not background, thresholded and warm over something. The header's own display range wins when it has one. Looks at the first
// frame.
LayerDisplay defaultDisplay(const Volume& volume, std::size_t layersBelow);

// A map of distances to the brain's edge, with its border (mm) as an outline: what lies nearer than that is inside. The border is the
// threshold's high end.
void showBorder(LayerDisplay& display, double borderMm);

// By the BIDS and FreeSurfer habits of naming: _dseg, _mask, aseg, aparc, _seg, atlas, label.
bool isNamedLikeLabels(const std::string& path);

} // namespace insula
