// The sheet of keys and mouse gestures, and what the program is. GUI thread.
#pragma once

#include "widgets/WindowMenus.h"

class QWidget;

namespace insula {

void showShortcutSheet(QWidget* parent, const std::vector<WindowMenus::Shortcut>& shortcuts);
void showAbout(QWidget* parent);

} // namespace insula
