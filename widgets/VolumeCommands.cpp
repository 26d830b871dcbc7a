// The 3D menu: settings in the view, looks by name, cut-away.
#include "viewers/VolumePicture.h"
#include "widgets/MainWindow.h"
#include "widgets/SceneWidget.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QMenu>

namespace insula {
namespace {

void edit(Workbench& workbench, const QString& name, const std::function<void(VolumeRendering&)>& change)
{
    auto rendering = workbench.scene().volumeRendering();
    change(rendering);
    workbench.history().perform(name, [&] { workbench.scene().setVolumeRendering(rendering); });
}

void choosePreset(Workbench& workbench, const RenderingPreset& preset)
{
    const auto& scene = workbench.scene();
    if (const auto* layer = volumeLayer(scene))
        edit(workbench, MainWindow::tr("3D preset"),
            [&](VolumeRendering& r) { r = withPreset(r, preset.name, *layer->volume, scene.shownFrame(*layer)); });
}

} // namespace

void addVolumeCommands(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    auto& views = parts.views;
    auto& menus = parts.menus;
    auto* menu = menus.menu(MainWindow::tr("&3D"));
    menus.needLayers(menus.add(
        menu, MainWindow::tr("&Settings in the 3D view"), QKeySequence(MainWindow::tr("T")),
        [&workbench, &views] {
            auto& scene = workbench.scene();
            const bool isShown = scene.layout() == Layout::Four || scene.layout() == Layout::Volume;
            if (!isShown)
                workbench.history().perform(MainWindow::tr("layout four views"), [&scene] { scene.setLayout(Layout::Four); });
            views.setVolumeEditorOpen(!isShown || !views.isVolumeEditorOpen());
        },
        QStringLiteral("volumeSettings")));
    menus.needLayers(menus.add(
        menu, MainWindow::tr("&Cut away at the crosshair"), QKeySequence(MainWindow::tr("C")),
        [&workbench] { edit(workbench, MainWindow::tr("cut-away"), [](VolumeRendering& r) { r.cutAway = !r.cutAway; }); },
        QStringLiteral("cutAway")));
    menu->addSeparator();
    for (const auto& preset : RenderingPresets)
        menus.needLayers(menus.add(
            menu, QString::fromLatin1(preset.title.data(), static_cast<int>(preset.title.size())), {},
            [&workbench, preset] { choosePreset(workbench, preset); },
            QStringLiteral("preset-") + QString::fromLatin1(preset.name.data(), static_cast<int>(preset.name.size()))));
    menu->addSeparator();
    menus.needLayers(menus.add(
        menu, MainWindow::tr("&Reset the 3D view"), {},
        [&workbench] { edit(workbench, MainWindow::tr("reset of the 3D view"), [](VolumeRendering& r) { r = {}; }); },
        QStringLiteral("resetVolume")));
}

} // namespace insula
