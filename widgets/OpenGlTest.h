// Whether the views can draw on this machine, and with what: for `insula --testgl`, and before the window is made. Needs a QGuiApplication.
// GUI thread.
#pragma once

#include <QString>

namespace insula {

struct OpenGlReport {
    bool isUsable = false;
    QString text; // lines
};

// Vendor, renderer, version, software or not, largest texture, and whether a test picture comes out right.
OpenGlReport testOpenGl();
// Empty when a context of the version that the views need can be made; else one line that says what to do.
QString openGlProblem();

} // namespace insula
