#include "processing/core/InfoReport.h"
#include "processing/core/Nifti.h"
#include "tests/core/Messages.h"
#include "tests/core/RawNifti.h"

#include <QTemporaryDir>
#include <QtTest>
#include <nlohmann/json.hpp>

#include <limits>

using namespace insula;
using namespace insula::test;
using nlohmann::json;

namespace {

const Affine sform = Affine::fromColumns({-2, 0, 0}, {0, 0, 3}, {0, 4, 0}, {1, 2, 3});

RawNifti small()
{
    RawNifti raw;
    raw.dim({3, 3, 2, 1, 1, 1, 1, 1}).pixdim({1, 2, 3, 4, 0, 0, 0, 0});
    return raw;
}

} // namespace

class TestInfoReport : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    json report(const QByteArray& bytes, const char* name = "a.nii") const
    {
        return infoReport(saved(m_folder.filePath(name).toStdString(), bytes));
    }

private Q_SLOTS:
    void aSoundFileIsDescribedInFull()
    {
        const json r = report(gzipped(small().sform(1, sform).type(4, 16).scale(0.5, 1).description("test").file(
                                  std::vector<std::int16_t>{-2, 0, 1, 2, 3, 4})),
            "a.nii.gz");
        QCOMPARE(r["format"], json("NIfTI-1"));
        QCOMPARE(r["compressed"], json(true));
        QCOMPARE(r["shape"], (json{3, 2, 1}));
        QCOMPARE(r["zooms"], (json{2.0, 3.0, 4.0}));
        QCOMPARE(r["affine"], (json{-2.0, 0.0, 0.0, 1.0, 0.0, 0.0, 4.0, 2.0, 0.0, 3.0, 0.0, 3.0, 0.0, 0.0, 0.0, 1.0}));
        QCOMPARE(r["orientation"], json("LSA"));
        QCOMPARE(r["oblique"], json(false));
        QCOMPARE(r["sform"]["code"], json(1));
        QCOMPARE(r["sform"]["name"], json("scanner"));
        QVERIFY(r["qform"]["affine"].is_null());
        QCOMPARE(r["forms"]["used"], json("sform"));
        QVERIFY(r["forms"]["agree"].is_null());
        QCOMPARE(r["datatype"], json("int16"));
        QCOMPARE(r["slope"], json(0.5));
        QCOMPARE(r["intercept"], json(1.0));
        QCOMPARE(r["range"], (json{{"min", 0.0}, {"max", 3.0}}));
        QCOMPARE(r["description"], json("test"));
        QCOMPARE(r["warnings"], json::array());
        QVERIFY(contains(r["verdict"], "sound: voxel axes run to the left, top and front"));
    }

    void theTextSaysTheSame()
    {
        const std::string text = infoText(report(small().sform(1, sform).file(std::vector<float>{0, 1, 2, 3, 4, 5})));
        for (const char* part : {"NIfTI-1, float32", "3 x 2 x 1", "2 x 3 x 4 mm", "LSA", "code 1 (scanner)", "not set (code 0)", "0 to 5",
                 "The geometry is sound"}) {
            QVERIFY2(contains(text, part), text.c_str());
        }
        QVERIFY(text.ends_with("\n"));
    }

    void theRangeIsThatOfAllFrames()
    {
        RawNifti raw = small().sform(1, sform).dim({4, 3, 2, 1, 2, 1, 1, 1}).pixdim({1, 2, 3, 4, 1.5, 0, 0, 0});
        const json r = report(raw.file(std::vector<float>{0, 1, 2, 3, 4, 5, -7, 1, 2, 3, 4, 90}));
        QCOMPARE(r["shape"], (json{3, 2, 1, 2}));
        QCOMPARE(r["frames"], json(2));
        QCOMPARE(r["tr"], json(1.5));
        QCOMPARE(r["range"], (json{{"min", -7.0}, {"max", 90.0}}));
        QVERIFY(contains(infoText(r), "2 frames, TR 1.5 s"));
    }

    void verdictsNameWhatIsOdd_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("verdict");
        const std::vector<float> ramp{0, 1, 2, 3, 4, 5};
        const float nan = std::numeric_limits<float>::quiet_NaN(), infinity = std::numeric_limits<float>::infinity();
        QTest::newRow("no form") << small().file(ramp) << QByteArray("Left and right are not known for sure");
        QTest::newRow("forms disagree") << small().sform(1, sform).qform(1, {0, 0, 0}, 1, {0, 0, 0}).file(ramp)
                                        << QByteArray("Take care: sform and qform");
        QTest::newRow("constant") << small().sform(1, sform).file(std::vector<float>(6, 3))
                                  << QByteArray("Every voxel has the same value (3)");
        QTest::newRow("nothing finite") << small().sform(1, sform).file(std::vector<float>(6, nan))
                                        << QByteArray("No voxel has a usable value");
        QTest::newRow("some not finite") << small().sform(1, sform).file(std::vector<float>{0, 1, nan, infinity, 4, 5})
                                         << QByteArray("2 voxels are not finite numbers");
    }

    void verdictsNameWhatIsOdd()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, verdict);
        const json r = report(bytes);
        QVERIFY2(contains(r["verdict"], verdict.toStdString()), r["verdict"].dump().c_str());
        QVERIFY(contains(infoText(r), verdict.toStdString()));
    }

    void notANumberIsCountedAndRangeIsNullWithoutNumbers()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const json some
            = report(small().sform(1, sform).file(std::vector<float>{0, 1, nan, -std::numeric_limits<float>::infinity(), 4, 5}));
        QCOMPARE(some["nan"], json(1));
        QCOMPARE(some["infinite"], json(1));
        QCOMPARE(some["range"], (json{{"min", 0.0}, {"max", 5.0}}));
        QVERIFY(report(small().sform(1, sform).file(std::vector<float>(6, nan)))["range"].is_null());
    }

    void aBrokenFileIsRefused()
    {
        QVERIFY(contains(messageOf([&] { report(small().header()); }), "truncated"));
        RawNifti run = small().dim({4, 3, 2, 1, 20, 1, 1, 1});
        QVERIFY2(contains(messageOf([&] { report(gzipped(run.file(std::vector<float>(120))).chopped(4), "a.nii.gz"); }), "truncated"),
            "down to the last frame");
    }
};

QTEST_GUILESS_MAIN(TestInfoReport)
#include "tst_InfoReport.moc"
