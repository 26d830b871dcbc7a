// Whether the views can draw on this machine, and with what: for `insula --testgl`, and before the window is made. Needs a QGuiApplication.
// GUI thread.
#pragma once

#include <QString>

#include <future>

namespace insula {

struct OpenGlReport {
    bool isUsable = false;
    QString text; // lines
};

// Vendor, renderer, version, software or not, largest texture, and whether a test picture comes out right.
OpenGlReport testOpenGl();
// Empty when a context of the version that the views need can be made; else one line that says what to do. Loads the driver in a thread of
// its own, which takes as long as making the window's menus and panels. The QGuiApplication must outlive it.
std::future<QString> beginOpenGlCheck();

} // namespace insula
