// A label map that is edited: rules, records, undo, and what goes into a file.
#include "processing/core/EditableLabels.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "tests/viewers/Phantom.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace insula;

namespace {

VolumePtr image()
{
    return phantom::leftIsBright(phantom::obliqueLeftHanded(), 5);
}

template <typename T> VolumePtr labelsOf(double value)
{
    return phantom::filled<T>(
        phantom::cube(3), [value](const World& w, std::int64_t) { return w.x < 0 ? value : 0; }, Kind::Labels);
}

QString problemOf(const VolumePtr& volume)
{
    try {
        EditableLabels::from(*volume);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class tst_EditableLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewMapHasTheImagesGridExactly()
    {
        const auto scan = image();
        const auto labels = EditableLabels::on(*scan, "/there/x_labels.nii.gz");
        QVERIFY(labels->grid() == scan->grid());
        QVERIFY(labels->view()->affine() == scan->affine());
        QCOMPARE(labels->view()->kind(), Kind::Labels);
        QCOMPARE(labels->path(), std::string("/there/x_labels.nii.gz"));
    }

    void aViewSeesLaterEditsAndASnapshotDoesNot()
    {
        const auto labels = EditableLabels::on(*image(), "x.nii");
        const auto view = labels->view(), snapshot = labels->snapshot();
        const auto before = labels->revision();
        QVERIFY(labels->set(7, 3));
        QVERIFY(labels->revision() != before);
        QCOMPARE(view->value(7, 0, 0), 3.0);
        QCOMPARE(snapshot->value(7, 0, 0), 0.0);
    }

    void lockedLabelsNeitherLoseNorGain()
    {
        const auto labels = EditableLabels::from(*labelsOf<std::uint8_t>(5));
        LabelRules rules;
        rules.locked = {5};
        labels->setRules(rules);
        QVERIFY(!labels->set(0, 1)); // has 5
        QVERIFY(!labels->set(6, 5)); // would get 5
        QVERIFY(labels->set(6, 1));
        QCOMPARE(labels->at(0), 5);
    }

    void paintingOverIsHeldBackByItsMode()
    {
        const auto labels = EditableLabels::from(*labelsOf<std::uint8_t>(5));
        LabelRules rules;
        rules.over = LabelRules::Over::Background;
        labels->setRules(rules);
        QVERIFY(!labels->set(0, 1));
        QVERIFY(labels->set(6, 1));
        QVERIFY(labels->set(0, 0)); // erasing
        rules.over = LabelRules::Over::Label;
        rules.only = 1;
        labels->setRules(rules);
        QVERIFY(!labels->set(1, 2));
        QVERIFY(!labels->set(1, 0));
        QVERIFY(!labels->set(5, 2));
        QVERIFY(labels->set(6, 2));
    }

    void aChangeTakesBackAndDoesAgainWhateverTheOrderOfEdits()
    {
        const auto labels = EditableLabels::from(*labelsOf<std::int16_t>(-4));
        const std::vector<LabelNumber> before(labels->voxels().begin(), labels->voxels().end());
        std::mt19937 random(5);
        for (int n = 0; n < 400; ++n)
            labels->set(static_cast<std::int64_t>(random() % 343), static_cast<LabelNumber>(random() % 4) * 1000);
        const std::vector<LabelNumber> after(labels->voxels().begin(), labels->voxels().end());
        const auto change = labels->finish();
        QVERIFY(!labels->isRecording());
        std::int64_t differing = 0;
        for (std::size_t n = 0; n < before.size(); ++n)
            differing += before[n] != after[n];
        QCOMPARE(change.voxels(), differing);
        labels->revert(change);
        QVERIFY(std::ranges::equal(labels->voxels(), before));
        labels->apply(change);
        QVERIFY(std::ranges::equal(labels->voxels(), after));
    }

    void cancelGivesBackWhatWas()
    {
        const auto labels = EditableLabels::from(*labelsOf<std::uint8_t>(5));
        labels->set(0, 1);
        labels->set(0, 2);
        labels->cancel();
        QCOMPARE(labels->at(0), 5);
        QVERIFY(labels->finish().isEmpty());
    }

    void theRecordOfABallIsAThousandTimesSmallerThanTheMap()
    {
        auto description = Volume::Description{};
        description.grid = {{128, 128, 128}, Affine{}};
        const auto labels = EditableLabels::on(*Volume::make(description, std::vector<std::uint8_t>(128 * 128 * 128)), "x.nii");
        for (int k = -10; k <= 10; ++k)
            for (int j = -10; j <= 10; ++j)
                for (int i = -10; i <= 10; ++i)
                    if (i * i + j * j + k * k <= 100)
                        labels->set(64 + i + 128 * (64 + j + 128 * (64 + k)), 1);
        const auto change = labels->finish();
        QVERIFY(change.voxels() > 4000);
        QVERIFY2(change.bytes() < 128 * 128 * 128 * 4 / 1000, qPrintable(QString::number(change.bytes())));
    }

    void whatIsNoLabelMapIsRefusedWithAdvice()
    {
        QVERIFY(problemOf(image()).contains("float32"));
        QVERIFY(problemOf(image()).contains("New label map on this image"));
        QVERIFY(problemOf(labelsOf<std::int64_t>(5e12)).contains("5000000000000"));
        auto description = labelsOf<std::uint8_t>(1)->description();
        description.slope = 0.5;
        QVERIFY(problemOf(Volume::make(description, std::vector<std::uint8_t>(343, 1))).contains("scales"));
        QVERIFY(problemOf(phantom::filled<std::uint8_t>(
                              phantom::cube(2), [](const World&, std::int64_t) { return 1; }, Kind::Labels, 3))
                    .contains("3 frames"));
    }

    void theFileKeepsTypeAffineAndBothCodesAndReadsBackEqual()
    {
        QTemporaryDir folder;
        const auto file = folder.filePath("a.nii.gz").toStdString();
        auto description = image()->description();
        description.source.forms.used = SpatialForms::Used::Sform;
        description.source.forms.sformCode = 4;
        description.source.forms.qformCode = 2;
        description.source.forms.sform = description.grid.affine;
        description.source.forms.qform = description.grid.affine;
        const auto count = static_cast<std::size_t>(description.grid.size.count());
        const auto labels = EditableLabels::on(*Volume::make(description, std::vector<float>(count)), file);
        labels->set(11, 7);
        writeNifti(file, *labels->forFile());
        const auto first = readNifti(file, {.kind = Kind::Labels});
        QCOMPARE(first->dataType(), DataType::UInt8);
        QCOMPARE(first->source().forms.sformCode, 4);
        QCOMPARE(first->source().forms.qformCode, 2);
        QVERIFY(largestCornerDistanceMm(first->size(), first->affine(), description.grid.affine) < 1e-4);
        QCOMPARE(first->value(11, 0, 0), 7.0);
        labels->set(12, 300); // beyond a byte
        QCOMPARE(labels->forFile()->dataType(), DataType::Int16);
        // Saved again, not a bit of the affine moves.
        const auto again = EditableLabels::from(*first);
        writeNifti(file, *again->forFile());
        QVERIFY(readNifti(file)->affine() == first->affine());
    }

    void labelsOfTheMapGetNamesAndHiddenOnesAreTransparent()
    {
        const auto labels = EditableLabels::from(*labelsOf<std::uint8_t>(5));
        QCOMPARE(labels->table().at(5).name, std::string("Label 5"));
        QCOMPARE(int(labels->view()->labels().at(5).rgba[3]), 255);
        labels->setHidden({5});
        QCOMPARE(int(labels->view()->labels().at(5).rgba[3]), 0);
        QCOMPARE(int(labels->forFile()->labels().at(5).rgba[3]), 255);
    }
};

QTEST_GUILESS_MAIN(tst_EditableLabels)
#include "tst_EditableLabels.moc"
