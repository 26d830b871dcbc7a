#include "processing/sample/BoldRun.h"

#include "processing/sample/Shapes.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace insula;

namespace {

const BoldRun& run()
{
    static const BoldRun one = makeBoldRun(HeadPhantom(1));
    return one;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto n = static_cast<double>(a.size());
    const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n, mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t t = 0; t < a.size(); ++t) {
        ab += (a[t] - ma) * (b[t] - mb), aa += (a[t] - ma) * (a[t] - ma), bb += (b[t] - mb) * (b[t] - mb);
    }
    return ab / std::sqrt(aa * bb);
}

// Without what is slower than 128 s, as runs are usually filtered: the mean and three cosines of 1/2, 1 and 3/2 periods in 240 s taken
// out. A straight line would not do: the scanner's drift has a slow wave as well.
std::vector<double> highPassed(std::vector<double> series)
{
    const auto n = static_cast<double>(series.size());
    for (int order = 0; order < 4; ++order) { // orthogonal, so one after the other
        const auto wave = [&](std::size_t t) { return std::cos(std::numbers::pi * order * (static_cast<double>(t) + 0.5) / n); };
        double sum = 0;
        for (std::size_t t = 0; t < series.size(); ++t)
            sum += wave(t) * series[t];
        for (std::size_t t = 0; t < series.size(); ++t)
            series[t] -= sum * wave(t) * (order == 0 ? 1 : 2) / n;
    }
    return series;
}

} // namespace

class TestBoldRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void responseToALongBlockReachesOne();
    void responseIsDelayedAndUndershoots();
    void activeAreaIsLeftMotorCortex();
    void activeAreaFollowsTheTask();
    void otherSideDoesNot();
    void motionIsSmallAndStartsAtRest();
    void hasTimeAndGridOfAScanner();
};

void TestBoldRun::responseToALongBlockReachesOne()
{
    const std::vector<double> response = haemodynamicResponse({{0, 200, "long"}}, 60, 2.0);
    QVERIFY(response[0] == 0);
    QVERIFY(std::abs(response[30] - 1) < 1e-6);
}

void TestBoldRun::responseIsDelayedAndUndershoots()
{
    // To a short event: peak 5 to 6 s after it, lowest point about 15 s after it (two gamma densities of shape 6 and 16).
    const std::vector<double> response = haemodynamicResponse({{0, 0.5, "short"}}, 300, 0.1);
    const auto peak = std::max_element(response.begin(), response.end()), low = std::min_element(response.begin(), response.end());
    const double peakTime = 0.1 * static_cast<double>(peak - response.begin()), lowTime = 0.1 * static_cast<double>(low - response.begin());
    QVERIFY2(peakTime > 4.8 && peakTime < 5.8, qPrintable(QString::number(peakTime)));
    QVERIFY2(lowTime > 14 && lowTime < 17.5, qPrintable(QString::number(lowTime)));
    QVERIFY(*low < 0 && *low > -0.2 * *peak);
}

void TestBoldRun::activeAreaIsLeftMotorCortex()
{
    const Volume& active = *run().active;
    const auto raw = active.rawFrame(0);
    const Size3 n = active.size();
    int count = 0;
    for (std::int64_t at = 0; at < n.count(); ++at) {
        if (raw[static_cast<std::size_t>(at)] == std::byte{0})
            continue;
        ++count;
        const World p = active.affine().toWorld(
            {static_cast<double>(at % n.x), static_cast<double>(at / n.x % n.y), static_cast<double>(at / (n.x * n.y))});
        QVERIFY(p.x < -20 && shapes::length(shapes::operator-(p, motorHandArea())) < 14);
    }
    QVERIFY2(count >= 30 && count < 250, qPrintable(QString::number(count)));
}

void TestBoldRun::activeAreaFollowsTheTask()
{
    const Size3 n = run().bold->size();
    const auto raw = run().active->rawFrame(0);
    const std::vector<double> expected = highPassed(run().response);
    std::vector<double> area(run().response.size(), 0.0);
    for (std::int64_t at = 0; at < n.count(); ++at) {
        if (raw[static_cast<std::size_t>(at)] == std::byte{0})
            continue;
        const std::vector<double> series = run().bold->timeCourse(at % n.x, at / n.x % n.y, at / (n.x * n.y));
        for (std::size_t t = 0; t < series.size(); ++t)
            area[t] += series[t];
        QVERIFY(correlation(highPassed(series), expected) > 0.35);
    }
    const double whole = correlation(highPassed(area), expected);
    QVERIFY2(whole > 0.95, qPrintable(QString::number(whole)));
}

void TestBoldRun::otherSideDoesNot()
{
    const World mirrored{-motorHandArea().x, motorHandArea().y, motorHandArea().z};
    const Voxel v = WorldToVoxel(run().bold->affine())(mirrored);
    double sum = 0;
    for (int d = 0; d < 27; ++d) {
        const std::vector<double> series
            = run().bold->timeCourse(std::lround(v.i) + d % 3 - 1, std::lround(v.j) + d / 3 % 3 - 1, std::lround(v.k) + d / 9 - 1);
        sum += correlation(highPassed(series), highPassed(run().response));
    }
    QVERIFY2(std::abs(sum / 27) < 0.12, qPrintable(QString::number(sum / 27)));
}

void TestBoldRun::motionIsSmallAndStartsAtRest()
{
    QCOMPARE(run().motion.size(), std::size_t{120});
    QVERIFY(run().motion.front().shiftMm == (Vec3{0, 0, 0}));
    double most = 0;
    for (const HeadMotion& m : run().motion) {
        for (std::size_t n = 0; n < 3; ++n)
            most = std::max({most, std::abs(m.shiftMm[n]), std::abs(m.turnDegrees[n])});
    }
    QVERIFY(most > 0.03 && most < 0.4);
}

void TestBoldRun::hasTimeAndGridOfAScanner()
{
    QCOMPARE(run().bold->frames(), std::int64_t{120});
    QCOMPARE(run().bold->trSeconds(), 2.0);
    QCOMPARE(run().bold->dataType(), DataType::Int16);
    QVERIFY(sameGrid(run().bold->grid(), run().active->grid()));
    QCOMPARE(orientationCode(run().bold->affine()), std::string("LAS"));
    QCOMPARE(run().events.size(), std::size_t{6});
}

QTEST_GUILESS_MAIN(TestBoldRun)
#include "tst_BoldRun.moc"
