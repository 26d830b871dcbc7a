// A real window on phantoms in a folder of its own, with settings that are nobody else's.
#pragma once

#include "processing/core/Nifti.h"
#include "tests/viewers/Phantom.h"
#include "widgets/Application.h"
#include "widgets/MainWindow.h"
#include "widgets/SceneWidget.h"
#include "widgets/Workbench.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace insula {

class WindowFixture {
public:
    // jobProgram: what runs the steps, instead of insula-cli.
    explicit WindowFixture(const QString& jobProgram = {})
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QSettings().clear();
        m_workbench
            = std::make_unique<Workbench>(jobProgram.isEmpty() ? qEnvironmentVariable("INSULA_BIN_DIR") + "/insula-cli" : jobProgram);
        m_window = std::make_unique<MainWindow>(*m_workbench);
        m_window->show();
        if (!QTest::qWaitForWindowExposed(m_window.get()))
            qFatal("the window does not appear: no display?");
        // Shortcuts go to the active window, and a bare X server has no window manager that would make it so.
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qWarning("the window is not active");
    }
    Workbench& workbench() { return *m_workbench; }
    Scene& scene() { return m_workbench->scene(); }
    MainWindow& window() { return *m_window; }
    SceneWidget& views() { return m_window->views(); }
    QString file(const QString& name) const { return m_folder.filePath(name); }

    QString save(const QString& name, const VolumePtr& volume) const
    {
        writeNifti(file(name).toStdString(), *volume);
        return file(name);
    }
    // Opens files and waits until they are layers and drawn.
    bool open(const QStringList& files)
    {
        const auto wanted = scene().layers().size() + static_cast<std::size_t>(files.size());
        m_workbench->open(files);
        return QTest::qWaitFor([&] { return scene().layers().size() == wanted; }, 10000) && settle();
    }
    bool settle()
    {
        QTest::qWait(20);
        return QTest::qWaitFor([&] { return m_workbench->work().isIdle() && views().isComplete(); }, 10000);
    }
    const ViewRect& view(ViewKind kind)
    {
        const auto& all = views().renderer().arrangement().views;
        const auto found = std::find_if(all.begin(), all.end(), [kind](const ViewRect& each) { return each.kind == kind; });
        if (found == all.end())
            qFatal("this view is not shown");
        return *found;
    }
    // Where a point of the world is drawn in a view, in the widget's own coordinates.
    QPoint at(ViewKind kind, const World& point)
    {
        const auto& rect = view(kind);
        return views().logicalPoint(rect, views().renderer().frameOf(rect).pixelOf(point)).toPoint();
    }
    template <typename Widget> Widget* find(const QString& name) { return m_window->findChild<Widget*>(name); }
    void click(const QString& button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<MainWindow> m_window;
};

// main() of a window test: the program's own application object.
#define INSULA_WINDOW_TEST(Class)                                                                                                          \
    int main(int count, char** arguments)                                                                                                  \
    {                                                                                                                                      \
        QStandardPaths::setTestModeEnabled(true);                                                                                          \
        insula::Application application(count, arguments);                                                                                 \
        Class test;                                                                                                                        \
        return QTest::qExec(&test, count, arguments);                                                                                      \
    }

} // namespace insula
