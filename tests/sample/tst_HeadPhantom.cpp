#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/sample/HeadPhantom.h"
#include "processing/sample/Tissues.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace insula;

namespace {

const HeadPhantom& phantom()
{
    static const HeadPhantom one(1);
    return one;
}

std::string digest(const Volume& volume)
{
    Sha256 hash;
    for (std::int64_t t = 0; t < volume.frames(); ++t)
        hash.add(volume.rawFrame(t));
    return hash.finish();
}

// What a function of a voxel's place and tissue adds up to over the label map.
template <typename Visit> void visitVoxels(Visit visit)
{
    const Volume& labels = *phantom().labels();
    const auto raw = labels.rawFrame(0);
    const Size3 n = labels.size();
    for (std::int64_t at = 0; at < n.count(); ++at) {
        const Voxel v{static_cast<double>(at % n.x), static_cast<double>(at / n.x % n.y), static_cast<double>(at / (n.x * n.y))};
        visit(labels.affine().toWorld(v), static_cast<std::uint8_t>(raw[static_cast<std::size_t>(at)]));
    }
}

double meanOf(const Volume& image, const World& centre)
{
    const Voxel v = WorldToVoxel(image.affine())(centre);
    double sum = 0;
    for (int d = 0; d < 27; ++d)
        sum += image.value(std::lround(v.i) + d % 3 - 1, std::lround(v.j) + d / 3 % 3 - 1, std::lround(v.k) + d / 9 - 1);
    return sum / 27;
}

} // namespace

class TestHeadPhantom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameSeedGivesTheSameVoxelsOnAnyNumberOfThreads();
    void anotherSeedGivesAnotherHead();
    void volumesAreThoseOfAnAdult_data();
    void volumesAreThoseOfAnAdult();
    void leftAndRightCanBeTold();
    void everyLabelHasANameAndIsOnItsSide();
    void brainIsClosedInBySkull_data();
    void brainIsClosedInBySkull();
    void gridsDifferInOrientation();
    void contrastsAreThoseOfTheirScanners();
    void noiseInAirIsRician();
    void cancelStopsTheDrawing();
};

void TestHeadPhantom::sameSeedGivesTheSameVoxelsOnAnyNumberOfThreads()
{
    const HeadPhantom again(1, {}, 1);
    QCOMPARE(digest(*again.labels()), digest(*phantom().labels()));
    QCOMPARE(digest(*again.t1w()), digest(*phantom().t1w()));
    QCOMPARE(digest(*again.ct()), digest(*phantom().ct()));
}

void TestHeadPhantom::anotherSeedGivesAnotherHead()
{
    const HeadPhantom other(2);
    QVERIFY(digest(*other.labels()) != digest(*phantom().labels()));
    QVERIFY(other.lesionCentre().x != phantom().lesionCentre().x);
}

void TestHeadPhantom::volumesAreThoseOfAnAdult_data()
{
    QTest::addColumn<QList<int>>("tissues");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    // Millilitres; ranges of healthy adults, wide, after Allen et al. 2002 and Raz et al. 2005.
    QTest::newRow("cortex") << QList<int>{LeftCortex, RightCortex} << 420.0 << 720.0;
    QTest::newRow("white matter") << QList<int>{LeftWhite, RightWhite, CorpusCallosum} << 380.0 << 720.0;
    QTest::newRow("lateral ventricles") << QList<int>{LeftVentricle, RightVentricle} << 8.0 << 45.0;
    QTest::newRow("cerebellum") << QList<int>{LeftCerebellumCortex, RightCerebellumCortex, LeftCerebellumWhite, RightCerebellumWhite}
                                << 100.0 << 190.0;
    QTest::newRow("brain stem") << QList<int>{BrainStem} << 15.0 << 45.0;
    QTest::newRow("thalamus") << QList<int>{LeftThalamus, RightThalamus} << 6.0 << 20.0;
    QTest::newRow("putamen") << QList<int>{LeftPutamen, RightPutamen} << 5.0 << 15.0;
    QTest::newRow("hippocampus") << QList<int>{LeftHippocampus, RightHippocampus} << 3.0 << 11.0;
    QTest::newRow("lesion") << QList<int>{LeftLesion} << 0.8 << 4.0;
    QTest::newRow("eyes") << QList<int>{Eye, Lens} << 8.0 << 18.0;
}

void TestHeadPhantom::volumesAreThoseOfAnAdult()
{
    QFETCH(QList<int>, tissues);
    QFETCH(double, least);
    QFETCH(double, most);
    static const auto counts = [] {
        std::map<int, double> all;
        visitVoxels([&](const World&, std::uint8_t tissue) { all[tissue] += 0.001; }); // 1 mm voxels
        return all;
    }();
    double ml = 0;
    for (int tissue : tissues)
        ml += counts.contains(tissue) ? counts.at(tissue) : 0;
    QVERIFY2(ml > least && ml < most, qPrintable(QString::number(ml)));
}

void TestHeadPhantom::leftAndRightCanBeTold()
{
    QVERIFY(phantom().lesionCentre().x < -15);
    QVERIFY(phantom().capsuleCentre().x < -50);
    double left = 0, right = 0;
    visitVoxels([&](const World& p, std::uint8_t tissue) {
        if (!isIntracranial(tissue) || p.y < 25)
            return;
        (p.x < 0 ? left : right) += 1;
    });
    QVERIFY2(right > 1.03 * left, "the right frontal lobe is the larger one");
}

