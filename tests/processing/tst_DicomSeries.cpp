#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/StepModules.h"
#include "processing/steps/Steps.h"
#include "tests/processing/DicomSeriesFolder.h"

#include <QtTest>

#include <fmt/format.h>

#include <optional>

using namespace insula;
using foreign::DicomElements;
using foreign::mrImage;
using foreign::ObliqueFrame;
using foreign::sliceValues;
using foreign::voxelValue;

namespace {

namespace fs = std::filesystem;

StepOutputs converted(const fs::path& path, const nlohmann::json& params = nlohmann::json::object())
{
    StepInputs inputs;
    inputs.files["file"] = path;
    return convertStep().run(inputs, params, {});
}

std::string failure(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

nlohmann::json listed(const fs::path& path)
{
    nlohmann::json result;
    moduleFunction<void(const fs::path&, std::uint64_t, double, const Progress&, nlohmann::json&)>("insula_steps", "insulaListDicom")(
        path, 0, 0, {}, result);
    return result;
}

bool mentions(const std::vector<std::string>& warnings, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(warnings, [&](const std::string& warning) {
        return std::ranges::all_of(words, [&](const char* word) { return warning.find(word) != std::string::npos; });
    });
}

void compareVoxels(const Volume& volume, const Size3& size, int frames, double slope = 1, double intercept = 0)
{
    QCOMPARE(volume.size(), size);
    QCOMPARE(volume.frames(), std::int64_t{frames});
    for (int t = 0; t < frames; ++t)
        for (int k = 0; k < size.z; ++k)
            for (int j = 0; j < size.y; ++j)
                for (int i = 0; i < size.x; ++i)
                    QCOMPARE(volume.value(i, j, k, t), slope * voxelValue(i, j, k, t) + intercept);
}

} // namespace

class TestDicomSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { m_folder.reset(); }

    void mosaicsAreTakenApart_data()
    {
        QTest::addColumn<bool>("isReversed");
        QTest::newRow("along the normal") << false;
        QTest::newRow("against the normal") << true;
    }
    // Five slices of 4 x 3 voxels in tiles, three across: the file's order of slices is that of the tiles.
    void mosaicsAreTakenApart()
    {
        QFETCH(bool, isReversed);
        m_folder->addMosaics(3, isReversed, "1");
        const StepOutputs outputs = converted(m_folder->path());
        const Volume& volume = *outputs.volumes.at("image");
        ObliqueFrame frame;
        if (isReversed) // tile 0 lies at the origin, the stack grows along the normal: its first slice is the last tile
            frame.origin = frame.at(0, 0, -4 * 3.3);
        QVERIFY(largestCornerDistanceMm({4, 3, 5}, volume.affine(), frame.affine(1.5, 2, 3.3)) < 1e-4);
        for (int t = 0; t < 3; ++t)
            for (int k = 0; k < 5; ++k)
                for (int j = 0; j < 3; ++j)
                    for (int i = 0; i < 4; ++i)
                        QCOMPARE(volume.value(i, j, k, t), double(voxelValue(i, j, isReversed ? 4 - k : k, t)));
        QCOMPARE(volume.trSeconds(), 2.0);
        const auto& sidecar = outputs.sidecars.at("image");
        const std::vector<double> times{1, 0, 1.2, 0.4, 1.6}, turned{1.6, 0.4, 1.2, 0, 1};
        QCOMPARE(sidecar["SliceTiming"].get<std::vector<double>>(), isReversed ? turned : times);
        QCOMPARE(sidecar["PhaseEncodingDirection"].get<std::string>(), std::string("j"));
        // 20 Hz per pixel over 3 lines: 1 / 60 s between echoes
        QVERIFY(std::abs(sidecar["EffectiveEchoSpacing"].get<double>() - 1.0 / 60) < 1e-9);
        QVERIFY(std::abs(sidecar["TotalReadoutTime"].get<double>() - 2.0 / 60) < 1e-9);
        QCOMPARE(sidecar["RepetitionTime"].get<double>(), 2.0);
        QCOMPARE(sidecar["EchoTime"].get<double>(), 0.03);
        QVERIFY2(outputs.warnings.empty(), outputs.warnings.empty() ? "" : outputs.warnings[0].c_str());
    }

