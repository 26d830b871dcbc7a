#include "processing/core/NiftiGeometry.h"
#include "tests/core/Messages.h"
#include "tests/core/Orientations.h"

#include <QtTest>

#include <limits>

using namespace insula;
using namespace insula::test;

Q_DECLARE_METATYPE(insula::NiftiHeader)

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN();

NiftiHeader header()
{
    NiftiHeader h;
    h.dim = {3, 4, 5, 6, 1, 1, 1, 1};
    h.pixdim = {1, 1, 2, 3, 0, 0, 0, 0};
    h.datatype = 16;
    h.bitpix = 32;
    h.units = 10;
    h.qformCode = 1;
    return h;
}

NiftiHeader run(double tr, int units)
{
    NiftiHeader h = header();
    h.dim = {4, 4, 5, 6, 10, 1, 1, 1};
    h.pixdim[4] = tr;
    h.units = units;
    return h;
}

NiftiHeader withDim(const std::array<std::int64_t, 8>& dim)
{
    NiftiHeader h = header();
    h.dim = dim;
    return h;
}

struct Described {
    Volume::Description description;
    QByteArray findings; // names, separated by spaces
};

Described described(const NiftiHeader& h)
{
    NiftiFindings findings;
    Described result{describeNifti(h, Kind::Image, findings), {}};
    for (const NiftiFinding& finding : findings) {
        result.findings += (result.findings.isEmpty() ? "" : " ") + QByteArray(finding.name.c_str());
        if (!QByteArray(finding.sentence.c_str()).endsWith('.')) {
            result.findings += "(no sentence)";
        }
    }
    return result;
}

} // namespace

class TestNiftiGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lengthsBecomeMillimetres_data()
    {
        QTest::addColumn<int>("units");
        QTest::addColumn<double>("factor");
        QTest::addColumn<QByteArray>("findings");
        QTest::newRow("metres") << 1 << 1000.0 << QByteArray();
        QTest::newRow("millimetres") << 2 << 1.0 << QByteArray();
        QTest::newRow("micrometres") << 3 << 0.001 << QByteArray();
        QTest::newRow("unknown") << 0 << 1.0 << QByteArray("unknown-space-unit");
    }

    void lengthsBecomeMillimetres()
    {
        QFETCH(int, units);
        QFETCH(double, factor);
        NiftiHeader h = header();
        h.units = units | 8;
        h.qoffset = {1, 2, 3};
        const Affine expected
            = Affine::fromColumns({factor, 0, 0}, {0, 2 * factor, 0}, {0, 0, 3 * factor}, {factor, 2 * factor, 3 * factor});
        const Described qform = described(h);
        QVERIFY(farthest(qform.description.grid.affine, expected) < 1e-9);
        QTEST(qform.findings, "findings");
        h.sformCode = 1;
        h.srow = {1, 0, 0, 1, 0, 2, 0, 2, 0, 0, 3, 3};
        QVERIFY(farthest(described(h).description.grid.affine, expected) < 1e-9);
    }

    void timesBecomeSeconds_data()
    {
        QTest::addColumn<NiftiHeader>("header");
        QTest::addColumn<double>("tr");
        QTest::addColumn<QByteArray>("findings");
        QTest::newRow("seconds") << run(2.5, 2 | 8) << 2.5 << QByteArray();
        QTest::newRow("milliseconds") << run(2500, 2 | 16) << 2.5 << QByteArray();
        QTest::newRow("microseconds") << run(2.5e6, 2 | 24) << 2.5 << QByteArray();
        QTest::newRow("hertz is not time") << run(2.5, 2 | 32) << 0.0 << QByteArray("not-time");
        QTest::newRow("ppm is not time") << run(2.5, 2 | 40) << 0.0 << QByteArray("not-time");
        QTest::newRow("no unit") << run(2.5, 2) << 2.5 << QByteArray("unknown-time-unit");
        QTest::newRow("zero") << run(0, 10) << 0.0 << QByteArray("no-repetition-time");
        QTest::newRow("NaN") << run(NotANumber, 10) << 0.0 << QByteArray("no-repetition-time");
        QTest::newRow("negative") << run(-2, 10) << 2.0 << QByteArray("repetition-time-repaired");
        QTest::newRow("milliseconds that claim to be seconds") << run(2500, 10) << 2500.0 << QByteArray("long-repetition-time");
        QTest::newRow("one frame has none") << header() << 0.0 << QByteArray();
    }

    void timesBecomeSeconds()
    {
        QFETCH(NiftiHeader, header);
        const Described d = described(header);
        QTEST(d.description.trSeconds, "tr");
        QTEST(d.findings, "findings");
    }

    void dimensionsGiveSizeAndFrames_data()
    {
        QTest::addColumn<NiftiHeader>("header");
        QTest::addColumn<qlonglong>("z");
        QTest::addColumn<qlonglong>("frames");
        QTest::newRow("a slice; what lies behind dim[0] is not read") << withDim({2, 4, 5, 99, -1, 0, 0, 0}) << 1LL << 1LL;
        QTest::newRow("3D") << withDim({3, 4, 5, 6, 0, 0, 0, 0}) << 6LL << 1LL;
        QTest::newRow("4D") << withDim({4, 4, 5, 6, 7, 0, 0, 0}) << 6LL << 7LL;
        QTest::newRow("a fourth dimension of 0 is 1") << withDim({4, 4, 5, 6, 0, 1, 1, 1}) << 6LL << 1LL;
        QTest::newRow("5D: components are frames") << withDim({5, 4, 5, 6, 1, 3, 1, 1}) << 6LL << 3LL;
        QTest::newRow("7D") << withDim({7, 4, 5, 6, 2, 3, 1, 2}) << 6LL << 12LL;
    }

    void dimensionsGiveSizeAndFrames()
    {
        QFETCH(NiftiHeader, header);
        const Described d = described(header);
        QCOMPARE(d.description.grid.size.x, 4);
        QTEST(qlonglong{d.description.grid.size.z}, "z");
        QTEST(qlonglong{d.description.frames}, "frames");
    }

    void refusesDimensionsThatAreNoImage_data()
    {
        QTest::addColumn<NiftiHeader>("header");
        QTest::newRow("dim[0] is 200") << withDim({200, 4, 5, 6, 1, 1, 1, 1});
        QTest::newRow("dim[0] is -3") << withDim({-3, 4, 5, 6, 1, 1, 1, 1});
        QTest::newRow("dim[0] is 0") << withDim({0, 4, 5, 6, 1, 1, 1, 1});
        QTest::newRow("an axis of 0") << withDim({3, 4, 0, 6, 1, 1, 1, 1});
        QTest::newRow("an axis of -5") << withDim({3, 4, -5, 6, 1, 1, 1, 1});
        QTest::newRow("-1 frames") << withDim({4, 4, 5, 6, -1, 1, 1, 1});
        QTest::newRow("a product beyond 64 bits") << withDim({4, 1LL << 40, 1LL << 40, 1, 1, 1, 1, 1});
        QTest::newRow("a product that wraps round to a small one") << withDim({4, 1LL << 32, 1LL << 32, 1LL << 32, 1LL << 32, 1, 1, 1});
    }

    void refusesDimensionsThatAreNoImage()
    {
        QFETCH(NiftiHeader, header);
        QVERIFY(contains(messageOf([&] { described(header); }), "the header is damaged"));
    }

    void repairsAreTold_data()
    {
        QTest::addColumn<NiftiHeader>("header");
        QTest::addColumn<QByteArray>("findings");
        NiftiHeader h = header();
        QTest::newRow("nothing to repair") << h << QByteArray();
        h.pixdim[2] = 0;
        QTest::newRow("a voxel size of 0") << h << QByteArray("voxel-size-repaired");
        h = header();
        h.pixdim[1] = -1;
        QTest::newRow("a negative voxel size") << h << QByteArray("voxel-size-repaired");
        h = header();
        h.pixdim[0] = 3;
        QTest::newRow("a qfac of 3") << h << QByteArray("qfac-repaired");
        h = header();
        h.quaternion = {1, 1, 1};
        QTest::newRow("a quaternion that is too long") << h << QByteArray("quaternion-repaired");
        h = header();
        h.qformCode = 0;
        QTest::newRow("no form") << h << QByteArray("no-form");
        h = header();
        h.slope = NotANumber;
        QTest::newRow("a slope of NaN") << h << QByteArray("no-slope");
        h = header();
        h.quaternion = {NotANumber, 0, 0};
        QTest::newRow("a qform of NaN") << h << QByteArray("qform-not-finite no-form");
    }

    void repairsAreTold()
    {
        QFETCH(NiftiHeader, header);
        QTEST(described(header).findings, "findings");
    }

    // As other programs write them: both forms of an isotropic head, the quaternion rounded to single precision.
    void aRoundedHalfTurnIsNoDisagreement()
    {
        for (const Orientation& o : orientations()) {
            NiftiHeader h = withDim({3, 256, 256, 256, 1, 1, 1, 1});
            h.pixdim = {o.qfac, 1, 1, 1, 0, 0, 0, 0};
            h.quaternion = {single(o.rotation.b), single(o.rotation.c), single(o.rotation.d)};
            h.sformCode = 1;
            std::copy_n(o.affine({1, 1, 1}, {0, 0, 0}).rows().begin(), 12, h.srow.begin());
            const Described d = described(h);
            QVERIFY2(d.findings.isEmpty(), (o.code + d.findings.toStdString()).c_str());
            QVERIFY(d.description.source.forms.disagreementMm < 1e-3);
        }
    }

    void slopeAndInterceptScaleUnlessTheSlopeIsZero_data()
    {
        QTest::addColumn<double>("slope");
        QTest::addColumn<double>("intercept");
        QTest::addColumn<double>("usedSlope");
        QTest::addColumn<double>("usedIntercept");
        QTest::newRow("both") << 2.0 << -3.0 << 2.0 << -3.0;
        QTest::newRow("negative slope") << -0.5 << 1.0 << -0.5 << 1.0;
        QTest::newRow("slope 0 means unscaled") << 0.0 << 7.0 << 1.0 << 0.0;
        QTest::newRow("NaN means unscaled") << NotANumber << NotANumber << 1.0 << 0.0;
    }

    void slopeAndInterceptScaleUnlessTheSlopeIsZero()
    {
        QFETCH(double, slope);
        QFETCH(double, intercept);
        NiftiHeader h = header();
        h.slope = slope;
        h.intercept = intercept;
        const Described d = described(h);
        QTEST(d.description.slope, "usedSlope");
        QTEST(d.description.intercept, "usedIntercept");
    }

    void refusesAnInterceptOfNaN()
    {
        NiftiHeader h = header();
        h.slope = 1;
        h.intercept = NotANumber;
        QVERIFY(contains(messageOf([&] { described(h); }), "scl_inter"));
    }
};

QTEST_GUILESS_MAIN(TestNiftiGeometry)
#include "tst_NiftiGeometry.moc"
