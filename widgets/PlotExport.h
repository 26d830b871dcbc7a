// Saving a plot: any widget that paints itself, as SVG, PDF (both with lines and letters, not dots) or PNG, dark on white whatever the
// window's colours are. GUI thread.
#pragma once

#include <QString>
#include <QWidget>

#include <functional>

class QMenu;

namespace insula {

// In the form that the name ends with (.svg, .pdf, .png; PNG with twice the dots). Throws Error for another ending and when it cannot be
// written.
void savePlot(QWidget& plot, const QString& file);
// Asks for a file, with `name` as the proposal, and saves.
void askAndSavePlot(QWidget& plot, const QString& name);
void copyPlot(QWidget& plot); // to the clipboard, as a picture
// A right click offers "Save plot..." and "Copy picture", after what `more` puts into the menu.
void addPlotMenu(QWidget& plot, const QString& name, std::function<void(QMenu&)> more = {});

} // namespace insula
