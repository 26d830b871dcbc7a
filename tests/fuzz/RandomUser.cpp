#include "tests/fuzz/RandomUser.h"

#include "widgets/MainWindow.h"
#include "widgets/SceneWidget.h"
#include "widgets/Workbench.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <QWindow>

#include <algorithm>
#include <array>

namespace insula {
namespace {

// Keys that do something here, and a few that should not.
constexpr std::array Keys{Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_6, Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_0,
    Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End, Qt::Key_Tab,
    Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Escape, Qt::Key_Escape, Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Space, Qt::Key_BracketLeft,
    Qt::Key_BracketRight, Qt::Key_Comma, Qt::Key_Period, Qt::Key_Minus, Qt::Key_Plus, Qt::Key_F1, Qt::Key_F2, Qt::Key_A, Qt::Key_B,
    Qt::Key_C, Qt::Key_D, Qt::Key_E, Qt::Key_F, Qt::Key_G, Qt::Key_H, Qt::Key_I, Qt::Key_K, Qt::Key_L, Qt::Key_M, Qt::Key_N, Qt::Key_O,
    Qt::Key_P, Qt::Key_R, Qt::Key_S, Qt::Key_T, Qt::Key_V, Qt::Key_W, Qt::Key_X, Qt::Key_Z};
constexpr std::array Modifiers{Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::NoModifier),
    Qt::KeyboardModifiers(Qt::NoModifier), Qt::KeyboardModifiers(Qt::ShiftModifier), Qt::KeyboardModifiers(Qt::ControlModifier),
    Qt::KeyboardModifiers(Qt::AltModifier), Qt::ControlModifier | Qt::ShiftModifier};

QWidget* front(MainWindow& window)
{
    if (auto* popup = QApplication::activePopupWidget())
        return popup;
    if (auto* modal = QApplication::activeModalWidget())
        return modal;
    return &window;
}

} // namespace

RandomUser::RandomUser(MainWindow& window, Workbench& workbench, Plan plan) :
    m_window(window), m_workbench(workbench), m_plan(std::move(plan)), m_random(m_plan.seed)
{
    if (!m_plan.log.empty())
        m_log.open(m_plan.log);
    m_window.installEventFilter(this);
    m_clock.start();
}

bool RandomUser::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != &m_window || event->type() != QEvent::Close)
        return false;
    event->ignore();
    return true;
}

double RandomUser::secondsSinceAction() const
{
    return static_cast<double>(m_clock.elapsed() - m_lastMs) / 1000;
}

