// A run in the window: frames, courses, events, the live correlation map, the carpet plot.
#include "processing/core/AtomicFile.h"
#include "processing/core/TimeSeries.h"
#include "tests/widgets/WindowFixture.h"
#include "widgets/CarpetPanel.h"
#include "widgets/FrameBar.h"
#include "widgets/SeedMap.h"
#include "widgets/TimeCoursePlot.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QSpinBox>
#include <QTreeWidget>

#include <cmath>

using namespace insula;

namespace {

constexpr std::int64_t Frames = 24;
const World Left{-6, 2, 3}, Right{6, 2, 3}, Middle{0, 2, 3};

// The left goes with a slow wave, the right against it, the middle with a faster one; on an oblique, left-handed grid.
VolumePtr run()
{
    return phantom::filled<std::int16_t>(
        phantom::obliqueLeftHanded(),
        [](const World& w, std::int64_t t) {
            const double slow = std::sin(0.7 * static_cast<double>(t)), fast = std::cos(2.1 * static_cast<double>(t));
            const double part = w.x < -2 ? slow : w.x > 2 ? -slow : fast;
            return 1000 + 100 * part + 3 * static_cast<double>(t);
        },
        Kind::Image, Frames);
}

VolumePtr regions()
{
    return phantom::filled<std::uint8_t>(
        phantom::cube(25), [](const World& w, std::int64_t) { return w.x < -3 ? 4.0
                                                                  : w.x > 3   ? 9.0
                                                                              : 0.0; }, Kind::Labels);
}

QString openRun(WindowFixture& f)
{
    const auto file = f.save("sub-1_task-a_bold.nii", run());
    return f.open({file}) ? file : QString();
}

double at(const Volume& volume, const World& w)
{
    const auto v = WorldToVoxel(volume.affine())(w);
    return volume.value(std::llround(v.i), std::llround(v.j), std::llround(v.k));
}

} // namespace

class tst_RunWindow : public QObject {
    Q_OBJECT

private:
    static TimeCoursePlot& plot(WindowFixture& f) { return *f.window().findChild<TimeCoursePlot*>(); }
    static void trigger(WindowFixture& f, const char* action) { f.find<QAction>(action)->trigger(); }

private Q_SLOTS:
    void initTestCase() { qputenv("INSULA_RESOURCES", (qEnvironmentVariable("INSULA_SOURCE_DIR") + "/resources").toLocal8Bit()); }

    void theCourseFollowsTheCrosshairAndAClickGoesToTheFrame()
    {
        WindowFixture f;
        QVERIFY(!openRun(f).isEmpty());
        const auto volume = f.scene().layers().front().volume;
        f.scene().setCrosshair(Left);
        const auto v = WorldToVoxel(volume->affine())(Left);
        const auto expected = volume->timeCourse(std::llround(v.i), std::llround(v.j), std::llround(v.k));
        QTRY_COMPARE(plot(f).values(), expected);
        auto& chart = plot(f).chart();
        QTest::mouseClick(&chart, Qt::LeftButton, {}, QPoint(qRound(chart.xOf(20)), chart.height() / 2)); // 20 s
        QCOMPARE(f.scene().frame(), std::int64_t{10});
        QTRY_COMPARE(*chart.cursorAt(), 20.0);
        QVERIFY(f.workbench().history().stack()->undoText().contains("frame"));
    }

    void keysStepThroughFrames()
    {
        WindowFixture f;
        QVERIFY(!openRun(f).isEmpty());
        QTest::keyClick(&f.window(), Qt::Key_Period);
        QTest::keyClick(&f.window(), Qt::Key_Period);
        QCOMPARE(f.scene().frame(), std::int64_t{2});
        QTest::keyClick(&f.window(), Qt::Key_Comma);
        QCOMPARE(f.scene().frame(), std::int64_t{1});
        trigger(f, "frameLast");
        QCOMPARE(f.scene().frame(), Frames - 1);
        trigger(f, "frameNext"); // there is none
        QCOMPARE(f.scene().frame(), Frames - 1);
        f.click("firstFrame");
        QCOMPARE(f.scene().frame(), std::int64_t{0});
    }