    void aNegativePhaseEncodingHasAMinus()
    {
        m_folder->addMosaics(2, false, "0");
        QCOMPARE(converted(m_folder->path()).sidecars.at("image")["PhaseEncodingDirection"].get<std::string>(), std::string("j-"));
    }

    void aMosaicWithoutItsPrivateHeaderIsRefused()
    {
        DicomElements file = mrImage(12, 6, std::vector<int>(72, 1), "1.2.3.5", 1);
        DicomSeriesFolder::place(file, {-20, 35, 12});
        m_folder->write("m", file.raw(8, 8, "CS", "ORIGINAL\\PRIMARY\\M\\MOSAIC"));
        const std::string message = failure([&] { converted(m_folder->path()); });
        QVERIFY2(message.find("m.dcm is a Siemens mosaic") != std::string::npos, message.c_str());
    }

    // Frames in the order component, place, time; magnitude and phase with rescaling of their own.
    void enhancedMultiFrameIsStackedByItsFunctionalGroups()
    {
        m_folder->addEnhanced();
        const std::string message = failure([&] { converted(m_folder->path()); });
        QVERIFY2(message.find("2 series") != std::string::npos && message.find(" ph,") != std::string::npos, message.c_str());
        const StepOutputs magnitude = converted(m_folder->path(), {{"series", "1"}}),
                          phase = converted(m_folder->path(), {{"series", "2"}});
        compareVoxels(*magnitude.volumes.at("image"), {4, 3, 3}, 2, 2, 0);
        compareVoxels(*phase.volumes.at("image"), {4, 3, 3}, 2, 0.5, -100);
        QVERIFY(largestCornerDistanceMm({4, 3, 3}, magnitude.volumes.at("image")->affine(), ObliqueFrame().affine(1.25, 1.5, 4.4)) < 1e-4);
        QCOMPARE(magnitude.volumes.at("image")->dataType(), DataType::Int16); // not touched
        QCOMPARE(magnitude.volumes.at("image")->trSeconds(), 1.5);
        const auto& sidecar = magnitude.sidecars.at("image");
        QCOMPARE(sidecar["EchoTime"].get<double>(), 0.035);
        QCOMPARE(sidecar["FlipAngle"].get<double>(), 70.0);
        QCOMPARE(sidecar["PhaseEncodingAxis"].get<std::string>(), std::string("j")); // its sign is not known
        QVERIFY(!sidecar.contains("PhaseEncodingDirection"));
    }

    // As Siemens XA writes runs: a multi-frame file for each volume, frames with times of their own.
    void enhancedFilesOfOneVolumeEachMakeARunWithSliceTimes()
    {
        const double seconds[] = {1, 0, 0.5};
        for (int t = 0; t < 3; ++t) {
            std::vector<int> pixels;
            std::vector<DicomElements> frames;
            for (const int k : {2, 0, 1}) {
                const auto values = sliceValues(4, 3, k, t);
                pixels.insert(pixels.end(), values.begin(), values.end());
                const Vec3 at = ObliqueFrame().at(0, 0, 3.0 * k);
                DicomElements each;
                each.sequence(0x20, 0x9113, {DicomElements().numbers(0x20, 0x32, {at[0], at[1], at[2]})});
                each.sequence(
                    0x20, 0x9111, {DicomElements().raw(0x18, 0x9074, "DT", fmt::format("202401311200{:09.6f}", 2 * t + seconds[k]))});
                frames.push_back(each);
            }
            DicomElements shared;
            shared.sequence(0x20, 0x9116, {DicomElements().numbers(0x20, 0x37, ObliqueFrame().directions())});
            shared.sequence(0x28, 0x9110, {DicomElements().numbers(0x28, 0x30, {2, 1.5}).numbers(0x18, 0x50, {3})});
            shared.sequence(0x18, 0x9112, {DicomElements().numbers(0x18, 0x80, {2000}).numbers(0x18, 0x1314, {70})});
            DicomElements file = mrImage(4, 3, pixels, "1.2.3.11", t + 1);
            file.raw(8, 0x70, "LO", "Siemens Healthineers").raw(8, 0x16, "UI", "1.2.840.10008.5.1.4.1.1.4.1").raw(0x28, 8, "IS", "3");
            m_folder->write(fmt::format("xa{}", t), file.sequence(0x5200, 0x9229, {shared}).sequence(0x5200, 0x9230, frames));
        }
        const StepOutputs outputs = converted(m_folder->path());
        compareVoxels(*outputs.volumes.at("image"), {4, 3, 3}, 3);
        QCOMPARE(outputs.volumes.at("image")->trSeconds(), 2.0);
        QCOMPARE(outputs.sidecars.at("image")["SliceTiming"].get<std::vector<double>>(), (std::vector<double>{1, 0, 0.5}));
        QVERIFY2(outputs.warnings.empty(), outputs.warnings.empty() ? "" : outputs.warnings[0].c_str());
    }

