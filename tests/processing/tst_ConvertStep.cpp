#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/steps/Steps.h"
#include "tests/processing/ForeignFiles.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <optional>

using namespace insula;

namespace {

const Size3 Size{5, 4, 3};

StepOutputs converted(const std::filesystem::path& file, const nlohmann::json& params = nlohmann::json::object())
{
    const ScratchFolder scratch;
    StepInputs inputs;
    inputs.files["file"] = file;
    inputs.scratch = scratch.path();
    return convertStep().run(inputs, params, {});
}

// The message of the Error that converting gives; empty when there is none.
std::string failure(const std::filesystem::path& file, const nlohmann::json& params = nlohmann::json::object())
{
    try {
        converted(file, params);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool hasTestVoxels(const Volume& volume)
{
    for (std::int64_t t = 0; t < volume.frames(); ++t)
        for (std::int64_t k = 0; k < volume.size().z; ++k)
            for (std::int64_t j = 0; j < volume.size().y; ++j)
                for (std::int64_t i = 0; i < volume.size().x; ++i)
                    if (volume.value(i, j, k, t) != static_cast<double>(i + 10 * j + 100 * k + 1000 * t))
                        return false;
    return true;
}

// 1.5 mm to the left, 2 mm to posterior, 3 mm up; first voxel at LPS (10, 20, 30).
Affine leftPosterior()
{
    return Affine::fromColumns({-1.5, 0, 0}, {0, -2, 0}, {0, 0, 3}, {-10, -20, 30});
}

} // namespace

class TestConvertStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { m_folder.reset(); }

    void readsMghAndMgzWithTime_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("compressed");
        QTest::newRow("MGH") << "a.mgh" << false;
        QTest::newRow("MGZ") << "a.mgz" << true;
    }
    void readsMghAndMgzWithTime()
    {
        QFETCH(QString, name);
        QFETCH(bool, compressed);
        const std::string bytes = foreign::mgh(Size, 2, phantom::obliqueLeftHanded(), 1790);
        const auto file = write(name.toStdString(), compressed ? foreign::deflated(bytes, true) : bytes);
        const VolumePtr volume = converted(file).volumes.at("image");
        QCOMPARE(volume->size(), Size);
        QCOMPARE(volume->frames(), std::int64_t{2});
        QVERIFY(std::abs(volume->trSeconds() - 1.79) < 1e-6);
        QCOMPARE(volume->dataType(), DataType::Int16);
        QVERIFY(largestCornerDistanceMm(Size, volume->affine(), phantom::obliqueLeftHanded()) < 1e-5);
        QVERIFY(hasTestVoxels(*volume));
    }

