// Icons of the label tools, drawn in the palette's own colours, so that they are as clear on dark as on light. GUI thread.
#pragma once

#include <QColor>
#include <QIcon>

namespace insula {

enum class LabelIcon { Brush, Eraser, Polygon, Fill, Pick, Locked, Unlocked, Shown, Hidden };
QIcon labelIcon(LabelIcon which, const QColor& ink);
QIcon colourIcon(const QColor& colour); // a square of it

} // namespace insula
