#include "processing/core/Nifti.h"
#include "tests/core/Messages.h"
#include "tests/core/Orientations.h"
#include "tests/core/RawNifti.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <limits>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace insula;
using namespace insula::test;

namespace {

const Affine oblique = orientations()[9].turned().affine({1, 1.5, 2.2}, {11, -23, 5});

template <typename T = float> VolumePtr counting(const Affine& affine, std::int64_t frames = 1, const SourceInfo& source = {})
{
    Volume::Description d;
    d.grid = {{3, 4, 5}, affine};
    d.frames = frames;
    d.trSeconds = frames > 1 ? 2.5 : 0;
    d.source = source;
    std::vector<T> voxels(static_cast<std::size_t>(60 * frames));
    for (std::size_t n = 0; n < voxels.size(); ++n) {
        voxels[n] = static_cast<T>(n);
    }
    return Volume::make(std::move(d), std::move(voxels));
}

bool sameVoxels(const Volume& a, const Volume& b)
{
    for (std::int64_t t = 0; t < a.frames(); ++t) {
        if (!std::ranges::equal(a.rawFrame(t), b.rawFrame(t))) {
            return false;
        }
    }
    return a.size() == b.size() && a.frames() == b.frames() && a.dataType() == b.dataType();
}

class Refusing : public ProgressSink {
public:
    void progressed(double, std::string_view) override { }
    bool isCancelled() const override { return true; }
};

} // namespace

class TestNiftiWriter : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    VolumePtr again(const Volume& volume, const char* name = "a.nii", const NiftiWriteOptions& options = {}) const
    {
        writeNifti(path(name), volume, options);
        return readNifti(path(name), {.lazy = false});
    }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }
    template <typename T> void keepsType() const
    {
        const VolumePtr volume = counting<T>(oblique);
        QVERIFY(sameVoxels(*again(*volume), *volume));
    }