void TestHeadPhantom::everyLabelHasANameAndIsOnItsSide()
{
    const LabelTable table = tissueTable();
    std::map<int, std::pair<double, int>> place;
    visitVoxels([&](const World& p, std::uint8_t tissue) {
        place[tissue].first += p.x;
        place[tissue].second += 1;
    });
    for (const auto& [tissue, sum] : place) {
        if (tissue == Outside)
            continue;
        QVERIFY2(table.contains(tissue), qPrintable(QString::number(tissue)));
        const std::string& name = table.at(tissue).name;
        const double x = sum.first / sum.second;
        if (name.starts_with("Left-"))
            QVERIFY2(x < -3, name.c_str());
        if (name.starts_with("Right-"))
            QVERIFY2(x > 3, name.c_str());
    }
    QCOMPARE(place.size(), table.size() + 1);
}

void TestHeadPhantom::brainIsClosedInBySkull_data()
{
    QTest::addColumn<double>("z");
    QTest::addColumn<double>("mostAnterior");
    QTest::addColumn<double>("thickest");
    QTest::newRow("above the orbits") << 35.0 << 200.0 << 14.0;
    QTest::newRow("through the temporal and occipital lobes") << -8.0 << 20.0 << 18.0; // orbits in front, mastoids below
}

void TestHeadPhantom::brainIsClosedInBySkull()
{
    QFETCH(double, z);
    QFETCH(double, mostAnterior);
    QFETCH(double, thickest);
    const Volume& labels = *phantom().labels();
    const WorldToVoxel toVoxel(labels.affine());
    // From the middle outwards: brain, then bone, then skin, in this order.
    for (int turn = 0; turn < 48; ++turn) {
        const double angle = turn * 0.1309;
        double brain = 0, bone = 0, skin = 0, y = 0;
        for (double r = 0; r < 140; r += 0.5) {
            const World p{r * std::cos(angle), -16 + r * std::sin(angle), z};
            const Voxel v = toVoxel(p);
            const Size3 n = labels.size();
            if (v.i < 0 || v.j < 0 || v.i > static_cast<double>(n.x - 1) || v.j > static_cast<double>(n.y - 1))
                break;
            const auto tissue = static_cast<std::uint8_t>(labels.value(std::lround(v.i), std::lround(v.j), std::lround(v.k)));
            if (isIntracranial(tissue))
                brain = r, y = p.y;
            if (tissue == Cranium)
                bone = r;
            if (tissue == Skin)
                skin = r;
        }
        if (y > mostAnterior)
            continue;
        const QString found = QString("turn %1: brain to %2, bone to %3, skin to %4").arg(turn).arg(brain).arg(bone).arg(skin);
        QVERIFY2(brain > 50 && bone > brain + 3 && skin > bone + 2, qPrintable(found));
        QVERIFY2(bone < brain + thickest, qPrintable(found));
    }
}

void TestHeadPhantom::gridsDifferInOrientation()
{
    QCOMPARE(orientationCode(phantom().labels()->affine()), std::string("RAS"));
    const VolumePtr t1 = phantom().t1w(), t2 = phantom().t2w(), ct = phantom().ct();
    QCOMPARE(orientationCode(t1->affine()), std::string("RAS"));
    QCOMPARE(orientationCode(t2->affine()), std::string("LAS"));
    QVERIFY(t1->affine().isOblique() && !t1->affine().isSheared());
    QVERIFY(t2->affine().determinant() < 0);
    QVERIFY(std::abs(t2->affine().spacing()[2] - 2.5) < 1e-12);
    QVERIFY(std::abs(ct->affine().spacing()[0] - 0.9) < 1e-12);
    QVERIFY(!sameGrid(t1->grid(), phantom().labels()->grid()));
}

void TestHeadPhantom::contrastsAreThoseOfTheirScanners()
{
    const VolumePtr t1 = phantom().t1w(), t2 = phantom().t2w(), ct = phantom().ct();
    const World lesion = phantom().lesionCentre(), white{-lesion.x, lesion.y, lesion.z}, eye{31.5, 62, -25}, air{85, 100, 40};
    QVERIFY(meanOf(*t1, lesion) < 0.7 * meanOf(*t1, white));
    QVERIFY(meanOf(*t2, lesion) > 1.6 * meanOf(*t2, white));
    QVERIFY(meanOf(*t1, eye) < 0.5 * meanOf(*t1, white));
    QVERIFY(meanOf(*t2, eye) > 1.6 * meanOf(*t2, white));
    QVERIFY(meanOf(*t1, phantom().capsuleCentre()) > 800);
    // HU
    QVERIFY(std::abs(meanOf(*ct, white) - 30) < 8);
    QVERIFY(std::abs(meanOf(*ct, air) + 1000) < 10);
}

void TestHeadPhantom::noiseInAirIsRician()
{
    // In air a Rician magnitude is Rayleigh: mean = sigma * sqrt(pi / 2), and mean / standard deviation = 1.913.
    const VolumePtr t1 = phantom().t1w();
    double n = 0, sum = 0, squares = 0;
    for (std::int64_t k = 205; k < 219; ++k) {
        for (std::int64_t j = 4; j < 30; ++j) {
            for (std::int64_t i = 4; i < 40; ++i) {
                const double value = t1->value(i, j, k);
                n += 1, sum += value, squares += value * value;
            }
        }
    }
    const double mean = sum / n, deviation = std::sqrt(squares / n - mean * mean);
    QVERIFY2(std::abs(mean / deviation - 1.913) < 0.05, qPrintable(QString::number(mean / deviation)));
    QVERIFY(mean > 10 && mean < 40);
}

void TestHeadPhantom::cancelStopsTheDrawing()
{
    class : public ProgressSink {
        void progressed(double, std::string_view) override { }
        bool isCancelled() const override { return true; }
    } stopped;
    QVERIFY_THROWS_EXCEPTION(Cancelled, HeadPhantom(1, Progress(stopped)));
}

QTEST_GUILESS_MAIN(TestHeadPhantom)
#include "tst_HeadPhantom.moc"
