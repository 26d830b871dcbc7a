// A button under a panel's list. GUI thread.
#pragma once

#include <QPushButton>

namespace insula {

// Return belongs to the list, so it is never the default.
inline QPushButton* panelButton(const QString& text, const QString& tip, const QString& objectName)
{
    auto* made = new QPushButton(text);
    made->setToolTip(tip);
    made->setAccessibleName(tip);
    made->setObjectName(objectName);
    made->setAutoDefault(false);
    return made;
}

} // namespace insula