    void anEnhancedFileWithTooFewDescriptionsIsRefused()
    {
        m_folder->addEnhanced(1);
        QVERIFY(failure([&] { converted(m_folder->path()); }).find("announces 12 frames and describes 11") != std::string::npos);
    }

    void echoesAreSeriesOfTheirOwn()
    {
        for (int e = 0; e < 2; ++e)
            for (int k = 0; k < 4; ++k)
                m_folder->addSlice(e * 4 + k, k, e, [&](DicomElements& file) {
                    file.numbers(0x18, 0x81, {e == 0 ? 4.92 : 7.38}).raw(8, 0x103e, "LO", "gre_field_mapping");
                });
        const auto list = listed(m_folder->path())["series"];
        QCOMPARE(list.size(), std::size_t{2});
        QCOMPARE(list[0]["becomes"].get<std::string>(), std::string("fmap/magnitude1"));
        QCOMPARE(list[1]["becomes"].get<std::string>(), std::string("fmap/magnitude2"));
        const StepOutputs second = converted(m_folder->path(), {{"series", list[1]["id"]}});
        QCOMPARE(second.volumes.at("image")->frames(), std::int64_t{1});
        QCOMPARE(second.volumes.at("image")->value(1, 2, 3), double(voxelValue(1, 2, 3, 1)));
        QCOMPARE(second.sidecars.at("image")["EchoTime"].get<double>(), 0.00738);
    }

    // GE counts the time of each slice from the run's beginning, in ms.
    void triggerTimesOfGeGiveSliceTimes()
    {
        const double order[] = {0, 1.0, 0.5, 1.5};
        for (int t = 0; t < 3; ++t)
            for (int k = 0; k < 4; ++k)
                m_folder->addSlice(t * 4 + k, k, t, [&](DicomElements& file) {
                    file.raw(8, 0x70, "LO", "GE MEDICAL SYSTEMS").numbers(0x18, 0x1060, {2000.0 * t + 1000 * order[k]});
                });
        const StepOutputs outputs = converted(m_folder->path());
        QCOMPARE(outputs.sidecars.at("image")["SliceTiming"].get<std::vector<double>>(), (std::vector<double>{0, 1, 0.5, 1.5}));
        QVERIFY(outputs.warnings.empty());
        compareVoxels(*outputs.volumes.at("image"), {4, 3, 4}, 3);
    }

    void timesOfAcquisitionGiveSliceTimesAcrossMidnight()
    {
        for (int t = 0; t < 2; ++t)
            for (int k = 0; k < 3; ++k)
                m_folder->addSlice(t * 3 + k, k, t, [&](DicomElements& file) {
                    file.raw(8, 0x70, "LO", "SIEMENS")
                        .raw(8, 0x2a, "DT",
                            t == 0 ? fmt::format("20240131235958.{}00000", 3 * k) : fmt::format("20240201000000.{}00000", 3 * k));
                });
        // The 1st follows the 31st: the day's number falls, and no time between frames can be told; the slices of a frame can.
        const StepOutputs outputs = converted(m_folder->path());
        QCOMPARE(outputs.sidecars.at("image")["SliceTiming"].get<std::vector<double>>(), (std::vector<double>{0, 0.3, 0.6}));
        QCOMPARE(outputs.volumes.at("image")->trSeconds(), 2.0);
        QVERIFY(outputs.warnings.empty());
    }

