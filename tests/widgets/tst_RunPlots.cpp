// The plots of runs by themselves: what they show, export and answer to the mouse.
#include "tests/core/Messages.h"
#include "widgets/CarpetView.h"
#include "widgets/CourseChart.h"
#include "widgets/PlotExport.h"
#include "widgets/RunCourses.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <numbers>

using namespace insula;
using namespace insula::test;

namespace {

Course course(const QString& name, std::vector<double> values, double trSeconds = 2)
{
    Course made;
    made.name = name;
    made.trSeconds = trSeconds;
    made.values = std::move(values);
    return made;
}

Course wave(int frames, int turns)
{
    std::vector<double> values;
    for (int t = 0; t < frames; ++t)
        values.push_back(500 + 10 * std::sin(2 * std::numbers::pi * turns * t / frames));
    return course("wave", values);
}

QByteArray contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

Carpet smallCarpet()
{
    Carpet carpet;
    carpet.rows = 4;
    carpet.frames = 10;
    for (std::size_t n = 0; n < 40; ++n)
        carpet.z.push_back(n / 10 % 2 ? 2.0f : -2.0f);
    carpet.voxels = {7, 8, 9, 11};
    carpet.bands = {{1, "grey", 0, 2, 20}, {2, "white", 2, 2, 30}};
    carpet.globalSignal = std::vector<double>(10, 100);
    carpet.dvarsPercent = std::vector<double>(10, 1);
    carpet.brainVoxels = 50;
    return carpet;
}

} // namespace