    void playingKeepsToTheClockAndEndsWhenAsked()
    {
        using Mode = FrameBar::Mode;
        QCOMPARE(FrameBar::frameAfter(8, 3, 10, Mode::Loop), std::int64_t{1});
        QCOMPARE(FrameBar::frameAfter(8, 3, 10, Mode::Once), std::int64_t{9});
        QCOMPARE(FrameBar::frameAfter(8, 3, 10, Mode::BackAndForth), std::int64_t{7});
        QCOMPARE(FrameBar::frameAfter(0, 18, 10, Mode::BackAndForth), std::int64_t{0});
        WindowFixture f;
        QVERIFY(!openRun(f).isEmpty());
        f.find<QComboBox>("playMode")->setCurrentIndex(2);
        f.find<QSpinBox>("frameRate")->setValue(60);
        auto* bar = f.window().findChild<FrameBar*>();
        const int steps = f.workbench().history().stack()->count();
        QTest::keyClick(&f.window(), Qt::Key_Space);
        QVERIFY(bar->isPlaying());
        QTRY_VERIFY(!bar->isPlaying());
        QCOMPARE(f.scene().frame(), Frames - 1);
        QCOMPARE(f.workbench().history().stack()->count(), steps); // playing is no edit
    }

    void voxelsAndRegionsArePinned()
    {
        WindowFixture f;
        QVERIFY(!openRun(f).isEmpty());
        QVERIFY(f.open({f.save("regions_dseg.nii", regions())}));
        f.scene().setCrosshair(Middle);
        QTest::keyClick(&f.window(), Qt::Key_K);
        QCOMPARE(plot(f).courses().size(), std::size_t{2});
        const auto pinned = plot(f).courses()[1].values;
        QTest::keyClick(&f.window(), Qt::Key_K, Qt::ShiftModifier); // no region in the middle
        QVERIFY(f.window().messages().text().contains("region"));
        QCOMPARE(plot(f).courses().size(), std::size_t{2});
        f.scene().setCrosshair(Right);
        QTest::keyClick(&f.window(), Qt::Key_K, Qt::ShiftModifier);
        QCOMPARE(plot(f).courses().size(), std::size_t{3});
        const auto& layers = f.scene().layers();
        const auto expected = meanCourse(*layers[0].volume, voxelsOfLabel(layers[0].volume->grid(), *layers[1].volume, 9));
        QCOMPARE(plot(f).courses()[2].values, expected);
        QCOMPARE(plot(f).courses()[1].values, pinned); // stays where it was pinned
        QCOMPARE(plot(f).csv().split('\n').first().count(','), 3);
        QCOMPARE(f.find<QTreeWidget>("courseList")->topLevelItemCount(), 3);
        f.click("removeCourse"); // the first that can be removed
        QTRY_COMPARE(plot(f).courses().size(), std::size_t{2});
        QCOMPARE(plot(f).courses()[1].values, expected);
        trigger(f, "runRemovePins");
        QCOMPARE(plot(f).courses().size(), std::size_t{1});
    }

    void eventsBesideTheRunAreFoundAndOthersReplaceThem()
    {
        WindowFixture f;
        writeTextFile(f.file("sub-1_task-a_events.tsv").toStdString(), "onset\tduration\ttrial_type\n4\t6\tface\n20\t6\thouse\n");
        writeTextFile(f.file("other_events.tsv").toStdString(), "onset\tduration\n1\t1\n");
        writeTextFile(f.file("bad_events.tsv").toStdString(), "when\n1\n");
        QVERIFY(!openRun(f).isEmpty());
        QTRY_COMPARE(plot(f).events().types, (std::vector<std::string>{"face", "house"}));
        QTRY_COMPARE(plot(f).chart().content().spans.size(), std::size_t{2});
        f.workbench().open(QStringList{f.file("bad_events.tsv")});
        QVERIFY(f.window().messages().text().contains("onset"));
        QCOMPARE(plot(f).events().events.size(), std::size_t{2});
        f.workbench().open(QStringList{f.file("other_events.tsv")});
        QCOMPARE(plot(f).events().types, (std::vector<std::string>{"event"}));
    }

