#include "widgets/WindowMenus.h"

#include "viewers/Swipe.h"
#include "widgets/Settings.h"
#include "widgets/Workbench.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>
#include <map>
#include <tuple>

namespace insula {

WindowMenus::WindowMenus(QMainWindow& window, Workbench& workbench, WindowCommands commands) :
    QObject(&window), m_window(window), m_workbench(workbench), m_commands(std::move(commands))
{
    addFileMenu();
    addEditMenu();
    addViewMenu();
    addProcessMenu();
    addHelpMenu();
    m_listener = workbench.scene().addListener([this] { refresh(); });
    refresh();
}

WindowMenus::~WindowMenus()
{
    m_workbench.scene().removeListener(m_listener);
}

QAction* WindowMenus::add(QMenu* menu, const QString& text, const QKeySequence& keys, std::function<void()> run, const QString& objectName)
{
    auto* action = menu->addAction(text);
    Q_ASSERT(
        std::none_of(m_actions.begin(), m_actions.end(), [&keys](QAction* each) { return !keys.isEmpty() && each->shortcut() == keys; }));
    action->setShortcut(keys);
    action->setProperty(DefaultKeys, keys.toString(QKeySequence::PortableText));
    action->setObjectName(objectName);
    action->setToolTip(QString(text).remove(QLatin1Char('&')));
    connect(action, &QAction::triggered, this, std::move(run));
    m_window.addAction(action); // its shortcut works in full screen too
    m_actions.push_back(action);
    return action;
}

QAction* WindowMenus::addToggle(QMenu* menu, const QString& text, const QKeySequence& keys, bool (Scene::*value)() const,
    void (Scene::*set)(bool), const QString& objectName)
{
    auto name = text;
    name.remove(QLatin1Char('&'));
    auto* action = add(
        menu, text, keys,
        [this, name, value, set] {
            auto& scene = m_workbench.scene();
            const bool on = !(scene.*value)();
            m_workbench.history().perform(name.toLower(), [&] { (scene.*set)(on); });
        },
        objectName);
    action->setCheckable(true);
    m_toggles.emplace_back(action, value);
    return action;
}

void WindowMenus::addFileMenu()
{
    auto* menu = m_window.menuBar()->addMenu(tr("&File"));
    add(menu, tr("&Open images..."), QKeySequence::Open, m_commands.openFiles, QStringLiteral("open"));
    add(menu, tr("Open &folder or DICOM series..."), QKeySequence(tr("Ctrl+Shift+O")), m_commands.openFolder, QStringLiteral("openFolder"));
    auto* recent = menu->addMenu(tr("&Recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    menu->addSeparator();
    add(menu, tr("Open &project..."), QKeySequence(tr("Ctrl+P")), m_commands.openProject, QStringLiteral("openProject"));
    add(menu, tr("&New project..."), QKeySequence(tr("Ctrl+N")), m_commands.newProject, QStringLiteral("newProject"));
    add(
        menu, tr("Open the s&ample project"), {}, [this] { m_workbench.openSampleProject(); }, QStringLiteral("openSample"));
    m_needLayers.push_back(add(menu, tr("Add open images to the project..."), {}, m_commands.addToProject, QStringLiteral("addToProject")));
    add(
        menu, tr("Close project"), {}, [this] { m_workbench.projects().close(); }, QStringLiteral("closeProject"));
    menu->addSeparator();
    m_needContent.push_back(add(menu, tr("&Save view..."), QKeySequence::Save, m_commands.saveView, QStringLiteral("saveView")));
    menu->addSeparator();
    m_needLayers.push_back(add(
        menu, tr("Close layer"), QKeySequence(tr("Ctrl+W")), [this] { m_workbench.closeLayer(m_workbench.scene().selectedLayer()); },
        QStringLiteral("closeLayer")));
    m_needContent.push_back(add(
        menu, tr("Close all layers"), QKeySequence(tr("Ctrl+Shift+W")), [this] { m_workbench.closeAllLayers(); },
        QStringLiteral("closeAllLayers")));
    add(
        menu, tr("&Quit"), QKeySequence(tr("Ctrl+Q")), [this] { m_window.close(); }, QStringLiteral("quit"));
}

void WindowMenus::fillRecent(QMenu* menu)
{
    menu->clear();
    for (const auto& file : setting(Setting::RecentFiles).toStringList())
        menu->addAction(QFileInfo(file).fileName(), this, [this, file] { m_workbench.open(QStringList{file}); })->setToolTip(file);
    if (menu->isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

void WindowMenus::addEditMenu()
{
    auto* menu = m_window.menuBar()->addMenu(tr("&Edit"));
    auto* stack = m_workbench.history().stack();
    for (const bool undo : {true, false}) {
        auto* action = undo ? stack->createUndoAction(this, tr("&Undo")) : stack->createRedoAction(this, tr("&Redo"));
        action->setData(undo ? tr("Undo") : tr("Redo")); // without the name of a step
        action->setShortcut(undo ? QKeySequence::Undo : QKeySequence::Redo);
        action->setObjectName(undo ? QStringLiteral("undo") : QStringLiteral("redo"));
        action->setProperty(DefaultKeys, action->shortcut().toString(QKeySequence::PortableText));
        menu->addAction(action);
        m_window.addAction(action);
        m_actions.push_back(action);
    }
    menu->addSeparator();
    add(menu, tr("&Find any command..."), QKeySequence(tr("Ctrl+K")), m_commands.openPalette, QStringLiteral("palette"));
}

void WindowMenus::addLayouts(QMenu* menu)
{
    m_layouts = new QActionGroup(this);
    const std::vector<std::pair<Layout, QString>> layouts{{Layout::Four, tr("&Four views")}, {Layout::Slices, tr("&Slices")},
        {Layout::Axial, tr("A&xial")}, {Layout::Coronal, tr("&Coronal")}, {Layout::Sagittal, tr("Sa&gittal")}, {Layout::Volume, tr("&3D")},
        {Layout::Lightbox, tr("&Lightbox")}, {Layout::Compare, tr("Co&mpare")}};
    int key = 0;
    for (const auto& [layout, name] : layouts) {
        ++key;
        auto plain = name;
        plain.remove(QLatin1Char('&'));
        auto* action = add(
            menu, name, QKeySequence(QString::number(key)),
            [this, layout = layout, plain] {
                m_workbench.history().perform(tr("layout %1").arg(plain.toLower()), [&] { m_workbench.scene().setLayout(layout); });
            },
            QStringLiteral("layout%1").arg(key));
        action->setCheckable(true);
        action->setData(static_cast<int>(layout));
        m_layouts->addAction(action);
    }
}

void WindowMenus::addViewMenu()
{
    m_view = m_window.menuBar()->addMenu(tr("&View"));
    addLayouts(m_view);
    m_view->addSeparator();
    addToggle(m_view, tr("&Radiological (right is left)"), QKeySequence(tr("R")), &Scene::isRadiological, &Scene::setRadiological,
        QStringLiteral("radiological"));
    addToggle(m_view, tr("Cross&hair"), QKeySequence(tr("X")), &Scene::isCrosshairVisible, &Scene::setCrosshairVisible,
        QStringLiteral("crosshair"));
    addToggle(
        m_view, tr("Read&out"), QKeySequence(tr("O")), &Scene::isReadoutVisible, &Scene::setReadoutVisible, QStringLiteral("readout"));
    auto* swipe = addToggle(
        m_view, tr("&Before and after"), QKeySequence(tr("B")), &Scene::isSwipeOn, &Scene::setSwipeOn, QStringLiteral("beforeAndAfter"));
    connect(swipe, &QAction::triggered, this, [this] {
        if (m_workbench.scene().isSwipeOn() && shownLayers(m_workbench.scene()).size() < 2)
            m_workbench.inform(MessageBar::Tone::Information,
                tr("Before and after look the same as long as one layer is shown: open or show another one over it."));
    });
    m_needLayers.push_back(swipe);
    addToggle(m_view, tr("Frame &time"), {}, &Scene::isFrameTimeVisible, &Scene::setFrameTimeVisible, QStringLiteral("frameTime"));
    m_needContent.push_back(add(
        m_view, tr("Reset &zoom and 3D view"), QKeySequence(tr("Home")),
        [this] { m_workbench.history().perform(tr("reset zoom"), [this] { m_workbench.scene().resetCameras(); }); },
        QStringLiteral("resetZoom")));
    m_needLayers.push_back(add(m_view, tr("&Play the run"), QKeySequence(tr("Space")), m_commands.togglePlay, QStringLiteral("play")));
    m_view->addSeparator();
    m_needLayers.push_back(add(
        m_view, tr("Next layer"), QKeySequence(tr("]")), [this] { selectNeighbour(1); }, QStringLiteral("nextLayer")));
    m_needLayers.push_back(add(
        m_view, tr("Previous layer"), QKeySequence(tr("[")), [this] { selectNeighbour(-1); }, QStringLiteral("previousLayer")));
    m_needLayers.push_back(add(m_view, tr("Move layer up"), QKeySequence(tr("Alt+Up")), m_commands.layerUp, QStringLiteral("moveLayerUp")));
    m_needLayers.push_back(
        add(m_view, tr("Move layer down"), QKeySequence(tr("Alt+Down")), m_commands.layerDown, QStringLiteral("moveLayerDown")));
    m_view->addSeparator();
    m_panels = m_view->addMenu(tr("&Panels"));
    add(m_view, tr("F&ull screen"), QKeySequence(tr("F")), m_commands.toggleFullScreen, QStringLiteral("fullScreen"));
}

QMenu* WindowMenus::menu(const QString& title)
{
    for (auto* action : m_window.menuBar()->actions())
        if (action->text() == title)
            return action->menu();
    auto* made = new QMenu(title, &m_window);
    m_window.menuBar()->insertMenu(m_help->menuAction(), made);
    return made;
}

void WindowMenus::addDock(QDockWidget* dock)
{
    m_panels->addAction(dock->toggleViewAction());
}

void WindowMenus::addProcessMenu()
{
    auto* menu = m_window.menuBar()->addMenu(tr("&Process"));
    const std::vector<std::tuple<const char*, QString, QKeySequence>> oneClick{
        {"skull-strip", tr("Strip the &skull"), QKeySequence(tr("Ctrl+B"))},
        {"anatomy-labels", tr("&Name the parts"), QKeySequence(tr("Ctrl+L"))}};
    for (const auto& [step, text, keys] : oneClick)
        m_needLayers.push_back(add(
            menu, text, keys, [this, id = std::string(step)] { m_workbench.runOnScan(id); }, QString::fromLatin1(step)));
    menu->addSeparator();
    auto* below = menu->addSeparator(); // of the steps
    add(menu, tr("Open &training log..."), {}, m_commands.openTrainingLog, QStringLiteral("openTrainingLog"));
    add(menu, tr("Open training of a model &package..."), {}, m_commands.openTrainingPackage, QStringLiteral("openTrainingPackage"));
    // Filled when first opened: the catalogue is not needed to start.
    connect(menu, &QMenu::aboutToShow, this, [this, menu, below] {
        if (below->property("filled").toBool())
            return;
        below->setProperty("filled", true);
        std::map<std::string, QMenu*> groups;
        for (const auto& step : m_workbench.steps()) {
            auto*& group = groups[step.info.group];
            if (!group) {
                group = new QMenu(QString::fromStdString(step.info.group), menu);
                menu->insertMenu(below, group);
            }
            group->addAction(QString::fromStdString(step.info.title) + QStringLiteral("..."), this,
                [this, id = QString::fromStdString(step.info.id)] { m_commands.showStep(id); });
        }
    });
}

void WindowMenus::addHelpMenu()
{
    auto* menu = m_help = m_window.menuBar()->addMenu(tr("&Help"));
    add(menu, tr("&Keys and mouse"), QKeySequence(tr("F1")), m_commands.showShortcuts, QStringLiteral("keysAndMouse"));
    add(menu, tr("&About Insula"), {}, m_commands.showAbout, QStringLiteral("about"));
}

void WindowMenus::selectNeighbour(int step)
{
    auto& scene = m_workbench.scene();
    const auto& layers = scene.layers();
    const auto at = std::find_if(layers.begin(), layers.end(), [&](const Layer& each) { return each.id == scene.selectedLayer(); });
    if (at == layers.end())
        return;
    const auto next = (at - layers.begin()) + step;
    if (next >= 0 && next < static_cast<std::ptrdiff_t>(layers.size()))
        scene.selectLayer(layers[static_cast<std::size_t>(next)].id);
}

void WindowMenus::refresh()
{
    const auto& scene = m_workbench.scene();
    for (auto* action : m_layouts->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(scene.layout()));
    for (const auto& [action, value] : m_toggles)
        action->setChecked((scene.*value)());
    for (auto* action : m_needLayers)
        action->setEnabled(!scene.layers().empty());
    for (auto* action : m_needContent)
        action->setEnabled(!scene.isEmpty());
}

std::vector<PaletteEntry> WindowMenus::paletteEntries() const
{
    std::vector<PaletteEntry> entries;
    for (auto* action : m_actions) {
        auto name = action->text();
        name.remove(QLatin1Char('&'));
        if (action->isEnabled())
            entries.push_back({name, action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    }
    for (const auto& step : m_workbench.steps())
        entries.push_back({QString::fromStdString(step.info.title), tr("Process"),
            [this, id = QString::fromStdString(step.info.id)] { m_commands.showStep(id); }});
    for (const auto& layer : m_workbench.scene().layers())
        entries.push_back({QString::fromStdString(layer.name), tr("Layer"), [this, id = layer.id] {
                               if (m_workbench.scene().hasLayer(id))
                                   m_workbench.scene().selectLayer(id);
                           }});
    for (const auto& file : setting(Setting::RecentFiles).toStringList())
        entries.push_back(
            {QFileInfo(file).fileName(), QFileInfo(file).absolutePath(), [this, file] { m_workbench.open(QStringList{file}); }});
    for (const auto& source : m_paletteSources)
        for (auto& entry : source())
            entries.push_back(std::move(entry));
    return entries;
}

QString WindowMenus::plainName(const QAction& action)
{
    auto name = action.data().typeId() == QMetaType::QString ? action.data().toString() : action.text();
    name.remove(QLatin1Char('&'));
    name.remove(QStringLiteral("..."));
    return name;
}

std::vector<WindowMenus::Shortcut> WindowMenus::shortcuts() const
{
    std::vector<Shortcut> list;
    for (auto* action : m_actions)
        if (!action->shortcut().isEmpty())
            list.push_back({plainName(*action), action->shortcut().toString(QKeySequence::NativeText)});
    return list;
}

} // namespace insula
