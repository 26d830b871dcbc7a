// The atlases and clusters panels in the window, with their commands.
#include "widgets/AtlasesPanel.h"
#include "widgets/ClustersPanel.h"
#include "widgets/MainWindow.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"

#include <QDockWidget>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>

namespace insula {

void addAtlases(const WindowParts& parts)
{
    auto* library = new AtlasLibrary(parts.workbench, &parts.window);
    auto* panel = new AtlasesPanel(parts.workbench, *library);
    auto* scroll = new QScrollArea; // beside the layers on a low screen
    scroll->setWidget(panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(panel->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    auto* dock = parts.window.addPanel(AtlasesPanel::tr("Atlases"), QStringLiteral("atlasesDock"), scroll, Qt::RightDockWidgetArea);
    const auto show = [dock] {
        dock->show();
        dock->raise();
    };
    auto* menu = parts.menus.menu(MainWindow::tr("&Tools"));
    parts.menus.add(menu, AtlasesPanel::tr("&Atlases"), {}, show, QStringLiteral("atlasesPanel"));
    parts.menus.add(
        menu, AtlasesPanel::tr("Find a &region..."), QKeySequence(AtlasesPanel::tr("Ctrl+R")),
        [show, panel] {
            show();
            panel->focusSearch();
        },
        QStringLiteral("findRegion"));
    parts.menus.addPaletteSource([panel] { return panel->regionEntries(); });
    QObject::connect(
        &parts.workbench, &Workbench::viewOpened, library, [library](const QString& atlas) { library->useOfView(atlas.toStdString()); });
    // The atlas that was in use names regions again as soon as an image is open; the start does not wait for it.
    QObject::connect(&parts.workbench, &Workbench::imageOpened, library, [library, isDone = false]() mutable {
        if (!std::exchange(isDone, true) && library->atlases().empty() && library->wantsAtlas())
            library->scan();
    });
}

void addClusters(const WindowParts& parts)
{
    auto* panel = new ClustersPanel(parts.workbench);
    auto* dock = parts.window.addPanel(ClustersPanel::tr("Clusters"), QStringLiteral("clustersDock"), panel, Qt::BottomDockWidgetArea);
    auto* menu = parts.menus.menu(MainWindow::tr("&Tools"));
    parts.menus.needLayers(parts.menus.add(
        menu, ClustersPanel::tr("&Clusters of the map"), {},
        [dock, window = &parts.window] {
            dock->show();
            dock->raise();
            window->resizeDocks({dock}, {dock->widget()->sizeHint().height()}, Qt::Vertical);
        },
        QStringLiteral("clustersPanel")));
}

} // namespace insula