void RandomUser::start()
{
    // The next one is asked for before this one is done: what opens a dialog comes back only when somebody has closed it.
    QTimer::singleShot(1, this, [this] {
        const bool isOver = static_cast<double>(m_clock.elapsed()) / 1000 > m_plan.seconds;
        if (isOver || (m_plan.actions > 0 && m_count >= m_plan.actions)) {
            QCoreApplication::exit(0);
            if (auto* modal = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
                modal->reject(); // so that its own loop ends too
        } else {
            start();
            act();
        }
    });
}

int RandomUser::below(int limit)
{
    return static_cast<int>(m_random() % static_cast<unsigned>(std::max(1, limit)));
}

QPoint RandomUser::somewhere(const QWidget& target)
{
    const int x = below(target.width());
    return {x, below(target.height())};
}

void RandomUser::note(const QString& what)
{
    if (m_log)
        m_log << m_count << ' ' << what.toStdString() << std::endl; // flushed: the last line is what crashed
}

void RandomUser::act()
{
    ++m_count;
    m_lastMs = m_clock.elapsed();
    if (m_press) {
        goOn();
        return;
    }
    if (m_workbench.scene().layers().empty() && below(4) == 0 && !m_plan.files.isEmpty()) {
        const auto& file = m_plan.files[below(static_cast<int>(m_plan.files.size()))];
        note("open " + file);
        m_workbench.open(QStringList{file});
        return;
    }
    QWidget& target = *front(m_window);
    if (qobject_cast<QFileDialog*>(&target)) {
        answerFiles(target);
        return;
    }
    const int kind = below(100);
    if (kind < 8 && &target != &m_window) {
        note("escape");
        QTest::keyClick(&target, Qt::Key_Escape);
    } else if (kind < 35)
        click(target);
    else if (kind < 55)
        beginDrag(target);
    else if (kind < 62)
        turnWheel(target);
    else if (kind < 85)
        type(target);
    else
        command();
}

// Random clicks in a file dialog could rename or remove somebody's files: it gets a name in the scratch folder, or is left.
void RandomUser::answerFiles(QWidget& dialog)
{
    auto& files = static_cast<QFileDialog&>(dialog);
    if (below(3) == 0) {
        note("no file");
        files.reject();
        return;
    }
    const bool isSaving = files.acceptMode() == QFileDialog::AcceptSave;
    const QString name = isSaving || m_plan.files.isEmpty()
        ? m_plan.scratch + "/saved" + QString::number(below(20)) + (files.defaultSuffix().isEmpty() ? "" : "." + files.defaultSuffix())
        : files.fileMode() == QFileDialog::Directory ? m_plan.scratch
                                                     : m_plan.files[below(static_cast<int>(m_plan.files.size()))];
    note("file " + name);
    if (auto* edit = files.findChild<QLineEdit*>())
        edit->setText(name);
    QMetaObject::invokeMethod(&files, "accept");
}

void RandomUser::click(QWidget& target)
{
    constexpr std::array buttons{Qt::LeftButton, Qt::LeftButton, Qt::LeftButton, Qt::LeftButton, Qt::RightButton, Qt::MiddleButton};
    const auto button = buttons[static_cast<std::size_t>(below(buttons.size()))];
    const bool isDouble = below(8) == 0;
    const QPoint at = somewhere(target);
    note(QStringLiteral("click %1 %2,%3 button %4%5")
             .arg(target.objectName())
             .arg(at.x())
             .arg(at.y())
             .arg(button)
             .arg(isDouble ? " twice" : ""));
    const QPointer<QWindow> window = target.windowHandle();
    if (!window)
        return;
    QTest::mouseMove(window, at);
    if (isDouble && window)
        QTest::mouseDClick(window, button, {}, at);
    else if (window)
        QTest::mouseClick(window, button, {}, at);
}

void RandomUser::beginDrag(QWidget& target)
{
    constexpr std::array buttons{Qt::LeftButton, Qt::LeftButton, Qt::LeftButton, Qt::RightButton, Qt::MiddleButton};
    const auto button = buttons[static_cast<std::size_t>(below(buttons.size()))];
    QWindow* window = target.windowHandle();
    if (!window)
        return;
    // Mostly in the views, where dragging means most.
    auto& views = m_window.views();
    const bool inViews = &target == &m_window && below(4) != 0;
    m_mouse = inViews ? views.mapTo(&m_window, somewhere(views)) : somewhere(target);
    note(QStringLiteral("drag %1 from %2,%3 button %4").arg(target.objectName()).arg(m_mouse.x()).arg(m_mouse.y()).arg(button));
    m_press = Press{window, button, 2 + below(8)};
    QTest::mouseMove(window, m_mouse);
    QTest::mousePress(window, button, Modifiers[static_cast<std::size_t>(below(4) == 0 ? below(Modifiers.size()) : 0)], m_mouse);
}

void RandomUser::goOn()
{
    const auto windows = QGuiApplication::topLevelWindows();
    if (!windows.contains(m_press->window)) {
        m_press.reset();
        return;
    }
    if (m_press->moves-- > 0) {
        auto& window = *m_press->window;
        m_mouse += QPoint(below(121) - 60, below(121) - 60);
        m_mouse = {std::clamp(m_mouse.x(), 0, window.width() - 1), std::clamp(m_mouse.y(), 0, window.height() - 1)};
        note(QStringLiteral("move %1,%2").arg(m_mouse.x()).arg(m_mouse.y()));
        // Qt's own test function moves without a button.
        const QPointF at = m_mouse;
        QMouseEvent move(QEvent::MouseMove, at, window.mapToGlobal(at), Qt::NoButton, m_press->button, {});
        QCoreApplication::sendEvent(&window, &move);
        return;
    }
    const auto press = *m_press;
    m_press.reset();
    note("release");
    QTest::mouseRelease(press.window, press.button, {}, m_mouse);
}

void RandomUser::turnWheel(QWidget& target)
{
    const QPoint at = somewhere(target);
    QWidget* child = target.childAt(at);
    if (!child)
        child = &target;
    const int steps = below(2) == 0 ? 120 : -120;
    const auto modifiers = Modifiers[static_cast<std::size_t>(below(Modifiers.size()))];
    note(QStringLiteral("wheel %1 at %2,%3 by %4").arg(child->objectName()).arg(at.x()).arg(at.y()).arg(steps));
    QWheelEvent wheel(
        child->mapFrom(&target, QPointF(at)), target.mapToGlobal(QPointF(at)), {}, {0, steps}, {}, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(child, &wheel);
}

void RandomUser::type(QWidget& target)
{
    const auto key = Keys[static_cast<std::size_t>(below(Keys.size()))];
    const auto modifiers = Modifiers[static_cast<std::size_t>(below(Modifiers.size()))];
    note(QStringLiteral("key %1").arg(QKeySequence(modifiers | key).toString()));
    if (auto* window = target.windowHandle())
        QTest::keyClick(window, key, modifiers);
}

// Most commands hide in menus that random clicks hardly reach.
void RandomUser::command()
{
    if (QApplication::activeModalWidget() || QApplication::activePopupWidget())
        return;
    QList<QAction*> actions;
    for (auto* action : m_window.findChildren<QAction*>())
        if (action->isEnabled() && !action->isSeparator() && !action->menu() && action->objectName() != QLatin1String("quit"))
            actions << action;
    if (actions.isEmpty())
        return;
    const QPointer<QAction> action = actions[below(static_cast<int>(actions.size()))];
    note("command " + action->objectName() + " " + action->text());
    action->trigger();
}

} // namespace insula