    void theMapOfCorrelationFollowsTheCrosshairAndUndoTakesItAway()
    {
        WindowFixture f;
        QVERIFY(!openRun(f).isEmpty());
        auto* map = f.window().findChild<SeedMap*>();
        auto* action = f.find<QAction>("seedCorrelation");
        f.scene().setCrosshair(Left);
        trigger(f, "seedCorrelation");
        QTRY_COMPARE(f.scene().layers().size(), std::size_t{2});
        const auto r = [&](const World& w) { return at(*f.scene().layers()[1].volume, w); };
        QTRY_VERIFY(r(Left) > 0.999);
        QVERIFY(r(Right) < -0.999);
        QVERIFY(std::abs(r(Middle)) < 0.3);
        const int steps = f.workbench().history().stack()->count();
        f.scene().setCrosshair(Middle);
        QTRY_VERIFY(r(Middle) > 0.999);
        QVERIFY(std::abs(r(Left)) < 0.3);
        QCOMPARE(f.workbench().history().stack()->count(), steps); // following is no step
        // A saved view has no layer that cannot be read again.
        f.workbench().saveView(f.file("view.json"));
        QTRY_VERIFY(QFile::exists(f.file("view.json"))); // in the background: files are hashed
        QCOMPARE(QString::fromStdString(readTextFile(f.file("view.json").toStdString())).count("\"path\""), 1);
        f.workbench().history().stack()->undo();
        QCOMPARE(f.scene().layers().size(), std::size_t{1});
        QTRY_VERIFY(!action->isChecked());
        f.workbench().history().stack()->redo();
        QTRY_VERIFY(action->isChecked() && map->isReady());
        f.scene().setCrosshair(Right);
        QTRY_VERIFY(r(Right) > 0.999);
        trigger(f, "seedCorrelation");
        QCOMPARE(f.scene().layers().size(), std::size_t{1});
        QVERIFY(!map->isOn());
    }

    void theSeedMayBeARegionAndClosingTheRunEndsTheMap()
    {
        WindowFixture f;
        QVERIFY(!openRun(f).isEmpty());
        QVERIFY(f.open({f.save("regions_dseg.nii", regions())}));
        f.scene().setCrosshair(Right);
        trigger(f, "seedRegion");
        trigger(f, "seedCorrelation");
        QTRY_COMPARE(f.scene().layers().size(), std::size_t{3});
        const auto r = [&](const World& w) { return at(*f.scene().layers()[2].volume, w); };
        QTRY_VERIFY(r(Right) > 0.999);
        QVERIFY(r(Left) < -0.999);
        f.workbench().closeLayer(f.scene().layers().front().id);
        QTRY_COMPARE(f.scene().layers().size(), std::size_t{1}); // the label map
        QTRY_VERIFY(!f.find<QAction>("seedCorrelation")->isChecked());
        f.workbench().history().stack()->undo();
        f.workbench().history().stack()->undo();
        QTRY_COMPARE(f.scene().layers().size(), std::size_t{3});
        QTRY_VERIFY(f.find<QAction>("seedCorrelation")->isChecked());
    }

    void withoutARunTheMapSaysWhatIsMissing()
    {
        WindowFixture f;
        QVERIFY(f.open({f.save("head.nii", phantom::leftIsBright(phantom::cube(8), 0))}));
        trigger(f, "seedCorrelation");
        QVERIFY(!f.find<QAction>("seedCorrelation")->isChecked());
        QVERIFY(f.window().messages().text().contains("run"));
        trigger(f, "carpetPlot");
        QTest::keyClick(&f.window(), Qt::Key_K);
        QCOMPARE(plot(f).courses().size(), std::size_t{1});
    }

    void theCarpetGoesToItsFramesAndTakesMotion()
    {
        WindowFixture f;
        std::string motion;
        for (int t = 0; t < Frames; ++t)
            motion += "0 0 0 " + std::to_string(t % 2) + " 0 0\n";
        QVERIFY(!openRun(f).isEmpty());
        trigger(f, "carpetPlot");
        QVERIFY(f.find<QDockWidget>("carpetDock")->isVisible());
        auto& view = f.window().findChild<CarpetPanel*>()->view();
        QTRY_COMPARE(view.content().carpet.frames, static_cast<std::size_t>(Frames));
        QVERIFY(view.content().message.isEmpty());
        writeTextFile(f.file("x_mcf.par").toStdString(), motion);
        f.workbench().open(QStringList{f.file("x_mcf.par")});
        QVERIFY(view.content().motion);
        QTest::qWait(50);
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(qRound(view.xOf(17)), view.height() / 2));
        QCOMPARE(f.scene().frame(), std::int64_t{17});
        writeTextFile(f.file("short.par").toStdString(), "0 0 0 0 0 0\n");
        f.workbench().open(QStringList{f.file("short.par")});
        QVERIFY(f.window().messages().text().contains("another run"));
        QVERIFY(!view.content().motion);
        f.workbench().closeAllLayers();
        QTRY_VERIFY(!view.content().message.isEmpty());
    }
};

INSULA_WINDOW_TEST(tst_RunWindow)
#include "tst_RunWindow.moc"
