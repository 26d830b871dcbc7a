#include "widgets/MainWindow.h"

#include "processing/core/RunCommand.h"
#include "processing/core/Version.h"
#include "widgets/Application.h"
#include "widgets/CommandPalette.h"
#include "widgets/CrosshairStatus.h"
#include "widgets/FrameBar.h"
#include "widgets/HelpDialogs.h"
#include "widgets/JobsPanel.h"
#include "widgets/LayersPanel.h"
#include "widgets/OrientationDoctor.h"
#include "widgets/ProcessPanel.h"
#include "widgets/ProjectPanel.h"
#include "widgets/SceneWidget.h"
#include "widgets/Settings.h"
#include "widgets/StepLauncher.h"
#include "widgets/SubjectDialog.h"
#include "widgets/TrainingPanel.h"
#include "widgets/VolumesPanel.h"
#include "widgets/WelcomePage.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/WindowPicture.h"
#include "widgets/WorkIndicator.h"
#include "widgets/Workbench.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QFontDatabase>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QUndoView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

#include <utility>

namespace insula {

MainWindow::MainWindow(Workbench& workbench) :
    m_workbench(workbench), m_pages(new QStackedWidget), m_welcome(new WelcomePage), m_viewPage(new QWidget),
    m_views(new SceneWidget(workbench.scene(), workbench.history())), m_frames(new FrameBar(workbench.scene(), workbench.history())),
    m_messages(new MessageBar), m_palette(new CommandPalette(this)), m_layers(new LayersPanel(workbench.scene(), workbench.history())),
    m_process(new ProcessPanel(workbench)), m_project(new ProjectPanel(workbench.projects())), m_volumes(new VolumesPanel),
    m_training(new TrainingPanel), m_log(new QPlainTextEdit), m_convention(new QToolButton)
{
    setAcceptDrops(true);
    resize(1440, 900);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_palette->hide();
    buildCentre();
    buildStatusBar();
    buildMenus();
    buildDocks();
    connectWorkbench();
    updatePage();
    updateTitle();
}

MainWindow::~MainWindow()
{
    m_workbench.scene().removeListener(m_listener);
    m_workbench.disconnect(this);
    m_workbench.jobs().disconnect(this);
}

void MainWindow::buildCentre()
{
    auto* views = new QVBoxLayout(m_viewPage);
    views->setContentsMargins(0, 0, 0, 0);
    views->setSpacing(0);
    views->addWidget(m_views, 1);
    views->addWidget(m_frames);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_viewPage);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_messages);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);
    m_welcome->setRecentFiles(setting(Setting::RecentFiles).toStringList());
    connect(m_welcome, &WelcomePage::openFilesRequested, this, &MainWindow::openFiles);
    connect(m_welcome, &WelcomePage::openProjectRequested, this, [this] { openFolder(tr("Open a project"), &Workbench::openProject); });
    connect(m_welcome, &WelcomePage::openSampleRequested, &m_workbench, &Workbench::openSampleProject);
    connect(m_welcome, &WelcomePage::recentFileRequested, this, [this](const QString& file) { m_workbench.open(QStringList{file}); });
    connect(
        m_views, &SceneWidget::openGlFailed, this, [this](const QString& reason) { m_workbench.inform(MessageBar::Tone::Error, reason); });
}

void MainWindow::buildStatusBar()
{
    m_convention->setAutoRaise(true);
    m_convention->setText(tr("Neurological")); // the bar gets its height now: views that are resized later are drawn twice
    m_convention->setToolTip(tr("Which side of the patient is on the left of the picture; click or press R to change"));
    m_convention->setAccessibleName(tr("Left-right convention"));
    connect(m_convention, &QToolButton::clicked, this, [this] {
        auto& scene = m_workbench.scene();
        m_workbench.history().perform(tr("left-right convention"), [&] { scene.setRadiological(!scene.isRadiological()); });
    });
    auto* notice = new QLabel(QStringLiteral("<b>%1</b>").arg(QLatin1String(Notice)));
    statusBar()->addWidget(new CrosshairStatus(m_workbench.scene()), 1);
    statusBar()->addPermanentWidget(new WorkIndicator(m_workbench.work()));
    statusBar()->addPermanentWidget(m_convention);
    statusBar()->addPermanentWidget(notice);
}

