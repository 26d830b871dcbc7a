// A training's log while it is being written: half lines, other files, a training that goes on, and what is shown of it.
#include "processing/core/Error.h"
#include "widgets/TrainingPanel.h"
#include "widgets/TrainingPlot.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace insula;

namespace {

const QByteArray Start = R"({"device":"cpu, 2 threads","event":"start","step":0,"steps":1000})"
                         "\n";

QByteArray step(int number, double loss, double seconds = 1.5)
{
    return QStringLiteral(R"({"event":"step","step":%1,"loss":%2,"t1":0.3,"learningRate":0.001,"secondsPerStep":%3})")
               .arg(number)
               .arg(loss)
               .arg(seconds)
               .toLatin1()
        + '\n';
}

QByteArray validation(int number, double score)
{
    return QStringLiteral(R"({"event":"validation","images":8.0,"step":%1,"maskWithCsf":%2,"t1Error":0.25})")
               .arg(number)
               .arg(score)
               .toLatin1()
        + '\n';
}

class LogFixture {
public:
    LogFixture() { QDir(m_folder.path()).mkpath("package/training"); }
    QString package() const { return m_folder.filePath("package"); }
    QString path() const { return m_folder.filePath("package/training/log.jsonl"); }
    void append(const QByteArray& text) const { write(text, QIODevice::Append); }
    void write(const QByteArray& text, QIODevice::OpenModeFlag mode = QIODevice::Truncate) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly | mode) || file.write(text) != text.size())
            qFatal("cannot write the log");
    }
    TrainingLog log() const { return TrainingLog(path().toStdString()); }

private:
    QTemporaryDir m_folder;
};

} // namespace