private Q_SLOTS:
    void init() { QVERIFY(QDir(m_folder.path()).isEmpty(QDir::Files | QDir::Hidden)); }
    void cleanup()
    {
        for (const QString& file : files()) {
            QFile::remove(m_folder.filePath(file));
        }
    }

    void whatIsWrittenIsReadAgain_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("version");
        QTest::addColumn<int>("frames");
        for (const int version : {1, 2}) {
            for (const int frames : {1, 3}) {
                for (const char* name : {"a.nii", "a.nii.gz"}) {
                    QTest::addRow("NIfTI-%d, %d frames, %s", version, frames, name) << QByteArray(name) << version << frames;
                }
            }
        }
    }

    void whatIsWrittenIsReadAgain()
    {
        QFETCH(QByteArray, name);
        QFETCH(int, version);
        QFETCH(int, frames);
        const VolumePtr volume = counting<std::int16_t>(oblique, frames), copy = again(*volume, name.constData(), {.version = version});
        QVERIFY(sameVoxels(*copy, *volume));
        QVERIFY(farthest(copy->affine(), oblique) < (version == 1 ? 1e-5 : 1e-12));
        QCOMPARE(copy->trSeconds(), volume->trSeconds());
        QCOMPARE(copy->source().format, std::string(version == 1 ? "NIfTI-1" : "NIfTI-2"));
        QCOMPARE(copy->source().warnings.size(), std::size_t{0});
        QCOMPARE(files().size(), 1);
    }

    void everyTypeIsKept()
    {
        keepsType<std::uint8_t>();
        keepsType<std::int8_t>();
        keepsType<std::uint16_t>();
        keepsType<std::uint32_t>();
        keepsType<std::int32_t>();
        keepsType<std::uint64_t>();
        keepsType<std::int64_t>();
        keepsType<float>();
        keepsType<double>();
    }

    void scalingIsKept()
    {
        Volume::Description d = counting<std::int16_t>(oblique)->description();
        d.slope = 0.5;
        d.intercept = -8;
        const VolumePtr copy = again(*Volume::make(d, std::vector<std::int16_t>(60, 100)));
        QCOMPARE(copy->slope(), 0.5);
        QCOMPARE(copy->intercept(), -8.0);
        QCOMPARE(copy->value(1, 2, 3), 42.0);
    }

    void headerTextAndExtensionsAreKept()
    {
        SourceInfo source;
        source.description = "a phantom";
        source.intentName = "z score";
        source.intentCode = 5;
        source.intentParameters = {1, 2, 3};
        source.displayMin = -1;
        source.displayMax = 4;
        source.extensions = {{6, std::vector<std::byte>(24, std::byte{65})}, {4, std::vector<std::byte>(8, std::byte{1})}};
        for (const char* name : {"a.nii", "a.nii.gz"}) {
            for (const int version : {1, 2}) {
                const VolumePtr copy = again(*counting(oblique, 1, source), name, {.version = version});
                const SourceInfo& s = copy->source();
                QCOMPARE(s.description, source.description);
                QCOMPARE(s.intentName, source.intentName);
                QCOMPARE(s.intentCode, 5);
                QCOMPARE(s.intentParameters, source.intentParameters);
                QCOMPARE(s.displayMin, -1.0);
                QCOMPARE(s.displayMax, 4.0);
                QCOMPARE(s.extensions.size(), std::size_t{2});
                for (std::size_t n = 0; n < 2; ++n) {
                    QCOMPARE(s.extensions[n].code, source.extensions[n].code);
                    QCOMPARE(s.extensions[n].data, source.extensions[n].data);
                }
                QCOMPARE(copy->value(2, 3, 4), 59.0);
            }
        }
    }

    void anExtensionOfOddLengthIsPadded()
    {
        SourceInfo source;
        source.extensions = {{6, std::vector<std::byte>(5, std::byte{65})}};
        const VolumePtr copy = again(*counting(oblique, 1, source));
        QCOMPARE(copy->source().extensions.at(0).data.size(), std::size_t{8});
        QCOMPARE(copy->value(2, 3, 4), 59.0);
    }

    // nifti1.h: sizeof_hdr, dim, datatype, bitpix, vox_offset, magic at their places; unused bytes zero.
    void theHeaderIsAsTheStandardSays()
    {
        writeNifti(path("a.nii"), *counting(Affine()));
        const QByteArray bytes = loaded(path("a.nii"));
        QCOMPARE(bytes.size(), qsizetype{352 + 60 * 4});
        QCOMPARE(bytes.first(4), QByteArray("\x5c\x01\0\0", 4));
        QCOMPARE(bytes.mid(40, 16), QByteArray("\3\0\3\0\4\0\5\0\1\0\1\0\1\0\1\0", 16));
        QCOMPARE(bytes.mid(70, 4), QByteArray("\x10\0\x20\0", 4));
        float offset = 0;
        std::memcpy(&offset, bytes.constData() + 108, 4);
        QCOMPARE(offset, 352.0f);
        QCOMPARE(bytes.mid(344, 8), QByteArray("n+1\0\0\0\0\0", 8));
        QCOMPARE(bytes.mid(4, 36), QByteArray(36, '\0'));
    }

    void theSuffixDecidesOnCompression()
    {
        writeNifti(path("a.nii"), *counting(oblique));
        writeNifti(path("b.nii.gz"), *counting(oblique));
        QVERIFY(!loaded(path("a.nii")).startsWith("\x1f\x8b"));
        QVERIFY(loaded(path("b.nii.gz")).startsWith("\x1f\x8b"));
        QVERIFY(isUsageError([&] { writeNifti(path("c.mgz"), *counting(oblique)); }));
    }

    void anAxisBeyond32767NeedsVersion2()
    {
        Volume::Description d;
        d.grid.size = {32768, 1, 1};
        const VolumePtr longOne = Volume::make(d, std::vector<std::uint8_t>(32768, 7));
        QCOMPARE(again(*longOne)->source().format, std::string("NIfTI-2"));
        QVERIFY(contains(messageOf([&] { again(*longOne, "a.nii", {.version = 1}); }), "NIfTI-2"));
    }

    void cancellingLeavesTheOldFileAndNothingElse()
    {
        saved(path("a.nii.gz"), "the old one");
        Refusing sink;
        QVERIFY_EXCEPTION_THROWN(writeNifti(path("a.nii.gz"), *counting(oblique), {}, Progress(sink)), Cancelled);
        QCOMPARE(files(), QStringList("a.nii.gz"));
        QCOMPARE(loaded(path("a.nii.gz")), QByteArray("the old one"));
    }

    // A limit of the file size stands for a full disk: writing fails in the middle, in a process of its own.
    void aWriteThatFailsLeavesTheOldFileAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("plain") << QByteArray("a.nii");
        QTest::newRow("compressed") << QByteArray("a.nii.gz");
    }

    void aWriteThatFailsLeavesTheOldFileAndNothingElse()
    {
        QFETCH(QByteArray, name);
        saved(path(name.constData()), "the old one");
        std::mt19937 random(1);
        std::vector<float> noise(60 * 1000);
        std::generate(noise.begin(), noise.end(), [&] { return static_cast<float>(random()); });
        Volume::Description d = counting(oblique, 1000)->description();
        const VolumePtr volume = Volume::make(d, std::move(noise));
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{100'000, 100'000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            ::_exit(contains(messageOf([&] { writeNifti(path(name.constData()), *volume); }), "larger than allowed") ? 0 : 1);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QCOMPARE(files(), QStringList(name));
        QCOMPARE(loaded(path(name.constData())), QByteArray("the old one"));
    }

    void labelsAreMarkedAsSuch()
    {
        Volume::Description d = counting(oblique)->description();
        d.kind = Kind::Labels;
        QCOMPARE(again(*Volume::make(d, std::vector<std::uint8_t>(60)))->source().intentCode, 1002); // NIFTI_INTENT_LABEL
    }
};

QTEST_GUILESS_MAIN(TestNiftiWriter)
#include "tst_NiftiWriter.moc"
