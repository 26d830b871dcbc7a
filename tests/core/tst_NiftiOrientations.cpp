// An asymmetric phantom whose every voxel holds a known function of its place in the world, stored in all 48 orders and directions of
// axes and with every kind of form: whatever the storage, value and place must belong together.
#include "processing/core/Nifti.h"
#include "tests/core/Messages.h"
#include "tests/core/Orientations.h"
#include "tests/core/RawNifti.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace insula;
using namespace insula::test;

namespace {

const Vec3 sizes{1.5, 2, 2.5}, origin{-11, 7, 23};
constexpr Size3 shape{3, 4, 5};

double truth(const World& w)
{
    return w.x + 30 * w.y - 7 * w.z;
}

std::vector<float> phantom(const Affine& affine)
{
    std::vector<float> voxels;
    for (std::int64_t k = 0; k < shape.z; ++k) {
        for (std::int64_t j = 0; j < shape.y; ++j) {
            for (std::int64_t i = 0; i < shape.x; ++i) {
                voxels.push_back(
                    static_cast<float>(truth(affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}))));
            }
        }
    }
    return voxels;
}

double largestError(const Volume& volume)
{
    double largest = 0;
    for (std::int64_t k = 0; k < shape.z; ++k) {
        for (std::int64_t j = 0; j < shape.y; ++j) {
            for (std::int64_t i = 0; i < shape.x; ++i) {
                const World w = volume.affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                largest = std::max(largest, std::abs(volume.value(i, j, k) - truth(w)));
            }
        }
    }
    return largest;
}

// As the file keeps it: nifti1.h takes what b, c and d leave to unit length as a, however little that is. Near half a turn the rounding to
// single precision thus moves axes by up to 0.0005 rad.
Orientation stored(const Orientation& o, int version)
{
    const auto kept = [version](double value) { return version == 1 ? single(value) : value; };
    const double b = kept(o.rotation.b), c = kept(o.rotation.c), d = kept(o.rotation.d);
    Orientation result = o;
    result.rotation = {std::sqrt(std::max(0.0, 1 - (b * b + c * c + d * d))), b, c, d};
    return result;
}

Affine withShear(const Affine& affine)
{
    return affine * Affine::fromColumns({1, 0, 0}, {0.1, 1, 0}, {-0.05, 0.15, 1}, {0, 0, 0});
}

} // namespace

class TestNiftiOrientations : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    VolumePtr read(const RawNifti& header, const Affine& affine)
    {
        return readNifti(saved(m_folder.filePath("a.nii").toStdString(), header.file(phantom(affine))));
    }
    static RawNifti header(int version)
    {
        RawNifti raw(version, version == 2); // big-endian, too
        raw.dim({3, shape.x, shape.y, shape.z, 1, 1, 1, 1}).pixdim({1, sizes[0], sizes[1], sizes[2], 1, 1, 1, 1});
        return raw;
    }

