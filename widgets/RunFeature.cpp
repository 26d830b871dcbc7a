// Commands for runs (4D images): frames, courses, events, the seed correlation map, the carpet plot.
#include "processing/core/MotionFile.h"
#include "widgets/CarpetPanel.h"
#include "widgets/FrameBar.h"
#include "widgets/MainWindow.h"
#include "widgets/SeedMap.h"
#include "widgets/TimeCoursePlot.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMenu>

namespace insula {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RunFeature", text);
}

void addFrames(const WindowParts& parts, QMenu* menu)
{
    auto* frames = parts.window.findChild<FrameBar*>();
    const auto add = [&](const QString& text, const QString& keys, const QString& name, std::function<void()> run) {
        parts.menus.needLayers(parts.menus.add(menu, text, QKeySequence(keys), std::move(run), name));
    };
    add(tr("&Next frame"), QStringLiteral("."), QStringLiteral("frameNext"), [frames] { frames->step(1); });
    add(tr("Pre&vious frame"), QStringLiteral(","), QStringLiteral("framePrevious"), [frames] { frames->step(-1); });
    add(tr("&First frame"), QStringLiteral("<"), QStringLiteral("frameFirst"), [frames] { frames->goToEnd(false); });
    add(tr("&Last frame"), QStringLiteral(">"), QStringLiteral("frameLast"), [frames] { frames->goToEnd(true); });
    menu->addSeparator();
}

void addCourses(const WindowParts& parts, QMenu* menu)
{
    auto* plot = parts.window.findChild<TimeCoursePlot*>();
    const auto add = [&](const QString& text, const QString& keys, const QString& name, std::function<void()> run) {
        parts.menus.needLayers(parts.menus.add(menu, text, QKeySequence(keys), std::move(run), name));
    };
    add(tr("&Pin the voxel's course"), QStringLiteral("K"), QStringLiteral("runPinVoxel"), [plot] { plot->pinVoxel(); });
    add(tr("Add the mean of the &region"), QStringLiteral("Shift+K"), QStringLiteral("runPinRegion"), [plot] { plot->pinRegion(); });
    add(tr("Add a region by &name..."), {}, QStringLiteral("runChooseRegion"), [plot] { plot->chooseRegion(); });
    add(tr("Remove pinned courses"), {}, QStringLiteral("runRemovePins"), [plot] { plot->removePins(); });
    add(tr("Open &events..."), {}, QStringLiteral("runOpenEvents"), [plot] { plot->chooseEvents(); });
    add(tr("Save time courses as CSV..."), {}, QStringLiteral("runSaveCsv"), [plot] { plot->saveCsv(); });
    add(tr("Save the time course plot..."), {}, QStringLiteral("runSavePlot"), [plot] { plot->savePicture(); });
    menu->addSeparator();
    auto& workbench = parts.workbench;
    QObject::connect(plot, &TimeCoursePlot::informed, plot,
        [&workbench](const QString& text) { workbench.inform(MessageBar::Tone::Information, text); });
    workbench.addOpener([plot](const std::filesystem::path& file) {
        if (!file.filename().string().ends_with("events.tsv"))
            return false;
        plot->openEvents(file.string());
        return true;
    });
}

void addSeedMap(const WindowParts& parts, QMenu* menu)
{
    auto* map = new SeedMap(parts.workbench, &parts.window);
    auto* on = parts.menus.add(
        menu, tr("&Seed correlation"), QKeySequence(QStringLiteral("Shift+C")), [] {}, QStringLiteral("seedCorrelation"));
    on->setCheckable(true);
    on->setToolTip(tr("Correlation of every voxel with the course at the crosshair, live; linear trends are taken away"));
    parts.menus.needLayers(on);
    QObject::connect(on, &QAction::triggered, map, &SeedMap::setOn);
    QObject::connect(map, &SeedMap::switched, on, &QAction::setChecked);
    auto* region = parts.menus.add(
        menu, tr("Seed is the re&gion under the crosshair"), {}, [] {}, QStringLiteral("seedRegion"));
    region->setCheckable(true);
    parts.menus.needLayers(region);
    QObject::connect(region, &QAction::triggered, map, &SeedMap::setOfRegion);
    menu->addSeparator();
}

void addCarpet(const WindowParts& parts, QMenu* menu)
{
    auto* panel = new CarpetPanel(parts.workbench);
    auto* dock = parts.window.addPanel(tr("Carpet plot"), QStringLiteral("carpetDock"), panel, Qt::BottomDockWidgetArea);
    const auto show = [dock, panel] {
        MainWindow::showPanel(dock, true);
        panel->compute();
    };
    parts.menus.needLayers(parts.menus.add(menu, tr("&Carpet plot"), {}, show, QStringLiteral("carpetPlot")));
    parts.workbench.addOpener([panel, show](const std::filesystem::path& file) {
        if (!isNamedLikeMotion(file))
            return false;
        panel->openMotion(file.string());
        show();
        return true;
    });
}

} // namespace

void addRunCommands(const WindowParts& parts)
{
    auto* menu = parts.menus.menu(tr("&Run"));
    addFrames(parts, menu);
    addCourses(parts, menu);
    addSeedMap(parts, menu);
    addCarpet(parts, menu);
}

} // namespace insula
