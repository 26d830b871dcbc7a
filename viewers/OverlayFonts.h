// Fonts and style of what is drawn over the views (Dear ImGui).
#pragma once

#include "viewers/Annotations.h"

namespace insula {

// Puts DejaVu (or ImGui's own font when it is not installed) into the current context's atlas, at sizes for `pixelRatio`.
AnnotationStyle loadOverlayFonts(double pixelRatio);

} // namespace insula
