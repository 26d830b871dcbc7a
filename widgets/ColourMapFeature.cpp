// The colour map editor in the window.
#include "widgets/ColourMapEditor.h"
#include "widgets/MainWindow.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QMenu>
#include <QPointer>

namespace insula {

void addColourMapEditor(const WindowParts& parts)
{
    auto* menu = parts.menus.menu(MainWindow::tr("&Tools"));
    parts.menus.add(
        menu, MainWindow::tr("Colour &map editor..."), {},
        [&workbench = parts.workbench, &window = parts.window, editor = QPointer<ColourMapEditor>()]() mutable {
            if (!editor) {
                editor = new ColourMapEditor(workbench, &window);
                const auto& scene = workbench.scene();
                if (scene.selectedLayer() != NoLayer && !scene.layer(scene.selectedLayer()).isLabels())
                    editor->startFrom(QString::fromStdString(scene.layer(scene.selectedLayer()).display.colourMap));
            }
            editor->show();
            editor->raise();
            editor->activateWindow();
        },
        QStringLiteral("colourMapEditor"));
}

} // namespace insula
