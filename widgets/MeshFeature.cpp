// Surfaces and streamlines in the window: their panel, their commands, and that the window opens their files.
#include "widgets/MainWindow.h"
#include "widgets/MeshPanel.h"
#include "widgets/Settings.h"
#include "widgets/SurfaceOpening.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QAction>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>

namespace insula {

void addSurfaces(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    auto* window = &parts.window;
    auto* opening = new SurfaceOpening(workbench, window);
    auto* panel = new MeshPanel(workbench.scene(), workbench.history());
    auto* scroll = new QScrollArea; // beside the layers on a low screen
    scroll->setWidget(panel);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(panel->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    auto* dock = window->addPanel(MeshPanel::tr("Surfaces and tracts"), QStringLiteral("surfacesDock"), scroll, Qt::RightDockWidgetArea);
    workbench.addOpener([opening](const std::filesystem::path& file) { return opening->take(file); });
    QObject::connect(opening, &SurfaceOpening::opened, panel, [panel, dock](const SurfaceChoice& choice) {
        panel->choose(choice);
        MainWindow::showPanel(dock);
    });
    const auto chooseFiles = [window](const QString& title, const QString& filter) {
        const auto files = QFileDialog::getOpenFileNames(
            window, title, setting(Setting::LastFolder).toString(), filter + QStringLiteral(";;") + MeshPanel::tr("All files (*)"));
        if (!files.isEmpty())
            setSetting(Setting::LastFolder, QFileInfo(files.first()).absolutePath());
        return files;
    };
    const auto open = [chooseFiles, &workbench] {
        workbench.open(chooseFiles(MeshPanel::tr("Open surfaces and streamlines"),
            MeshPanel::tr("Surfaces and streamlines (*.gii *.pial *.white *.inflated *.sphere *.smoothwm *.orig *.curv *.sulc *.thickness "
                          "*.area *.annot *.stl *.obj *.ply *.vtk *.tck *.trk *.trx)")));
    };
    const auto addOverlay = [chooseFiles, panel, opening] {
        const auto mesh = panel->chosenMesh();
        if (!mesh)
            return;
        for (const auto& file : chooseFiles(MeshPanel::tr("Values to paint on %1").arg(QString::fromStdString(mesh->name)),
                 MeshPanel::tr("Values at vertices (*.gii *.dscalar.nii *.dlabel.nii *.dtseries.nii *.pscalar.nii *.curv *.sulc *.thickness *.area *.annot *.label)")))
            opening->addOverlay(file.toStdString(), mesh);
    };
    QObject::connect(panel, &MeshPanel::openRequested, window, open);
    QObject::connect(panel, &MeshPanel::overlayRequested, window, addOverlay);
    auto* menu = parts.menus.menu(MainWindow::tr("&Surfaces"));
    parts.menus.add(menu, MeshPanel::tr("&Open surfaces and streamlines..."), {}, open, QStringLiteral("openSurfaces"));
    auto* overlay = parts.menus.add(menu, MeshPanel::tr("Add o&verlay..."), {}, addOverlay, QStringLiteral("addSurfaceOverlay"));
    auto* close = parts.menus.add(
        menu, MeshPanel::tr("&Close the chosen surface, map or streamlines"), {}, [panel] { panel->removeChosen(); },
        QStringLiteral("closeSurface"));
    menu->addSeparator();
    parts.menus.add(
        menu, MeshPanel::tr("Surfaces and tracts &panel"), {}, [dock] { MainWindow::showPanel(dock); }, QStringLiteral("surfacesPanel"));
    const auto refresh = [panel, opening, overlay, close] {
        opening->setPreferred(panel->chosenMesh());
        overlay->setEnabled(panel->chosenMesh() != nullptr);
        close->setEnabled(panel->hasChoice());
    };
    QObject::connect(panel, &MeshPanel::chosen, window, refresh);
    refresh();
}

} // namespace insula
