// Keys that the user chose, themes, names for screen readers, and what OpenGL says.
#include "tests/widgets/WindowFixture.h"
#include "widgets/OpenGlTest.h"
#include "widgets/Settings.h"
#include "widgets/ShortcutsDialog.h"
#include "widgets/Theme.h"
#include "widgets/WindowMenus.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTextEdit>
#include <QTreeWidget>

#include <set>

using namespace insula;

namespace {

// What a person can click or type into; parts that Qt makes inside of others are theirs.
bool isInteractive(const QWidget* widget)
{
    const auto* parent = widget->parentWidget();
    if (qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget) || qobject_cast<const QTabBar*>(widget)
        || qobject_cast<const QTabBar*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)
        || qobject_cast<const QLineEdit*>(parent) || widget->objectName().startsWith("qt_") || widget->inherits("QTableCornerButton")
        || widget->inherits("QComboBoxListView"))
        return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QComboBox*>(widget)
        || qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget)
        || qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QTextEdit*>(widget)
        || qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QKeySequenceEdit*>(widget);
}

bool hasName(const QWidget* widget, const std::set<const QWidget*>& buddies)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) || buddies.contains(widget);
}

QString described(const QWidget* widget)
{
    QString text = QString::fromLatin1(widget->metaObject()->className()) + " '" + widget->objectName() + "'";
    for (const auto* up = widget->parentWidget(); up; up = up->parentWidget())
        text += " in " + QString::fromLatin1(up->metaObject()->className()) + " '" + up->objectName() + "'";
    return text;
}

QStringList nameless(const QWidget& window)
{
    std::set<const QWidget*> buddies;
    for (const auto* label : window.findChildren<QLabel*>())
        buddies.insert(label->buddy());
    QStringList found;
    for (const auto* widget : window.findChildren<QWidget*>())
        if (isInteractive(widget) && !hasName(widget, buddies))
            found << described(widget);
    return found;
}

} // namespace

class tst_WindowHabits : public QObject {
    Q_OBJECT

private:
    static void choose(ShortcutsDialog& dialog, const QString& command)
    {
        auto* list = dialog.findChild<QTreeWidget*>("shortcuts");
        const auto found = list->findItems(command, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        list->setCurrentItem(found.first());
    }
    static QAction* action(WindowFixture& f, const QString& name) { return f.window().findChild<QAction*>(name); }

private Q_SLOTS:
    void initTestCase() { qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit()); }

