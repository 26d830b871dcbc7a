#include "processing/core/AtomicFile.h"
#include "processing/core/MotionFile.h"
#include "tests/core/Messages.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace insula;
using namespace insula::test;

namespace fs = std::filesystem;

class TestMotionFile : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    fs::path write(const std::string& name, const std::string& text) const
    {
        const fs::path file = fs::path(m_folder.path().toStdString()) / name;
        writeTextFile(file, text);
        return file;
    }

private Q_SLOTS:
    void theThreeFormsSayTheSame()
    {
        const auto fsl = readMotion(write("bold_mcf.par", "0.01 0.02 0.03  1 2 3\n0 0 0 -1 0 0.5\n"));
        const auto spm = readMotion(write("rp_bold.txt", "  1.0e+00 2 3 0.01 0.02 0.03\n -1 0 0.5 0 0 0\n"));
        const auto prep = readMotion(write("sub-1_desc-confounds_timeseries.tsv",
            "csf\trot_z\ttrans_x\ttrans_y\ttrans_z\trot_x\trot_y\tframewise_displacement\n"
            "5\t0.03\t1\t2\t3\t0.01\t0.02\tn/a\n6\t0\t-1\t0\t0.5\t0\t0\t1\n"));
        for (const auto* motion : {&fsl, &spm, &prep}) {
            QCOMPARE(motion->frames(), std::size_t{2});
            QCOMPARE(motion->translationMm[0], (std::array<double, 3>{1, 2, 3}));
            QCOMPARE(motion->rotation[0], (std::array<double, 3>{0.01, 0.02, 0.03}));
            QCOMPARE(motion->translationMm[1], (std::array<double, 3>{-1, 0, 0.5}));
        }
        // |2| + |2| + |2.5| mm, and 0.06 rad on a sphere of 50 mm.
        const auto moved = framewiseDisplacementMm(fsl);
        QCOMPARE(moved[0], 0.0);
        QVERIFY(std::abs(moved[1] - 9.5) < 1e-12);
    }

    void brokenFilesAreRefusedInOneLine()
    {
        const auto says
            = [&](const std::string& name, const std::string& text) { return messageOf([&] { readMotion(write(name, text)); }); };
        QVERIFY(says("x.par", "1 2 3 4 5\n").find("six numbers") != std::string::npos);
        QVERIFY(says("x.par", "1 2 3 4 5 6\n1 2 3\n").find("line 2") != std::string::npos);
        QVERIFY(says("x.par", "1 2 3 4 5 nan\n").find("no number") != std::string::npos);
        QVERIFY(says("x.par", "# nothing\n").find("no numbers") != std::string::npos);
        QVERIFY(says("x_confounds.tsv", "trans_x\n1\n").find("no column") != std::string::npos);
        QVERIFY(says("motion.txt", "1 2 3 4 5 6\n").find("name it") != std::string::npos);
    }

    void theFileBesideARunIsFound()
    {
        const auto run = write("sub-1_task-a_bold.nii.gz", "");
        const auto beside = write("sub-1_task-a_desc-confounds_timeseries.tsv", "");
        QCOMPARE(motionOfRun(run), beside);
        QCOMPARE(motionOfRun(write("f.nii", "")), fs::path());
        const auto par = write("rp_f.txt", "");
        QCOMPARE(motionOfRun(write("f.nii", "")), par);
    }
};

QTEST_GUILESS_MAIN(TestMotionFile)
#include "tst_MotionFile.moc"
