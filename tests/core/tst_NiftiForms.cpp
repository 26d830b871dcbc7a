// Which forms the writer writes, and whether both say the same.
#include "processing/core/Nifti.h"
#include "tests/core/Orientations.h"
#include "tests/core/RawNifti.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace insula;
using namespace insula::test;

namespace {

const Affine oblique = orientations()[9].turned().affine({1, 1.5, 2.2}, {11, -23, 5});
const Affine sheared = Affine::fromColumns({2, 0, 0}, {0.5, 3, 0}, {0.25, -0.75, 4}, {-10, 20, 30});

VolumePtr image(const Affine& affine, const SourceInfo& source = {})
{
    Volume::Description d;
    d.grid = {{3, 4, 5}, affine};
    d.source = source;
    return Volume::make(std::move(d), std::vector<float>(60));
}

} // namespace

class TestNiftiForms : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    VolumePtr again(const Volume& volume) const
    {
        writeNifti(path("a.nii"), volume);
        return readNifti(path("a.nii"), {.lazy = false});
    }

private Q_SLOTS:
    void formsFollowTheirRule_data()
    {
        QTest::addColumn<bool>("isSheared");
        QTest::addColumn<int>("sformCode");
        QTest::addColumn<int>("qformCode");
        QTest::addColumn<int>("writtenSform");
        QTest::addColumn<int>("writtenQform");
        QTest::newRow("made in memory") << false << 0 << 0 << 1 << 1;
        QTest::newRow("sheared: no qform can hold it") << true << 0 << 0 << 1 << 0;
        QTest::newRow("sheared, with codes") << true << 4 << 1 << 4 << 0;
        QTest::newRow("both codes") << false << 4 << 1 << 4 << 1;
        QTest::newRow("sform only") << false << 3 << 0 << 3 << 3;
    }

    void formsFollowTheirRule()
    {
        QFETCH(bool, isSheared);
        QFETCH(int, sformCode);
        QFETCH(int, qformCode);
        SourceInfo source;
        source.forms.used = sformCode > 0 ? SpatialForms::Used::Sform : SpatialForms::Used::Pixdim;
        source.forms.sformCode = sformCode;
        source.forms.qformCode = qformCode;
        const Affine& affine = isSheared ? sheared : oblique;
        const VolumePtr copy = again(*image(affine, source));
        QTEST(copy->source().forms.sformCode, "writtenSform");
        QTEST(copy->source().forms.qformCode, "writtenQform");
        QVERIFY(farthest(copy->affine(), affine) < 1e-5);
        QVERIFY(copy->source().forms.disagreementMm < 1e-3);
    }

    void aQformThatIsTheOnlyFormKeepsEveryBit()
    {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> number(-1, 1);
        for (int n = 0; n < 200; ++n) {
            const Vec3 origin{100 * number(random), 100 * number(random), 100 * number(random)};
            const double size = n < 150 ? 0.57 : 0.9; // the last ones are too long to be rotations
            RawNifti raw;
            raw.dim({3, 2, 2, 2, 1, 1, 1, 1}).pixdim({1, 0.7, 1.1, 2.3, 0, 0, 0, 0});
            raw.qform(2, {size * number(random), n % 5 == 0 ? 0 : size * number(random), n % 7 == 0 ? 1e-9 : size * number(random)},
                n % 2 ? 1 : -1, origin);
            const VolumePtr first = readNifti(saved(path("q.nii"), raw.file(std::vector<float>(8))), {.lazy = false});
            const VolumePtr copy = again(*first);
            QCOMPARE(copy->source().forms.sformCode, 0);
            QCOMPARE(copy->source().forms.qformCode, 2);
            QVERIFY2(farthest(copy->affine(), first->affine()) < (n < 150 ? 1e-12 : 1e-6),
                qPrintable(QString("%1: %2").arg(n).arg(farthest(copy->affine(), first->affine()))));
        }
    }

    // Voxels of 80 mm make up for the few of them: the corners are as far away as those of a large head.
    void bothFormsAgreeInEveryOrientation()
    {
        for (const Orientation& o : orientations()) {
            for (const Affine& affine : {o.affine({80, 80, 80}, {0, 0, 0}), o.turned().affine({80, 80, 80}, {0, 0, 0})}) {
                const VolumePtr copy = again(*image(affine));
                QCOMPARE(copy->source().forms.qformCode, 1);
                QVERIFY2(largestCornerDistanceMm(copy->size(), affine, *copy->source().forms.qform) < 1e-3, o.code.c_str());
                QVERIFY2(copy->source().warnings.empty(), o.code.c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestNiftiForms)
#include "tst_NiftiForms.moc"
