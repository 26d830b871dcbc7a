// Light, dark, or as the system has it. GUI thread.
#pragma once

#include <QString>

namespace insula {

// "system", "light" or "dark"; every widget follows at once.
void applyTheme(const QString& theme);

} // namespace insula