void MainWindow::buildMenus()
{
    WindowCommands commands;
    commands.openFiles = [this] { openFiles(); };
    commands.openFolder = [this] {
        const auto folder = QFileDialog::getExistingDirectory(
            this, tr("Open a folder of images or a DICOM series"), setting(Setting::LastFolder).toString());
        if (!folder.isEmpty())
            m_workbench.open(QStringList{folder});
    };
    commands.openProject = [this] { openFolder(tr("Open a project (NAME.insula)"), &Workbench::openProject); };
    commands.newProject = [this] { newProject(); };
    commands.addToProject = [this] { addToProject(); };
    commands.saveView = [this] { saveView(); };
    commands.openPalette = [this] { m_palette->open(m_menus->paletteEntries()); };
    commands.showShortcuts = [this] { showShortcutSheet(this, m_menus->shortcuts()); };
    commands.showAbout = [this] { showAbout(this); };
    commands.togglePlay = [this] { m_frames->togglePlay(); };
    commands.toggleFullScreen = [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); };
    commands.layerUp = [this] { m_layers->moveSelected(1); };
    commands.layerDown = [this] { m_layers->moveSelected(-1); };
    commands.openTrainingLog = [this] { m_training->chooseLog(); };
    commands.openTrainingPackage = [this] { m_training->choosePackage(); };
    commands.showStep = [this](const QString& id) { showStep(id); };
    m_menus = new WindowMenus(*this, m_workbench, std::move(commands));
}

QDockWidget* MainWindow::addPanel(const QString& title, const QString& objectName, QWidget* content, Qt::DockWidgetArea area)
{
    auto* made = new QDockWidget(title);
    made->setObjectName(objectName);
    made->setWidget(content);
    addDockWidget(area, made);
    for (auto* other : findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly))
        if (other != made && dockWidgetArea(other) == area && other != m_layersDock) {
            tabifyDockWidget(other, made);
            break;
        }
    made->hide();
    m_menus->addDock(made);
    return made;
}

void MainWindow::showPanel(QDockWidget* panel, bool isTall)
{
    panel->show();
    panel->raise();
    const int title = 3 * panel->fontMetrics().height(); // and the tabs of several panels
    if (isTall)
        qobject_cast<QMainWindow*>(panel->parentWidget())
            ->resizeDocks({panel}, {panel->widget()->sizeHint().height() + title}, Qt::Vertical);
}

void MainWindow::buildDocks()
{
    m_log->setReadOnly(true);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setPlaceholderText(tr("Choose \"Log\" at a job, or a run of the project."));
    m_log->setAccessibleName(tr("Log"));
    auto* history = new QUndoView(m_workbench.history().stack());
    history->setEmptyLabel(tr("(as opened)"));
    history->setAccessibleName(tr("History"));
    auto* project = addPanel(tr("Project"), QStringLiteral("projectDock"), m_project, Qt::LeftDockWidgetArea);
    m_layersDock = addPanel(tr("Layers"), QStringLiteral("layersDock"), m_layers, Qt::RightDockWidgetArea);
    m_processDock = addPanel(tr("Process"), QStringLiteral("processDock"), m_process, Qt::RightDockWidgetArea);
    const auto below = Qt::BottomDockWidgetArea;
    m_jobsDock = addPanel(tr("Jobs"), QStringLiteral("jobsDock"), new JobsPanel(&m_workbench.jobs()), below);
    m_logDock = addPanel(tr("Log"), QStringLiteral("logDock"), m_log, below);
    addPanel(tr("History"), QStringLiteral("historyDock"), history, below);
    m_volumesDock = addPanel(tr("Volumes"), QStringLiteral("volumesDock"), m_volumes, below);
    m_trainingDock = addPanel(tr("Training"), QStringLiteral("trainingDock"), m_training, below);
    addFeatures({*this, m_workbench, *m_menus, *m_views});
    for (auto* each : {project, m_layersDock, m_processDock})
        each->show();
    resizeDocks({project, m_layersDock}, {210, 300}, Qt::Horizontal);
    resizeDocks({m_layersDock, m_processDock}, {330, 450}, Qt::Vertical);
    resizeDocks({m_jobsDock}, {120}, Qt::Vertical);
    connect(m_layers, &LayersPanel::closeRequested, &m_workbench, &Workbench::closeLayer);
    connect(m_layers, &LayersPanel::maskRequested, this, [this](int layer) {
        showPanel(m_processDock);
        m_process->showRequest(distanceMaskRequest(m_workbench.scene(), layer));
    });
    connect(m_volumes, &VolumesPanel::structureChosen, &m_workbench, &Workbench::goToLabel);
    connect(
        m_volumes, &VolumesPanel::informed, this, [this](const QString& text) { m_workbench.inform(MessageBar::Tone::Information, text); });
    connect(m_project, &ProjectPanel::openRequested, this, [this](const QStringList& files) { m_workbench.open(files); });
    connect(m_project, &ProjectPanel::rerunRequested, &m_workbench, &Workbench::rerun);
    connect(m_project, &ProjectPanel::runTextRequested, this, &MainWindow::showLog);
    connect(m_jobsDock->findChild<JobsPanel*>(), &JobsPanel::logRequested, this, [this](int id) {
        const auto* job = m_workbench.jobs().find(id);
        const auto command = job->arguments.isEmpty() ? QString::fromStdString(commandLine(job->request))
                                                      : QStringLiteral("insula-cli ") + job->arguments.join(QLatin1Char(' '));
        showLog(job->title, tr("Command: %1\n\n%2").arg(command, job->log));
    });
}

