// What a tool in hand shows in the slices before anything is done: the brush's circle, a polygon that grows. Not part of the scene.
#pragma once

#include "viewers/LayerColours.h"
#include "viewers/Scene.h"

#include <optional>
#include <string>
#include <vector>

namespace insula {

struct PreviewCurve {
    std::vector<World> points; // drawn as their projection on the view's plane; a single point is a dot
    bool isClosed = false;
    Rgba colour{255, 255, 255, 230};
    double width = 1.5; // logical pixels
    std::string text; // beside the last point; may be empty
};

struct ToolPreview {
    std::optional<Plane> plane; // only in views of this plane; everywhere when not set
    std::vector<PreviewCurve> curves;
};

} // namespace insula