private Q_SLOTS:
    void valueAndPlaceBelongTogether_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QByteArray>("form");
        for (const char* form : {"sform", "qform", "both", "neither", "oblique sform", "oblique qform", "sheared sform"}) {
            for (int n = 0; n < 48; ++n) {
                QTest::addRow("%s, %s", form, orientations()[static_cast<std::size_t>(n)].code.c_str()) << n << QByteArray(form);
            }
        }
    }

    void valueAndPlaceBelongTogether()
    {
        QFETCH(int, index);
        QFETCH(QByteArray, form);
        Orientation o = orientations()[static_cast<std::size_t>(index)];
        o = form.startsWith("oblique") ? o.turned() : o;
        for (const int version : {1, 2}) {
            const Affine straight = stored(o, version).affine(sizes, origin);
            const Affine affine = form.startsWith("sheared") ? withShear(straight) : straight;
            RawNifti raw = header(version);
            if (form.contains("sform") || form == "both") {
                raw.sform(1, affine);
            }
            if (form.contains("qform") || form == "both") {
                raw.qform(1, {o.rotation.b, o.rotation.c, o.rotation.d}, o.qfac, origin);
            }
            const VolumePtr volume = read(raw, affine);
            QCOMPARE(volume->size(), shape);
            if (form == "neither") { // nothing is known of the world, so only the order of the voxels can be checked
                QCOMPARE(volume->frameAsFloat(), phantom(affine));
                QCOMPARE(orientationCode(volume->affine()), std::string("LAS"));
                continue;
            }
            QCOMPARE(orientationCode(volume->affine()), o.code);
            QCOMPARE(volume->affine().determinant() < 0, o.qfac < 0);
            QCOMPARE(volume->affine().isSheared(), form.startsWith("sheared"));
            QCOMPARE(volume->affine().isOblique(), form.startsWith("sheared") || form.startsWith("oblique"));
            QVERIFY(farthest(volume->affine(), affine) < (version == 1 ? 1e-5 : 1e-7)); // a half turn costs half the digits
            QVERIFY(largestError(*volume) < 1e-3);
        }
    }

    // nibabel: Nifti1Header with shape (3, 4, 5), zooms (1.5, 2, 2.5) and no form: get_base_affine().
    void withoutFormsTheCentreIsTheOrigin()
    {
        const VolumePtr volume = read(header(1), Affine());
        QCOMPARE(volume->source().forms.used, SpatialForms::Used::Pixdim);
        QVERIFY(farthest(volume->affine(), Affine::fromColumns({-1.5, 0, 0}, {0, 2, 0}, {0, 0, 2.5}, {1.5, -3, -5})) < 1e-12);
        QCOMPARE(volume->source().warnings.size(), std::size_t{1});
        QVERIFY(contains(volume->source().warnings[0], "left and right are assumed"));
    }

    void theSformWinsAndADisagreementIsTold()
    {
        const Affine sform = Affine::fromColumns({1.5, 0, 0}, {0, 2, 0}, {0, 0, 2.5}, {3, 4, 0});
        const VolumePtr volume = read(header(1).sform(2, sform).qform(1, {0, 0, 0}, 1, {0, 0, 0}), sform);
        const SpatialForms& forms = volume->source().forms;
        QCOMPARE(forms.used, SpatialForms::Used::Sform);
        QCOMPARE(forms.sformCode, 2);
        QCOMPARE(forms.qformCode, 1);
        QVERIFY(farthest(volume->affine(), sform) < 1e-12);
        QVERIFY(std::abs(forms.disagreementMm - 5) < 1e-9);
        QVERIFY(forms.qform && farthest(*forms.qform, Affine::fromColumns({1.5, 0, 0}, {0, 2, 0}, {0, 0, 2.5}, {0, 0, 0})) < 1e-12);
        QVERIFY(contains(volume->source().warnings.at(0), "5.0 mm apart"));
    }

    void aSformOfCodeZeroIsNoForm()
    {
        const Affine affine = Affine::fromColumns({9, 0, 0}, {0, 9, 0}, {0, 0, 9}, {0, 0, 0});
        const VolumePtr volume = read(header(1).sform(0, affine).qform(1, {0, 0, 0}, 1, origin), Affine());
        QCOMPARE(volume->source().forms.used, SpatialForms::Used::Qform);
        QVERIFY(!volume->source().forms.sform);
        QVERIFY(farthest(volume->affine(), Affine::fromColumns({1.5, 0, 0}, {0, 2, 0}, {0, 0, 2.5}, origin)) < 1e-12);
    }

    void anUnusableSformGivesWayToTheQform_data()
    {
        QTest::addColumn<double>("element");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("singular") << 0.0 << QByteArray("flattens space");
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("not numbers");
    }

    void anUnusableSformGivesWayToTheQform()
    {
        QFETCH(double, element);
        QFETCH(QByteArray, sentence);
        const Affine sform = Affine::fromColumns({1.5, 0, 0}, {0, element, 0}, {0, 0, 2.5}, {0, 0, 0});
        const VolumePtr volume = read(header(1).sform(1, sform).qform(1, {0, 0, 0}, 1, origin), Affine());
        QCOMPARE(volume->source().forms.used, SpatialForms::Used::Qform);
        QVERIFY(contains(volume->source().warnings.at(0), sentence.toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestNiftiOrientations)
#include "tst_NiftiOrientations.moc"