class tst_TrainingPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lossesAndScoresAreReadByTheirNames()
    {
        LogFixture f;
        f.write(Start + step(20, 9) + step(40, 7) + validation(40, 0.8));
        auto log = f.log();
        QVERIFY(log.readMore());
        QVERIFY(!log.readMore()); // nothing new
        QCOMPARE(log.losses().size(), std::size_t(2)); // loss and t1; not the learning rate nor the time
        QCOMPARE(log.losses().at("loss").size(), std::size_t(2));
        QCOMPARE(log.losses().at("loss")[1].value, 7.0);
        QCOMPARE(log.scores().at("maskWithCsf")[0].step, 40.0);
        QVERIFY(!log.scores().contains("images"));
        QCOMPARE(log.step(), 40.0);
        QCOMPARE(log.steps(), 1000.0);
        QCOMPARE(log.secondsLeft(), 960 * 1.5);
    }

    void aHalfWrittenLineWaitsForItsEnd()
    {
        LogFixture f;
        const auto whole = step(20, 9);
        f.write(Start + whole.left(25));
        auto log = f.log();
        QVERIFY(log.readMore());
        QVERIFY(log.losses().empty());
        f.append(whole.mid(25, 10));
        QVERIFY(!log.readMore());
        f.append(whole.mid(35) + step(40, 8));
        QVERIFY(log.readMore());
        QCOMPARE(log.losses().at("loss").size(), std::size_t(2));
        QCOMPARE(log.brokenLines(), std::int64_t(0));
    }

    void whatIsNoEventIsPassedOverAndCounted()
    {
        LogFixture f;
        f.write(Start + "{\"event\":\"step\",\"st\n" + "[1, 2]\n\n" + "{\"event\":\"step\",\"step\":20,\"loss\":null}\n" + step(40, 8)
            + "{\"event\":\"checkpoint\",\"step\":40}\n");
        auto log = f.log();
        log.readMore();
        QCOMPARE(log.brokenLines(), std::int64_t(2));
        QCOMPARE(log.losses().at("loss").size(), std::size_t(1)); // not a number: no point
        QCOMPARE(log.step(), 40.0);
    }

    void aTrainingThatGoesOnTakesBackWhatCameAfterItsCheckpoint()
    {
        LogFixture f;
        f.write(Start + step(20, 9) + step(40, 8) + step(60, 7) + R"({"event":"start","step":40,"steps":2000})" + "\n" + step(60, 6));
        auto log = f.log();
        log.readMore();
        const auto& loss = log.losses().at("loss");
        QCOMPARE(loss.size(), std::size_t(3));
        QCOMPARE(loss[2].value, 6.0);
        QCOMPARE(log.steps(), 2000.0);
    }

    void anotherFileOfTheNameStartsAnew()
    {
        LogFixture f;
        f.write(Start + step(20, 9) + step(40, 8));
        auto log = f.log();
        log.readMore();
        f.write(Start + step(20, 5)); // shorter
        QVERIFY(log.readMore());
        QCOMPARE(log.losses().at("loss").size(), std::size_t(1));
        f.write(R"({"event":"start","step":0,"steps":77})"
                "\n"
            + step(20, 4) + step(40, 4) + step(60, 4) + step(80, 4)); // longer
        QVERIFY(log.readMore());
        QCOMPARE(log.steps(), 77.0);
        QCOMPARE(log.losses().at("loss").size(), std::size_t(4));
        QFile::remove(f.path());
        QVERIFY(log.readMore());
        QVERIFY(!log.isThere() && log.losses().empty());
    }

    void theTimeLeftIsByTheMiddleOfTheLastFewSteps()
    {
        LogFixture f;
        QByteArray text = Start;
        for (int n = 1; n <= 30; ++n)
            text += step(20 * n, 5, n == 29 ? 500 : n < 10 ? 9 : 2); // one stood still for a while; slow at first
        f.write(text);
        auto log = f.log();
        log.readMore();
        QCOMPARE(log.secondsPerStep(), 2.0);
        QCOMPARE(log.secondsLeft(), 800.0);
    }

    void aPackageItsTrainingFolderOrTheLogOpenTheSame()
    {
        LogFixture f;
        f.write(Start);
        for (const auto& path : {f.package(), f.package() + "/training", f.path()})
            QCOMPARE(QString::fromStdString(trainingLogIn(path.toStdString()).string()), f.path());
        QVERIFY(trainingLogIn(QDir::tempPath().toStdString() + "/no-such-folder").empty());
        TrainingPanel panel;
        QVERIFY_EXCEPTION_THROWN(panel.open(QDir::rootPath() + "proc"), Error);
    }

    void thePanelFollowsTheFile()
    {
        LogFixture f;
        f.write(Start + step(20, 9));
        TrainingPanel panel;
        panel.resize(900, 320);
        panel.open(f.package());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto* state = panel.findChild<QLabel*>("trainingState");
        QVERIFY2(state->text().startsWith("Step 20 of 1,000"), qPrintable(state->text()));
        QVERIFY(state->text().contains("1.5 s per step"));
        QVERIFY(state->text().contains("about 25 min left"));
        const auto before = panel.findChild<TrainingPlot*>()->grab().toImage();
        f.append(step(40, 3) + validation(40, 0.9));
        QTRY_VERIFY_WITH_TIMEOUT(state->text().startsWith("Step 40 of"), 5000);
        QVERIFY(panel.findChild<TrainingPlot*>()->grab().toImage() != before);
        f.append(step(1000, 1));
        QTRY_VERIFY_WITH_TIMEOUT(state->text().contains("done"), 5000);
        QCOMPARE(panel.findChild<QProgressBar*>()->value(), 1000);
        QFile::remove(f.path());
        QTRY_VERIFY_WITH_TIMEOUT(state->text().contains("not there"), 5000);
    }

    void manyPointsAreDrawnInEverySize()
    {
        LogFixture f;
        QByteArray text = Start;
        for (int n = 1; n <= 3000; ++n)
            text += step(20 * n, 10 * std::exp(-n / 900.0) + 0.1 * (n % 7));
        f.write(text);
        auto log = f.log();
        log.readMore();
        TrainingPlot plot(log);
        for (const QSize size : {QSize(1000, 300), QSize(330, 700), QSize(60, 40), QSize(1, 1)}) {
            plot.resize(size);
            QVERIFY(!plot.grab().isNull());
        }
    }

    void namesAndTimesAreWords()
    {
        QCOMPARE(TrainingPlot::shownName("maskWithoutCsf"), QString("mask without CSF"));
        QCOMPARE(TrainingPlot::shownName("t1Error"), QString("T1 error"));
        QCOMPARE(durationText(45), QString("45 s"));
        QCOMPARE(durationText(1500), QString("25 min"));
        QCOMPARE(durationText(12000), QString("3 h 20 min"));
        QCOMPARE(durationText(4 * 86400 + 2 * 3600), QString("4 days 2 h"));
    }
};

QTEST_MAIN(tst_TrainingPanel)
#include "tst_TrainingPanel.moc"
