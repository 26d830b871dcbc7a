// Files that are broken or lie: each is refused with one line that names it, quickly, without a crash and without taking memory.
#include "processing/core/Nifti.h"
#include "tests/core/Messages.h"
#include "tests/core/RawNifti.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <limits>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace insula;
using namespace insula::test;

namespace {

RawNifti good(int version = 1)
{
    RawNifti raw(version);
    raw.dim({3, 4, 5, 6, 1, 1, 1, 1}).sform(1, Affine());
    return raw;
}

std::vector<float> ramp()
{
    std::vector<float> values(120);
    for (std::size_t n = 0; n < values.size(); ++n) {
        values[n] = static_cast<float>(n);
    }
    return values;
}

QByteArray goodFile()
{
    return good().file(ramp());
}

long peakKilobytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

class TestBadNifti : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const std::string& name) const { return m_folder.path().toStdString() + "/" + name; }

    // Reads every voxel; returns the message of the refusal.
    static std::string refusal(const std::filesystem::path& file, bool lazy)
    {
        return messageOf([&] {
            const VolumePtr volume = readNifti(file, {.lazy = lazy});
            for (std::int64_t t = 0; t < volume->frames(); ++t) {
                (void)volume->frameAsFloat(t);
            }
        });
    }
    void isRefused(const std::filesystem::path& file, const std::string& part) const
    {
        QElapsedTimer timer;
        timer.start();
        const long before = peakKilobytes();
        for (const bool lazy : {true, false}) {
            const std::string message = refusal(file, lazy);
            QVERIFY2(contains(message, part), message.c_str());
            QVERIFY2(contains(message, file.filename().string()), message.c_str());
            QVERIFY2(!contains(message, "\n"), message.c_str());
        }
        QVERIFY(timer.elapsed() < 2000);
        QVERIFY2(peakKilobytes() - before < 100'000, "memory was taken for a file that cannot be read");
    }
    void isRefused(const std::string& name, const QByteArray& bytes, const std::string& part) const
    {
        isRefused(saved(path(name), bytes), part);
    }

private Q_SLOTS:
    void theUnbrokenFileIsRead()
    {
        QCOMPARE(refusal(saved(path("a.nii"), goodFile()), true), std::string());
        QCOMPARE(refusal(saved(path("a.nii.gz"), gzipped(goodFile())), false), std::string());
    }

    void aTruncatedFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray plain = goodFile(), compressed = gzipped(plain);
        for (const qsizetype length : {1, 3, 4, 40, 200, 347, 348, 351, 352, 353, 500, 600, 700, 800, 830, 831}) {
            QTest::addRow("plain, %lld bytes", static_cast<long long>(length)) << QByteArray("t.nii") << plain.first(length);
        }
        for (qsizetype n = 1; n < 16; ++n) {
            QTest::addRow("compressed, %lld sixteenths", static_cast<long long>(n))
                << QByteArray("t.nii.gz") << compressed.first(compressed.size() * n / 16);
        }
        QTest::newRow("compressed, without the last byte") << QByteArray("t.nii.gz") << compressed.chopped(1);
        QTest::newRow("compressed, without the checksum") << QByteArray("t.nii.gz") << compressed.chopped(8);
    }

    void aTruncatedFileIsRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, bytes);
        isRefused(name.toStdString(), bytes, bytes.size() < 2 && name.endsWith(".gz") ? "gz" : "truncated");
    }

    void aTruncatedRunIsRefusedAtTheLatestWhenItsFrameIsAskedFor()
    {
        RawNifti raw;
        raw.dim({4, 4, 5, 6, 20, 1, 1, 1});
        const QByteArray bytes = gzipped(raw.file(std::vector<float>(2400, 1.5f)));
        for (qsizetype n = 1; n < 16; ++n) {
            isRefused("run.nii.gz", bytes.first(bytes.size() * n / 16), "truncated");
        }
    }

    void aHeaderThatLiesIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("part");
        const auto row
            = [](const char* name, const RawNifti& raw, const char* part) { QTest::newRow(name) << raw.file(ramp()) << QByteArray(part); };
        const double infinity = std::numeric_limits<double>::infinity(), notANumber = std::numeric_limits<double>::quiet_NaN();
        row("10 TB of voxels", good().dim({4, 32000, 32000, 2500, 1, 1, 1, 1}), "truncated");
        row("dimensions beyond 64 bits", good(2).dim({4, 1LL << 60, 1LL << 60, 8, 8, 1, 1, 1}), "multiply");
        row("dim[0] is 200", good().dim({200, 4, 5, 6, 1, 1, 1, 1}), "200 dimensions");
        row("dim[0] is -3", good().dim({-3, 4, 5, 6, 1, 1, 1, 1}), "-3 dimensions");
        row("an axis of 0", good().dim({3, 4, 0, 6, 1, 1, 1, 1}), "dimension 2 is 0");
        row("an axis of -1", good().dim({3, 4, 5, -1, 1, 1, 1, 1}), "dimension 3 is -1");
        row("vox_offset is NaN", good().offset(notANumber), "voxels cannot start");
        row("vox_offset is infinite", good().offset(infinity), "voxels cannot start");
        row("vox_offset is negative", good().offset(-352), "voxels cannot start");
        row("vox_offset inside the header", good().offset(100), "voxels cannot start");
        row("vox_offset between two bytes", good().offset(352.5), "voxels cannot start");
        row("vox_offset behind the file", good().offset(1e6), "truncated");
        row("vox_offset beyond 2^53", good(2).offset(9.1e18), "voxels cannot start");
        row("bitpix contradicts the type", good().type(16, 16), "bitpix says 16");
        row("a type that does not exist", good().type(999, 32), "datatype 999");
        row("intercept is NaN", good().scale(1, notANumber), "scl_inter");
        row("magic of two files", good().magic("ni1"), ".img");
        row("no magic: Analyze", good().magic(""), "Analyze");
        row("NIfTI-2 with a wrong magic", good(2).magic("n+1"), "magic is wrong");
        row("line ends changed by a text transfer", good(2).at(8, std::uint32_t{0x0a1a0a0a}), "binary mode");
        row("neither 348 nor 540", good().at(0, std::int32_t{1}), "not a NIfTI file");
    }

    void aHeaderThatLiesIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, part);
        isRefused("lie.nii", bytes, part.toStdString());
        isRefused("lie.nii.gz", gzipped(bytes), part.toStdString());
    }

    void aBombIsRefusedByItsSize()
    {
        // 64 MB of zeros in some 64 kB, so that the ratio is possible; the limit says no.
        RawNifti raw = good().dim({3, 256, 256, 256, 1, 1, 1, 1});
        const auto file = saved(path("bomb.nii.gz"), gzipped(raw.file(std::vector<float>(1 << 24))));
        const std::string message = messageOf([&] { readNifti(file, {.maxBytes = 1 << 20}); });
        QVERIFY2(contains(message, "67,108,864 bytes of memory, more than the 1,048,576 allowed"), message.c_str());
    }

    void whatIsNoSuchFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("part");
        const QByteArray plain = goodFile(), compressed = gzipped(plain);
        QTest::newRow("other bytes behind the compressed ones")
            << QByteArray("a.nii.gz") << compressed + "junk" << QByteArray("other bytes follow");
        QTest::newRow("not compressed, but named .gz") << QByteArray("a.nii.gz") << plain << QByteArray("rename it to .nii");
        QTest::newRow("compressed, but named .nii") << QByteArray("a.nii") << compressed << QByteArray("rename it to .nii.gz");
        QTest::newRow("compressed half of a pair") << QByteArray("a.hdr") << compressed << QByteArray("decompress both halves");
        QTest::newRow("empty") << QByteArray("a.nii") << QByteArray() << QByteArray("the file is empty");
        QTest::newRow("text") << QByteArray("a.nii") << QByteArray(1000, 'x') << QByteArray("not a NIfTI file");
        QTest::newRow("another format") << QByteArray("a.mgz") << plain << QByteArray("insula-cli run convert");
        QTest::newRow("a header without its image")
            << QByteArray("alone.hdr") << good().magic("ni1").header() << QByteArray("other half 'alone.img' is missing");
        QTest::newRow("a single file named .hdr") << QByteArray("a.hdr") << plain << QByteArray("rename it to .nii");
        QByteArray damaged = compressed;
        damaged[compressed.size() - 6] = static_cast<char>(damaged[compressed.size() - 6] ^ 1);
        QTest::newRow("a wrong checksum") << QByteArray("a.nii.gz") << damaged << QByteArray("damaged");
    }

    void whatIsNoSuchFileIsRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, part);
        isRefused(name.toStdString(), bytes, part.toStdString());
    }

    void foldersPipesAndMissingFilesAreRefused()
    {
        std::filesystem::create_directory(path("folder.nii"));
        isRefused(path("folder.nii"), "this is a folder");
        isRefused(path("missing.nii"), "does not exist");
        QCOMPARE(::mkfifo(path("pipe.nii").c_str(), 0600), 0);
        isRefused(path("pipe.nii"), "a device or a pipe");
    }

    void aFileThatMayNotBeReadIsRefused()
    {
        if (::geteuid() == 0) {
            QSKIP("root may read everything");
        }
        const auto file = saved(path("secret.nii"), goodFile());
        std::filesystem::permissions(file, std::filesystem::perms::none);
        isRefused(file, "you may not read");
    }

    // Whatever one byte of the header becomes: the file is read or refused, nothing else happens.
    void anyChangedByteOfTheHeaderIsReadOrRefused()
    {
        const QByteArray bytes = goodFile();
        int refused = 0;
        for (qsizetype n = 0; n < 352; ++n) {
            for (const int value : {0x00, 0x7f, 0x80, 0xff}) {
                QByteArray changed = bytes;
                changed[n] = static_cast<char>(value);
                const std::string message = refusal(saved(path("c.nii"), changed), true);
                refused += message.empty() ? 0 : 1;
                QVERIFY(message.empty() || contains(message, "c.nii"));
            }
        }
        QVERIFY2(refused > 30, "sizes, types and offsets are checked");
    }
};

QTEST_GUILESS_MAIN(TestBadNifti)
#include "tst_BadNifti.moc"
