// Label editing in the window: panels, the Labels menu, and what happens to unsaved edits when the window closes or the program crashed.
#include "processing/core/Error.h"
#include "widgets/LabelsPanel.h"
#include "widgets/MainWindow.h"
#include "widgets/RegionsPanel.h"
#include "widgets/SceneWidget.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QAction>
#include <QAbstractButton>
#include <QDockWidget>
#include <QEvent>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <filesystem>

namespace insula {
namespace {

// Asks before edits are lost, and offers those that a crash left.
class UnsavedLabels : public QObject {
public:
    UnsavedLabels(MainWindow& window, Workbench& workbench, LabelEditing& editing, LabelsPanel& panel, QDockWidget& dock) :
        QObject(&window), m_window(window), m_workbench(workbench), m_editing(editing), m_panel(panel), m_dock(dock)
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Close && watched == &m_window && !mayClose()) {
            event->ignore();
            return true;
        }
        if (event->type() == QEvent::Show && watched == &m_window && !std::exchange(m_hasLooked, true))
            QTimer::singleShot(0, this, [this] { offerRecovery(); });
        return QObject::eventFilter(watched, event);
    }

private:
    bool mayClose()
    {
        if (!m_editing.hasUnsaved())
            return forget();
        QStringList names;
        for (const auto& each : m_editing.sessions())
            if (each->isModified())
                names << each->name;
        QMessageBox box(QMessageBox::Warning, MainWindow::tr("Unsaved labels"),
            MainWindow::tr("Save the changes to %1?").arg(names.join(QStringLiteral(", "))),
            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
        box.setObjectName(QStringLiteral("labelsUnsaved"));
        box.setInformativeText(MainWindow::tr("What is not saved is lost when the window closes."));
        box.setDefaultButton(QMessageBox::Save);
        const int answer = box.exec();
        if (answer == QMessageBox::Discard)
            return forget();
        if (answer != QMessageBox::Save)
            return false;
        try {
            for (const auto& each : m_editing.sessions())
                if (each->isModified() && !m_panel.save(each, false, true))
                    return false;
        } catch (const Error& error) {
            m_workbench.inform(MessageBar::Tone::Error, QString::fromUtf8(error.what()));
            return false;
        }
        return forget();
    }

    bool forget()
    {
        m_editing.forgetCopies();
        return true;
    }

    void offerRecovery()
    {
        const auto copies = abandonedLabelRecoveries(LabelEditing::recoveryFolder());
        if (copies.empty())
            return;
        QStringList lines;
        for (const auto& each : copies)
            lines << MainWindow::tr("%1, last changed %2").arg(QString::fromStdString(each.path), QString::fromStdString(each.time));
        auto* box = new QMessageBox(QMessageBox::Question, MainWindow::tr("Unsaved labels were found"),
            MainWindow::tr("The program ended before these labels were saved. Open the copies that it kept?"), QMessageBox::NoButton,
            &m_window);
        box->setObjectName(QStringLiteral("labelsRecovery"));
        box->setInformativeText(lines.join(QLatin1Char('\n')));
        auto* open = box->addButton(MainWindow::tr("Open"), QMessageBox::AcceptRole);
        auto* remove = box->addButton(MainWindow::tr("Throw away"), QMessageBox::DestructiveRole);
        box->addButton(MainWindow::tr("Ask again later"), QMessageBox::RejectRole);
        box->setDefaultButton(open);
        box->setAttribute(Qt::WA_DeleteOnClose);
        connect(box, &QMessageBox::buttonClicked, this, [this, copies, open, remove](const QAbstractButton* clicked) {
            for (const auto& each : copies)
                if (clicked == static_cast<QAbstractButton*>(open)) {
                    m_editing.recover(each);
                    MainWindow::showPanel(&m_dock);
                } else if (clicked == static_cast<QAbstractButton*>(remove))
                    removeLabelRecovery(each.file.parent_path(), each.file.stem().stem().string());
        });
        box->open();
    }

    MainWindow& m_window;
    Workbench& m_workbench;
    LabelEditing& m_editing;
    LabelsPanel& m_panel;
    QDockWidget& m_dock;
    bool m_hasLooked = false;
};

} // namespace