    void readsNrrdAndMetaImage_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        const std::string raw = foreign::voxels<std::int16_t>(Size), z = foreign::deflated(raw, false);
        const auto row
            = [](const char* name, const std::string& content) { QTest::newRow(name) << name << QByteArray::fromStdString(content); };
        row("raw.nrrd", foreign::nrrdHeader(Size, "raw") + raw);
        row("gzip.nrrd", foreign::nrrdHeader(Size, "gzip") + foreign::deflated(raw, true));
        row("raw.mha", foreign::metaHeader(Size, "CompressedData = False\n") + raw);
        row("compressed.mha",
            foreign::metaHeader(Size, "CompressedData = True\nCompressedDataSize = " + std::to_string(z.size()) + "\n") + z);
    }
    void readsNrrdAndMetaImage()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const VolumePtr volume = converted(write(name.toStdString(), content.toStdString())).volumes.at("image");
        QCOMPARE(volume->size(), Size);
        QCOMPARE(volume->dataType(), DataType::Int16);
        QVERIFY(hasTestVoxels(*volume));
        QCOMPARE(volume->affine(), leftPosterior());
    }

    void keepsShearExactly()
    {
        const std::string raw = foreign::voxels<std::int16_t>(Size);
        const auto file = write("sheared.nrrd", foreign::nrrdHeader(Size, "raw", "(1.5,0,0) (0.25,2,0) (0,0,3)") + raw);
        const Affine expected = Affine::fromColumns({-1.5, 0, 0}, {-0.25, -2, 0}, {0, 0, 3}, {-10, -20, 30});
        const VolumePtr volume = converted(file).volumes.at("image");
        QVERIFY(largestCornerDistanceMm(Size, volume->affine(), expected) < 1e-9);
    }

    void readsAHeaderWithItsDataBesideIt()
    {
        write("a.raw", foreign::voxels<std::int16_t>(Size));
        const VolumePtr volume = converted(write("a.mhd", foreign::metaHeader(Size, "", "a.raw"))).volumes.at("image");
        QVERIFY(hasTestVoxels(*volume));
        QCOMPARE(volume->affine(), leftPosterior());
    }

    void readsAnalyzeOfBothByteOrdersAsLeftHandedAndSaysSo_data()
    {
        QTest::addColumn<bool>("big");
        QTest::newRow("little endian") << false;
        QTest::newRow("big endian") << true;
    }
    void readsAnalyzeOfBothByteOrdersAsLeftHandedAndSaysSo()
    {
        QFETCH(bool, big);
        write("a.img", foreign::voxels<std::int16_t>(Size, 1, big));
        const StepOutputs outputs = converted(write("a.hdr", foreign::analyzeHeader(Size, {1.5, 2, 3}, big)));
        const Volume& volume = *outputs.volumes.at("image");
        QVERIFY(hasTestVoxels(volume));
        // nibabel's AnalyzeImage without .mat file: diag(-1.5, 2, 3), centre of the voxels at 0
        QCOMPARE(volume.affine(), Affine::fromColumns({-1.5, 0, 0}, {0, 2, 0}, {0, 0, 3}, {3, -3, -3}));
        QVERIFY(outputs.warnings.size() == 1 && outputs.warnings[0].find("left") != std::string::npos);
    }

    void passesNiftiOnUnchanged()
    {
        const VolumePtr image = phantom::head({Size, phantom::obliqueLeftHanded()});
        const std::filesystem::path file = m_folder->path() / "a.nii.gz";
        writeNifti(file, *image);
        const VolumePtr volume = converted(file).volumes.at("image");
        QCOMPARE(volume->frameAsFloat(), image->frameAsFloat());
    }

    void refusesTruncatedFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        const std::string raw = foreign::voxels<std::int16_t>(Size), z = foreign::deflated(raw, false), gz = foreign::deflated(raw, true);
        const auto row = [](const char* name, const std::string& content, std::size_t less) {
            QTest::addRow("%s without its last %d bytes", name, static_cast<int>(less))
                << name << QByteArray::fromStdString(content.substr(0, content.size() - less));
        };
        for (const std::size_t less : {1, 7, 30}) {
            row("a.nrrd", foreign::nrrdHeader(Size, "raw") + raw, less);
            row("b.nrrd", foreign::nrrdHeader(Size, "gzip") + gz, less + 8); // beyond the checksum
            row("a.mha", foreign::metaHeader(Size, "CompressedData = False\n") + raw, less);
            row("b.mha", foreign::metaHeader(Size, "CompressedData = True\nCompressedDataSize = " + std::to_string(z.size()) + "\n") + z,
                less + 4);
            row("a.mgz", foreign::deflated(foreign::mgh(Size, 1, leftPosterior(), 0), true), less + 8);
            row("a.mgh", foreign::mgh(Size, 1, leftPosterior(), 0), less + 20); // beyond the tail
            row("a.dcm", foreign::Dicom{}.bytes(), less);
        }
    }
    void refusesTruncatedFiles()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const std::string message = failure(write(name.toStdString(), content.toStdString()));
        QVERIFY(!message.empty());
        QVERIFY2(message.find('\n') == std::string::npos && message.find(name.toStdString()) != std::string::npos, message.c_str());
    }

    void refusesHostileHeaders_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char* title, const char* name, const std::string& content) {
            QTest::newRow(title) << name << QByteArray::fromStdString(content);
        };
        const Size3 huge{2000000, 2000000, 2000000}, large{100000, 100000, 1000};
        row("NRRD of 20 TB", "a.nrrd", foreign::nrrdHeader(large, "raw") + "abc");
        row("NRRD whose size overflows", "a.nrrd", foreign::nrrdHeader(huge, "raw") + "abc");
        row("MetaImage of 20 TB", "a.mha", foreign::metaHeader(large, "") + "abc");
        row("MetaImage whose size overflows", "a.mha", foreign::metaHeader(huge, "") + "abc");
        row("MetaImage of negative size", "a.mha", foreign::metaHeader({-5, 4, 3}, "") + "abc");
        row("MetaImage that reads a file elsewhere", "a.mhd", foreign::metaHeader(Size, "", "/etc/passwd"));
        row("NRRD that reads a file elsewhere", "a.nhdr",
            "NRRD0004\ntype: short\ndimension: 1\nsizes: 5\nencoding: raw\nendian: little\ndata file: ../../etc/passwd\n");
        row("MetaImage without data", "a.mha", "ObjectType = Image\nNDims = 3\n");
        row("MGH of 20 TB", "a.mgh",
            foreign::mgh({1, 1, 1}, 1, leftPosterior(), 0).replace(4, 8, std::string("\x7f\xff\xff\xff\x00\x00\x40\x00", 8)));
        row("no NRRD at all", "a.nrrd", std::string(1000, 'x'));
        row("no MINC at all", "a.mnc", std::string(1000, 'x'));
        row("no DICOM at all", "a.dcm", std::string(1000, 'x'));
        row("unknown suffix", "a.xyz", std::string(1000, 'x'));
        row("empty", "a.nrrd", "");
    }
    void refusesHostileHeaders()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const auto file = write(name.toStdString(), content.toStdString());
        QElapsedTimer timer;
        timer.start();
        const std::string message = failure(file);
        QVERIFY(!message.empty());
        QVERIFY2(message.find('\n') == std::string::npos, message.c_str());
        QVERIFY(timer.elapsed() < 5000);
    }

    void randomDamageNeverGetsThrough()
    {
        const std::string raw = foreign::voxels<std::int16_t>(Size);
        const std::vector<std::pair<std::string, std::string>> files{{"a.nrrd", foreign::nrrdHeader(Size, "raw") + raw},
            {"a.mha", foreign::metaHeader(Size, "") + raw}, {"a.mgh", foreign::mgh(Size, 1, leftPosterior(), 0)},
            {"a.dcm", foreign::Dicom{}.bytes()}};
        unsigned state = 12345;
        const auto random = [&](std::size_t below) { return (state = state * 1664525u + 1013904223u) / 65536u % below; };
        for (int round = 0; round < 40; ++round)
            for (const auto& [name, good] : files) {
                std::string bad = good;
                for (int change = 0; change < 4; ++change)
                    bad[random(std::min<std::size_t>(bad.size(), 700))] = static_cast<char>(random(256));
                const auto file = write(name, bad);
                try { // either an Error or a volume that keeps its promises: this process survives
                    const VolumePtr volume = converted(file, {{"max-seconds", 20}, {"max-memory-mb", 512}}).volumes.at("image");
                    QVERIFY(volume->affine().isFinite() && volume->size().count() > 0);
                    volume->frameAsFloat();
                } catch (const Error& error) {
                    QVERIFY(std::string(error.what()).find('\n') == std::string::npos);
                }
            }
    }

    void theMemoryLimitHolds()
    {
        const Size3 size{512, 512, 256}; // 128 MiB that compress to almost nothing
        const std::string zeros(static_cast<std::size_t>(size.count()) * 2, '\0');
        const auto file = write("a.nrrd", foreign::nrrdHeader(size, "gzip") + foreign::deflated(zeros, true));
        const std::string message = failure(file, {{"max-memory-mb", 64}});
        QVERIFY2(message.find("memory") != std::string::npos || message.find("signal") != std::string::npos, message.c_str());
        QVERIFY2(message.find("a.nrrd") != std::string::npos, message.c_str());
    }

    void aCleanedHeaderSaysNothingBeyondTheImage()
    {
        Volume::Description description;
        description.grid.size = {2, 2, 2};
        description.source.description = "made for Jane";
        description.source.intentName = "Jane";
        const std::string note = "about Jane";
        const auto bytes = std::as_bytes(std::span(note));
        description.source.extensions.push_back({6, {bytes.begin(), bytes.end()}});
        const auto file = m_folder->path() / "n.nii";
        writeNifti(file, *Volume::make(description, std::vector<float>(8, 1)));
        StepInputs inputs;
        inputs.files["file"] = file;
        const auto kept = convertStep().run(inputs, nlohmann::json::object(), {}).volumes.at("image"),
                   cleaned = convertStep().run(inputs, {{"clean-header", true}}, {}).volumes.at("image");
        QCOMPARE(kept->source().description, std::string("made for Jane"));
        writeNifti(m_folder->path() / "c.nii", *cleaned);
        QVERIFY(foreign::contentOf(m_folder->path() / "c.nii").find("Jane") == std::string::npos);
        QCOMPARE(cleaned->value(1, 1, 1), 1.0);
    }

    void leavesNothingInTheScratchFolder()
    {
        const ScratchFolder scratch;
        StepInputs inputs;
        inputs.files["file"] = write("a.nrrd", foreign::nrrdHeader(Size, "raw") + foreign::voxels<std::int16_t>(Size));
        inputs.scratch = scratch.path();
        const StepOutputs outputs = convertStep().run(inputs, nlohmann::json::object(), {});
        QVERIFY(std::filesystem::is_empty(scratch.path()));
        QVERIFY(hasTestVoxels(*outputs.volumes.at("image"))); // still there
    }

private:
    std::filesystem::path write(const std::string& name, const std::string& content) const
    {
        const std::filesystem::path file = m_folder->path() / name;
        foreign::write(file, content);
        return file;
    }

    std::optional<ScratchFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestConvertStep)
#include "tst_ConvertStep.moc"