    // As in a Philips run whose dynamics begin every 1.79 s where the header says 2 s.
    void aRepetitionTimeThatTheFramesContradictIsNamedWithBoth()
    {
        for (int t = 0; t < 4; ++t)
            for (int k = 0; k < 2; ++k)
                m_folder->addSlice(t * 2 + k, k, t, [&](DicomElements& file) {
                    file.raw(8, 0x70, "LO", "Philips Medical Systems").raw(0x2005, 0x10, "LO", "Philips MR Imaging DD 001");
                    file.raw(0x2005, 0x10a0, "FL", foreign::bytesOf(1.79F * static_cast<float>(t)))
                        .raw(0x2005, 0x1030, "FL", foreign::bytesOf(1790.0F));
                });
        const StepOutputs outputs = converted(m_folder->path());
        QVERIFY(mentions(outputs.warnings, {"2 s in the header", "1.79 s by the times", "--tr"}));
        QVERIFY(mentions(outputs.warnings, {"2 s in the header", "1.79 s by the private Philips field (2005,1030)"}));
        QCOMPARE(outputs.volumes.at("image")->trSeconds(), 2.0);
        const StepOutputs told = converted(m_folder->path(), {{"tr", 1.79}});
        QCOMPARE(told.volumes.at("image")->trSeconds(), 1.79);
        QCOMPARE(told.sidecars.at("image")["RepetitionTime"].get<double>(), 1.79);
        QVERIFY(told.warnings.empty());
    }

    void aRunThatWasStoppedLosesItsLastFrame()
    {
        for (int t = 0; t < 3; ++t)
            for (int k = 0; k < (t == 2 ? 2 : 4); ++k)
                m_folder->addSlice(t * 4 + k, k, t);
        const StepOutputs outputs = converted(m_folder->path());
        compareVoxels(*outputs.volumes.at("image"), {4, 3, 4}, 2);
        QVERIFY(mentions(outputs.warnings, {"only 2 of 4 slices"}));
    }

    void aFileMissingInTheMiddleIsAnError()
    {
        for (int t = 0; t < 3; ++t)
            for (int k = 0; k < 4; ++k)
                if (t != 1 || k != 2)
                    m_folder->addSlice(t * 4 + k, k, t);
        QVERIFY(failure([&] { converted(m_folder->path()); }).find("slices or frames are missing") != std::string::npos);
        QCOMPARE(listed(m_folder->path())["series"][0]["usable"].get<bool>(), false);
    }

    void copiesOfAnInstanceAreLeftOut()
    {
        for (int k = 0; k < 3; ++k)
            m_folder->addSlice(k, k, 0);
        fs::create_directory(m_folder->path() / "copy");
        fs::copy_file(m_folder->path() / "1.dcm", m_folder->path() / "copy" / "1.dcm");
        const StepOutputs outputs = converted(m_folder->path());
        compareVoxels(*outputs.volumes.at("image"), {4, 3, 3}, 1);
        QVERIFY(mentions(outputs.warnings, {"1 files hold an instance"}));
        const auto list = listed(m_folder->path());
        QVERIFY(mentions(list["series"][0]["warnings"], {"1 duplicate"}));
    }

    void aLocalizerIsSplitByOrientationAndNotKept()
    {
        const ObliqueFrame frame;
        for (int o = 0; o < 3; ++o)
            for (int k = 0; k < 2; ++k) {
                DicomElements file = mrImage(4, 3, sliceValues(4, 3, k, o), "1.2.3.8", o * 2 + k + 1);
                const Vec3 axes[3] = {frame.row, frame.column, frame.normal};
                const Vec3 &r = axes[o], &c = axes[(o + 1) % 3], &n = axes[(o + 2) % 3];
                file.numbers(0x20, 0x32, {n[0] * 3 * k, n[1] * 3 * k, n[2] * 3 * k})
                    .numbers(0x20, 0x37, {r[0], r[1], r[2], c[0], c[1], c[2]});
                m_folder->write(fmt::format("l{}{}", o, k), file);
            }
        const auto list = listed(m_folder->path())["series"];
        QCOMPARE(list.size(), std::size_t{3});
        for (const auto& each : list) {
            QCOMPARE(each["note"].get<std::string>(), std::string("localizer"));
            QVERIFY(mentions(each["warnings"], {"mixes orientations"}));
        }
        QCOMPARE(converted(m_folder->path(), {{"series", "3"}}).volumes.at("image")->value(1, 2, 1), double(voxelValue(1, 2, 1, 2)));
    }