void addLabels(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    auto* editing = new LabelEditing(workbench, &parts.window);
    editing->setObjectName(QStringLiteral("labelEditing"));
    auto* panel = new LabelsPanel(*editing, workbench, parts.views);
    auto* dock = parts.window.addPanel(MainWindow::tr("Labels"), QStringLiteral("labelsDock"), panel, Qt::RightDockWidgetArea);
    auto* regions = new RegionsPanel(*editing, workbench);
    auto* regionsDock = parts.window.addPanel(MainWindow::tr("Regions"), QStringLiteral("regionsDock"), regions, Qt::BottomDockWidgetArea);
    new UnsavedLabels(parts.window, workbench, *editing, *panel, *dock);

    auto* menu = parts.menus.menu(MainWindow::tr("&Labels"));
    const auto add = [&parts, menu](const QString& title, const QKeySequence& keys, const char* objectName, std::function<void()> run) {
        auto* action = parts.menus.add(menu, title, keys, std::move(run), QString::fromLatin1(objectName));
        parts.menus.needLayers(action);
        return action;
    };
    const auto withPanel = [dock](auto run) {
        return [dock, run] {
            MainWindow::showPanel(dock);
            run();
        };
    };
    add(MainWindow::tr("&New label map on this image"), {}, "labelsNewMap", withPanel([panel] { panel->startNew(); }));
    add(MainWindow::tr("&Edit this label map"), {}, "labelsEditMap", withPanel([panel] { panel->startEditing(); }));
    const auto save = [editing, panel](bool asNew) {
        const auto session = editing->current();
        if (!session)
            throw Error("there is no label map to save: draw one first");
        panel->save(session, asNew);
    };
    add(MainWindow::tr("&Save labels"), QKeySequence(MainWindow::tr("Ctrl+Alt+S")), "labelsSaveMap", [save] { save(false); });
    add(MainWindow::tr("Save labels &as..."), {}, "labelsSaveMapAs", [save] { save(true); });
    menu->addSeparator();
    using Tool = LabelTool::Kind;
    const std::vector<std::tuple<QString, const char*, const char*, Tool>> tools{{MainWindow::tr("&Brush"), "P", "toolBrush", Tool::Brush},
        {MainWindow::tr("E&raser"), "E", "toolEraser", Tool::Eraser}, {MainWindow::tr("&Polygon"), "Shift+P", "toolPolygon", Tool::Polygon},
        {MainWindow::tr("&Fill"), "G", "toolFill", Tool::Fill}, {MainWindow::tr("P&ick a label"), "I", "toolPick", Tool::Pick}};
    for (const auto& [title, keys, objectName, kind] : tools)
        add(title, QKeySequence(QLatin1String(keys)), objectName, withPanel([panel, kind = kind] { panel->take(kind); }));
    menu->addSeparator();
    using Operation = LabelsPanel::Operation;
    const std::vector<std::tuple<QString, const char*, Operation>> operations{
        {MainWindow::tr("&Grow the label"), "labelsGrow", Operation::Grow},
        {MainWindow::tr("S&hrink the label"), "labelsShrink", Operation::Shrink},
        {MainWindow::tr("S&mooth the label"), "labelsSmooth", Operation::Smooth},
        {MainWindow::tr("Fill bet&ween slices"), "labelsFillBetween", Operation::FillBetween},
        {MainWindow::tr("Copy the label to the ne&xt slice"), "labelsCopyNext", Operation::CopyUp},
        {MainWindow::tr("Copy the label to the pre&vious slice"), "labelsCopyPrevious", Operation::CopyDown},
        {MainWindow::tr("Keep the &largest piece"), "labelsLargest", Operation::LargestPiece},
        {MainWindow::tr("Replace the label..."), "labelsReplace", Operation::Replace}};
    for (const auto& [title, objectName, operation] : operations)
        add(title, {}, objectName, [panel, operation = operation] { panel->run(operation); });
    menu->addSeparator();
    add(MainWindow::tr("&Update the 3D view"), {}, "labelsSurfaces", [editing] { editing->updateSurfaces(); });
    add(MainWindow::tr("Measure regi&ons"), {}, "labelsRegions", [regionsDock] { MainWindow::showPanel(regionsDock, true); });
}

} // namespace insula