void MainWindow::connectWorkbench()
{
    connect(&m_workbench, &Workbench::informed, m_messages,
        [this](MessageBar::Tone tone, const QString& text, const QString& details) { m_messages->showMessage(tone, text, details); });
    connect(&m_workbench, &Workbench::orientationDoubted, this, [this](int layer) {
        m_doubted = layer;
        m_messages->showMessage(
            MessageBar::Tone::Warning, orientationProblem(*m_workbench.scene().layer(layer).volume), {}, tr("Compare..."));
    });
    connect(&m_workbench, &Workbench::volumesOpened, this, &MainWindow::showVolumes);
    connect(&m_workbench, &Workbench::imageOpened, this, &MainWindow::colourVolumes);
    connect(&m_workbench, &Workbench::trainingOpened, m_training, &TrainingPanel::open);
    connect(m_training, &TrainingPanel::opened, this, [this] {
        showPanel(m_trainingDock, true);
        updatePage();
    });
    connect(m_messages, &MessageBar::actionRequested, this, &MainWindow::showOrientationDoctor);
    if (auto* application = qobject_cast<Application*>(QCoreApplication::instance()))
        connect(application, &Application::problemOccurred, m_messages,
            [this](const QString& text, const QString& details) { m_messages->showMessage(MessageBar::Tone::Error, text, details); });
    connect(&m_workbench, &Workbench::recentFilesChanged, this,
        [this] { m_welcome->setRecentFiles(setting(Setting::RecentFiles).toStringList()); });
    connect(&m_workbench.projects(), &ProjectSession::changed, this, &MainWindow::updateTitle);
    connect(&m_workbench.work(), &BackgroundWork::finished, this, &MainWindow::updatePage);
    connect(&m_workbench.jobs(), &JobQueue::jobAdded, this, [this] { showPanel(m_jobsDock); });
    m_listener = m_workbench.scene().addListener([this] {
        if (!std::exchange(m_isPageScheduled, true))
            QTimer::singleShot(
                0, this, &MainWindow::updatePage); // showing pages makes events, which must not come in the middle of a change
    });
}

void MainWindow::expectImages()
{
    m_pages->setCurrentWidget(m_viewPage);
}

void MainWindow::updatePage()
{
    m_isPageScheduled = false;
    const auto& scene = m_workbench.scene();
    if (!scene.isEmpty())
        m_pages->setCurrentWidget(m_viewPage);
    else if (m_workbench.work().isIdle())
        m_pages->setCurrentWidget(m_welcome);
    m_convention->setText(scene.isRadiological() ? tr("Radiological") : tr("Neurological"));
}

void MainWindow::updateTitle()
{
    const auto folder = QString::fromStdString(m_workbench.projects().folder().filename().string());
    setWindowTitle(folder.isEmpty() ? tr("Insula") : tr("%1 - Insula").arg(folder));
}

