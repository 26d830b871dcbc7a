// The menus: every command of the window with its name and shortcut, also for the palette and the shortcut sheet. GUI thread.
#pragma once

#include "viewers/Scene.h"
#include "widgets/CommandPalette.h"

#include <QObject>

#include <functional>
#include <vector>

class QAction;
class QActionGroup;
class QDockWidget;
class QMainWindow;
class QMenu;

namespace insula {

class Workbench;

// What menus need of the window beyond the workbench.
struct WindowCommands {
    std::function<void()> openFiles, openFolder, openProject, newProject, addToProject, saveView, openPalette,
        showShortcuts, showAbout, togglePlay, toggleFullScreen, layerUp, layerDown, openTrainingLog, openTrainingPackage;
    std::function<void(const QString& id)> showStep;
};

class WindowMenus : public QObject {
    Q_OBJECT
public:
    WindowMenus(QMainWindow& window, Workbench& workbench, WindowCommands commands);
    ~WindowMenus() override;
    // The menu of this title, made when there is none yet; new ones come before Help.
    QMenu* menu(const QString& title);
    // A command of the menus, the palette and the list of keys. The object name is stable: keys that a user changes are kept by it.
    QAction* add(QMenu* menu, const QString& text, const QKeySequence& keys, std::function<void()> run, const QString& objectName = {});
    QAction* addToggle(QMenu* menu, const QString& text, const QKeySequence& keys, bool (Scene::*value)() const, void (Scene::*set)(bool),
        const QString& objectName = {});
    void needLayers(QAction* action) { m_needLayers.push_back(action); } // greyed while no image is open
    void needContent(QAction* action) { m_needContent.push_back(action); } // greyed while nothing is open, neither image nor surface
    void addDock(QDockWidget* dock); // to View > Panels
    // All commands, steps, layers, recent files.
    std::vector<PaletteEntry> paletteEntries() const;
    // More of them, asked for whenever the palette opens (regions of an atlas, ...).
    void addPaletteSource(std::function<std::vector<PaletteEntry>()> source) { m_paletteSources.push_back(std::move(source)); }
    struct Shortcut {
        QString name, keys;
    };
    std::vector<Shortcut> shortcuts() const;
    const std::vector<QAction*>& actions() const { return m_actions; } // in menu order
    static QString plainName(const QAction& action); // without mnemonics and dots
    static constexpr const char* DefaultKeys = "defaultKeys"; // property of each: its keys before the user changed them

private:
    void addFileMenu();
    void addEditMenu();
    void addViewMenu();
    void addLayouts(QMenu* menu);
    void addProcessMenu();
    void addHelpMenu();
    void fillRecent(QMenu* menu);
    void selectNeighbour(int step);
    void refresh();

    QMainWindow& m_window;
    Workbench& m_workbench;
    WindowCommands m_commands;
    QMenu *m_view = nullptr, *m_panels = nullptr, *m_help = nullptr;
    QActionGroup* m_layouts = nullptr;
    std::vector<QAction*> m_actions; // in menu order
    std::vector<QAction*> m_needLayers, m_needContent; // content: layers or surfaces
    std::vector<std::function<std::vector<PaletteEntry>()>> m_paletteSources;
    std::vector<std::pair<QAction*, bool (Scene::*)() const>> m_toggles;
    int m_listener = 0;
};

} // namespace insula