class tst_RunPlots : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void theAxisIsInSecondsOrInFramesFromOne()
    {
        RunEvents events{{{4, 2, "face"}, {10, 0, "house"}}, {"face", "house"}};
        auto chart = chartOf({course("a", {90, 100, 110})}, {}, events);
        QCOMPARE(chart.acrossTitle, QString("Time (s)"));
        QCOMPARE(chart.curves[0].step, 2.0);
        QCOMPARE(chart.spans[0].from, 4.0);
        QCOMPARE(chart.spans[0].to, 6.0);
        QCOMPARE(chart.spans[1].from, chart.spans[1].to);
        QCOMPARE(chart.spans[1].type, std::size_t{1});
        chart = chartOf({course("a", {90, 100, 110})}, {CourseView::Scale::Percent, false, false, true}, events);
        QCOMPARE(chart.acrossTitle, QString("Frame"));
        QCOMPARE(chart.curves[0].start, 1.0);
        QCOMPARE(chart.curves[0].values, (std::vector<double>{-10, 0, 10}));
        QCOMPARE(chart.spans[0].from, 3.0); // the third frame begins at 4 s
        // A run without TR counts frames, and events have no place in it.
        chart = chartOf({course("a", {1, 2, 3}, 0)}, {}, events);
        QCOMPARE(chart.acrossTitle, QString("Frame"));
        QVERIFY(chart.spans.empty());
    }

    void theSpectrumHasItsPeakInHertz()
    {
        const auto chart = chartOf({wave(100, 10)}, {CourseView::Scale::Raw, false, true, false}, {{{0, 1, "x"}}, {"x"}});
        QCOMPARE(chart.acrossTitle, QString("Frequency (Hz)"));
        QVERIFY(chart.spans.empty());
        const auto& curve = chart.curves[0];
        const auto peak = std::max_element(curve.values.begin(), curve.values.end()) - curve.values.begin();
        QVERIFY(std::abs(curve.start + curve.step * static_cast<double>(peak) - 0.05) < 1e-9); // 10 turns in 200 s
    }

    void whatIsHiddenIsNotPlotted()
    {
        auto hidden = course("b", {1, 2, 3});
        hidden.isShown = false;
        QCOMPARE(chartOf({course("a", {1, 2, 3}), hidden, course("c", {})}, {}, {}).curves.size(), std::size_t{1});
    }

    void csvHasOneColumnACourse()
    {
        const CourseView view;
        const auto text = csvOf(chartOf({course("a", {1, 2}), course("b, \"c\"", {3, std::nan("")})}, view, {}), view);
        QCOMPARE(text, QString("time_s,a,\"b, \"\"c\"\"\"\n0,1,3\n2,2,n/a\n"));
        const auto mixed = csvOf(chartOf({course("a", {1, 2}), course("b", {3}, 0.5)}, view, {}), view);
        QCOMPARE(mixed, QString("course,time_s,value\na,0,1\na,2,2\nb,0,3\n"));
        const CourseView spectrum{CourseView::Scale::Raw, false, true, false};
        QVERIFY(csvOf(chartOf({wave(4, 1)}, spectrum, {}), spectrum).startsWith("frequency_hz,wave\n0.125,"));
    }

    void aClickTellsThePlaceAndTheWheelZooms()
    {
        CourseChart chart;
        chart.resize(600, 200);
        chart.setContent(chartOf({wave(101, 3)}, {}, {}));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy placed(&chart, &CourseChart::placed);
        const QPoint at(qRound(chart.xOf(50)), 80);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, at);
        QCOMPARE(placed.size(), 1);
        QVERIFY(std::abs(placed[0][0].toDouble() - 50) < 1);
        const double wide = chart.xOf(60) - chart.xOf(40);
        QWheelEvent wheel(at, chart.mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&chart, &wheel);
        QVERIFY(chart.xOf(60) - chart.xOf(40) > 1.4 * wide);
        QVERIFY(std::abs(chart.xOf(50) - at.x()) < 6); // about the pointer
        QTest::mouseDClick(&chart, Qt::LeftButton, {}, at);
        QVERIFY(std::abs(chart.xOf(60) - chart.xOf(40) - wide) < 1e-6);
    }

    void aPlotIsSavedInThreeForms()
    {
        CourseChart chart;
        chart.resize(500, 220);
        auto dark = chart.palette();
        dark.setColor(QPalette::Base, Qt::black);
        dark.setColor(QPalette::Text, Qt::white);
        chart.setPalette(dark);
        chart.setContent(chartOf({wave(60, 2)}, {}, {{{10, 5, "faces"}}, {"faces"}}));
        savePlot(chart, m_folder.filePath("a.svg"));
        const auto svg = contentOf(m_folder.filePath("a.svg"));
        QVERIFY(svg.contains("<text") && svg.contains("Time (s)") && svg.contains("faces") && svg.contains("wave"));
        QVERIFY(!svg.contains("<image")); // lines, not dots
        savePlot(chart, m_folder.filePath("a.pdf"));
        QVERIFY(contentOf(m_folder.filePath("a.pdf")).startsWith("%PDF"));
        savePlot(chart, m_folder.filePath("a.png"));
        const QImage png(m_folder.filePath("a.png"));
        QCOMPARE(png.size(), QSize(1000, 440));
        QCOMPARE(png.pixelColor(3, 3), QColor(Qt::white));
        QCOMPARE(chart.palette().color(QPalette::Base), QColor(Qt::black)); // as before
        QVERIFY(contains(messageOf([&] { savePlot(chart, m_folder.filePath("a.gif")); }), ".svg"));
        QVERIFY(contains(messageOf([&] { savePlot(chart, m_folder.filePath("none/a.svg")); }), "cannot write"));
    }

    void theCarpetTellsFramesAndVoxels()
    {
        CarpetView view;
        view.resize(700, 400);
        CarpetContent content;
        content.carpet = smallCarpet();
        content.motion = HeadMotion{std::vector<std::array<double, 3>>(10), std::vector<std::array<double, 3>>(10)};
        content.bandColours = {Qt::red, Qt::blue};
        content.trSeconds = 2;
        view.setContent(content);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy frames(&view, &CarpetView::frameChosen), voxels(&view, &CarpetView::voxelChosen);
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(qRound(view.xOf(6)), 380 - 40));
        QCOMPARE(frames.size(), 1);
        QCOMPARE(frames[0][0].toLongLong(), 6);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, QPoint(qRound(view.xOf(6)), 380 - 40));
        QCOMPARE(voxels.size(), 1);
        QCOMPARE(voxels[0][0].toLongLong(), 11); // of the last row
        // Rows of z = -2 are black, of 2 white.
        const auto picture = view.grab().toImage();
        const double ratio = picture.devicePixelRatio();
        const auto grey = [&](double y) { return picture.pixelColor(QPoint(qRound(view.xOf(2) * ratio), qRound(y * ratio))).red(); };
        QVERIFY(grey(345) > 240);
        QVERIFY(grey(345 - 34) < 15);
    }
};

QTEST_MAIN(tst_RunPlots)
#include "tst_RunPlots.moc"
