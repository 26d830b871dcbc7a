// Measurements and notes in the window: the Measure menu, its tools, and the panel.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "widgets/MainWindow.h"
#include "widgets/NoteTool.h"
#include "widgets/NotesPanel.h"
#include "widgets/ProjectNotes.h"
#include "widgets/SceneWidget.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>

#include <nlohmann/json.hpp>

#include <tuple>

namespace insula {

namespace {

constexpr std::uintmax_t MostBytes = 64U << 20U;

bool isNotesFile(const std::filesystem::path& file)
{
    std::error_code code;
    if (file.extension() != ".json" || std::filesystem::file_size(file, code) > MostBytes || code)
        return false;
    const auto content = nlohmann::json::parse(readTextFile(file), nullptr, false);
    return content.is_object() && content.contains("insula-notes");
}

} // namespace

void addNotes(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    auto& views = parts.views;
    auto* panel = new NotesPanel(workbench.scene(), workbench.history());
    auto* kept = new ProjectNotes(workbench, panel);
    QObject::connect(kept, &ProjectNotes::stateChanged, panel, &NotesPanel::setState);
    workbench.addOpener([&workbench, panel](const std::filesystem::path& file) {
        if (!isNotesFile(file))
            return false;
        panel->open(QString::fromStdString(file.string()), [&workbench](const QStringList& images) { workbench.open(images); });
        return true;
    });
    auto* dock = parts.window.addPanel(MainWindow::tr("Notes"), QStringLiteral("notesDock"), panel, Qt::BottomDockWidgetArea);
    auto* menu = parts.menus.menu(MainWindow::tr("&Measure"));
    const auto take = [&workbench, &views, panel, dock](std::optional<NoteKind> kind) {
        const bool hasText = kind == NoteKind::Text || kind == NoteKind::Arrow;
        MainWindow::showPanel(dock); // now, so that the views do not change their size under the first note
        const auto drawn = [panel, hasText](int note) {
            if (hasText)
                panel->editText(note);
        };
        views.setTool(std::make_shared<NoteTool>(workbench.scene(), workbench.history(), kind, drawn));
        views.setFocus();
    };
    const std::vector<std::tuple<NoteKind, QString, QString, QString>> tools{
        {NoteKind::Ruler, MainWindow::tr("&Ruler"), MainWindow::tr("M"), QStringLiteral("measureRuler")},
        {NoteKind::Angle, MainWindow::tr("&Angle"), MainWindow::tr("Shift+A"), QStringLiteral("measureAngle")},
        {NoteKind::Rectangle, MainWindow::tr("Re&ctangle with statistics"), MainWindow::tr("Shift+R"), QStringLiteral("measureRectangle")},
        {NoteKind::Ellipse, MainWindow::tr("&Ellipse with statistics"), MainWindow::tr("Shift+E"), QStringLiteral("measureEllipse")},
        {NoteKind::Text, MainWindow::tr("&Text note"), MainWindow::tr("Shift+T"), QStringLiteral("noteText")},
        {NoteKind::Arrow, MainWindow::tr("Arro&w note"), MainWindow::tr("Shift+W"), QStringLiteral("noteArrow")}};
    for (const auto& [kind, text, keys, name] : tools)
        parts.menus.needLayers(parts.menus.add(
            menu, text, QKeySequence(keys), [take, kind = kind] { take(kind); }, name));
    menu->addSeparator();
    parts.menus.needLayers(parts.menus.add(
        menu, MainWindow::tr("&Select and move notes"), QKeySequence(MainWindow::tr("Shift+M")), [take] { take(std::nullopt); },
        QStringLiteral("notesSelect")));
    parts.menus.needLayers(parts.menus.add(
        menu, MainWindow::tr("&Delete the note"), {}, [&workbench] { deleteSelectedNote(workbench.scene(), workbench.history()); },
        QStringLiteral("noteDeleteSelected")));
}

} // namespace insula