    void filesOfTwoPeopleAreNoticed()
    {
        for (int k = 0; k < 2; ++k)
            m_folder->addSlice(k, k, 0);
        m_folder->addSlice(9, 0, 0, [](DicomElements& file) { file.raw(0x20, 0xe, "UI", "1.2.9").raw(0x10, 0x20, "LO", "P2"); });
        QVERIFY(mentions(listed(m_folder->path())["problems"], {"2 people"}));
        QVERIFY(listed(m_folder->path()).dump().find("Doe") == std::string::npos);
    }

    void overlayBitsAboveTheStoredOnesAreNoVoxels()
    {
        DicomElements file = mrImage(2, 1, {0x1005, 0x0fff}, "1.2.3.4", 1);
        DicomSeriesFolder::place(file, {0, 0, 0});
        m_folder->write("o", file.us(0x28, 0x101, 12).us(0x28, 0x102, 11).us(0x28, 0x103, 0));
        const VolumePtr volume = converted(m_folder->path()).volumes.at("image");
        QCOMPARE(volume->value(0, 0, 0), 5.0);
        QCOMPARE(volume->value(1, 0, 0), 4095.0);
    }

    void theSideCarNamesNobodyUnlessAsked()
    {
        m_folder->addSlice(0, 0, 0, [](DicomElements& file) {
            file.raw(8, 0x80, "LO", "General Hospital").raw(8, 0x103e, "LO", "t1 for Jane").raw(0x18, 0x1000, "LO", "SN77");
        });
        const std::string plain = converted(m_folder->path()).tables.at("sidecar");
        for (const char* word : {"Hospital", "Jane", "SN77", "Doe"})
            QVERIFY(plain.find(word) == std::string::npos);
        const std::string all = converted(m_folder->path(), {{"keep-identity", true}, {"keep-descriptions", true}}).tables.at("sidecar");
        for (const char* word : {"General Hospital", "t1 for Jane", "SN77"})
            QVERIFY(all.find(word) != std::string::npos);
        QVERIFY(all.find("Doe") == std::string::npos);
    }

    void anArchiveIsReadLikeAFolder()
    {
        std::vector<foreign::ZipContent> contents{{"readme.txt", "hello"}, {"../../evil", "no"}};
        for (int k = 0; k < 3; ++k) {
            m_folder->addSlice(k, k, 0);
            contents.push_back({fmt::format("dir/{}.dcm", k), foreign::contentOf(m_folder->path() / fmt::format("{}.dcm", k))});
        }
        const fs::path zip = m_folder->path() / "study.zip";
        foreign::write(zip, foreign::zipOf(contents));
        compareVoxels(*converted(zip).volumes.at("image"), {4, 3, 3}, 1);
        QCOMPARE(listed(zip)["series"].size(), std::size_t{1});
        QVERIFY(!fs::exists(m_folder->path().parent_path() / "evil"));
    }

    void anArchiveMadeToDoHarmIsRefused()
    {
        const fs::path zip = m_folder->path() / "bomb.zip";
        foreign::write(zip, foreign::zipOf({{"a", std::string(80 << 20, '\0')}}));
        QVERIFY(failure([&] { listed(zip); }).find("made to do harm") != std::string::npos);
        foreign::write(zip, foreign::zipOf({{"a", "short", 4000000000U}}));
        QVERIFY(!failure([&] { listed(zip); }).empty());
        foreign::write(zip, "PK\3\4 and no more");
        QVERIFY(failure([&] { listed(zip); }).find("no zip archive") != std::string::npos);
    }

    void foldersThatLinkInCirclesEnd()
    {
        m_folder->addSlice(0, 0, 0);
        fs::create_directory_symlink(m_folder->path(), m_folder->path() / "again");
        QCOMPARE(listed(m_folder->path())["images"].get<int>(), 1);
    }

private:
    std::optional<DicomSeriesFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestDicomSeries)
#include "tst_DicomSeries.moc"
