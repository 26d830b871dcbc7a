#include "widgets/SaveLayer.h"

#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "widgets/MainWindow.h"
#include "widgets/SavedView.h"
#include "widgets/Settings.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace insula {
namespace {

void chooseAndSave(Workbench& workbench, MainWindow& window)
{
    auto& scene = workbench.scene();
    if (scene.selectedLayer() == NoLayer)
        return;
    const auto& layer = scene.layer(scene.selectedLayer());
    auto name = QString::fromStdString(layer.name).section(QStringLiteral(".nii"), 0, 0);
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const auto id = layer.id;
    auto file = QFileDialog::getSaveFileName(&window, MainWindow::tr("Save layer as"),
        setting(Setting::LastFolder).toString() + QLatin1Char('/') + name + QStringLiteral(".nii.gz"),
        MainWindow::tr("NIfTI images (*.nii.gz *.nii)"));
    if (file.isEmpty() || !scene.hasLayer(id))
        return;
    if (!looksLikeNifti(file.toStdString()))
        file += QStringLiteral(".nii.gz");
    setSetting(Setting::LastFolder, QFileInfo(file).absolutePath());
    saveLayerAs(workbench, id, file);
}

} // namespace

void saveLayerAs(Workbench& workbench, LayerId id, const QString& file)
{
    auto& scene = workbench.scene();
    const auto& layer = scene.layer(id);
    const std::filesystem::path path = std::filesystem::absolute(file.toStdString()).lexically_normal();
    if (layer.volume->kind() == Kind::Labels)
        throw Error("label maps are saved in the Labels panel, with their names and colours");
    for (const auto& each : scene.layers())
        if (each.volume->source().path == path.string())
            throw Error("'" + path.string() + "' is open as a layer; choose another name");
    workbench.work().start(MainWindow::tr("Saving %1").arg(QFileInfo(file).fileName()),
        [&workbench, volume = layer.volume, id, path](const Progress& progress) -> BackgroundWork::Continuation {
            writeNifti(path, *volume, {}, progress);
            const auto saved = isFromFile(*volume) ? nullptr : readNifti(path);
            return [&workbench, volume, saved, id, path] {
                auto& now = workbench.scene();
                const auto name = path.filename().string();
                if (saved && now.hasLayer(id) && now.layer(id).volume == volume)
                    workbench.history().perform(MainWindow::tr("save %1").arg(QString::fromStdString(name)), [&] {
                        now.setVolume(id, saved);
                        now.setName(id, name);
                    });
                workbench.inform(MessageBar::Tone::Information, MainWindow::tr("Saved as %1").arg(QString::fromStdString(path.string())));
            };
        });
}

void addSaveLayer(const WindowParts& parts)
{
    auto* menu = parts.menus.menu(MainWindow::tr("&File"));
    auto* action = parts.menus.add(
        menu, MainWindow::tr("Save la&yer as..."), {},
        [&workbench = parts.workbench, &window = parts.window] { chooseAndSave(workbench, window); }, QStringLiteral("saveLayer"));
    parts.menus.needLayers(action);
    const auto all = menu->actions(); // beside "Save view...", not behind Quit
    for (qsizetype n = 0; n + 1 < all.size(); ++n)
        if (all[n]->objectName() == QStringLiteral("saveView"))
            menu->insertAction(all[n + 1], action);
}

} // namespace insula
