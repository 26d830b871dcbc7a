// What is written and drawn over the views: letters, crosshair, readout with colour bars, orientation state, notice.
// Dear ImGui draw lists; positions in device pixels.
#pragma once

#include "viewers/LayerColours.h"
#include "viewers/PictureLook.h"
#include "viewers/SliceFrame.h"
#include "viewers/ToolPreview.h"
#include "viewers/ViewLayout.h"
#include "viewers/VolumePicture.h"

#include <imgui.h>

#include <optional>
#include <string>

namespace insula {

struct AnnotationStyle {
    ImFont* text = nullptr;
    ImFont* letters = nullptr;
    float scale = 1; // device pixels per logical pixel
    PictureLook look{};
};

// Colours of what is written.
struct Ink {
    ImU32 text, quiet, letters, notice, shadow, panel;
};
const Ink& inkOf(const AnnotationStyle& style);
// With a shadow, or a light edge all around where the backdrop is white or not known.
void edgedText(ImDrawList& list, const AnnotationStyle& style, ImFont* font, const ImVec2& where, ImU32 colour, const std::string& text);

void drawCrosshair(ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style);
// The line between before and after, with its handle and which side is which.
void drawSwipe(ImDrawList& list, const Scene& scene, const ViewRect& view, const AnnotationStyle& style);
void drawPreview(ImDrawList& list, const ToolPreview& preview, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style);
// Where the slice of a lightbox is, the image of a column, and how long 1 cm or the like is.
void drawSliceNumber(ImDrawList& list, const Scene& scene, const ViewRect& view, const AnnotationStyle& style);
void drawColumnName(ImDrawList& list, const Scene& scene, const ViewRect& view, const AnnotationStyle& style);
void drawScaleBar(ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style);
void drawLetters(ImDrawList& list, const ViewRect& view, const SliceFrame& frame, const AnnotationStyle& style);
// The three planes' outlines within the bounds, and the crosshair's axes, over the 3D picture.
void drawPlanesInVolume(
    ImDrawList& list, const Scene& scene, const ViewRect& view, const VolumeProjection& projection, const AnnotationStyle& style);
// In the middle of a view, wrapped to its width.
void drawMessage(ImDrawList& list, const ViewRect& view, const std::string& text, const AnnotationStyle& style);
// mm, voxel, frame, and per visible layer its value and colour bar; or the colour bars alone. `frameMs` is shown when set.
void drawReadout(ImDrawList& list, const Scene& scene, const ViewRect& cell, std::optional<double> frameMs, const AnnotationStyle& style);
// "Research use only, not for diagnosis" and the left-right convention, along the bottom of the window.
void drawNotice(ImDrawList& list, const Scene& scene, int width, int height, const AnnotationStyle& style);

} // namespace insula
