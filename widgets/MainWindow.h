// The window: menus, docks around the views, status bar. What it does is the workbench's. GUI thread.
#pragma once

#include "widgets/MessageBar.h"

#include <QMainWindow>

#include <memory>

class QDockWidget;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace insula {

class CommandPalette;
class FrameBar;
class LayersPanel;
class ProcessPanel;
class ProjectPanel;
class SceneWidget;
class TrainingPanel;
class VolumesPanel;
class WelcomePage;
class WindowMenus;
class Workbench;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Workbench& workbench);
    ~MainWindow() override;

    SceneWidget& views() { return *m_views; }
    MessageBar& messages() { return *m_messages; }
    // A panel, in front of or behind the others on its side, hidden until the user or a feature shows it (showPanel). View > Panels lists
    // it.
    QDockWidget* addPanel(const QString& title, const QString& objectName, QWidget* content, Qt::DockWidgetArea area);
    // In front of the others on its place; tall: as high as what is in it wants.
    static void showPanel(QDockWidget* panel, bool isTall = false);
    // Shows the views although nothing is open yet, because files are on their way.
    void expectImages();
    // Remembered size and docks; not for pictures of the window, which shall not depend on them.
    void restoreLayout();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildMenus();
    void buildStatusBar();
    void connectWorkbench();
    void updatePage();
    void updateTitle();
    void showLog(const QString& title, const QString& text);
    void showStep(const QString& id);
    void showVolumes(const QString& table);
    void colourVolumes();
    void showOrientationDoctor();
    void openFiles();
    void openFolder(const QString& title, void (Workbench::*open)(const QString&));
    void newProject();
    void addToProject();
    void saveView();
    QString askForFile(const QString& title, const QString& filter, const QString& suffix);

    Workbench& m_workbench;
    QStackedWidget* m_pages;
    WelcomePage* m_welcome;
    QWidget* m_viewPage;
    SceneWidget* m_views;
    FrameBar* m_frames;
    MessageBar* m_messages;
    CommandPalette* m_palette;
    LayersPanel* m_layers;
    ProcessPanel* m_process;
    ProjectPanel* m_project;
    VolumesPanel* m_volumes;
    TrainingPanel* m_training;
    QPlainTextEdit* m_log;
    QToolButton* m_convention; // radiological or neurological
    WindowMenus* m_menus = nullptr;
    QDockWidget *m_layersDock = nullptr, *m_processDock = nullptr, *m_jobsDock = nullptr, *m_logDock = nullptr, *m_volumesDock = nullptr,
                *m_trainingDock = nullptr;
    bool m_isPageScheduled = false;
    int m_listener = 0, m_doubted = 0; // the layer that the orientation doctor looks at
};

} // namespace insula
