// Jobs are child processes: whatever a child does, the queue goes on and says what happened.
#include "widgets/JobQueue.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace insula;

class tst_JobQueue : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString program(const QByteArray& body)
    {
        static int number = 0;
        const auto path = m_folder.filePath(QString("child%1").arg(++number));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("#!/bin/sh\n" + body + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    static RunRequest request()
    {
        RunRequest request;
        request.step = "smooth";
        request.inputs["image"] = "/data/t1.nii";
        return request;
    }
    const Job* finished(JobQueue& queue, int id)
    {
        return QTest::qWaitFor([&] { return queue.find(id)->isFinished(); }, 5000) ? queue.find(id) : nullptr;
    }

private Q_SLOTS:
    void aDoneJobGivesItsOutputs()
    {
        JobQueue queue(program(R"(echo '{"event":"progress","fraction":0.5,"message":"half"}'
printf '{"event":"done","run":3,"outputs":{"mask":"/p/m.nii.gz"}}')"));
        const int id = queue.add("Smooth", request());
        const auto* job = finished(queue, id);
        QVERIFY(job);
        QCOMPARE(job->state, Job::State::Done);
        QCOMPARE(job->outputs.value("mask"), QString("/p/m.nii.gz")); // also without a last line break
    }

    void aFailedJobSaysWhyAndKeepsItsLog()
    {
        JobQueue queue(
            program(R"(echo 'reading t1.nii' >&2; echo '{"event":"failed","message":"t1.nii: expected 3 dimensions, found 2"}'; exit 1)"));
        const auto* job = finished(queue, queue.add("Smooth", request()));
        QVERIFY(job);
        QCOMPARE(job->state, Job::State::Failed);
        QCOMPARE(job->error, QString("t1.nii: expected 3 dimensions, found 2"));
        QVERIFY(job->log.contains("reading t1.nii"));
        QVERIFY(!job->advice.isEmpty());
    }

    void aCrashIsExplainedAndTheNextJobRuns()
    {
        JobQueue queue(program("case $2 in smooth) kill -SEGV $$;; *) exit 0;; esac"));
        const int first = queue.add("Smooth", request());
        auto other = request();
        other.step = "resample";
        const int second = queue.add("Resample", other);
        QCOMPARE(queue.find(second)->state, Job::State::Waiting);
        QVERIFY(finished(queue, second));
        QCOMPARE(queue.find(first)->state, Job::State::Crashed);
        QCOMPARE(queue.find(second)->state, Job::State::Done);
    }

    void aMissingProgramIsAFailureNotAnException()
    {
        JobQueue queue(m_folder.filePath("nowhere"));
        const auto* job = finished(queue, queue.add("Smooth", request()));
        QVERIFY(job);
        QCOMPARE(job->state, Job::State::Failed);
        QVERIFY(job->error.contains("nowhere"));
    }

    void cancelEndsAStubbornChildWithinThirtyHundredths_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("listens") << QByteArray("trap 'exit 130' TERM; echo ready; while :; do sleep 0.01; done");
        QTest::newRow("deaf") << QByteArray("trap '' TERM; echo ready; while :; do sleep 0.01; done");
    }
    void cancelEndsAStubbornChildWithinThirtyHundredths()
    {
        QFETCH(QByteArray, body);
        JobQueue queue(program(body));
        const int id = queue.add("Smooth", request());
        QVERIFY(QTest::qWaitFor([&] { return queue.find(id)->log.contains("ready"); }, 5000));
        QElapsedTimer clock;
        clock.start();
        queue.cancel(id);
        QVERIFY(clock.elapsed() < 50); // asking does not wait
        QVERIFY(finished(queue, id));
        QVERIFY2(clock.elapsed() < 450, qPrintable(QString::number(clock.elapsed()))); // 0.3 s and the machine's own delay
        QCOMPARE(queue.find(id)->state, Job::State::Cancelled);
    }

    void aWaitingJobIsCancelledWithoutStarting()
    {
        JobQueue queue(program("sleep 5"));
        const int first = queue.add("A", request());
        const int second = queue.add("B", request());
        queue.cancel(second);
        QCOMPARE(queue.find(second)->state, Job::State::Cancelled);
        QCOMPARE(queue.find(first)->state, Job::State::Running);
        QCOMPARE(queue.unfinishedCount(), 1);
    }

    void aPipelineIsStartedWithItsOwnArgumentsAndMayTakeTimeToEnd()
    {
        JobQueue queue(program(R"(trap 'sleep 0.6; echo ended; exit 130' TERM; echo "$@"; echo ready; while true; do sleep 0.05; done)"));
        const int id = queue.add("Task", QStringList{"pipeline", "run", "task file.json", "--subject", "01"});
        QVERIFY(QTest::qWaitFor([&] { return queue.find(id)->log.contains("ready"); }, 5000));
        QVERIFY(queue.find(id)->log.contains("pipeline run task file.json --subject 01"));
        queue.cancel(id);
        QVERIFY(finished(queue, id));
        QCOMPARE(queue.find(id)->state, Job::State::Cancelled);
        QVERIFY(queue.find(id)->log.contains("ended"));
    }

    void childrenEndWithTheQueue()
    {
        const auto pidFile = m_folder.filePath("pid");
        {
            JobQueue queue(program("echo $$ > " + pidFile.toUtf8() + "; echo ready; exec sleep 30"));
            const int id = queue.add("A", request());
            QVERIFY(QTest::qWaitFor([&] { return queue.find(id)->log.contains("ready"); }, 5000));
        }
        QFile file(pidFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(::kill(file.readAll().trimmed().toInt(), 0), -1);
    }
};

QTEST_GUILESS_MAIN(tst_JobQueue)
#include "tst_JobQueue.moc"