void MainWindow::restoreLayout()
{
    restoreGeometry(setting(Setting::WindowGeometry).toByteArray());
    restoreState(setting(Setting::WindowState).toByteArray());
}

void MainWindow::showLog(const QString& title, const QString& text)
{
    m_log->setPlainText(title + QStringLiteral("\n\n") + text);
    showPanel(m_logDock);
}

void MainWindow::showStep(const QString& id)
{
    showPanel(m_processDock);
    m_process->showStep(id);
}

void MainWindow::showVolumes(const QString& table)
{
    m_volumes->showTable(table);
    colourVolumes();
    showPanel(m_volumesDock, true);
    updatePage();
}

// As in the topmost label map.
void MainWindow::colourVolumes()
{
    const auto& layers = m_workbench.scene().layers();
    const auto found = std::find_if(layers.rbegin(), layers.rend(), [](const Layer& each) { return each.volume->labels().size() > 1; });
    if (found != layers.rend())
        m_volumes->setColours(found->volume->labels());
}

void MainWindow::showOrientationDoctor()
{
    const auto& scene = m_workbench.scene();
    if (!scene.hasLayer(m_doubted))
        return;
    const auto& layer = scene.layer(m_doubted);
    OrientationDoctor doctor(layer.volume, layer.display, scene.isRadiological(), this);
    if (doctor.exec() == QDialog::Accepted && doctor.request())
        m_workbench.run(*doctor.request());
}

void MainWindow::openFiles()
{
    const auto files = QFileDialog::getOpenFileNames(this, tr("Open images"), setting(Setting::LastFolder).toString(),
        tr("Images (*.nii *.nii.gz *.hdr *.img *.mgz *.mgh *.nrrd *.nhdr *.mha *.mhd *.mnc *.dcm);;Surfaces and streamlines (*.gii *.pial "
           "*.white *.inflated *.tck *.trk *.trx *.stl *.obj *.ply *.vtk);;Saved views (*.json);;All files (*)"));
    if (files.isEmpty())
        return;
    setSetting(Setting::LastFolder, QFileInfo(files.first()).absolutePath());
    m_workbench.open(files);
}

void MainWindow::openFolder(const QString& title, void (Workbench::*open)(const QString&))
{
    const auto folder = QFileDialog::getExistingDirectory(this, title, setting(Setting::LastFolder).toString());
    if (!folder.isEmpty())
        (m_workbench.*open)(folder);
}

QString MainWindow::askForFile(const QString& title, const QString& filter, const QString& suffix)
{
    auto file = QFileDialog::getSaveFileName(this, title, setting(Setting::LastFolder).toString(), filter);
    if (!file.isEmpty() && !file.endsWith(suffix))
        file += suffix;
    return file;
}

void MainWindow::newProject()
{
    const auto folder = askForFile(tr("Make a project"), tr("Projects (*.insula)"), QStringLiteral(".insula"));
    if (!folder.isEmpty())
        m_workbench.createProject(folder);
}

void MainWindow::addToProject()
{
    SubjectDialog dialog(m_workbench.projects(), this);
    if (dialog.exec() == QDialog::Accepted)
        m_workbench.addOpenImagesToProject(dialog.subject(), dialog.session());
}

void MainWindow::saveView()
{
    const auto file = askForFile(tr("Save the view"), tr("Views (*.json)"), QStringLiteral(".json"));
    if (!file.isEmpty())
        m_workbench.saveView(file);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const int running = m_workbench.jobs().unfinishedCount();
    if (running > 0
        && QMessageBox::question(this, tr("Jobs are running"), tr("%n job(s) are still running. Stop them and quit?", nullptr, running))
            != QMessageBox::Yes) {
        event->ignore();
        return;
    }
    setSetting(Setting::WindowGeometry, saveGeometry());
    setSetting(Setting::WindowState, saveState());
    setSetting(Setting::Radiological, m_workbench.scene().isRadiological());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const auto& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    if (files.isEmpty())
        m_workbench.inform(MessageBar::Tone::Warning, tr("Only files on this machine can be opened; download them first."));
    else
        m_workbench.open(files);
    event->acceptProposedAction();
}

} // namespace insula
