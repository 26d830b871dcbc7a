// Films by ffmpeg: with programs that stand in for it, and with itself where it is installed.
#include "processing/core/Mp4Writer.h"

#include "processing/core/Error.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace insula;

namespace {

struct Stop : ProgressSink {
    void progressed(double, std::string_view) override { }
    bool isCancelled() const override { return true; }
};

// One frame of one colour.
struct Frame {
    explicit Frame(int red) : bytes(16 * 8 * 4)
    {
        for (std::size_t n = 0; n < bytes.size(); n += 4)
            bytes[n] = static_cast<std::byte>(red);
    }
    PictureView view() const { return {16, 8, bytes, 64, PixelOrder::Rgba}; }
    std::vector<std::byte> bytes;
};

} // namespace

class tst_Mp4Writer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_path = qgetenv("PATH"); }
    void cleanup() { qputenv("PATH", m_path); }

    void framesGoToItAsTheyAre()
    {
        // Writes what it gets where ffmpeg would write the film, and its arguments beside it.
        useProgram("for last; do :; done\necho \"$@\" >\"$0.arguments\"\ncat >\"${last#file:}\"");
        const auto file = m_folder.filePath("film.mp4").toStdString();
        Mp4Writer film(file, 16, 8, 12.5);
        for (const int red : {10, 200, 30})
            film.add(Frame(red).view(), {});
        film.finish({});
        QFile made(m_folder.filePath("film.mp4"));
        QVERIFY(made.open(QIODevice::ReadOnly));
        const auto bytes = made.readAll();
        QCOMPARE(bytes.size(), 3 * 16 * 8 * 3);
        QCOMPARE(int(uchar(bytes[0])), 10);
        QCOMPARE(int(bytes[1]), 0);
        QCOMPARE(int(uchar(bytes[16 * 8 * 3])), 200);
        QFile arguments(m_folder.filePath("bin/ffmpeg.arguments"));
        QVERIFY(arguments.open(QIODevice::ReadOnly));
        const auto words = arguments.readAll();
        for (const char* wanted : {"16x8", "-framerate 12.5", "libx264", "yuv420p"})
            QVERIFY2(words.contains(wanted), words.constData());
    }

    void itsLastLineIsTold_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("at once") << "echo first >&2; echo 'No space left' >&2; exit 1";
        QTest::newRow("at the end") << "cat >/dev/null; echo first >&2; echo 'No space left' >&2; exit 1";
    }
    void itsLastLineIsTold()
    {
        QFETCH(QString, program);
        useProgram(program);
        try {
            Mp4Writer film(m_folder.filePath("failed.mp4").toStdString(), 16, 8, 10);
            for (int n = 0; n < 2000; ++n) // more than any buffer holds
                film.add(Frame(n).view(), {});
            film.finish({});
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("No space left"), error.what());
            QVERIFY(!QString(error.what()).contains("first"));
        }
        QVERIFY(leavesNothing("failed"));
    }

    void cancelledItLeavesNoFile()
    {
        useProgram("sleep 60"); // never reads
        Stop stop;
        bool isCancelled = false;
        try {
            Mp4Writer film(m_folder.filePath("stopped.mp4").toStdString(), 16, 8, 10);
            for (int n = 0; n < 2000; ++n)
                film.add(Frame(n).view(), n == 0 ? Progress() : Progress(stop));
        } catch (const Cancelled&) {
            isCancelled = true;
        }
        QVERIFY(isCancelled);
        QVERIFY(leavesNothing("stopped"));
    }

    void withoutItTheErrorSaysWhatToInstall()
    {
        qputenv("PATH", "/nowhere");
        QVERIFY(!findFfmpeg());
        try {
            Mp4Writer(m_folder.filePath("none.mp4").toStdString(), 16, 8, 10);
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("install ffmpeg"), error.what());
        }
        QVERIFY(leavesNothing("none"));
    }

    void oddSizesAreRefused() { QVERIFY_THROWS_EXCEPTION(Error, Mp4Writer(m_folder.filePath("odd.mp4").toStdString(), 15, 8, 10)); }

    void theFilmHasItsFramesAndColours()
    {
        const auto ffmpeg = findFfmpeg();
        if (!ffmpeg)
            QSKIP("ffmpeg is not installed");
        const auto file = m_folder.filePath("real.mp4");
        Mp4Writer film(file.toStdString(), 16, 8, 10);
        for (int n = 0; n < 12; ++n)
            film.add(Frame(20 * n).view(), {});
        film.finish({});
        QProcess decoder;
        decoder.start(QString::fromStdString(ffmpeg->string()), {"-v", "error", "-i", file, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"});
        QVERIFY(decoder.waitForFinished());
        const auto bytes = decoder.readAllStandardOutput();
        QCOMPARE(bytes.size(), 12 * 16 * 8 * 3);
        for (int n = 0; n < 12; ++n) // as near as H.264 keeps flat colours
            QVERIFY2(std::abs(int(uchar(bytes[n * 16 * 8 * 3 + 3 * (4 * 16 + 8)])) - 20 * n) <= 8, qPrintable(QString::number(n)));
    }

private:
    void useProgram(const QString& script)
    {
        QDir(m_folder.path()).mkpath("bin");
        QFile file(m_folder.filePath("bin/ffmpeg"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script.toUtf8() + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        qputenv("PATH", m_folder.filePath("bin").toUtf8() + ":" + m_path);
    }
    bool leavesNothing(const QString& name) const
    {
        return QDir(m_folder.path()).entryList({"*" + name + "*"}, QDir::AllEntries | QDir::Hidden).isEmpty();
    }

    QTemporaryDir m_folder;
    QByteArray m_path;
};

QTEST_GUILESS_MAIN(tst_Mp4Writer)
#include "tst_Mp4Writer.moc"
