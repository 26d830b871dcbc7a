#include "processing/core/ProjectNames.h"
#include "tests/core/Messages.h"

#include <QtTest>

using namespace insula;
using namespace insula::test;

class TestProjectNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bidsNamesAreTakenApart()
    {
        const BidsName name = parseBidsName("/data/sub-01/func/sub-01_ses-02_task-rest_run-1_bold.nii.gz");
        QCOMPARE(name.entity("sub"), std::string("01"));
        QCOMPARE(name.entity("ses"), std::string("02"));
        QCOMPARE(name.entity("task"), std::string("rest"));
        QCOMPARE(name.entity("desc"), std::string());
        QCOMPARE(name.entities.size(), std::size_t{4});
        QCOMPARE(name.entities[2].first, std::string("task"));
        QCOMPARE(name.suffix, std::string("bold"));
        QCOMPARE(name.extension, std::string(".nii.gz"));
    }

    void suffixesAreGuessedFromWords_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("suffix");
        const auto row = [](const char* name, const char* suffix) { QTest::newRow(name) << QByteArray(name) << QByteArray(suffix); };
        row("T1.nii", "T1w");
        row("my_t1w_scan.nii.gz", "T1w");
        row("T1space.nii", "T1w");
        row("patient7-FLAIR.nii", "FLAIR");
        row("brainmask.mgz", "mask");
        row("t1_mask.nii", "mask");
        row("bold_mean_t1space.nii", "bold");
        row("aparc+aseg.mgz", "dseg");
        row("head_ct.nii", "CT");
        row("CT2.nii", "CT");
        row("pet.nii", "pet");
        row("MyT1.nii", "T1w");
        row("scan.nii", "image");
        // A word inside another one says nothing.
        row("subject5.nii", "image");
        row("octopus.nii", "image");
        row("test1.nii", "image");
        row("carpet.nii", "image");
        row("forest.nii", "image");
        row("restored.nii", "image");
        row("sub-01_T2w.nii", "T2w");
        row("sub-01.nii", "image");
    }

    void suffixesAreGuessedFromWords()
    {
        QFETCH(QByteArray, name);
        QTEST(QByteArray(parseBidsName(name.toStdString()).suffix.c_str()), "suffix");
    }

    void aNameWithoutSubjectHasNoEntities()
    {
        QVERIFY(parseBidsName("task-rest_bold.nii").entities.empty());
        QCOMPARE(parseBidsName("scan.tar.nii").extension, std::string(".nii"));
    }

    void labelsAreLettersAndDigits_data()
    {
        QTest::addColumn<QByteArray>("label");
        QTest::addColumn<bool>("isLabel");
        QTest::newRow("number") << QByteArray("01") << true;
        QTest::newRow("mixed") << QByteArray("Pilot7") << true;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("with its key") << QByteArray("sub-01") << false;
        QTest::newRow("a path") << QByteArray("../01") << false;
        QTest::newRow("a space") << QByteArray("0 1") << false;
        QTest::newRow("not ASCII") << QByteArray("m\xc3\xbcller") << false;
    }

    void labelsAreLettersAndDigits()
    {
        QFETCH(QByteArray, label);
        QFETCH(bool, isLabel);
        QCOMPARE(isUsageError([&] { checkBidsLabel(label.toStdString(), "subject"); }), !isLabel);
    }

    void derivativesHaveBidsNames_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("session");
        QTest::addColumn<QByteArray>("entity");
        QTest::addColumn<QByteArray>("suffix");
        QTest::addColumn<int>("count");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("a brain") << QByteArray("sub-01_T1w.nii.gz") << QByteArray() << QByteArray("desc-brain") << QByteArray() << 1
                                 << QByteArray("insula-strip/sub-01/anat/sub-01_desc-brain_T1w.nii.gz");
        QTest::newRow("its mask, the second one")
            << QByteArray("sub-01_T1w.nii.gz") << QByteArray() << QByteArray("desc-brain") << QByteArray("mask") << 2
            << QByteArray("insula-strip/sub-01/anat/sub-01_desc-brain2_mask.nii.gz");
        QTest::newRow("a run of a session") << QByteArray("sub-01_ses-02_task-rest_bold.nii") << QByteArray("02")
                                            << QByteArray("desc-smooth") << QByteArray() << 1
                                            << QByteArray(
                                                   "insula-strip/sub-01/ses-02/func/sub-01_ses-02_task-rest_desc-smooth_bold.nii.gz");
        QTest::newRow("another entity keeps desc")
            << QByteArray("sub-01_desc-brain_T1w.nii") << QByteArray() << QByteArray("space-MNI") << QByteArray() << 1
            << QByteArray("insula-strip/sub-01/anat/sub-01_space-MNI_desc-brain_T1w.nii.gz");
        QTest::newRow("no entity, again") << QByteArray("sub-01_T1w.nii") << QByteArray() << QByteArray() << QByteArray() << 3
                                          << QByteArray("insula-strip/sub-01/anat/sub-01_desc-3_T1w.nii.gz");
        QTest::newRow("no BIDS name") << QByteArray("scan.nii") << QByteArray() << QByteArray("desc-brain") << QByteArray() << 1
                                      << QByteArray("insula-strip/sub-01/anat/sub-01_desc-brain_image.nii.gz");
        QTest::newRow("diffusion") << QByteArray("sub-01_dwi.nii") << QByteArray() << QByteArray("desc-a") << QByteArray() << 1
                                   << QByteArray("insula-strip/sub-01/dwi/sub-01_desc-a_dwi.nii.gz");
    }

    void derivativesHaveBidsNames()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, session);
        QFETCH(QByteArray, entity);
        QFETCH(QByteArray, suffix);
        QFETCH(int, count);
        const auto path = derivativePath("strip", parseBidsName(source.toStdString()), "01", session.toStdString(), entity.toStdString(),
            suffix.toStdString(), ".nii.gz", count);
        QTEST(QByteArray(path.string().c_str()), "path");
    }

    void theSidecarLiesBeside()
    {
        QCOMPARE(sidecarOf("/a/b.nii.gz").string(), std::string("/a/b.json"));
        QCOMPARE(sidecarOf("/a.b/c.tsv").string(), std::string("/a.b/c.json"));
    }
};

QTEST_GUILESS_MAIN(TestProjectNames)
#include "tst_ProjectNames.moc"