    void everyControlOfTheWindowHasAName()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("a.nii", phantom::leftIsBright(phantom::cube(10), 0))}));
        for (auto* dock : f.window().findChildren<QDockWidget*>())
            dock->show();
        QTest::qWait(50);
        const auto found = nameless(f.window());
        QVERIFY2(found.isEmpty(), qPrintable(found.join('\n')));
    }

    void aNamelessControlIsFound()
    {
        QWidget window;
        new QLineEdit(&window);
        QCOMPARE(nameless(window).size(), 1);
    }

    void everyCommandHasAnObjectNameOfItsOwn()
    {
        WindowFixture f;
        std::set<QString> names;
        for (auto* each : f.window().findChild<WindowMenus*>()->actions()) {
            QVERIFY2(!each->objectName().isEmpty(), qPrintable(each->text()));
            QVERIFY2(names.insert(each->objectName()).second, qPrintable(each->objectName()));
        }
        QVERIFY(names.size() > 30);
    }

    void keysThatAreChangedWorkAndAreKept()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("a.nii", phantom::leftIsBright(phantom::cube(10), 0))}));
        auto& menus = *f.window().findChild<WindowMenus*>();
        {
            ShortcutsDialog dialog(menus.actions(), &f.window());
            dialog.show();
            choose(dialog, "Crosshair");
            auto* keys = dialog.findChild<QKeySequenceEdit*>("shortcutKeys");
            keys->setKeySequence(QKeySequence("Ctrl+Alt+J"));
            QVERIFY(dialog.findChild<QLabel*>("shortcutConflict")->text().isEmpty());
            QTest::mouseClick(dialog.findChild<QPushButton*>("shortcutAssign"), Qt::LeftButton);
        }
        QCOMPARE(action(f, "crosshair")->shortcut(), QKeySequence("Ctrl+Alt+J"));
        f.window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window()));
        QTest::keyClick(&f.window(), Qt::Key_J, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(!f.scene().isCrosshairVisible());
        QTest::keyClick(&f.window(), Qt::Key_X);
        QVERIFY(!f.scene().isCrosshairVisible()); // X does nothing now
        action(f, "crosshair")->setShortcut({});
        applyStoredShortcuts(menus.actions()); // as at the next start
        QCOMPARE(action(f, "crosshair")->shortcut(), QKeySequence("Ctrl+Alt+J"));
    }

    void keysOfAnotherCommandAreSaidAndTaken()
    {
        WindowFixture f;
        auto& menus = *f.window().findChild<WindowMenus*>();
        ShortcutsDialog dialog(menus.actions(), &f.window());
        dialog.show();
        choose(dialog, "Crosshair");
        auto* keys = dialog.findChild<QKeySequenceEdit*>("shortcutKeys");
        keys->setKeySequence(QKeySequence("O"));
        QVERIFY(dialog.findChild<QLabel*>("shortcutConflict")->text().contains("Readout"));
        QTest::mouseClick(dialog.findChild<QPushButton*>("shortcutAssign"), Qt::LeftButton);
        QCOMPARE(action(f, "crosshair")->shortcut(), QKeySequence("O"));
        QVERIFY(action(f, "readout")->shortcut().isEmpty());
        keys->setKeySequence(QKeySequence(Qt::Key_Left));
        QVERIFY(!dialog.findChild<QPushButton*>("shortcutAssign")->isEnabled()); // of the views
        QTest::mouseClick(dialog.findChild<QPushButton*>("shortcutResetAll"), Qt::LeftButton);
        QCOMPARE(action(f, "crosshair")->shortcut(), QKeySequence("X"));
        QCOMPARE(action(f, "readout")->shortcut(), QKeySequence("O"));
        QVERIFY(setting(Setting::Shortcuts).toMap().isEmpty());
        QVERIFY(nameless(dialog).isEmpty());
    }

    void theThemesAreDarkAndLight()
    {
        WindowFixture f;
        action(f, "themeDark")->trigger();
        QVERIFY(f.window().palette().color(QPalette::Window).lightness() < 80);
        QVERIFY(f.window().palette().color(QPalette::WindowText).lightness() > 200);
        QCOMPARE(setting(Setting::Theme).toString(), QString("dark"));
        action(f, "themeLight")->trigger();
        QVERIFY(f.window().palette().color(QPalette::Window).lightness() > 200);
        QVERIFY(f.window().palette().color(QPalette::WindowText).lightness() < 80);
        action(f, "themeSystem")->trigger();
        QCOMPARE(setting(Setting::Theme).toString(), QString("system"));
    }

    void openGlDrawsTheTestPicture()
    {
        const auto report = testOpenGl();
        QVERIFY2(report.isUsable, qPrintable(report.text));
        QVERIFY(report.text.contains("Renderer"));
        QVERIFY(beginOpenGlCheck().get().isEmpty());
    }

    void thePanelsComeBackWhereTheyWere()
    {
        WindowFixture f;
        auto* clusters = f.find<QDockWidget>("clustersDock");
        clusters->show();
        const auto state = f.window().saveState();
        clusters->hide();
        QVERIFY(f.window().restoreState(state));
        QVERIFY(!clusters->isHidden());
        QVERIFY(f.find<QDockWidget>("atlasesDock")->isHidden());
    }
};

INSULA_WINDOW_TEST(tst_WindowHabits)
#include "tst_WindowHabits.moc"
