#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/steps/Steps.h"
#include "tests/processing/ForeignFiles.h"

#include <QtTest>

#include <fmt/format.h>

#include <numbers>
#include <optional>

using namespace insula;

namespace {

StepOutputs converted(const std::filesystem::path& path, const nlohmann::json& params = nlohmann::json::object())
{
    StepInputs inputs;
    inputs.files["file"] = path;
    return convertStep().run(inputs, params, {});
}

std::string failure(const std::filesystem::path& path, const nlohmann::json& params = nlohmann::json::object())
{
    try {
        converted(path, params);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool mentions(const std::vector<std::string>& warnings, std::initializer_list<const char*> words)
{
    return std::any_of(warnings.begin(), warnings.end(), [&](const std::string& warning) {
        return std::all_of(words.begin(), words.end(), [&](const char* word) { return warning.find(word) != std::string::npos; });
    });
}

} // namespace

class TestConvertDicom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { m_folder.reset(); }

    void stacksSlicesByPositionNotByName()
    {
        const int order[] = {3, 0, 4, 1, 2}; // file f0 holds slice 3, ...
        for (int f = 0; f < 5; ++f)
            add(fmt::format("f{}", f), {.instance = f + 1, .position = {10, 20, 30 + 3.0 * order[f]}, .value = 100 * order[f]});
        const StepOutputs outputs = converted(m_folder->path());
        const Volume& volume = *outputs.volumes.at("image");
        QCOMPARE(volume.size(), (Size3{4, 5, 5}));
        // columns 1.5 mm apart towards left, rows 2 mm apart towards posterior
        QVERIFY(largestCornerDistanceMm(
                    volume.size(), volume.affine(), Affine::fromColumns({-1.5, 0, 0}, {0, -2, 0}, {0, 0, 3}, {-10, -20, 30}))
            < 1e-5);
        for (int k = 0; k < 5; ++k)
            for (int j = 0; j < 5; ++j)
                for (int i = 0; i < 4; ++i)
                    QCOMPARE(volume.value(i, j, k), 100.0 * k + 10 * j + i);
        QVERIFY2(outputs.warnings.empty(), outputs.warnings.empty() ? "" : outputs.warnings[0].c_str());
    }

    void sagittalSlicesLieRight()
    {
        // rows run to posterior, columns to inferior: normal = posterior x inferior = right to left mirrored
        for (int k = 0; k < 3; ++k)
            add(fmt::format("s{}", k),
                {.instance = k + 1, .position = {-5 + 3.0 * k, -40, 60}, .orientation = "0\\1\\0\\0\\0\\-1", .value = 100 * k});
        const StepOutputs outputs = converted(m_folder->path());
        const Volume& volume = *outputs.volumes.at("image");
        QCOMPARE(orientationCode(volume.affine()), std::string("PIR"));
        const World corner = volume.affine().toWorld({0, 0, 0});
        QCOMPARE(volume.value(0, 0, 0), 200.0); // the file at x = 1 LPS is the most left one; the stack grows to the right
        QVERIFY(std::abs(corner.x - -1) < 1e-5 && std::abs(corner.y - 40) < 1e-5 && std::abs(corner.z - 60) < 1e-5);
    }

    void filesAtTheSamePlaceBecomeFramesWithTheirTime()
    {
        int n = 0;
        for (int t = 0; t < 3; ++t)
            for (int k = 0; k < 2; ++k)
                add(fmt::format("v{}", ++n), {.instance = n, .temporal = t + 1, .position = {0, 0, 3.0 * k}, .value = 1000 * t + 100 * k});
        const StepOutputs outputs = converted(m_folder->path());
        const Volume& volume = *outputs.volumes.at("image");
        QCOMPARE(volume.size(), (Size3{4, 5, 2}));
        QCOMPARE(volume.frames(), std::int64_t{3});
        QCOMPARE(volume.trSeconds(), 2.0);
        QCOMPARE(volume.value(1, 2, 1, 2), 2121.0);
    }

    void aMissingSliceIsNamed()
    {
        for (const int k : {0, 1, 2, 4, 5})
            add(fmt::format("m{}", k), {.instance = k + 1, .position = {0, 0, 3.0 * k}});
        const StepOutputs outputs = converted(m_folder->path());
        QVERIFY(mentions(outputs.warnings, {"missing", "m2.dcm", "m4.dcm", "6.00"}));
        QVERIFY(std::abs(outputs.volumes.at("image")->affine().spacing()[2] - 3) < 1e-6);
    }

    void unevenSpacingIsNamed()
    {
        for (const double z : {0.0, 3.0, 6.0, 9.4, 12.4})
            add(fmt::format("u{}", static_cast<int>(z)), {.instance = static_cast<int>(z), .position = {0, 0, z}});
        QVERIFY(mentions(converted(m_folder->path()).warnings, {"uneven", "u6.dcm", "u9.dcm"}));
    }

    void aTiltedGantryKeepsItsShearAndIsMentioned()
    {
        const double tilt = 12 * std::numbers::pi / 180;
        for (int k = 0; k < 4; ++k)
            add(fmt::format("t{}", k), {.instance = k + 1, .position = {0, 3 * k * std::tan(tilt), 3.0 * k}});
        const StepOutputs outputs = converted(m_folder->path());
        QVERIFY(mentions(outputs.warnings, {"tilted", "12.0"}));
        const Affine affine = outputs.volumes.at("image")->affine();
        QVERIFY(affine.isSheared());
        const World last = affine.toWorld({0, 0, 3});
        QVERIFY(std::abs(last.y + 9 * std::tan(tilt)) < 1e-4 && std::abs(last.z - 9) < 1e-4);
    }

    void severalSeriesAreListedAndOneCanBeChosen()
    {
        for (int k = 0; k < 3; ++k) {
            add(fmt::format("a{}", k), {.instance = k + 1, .position = {0, 0, 3.0 * k}, .value = 1});
            add(fmt::format("b{}", k),
                {.instance = k + 1, .position = {0, 0, 3.0 * k}, .series = "1.2.3.2", .description = "T2 other", .value = 7});
        }
        const std::string message = failure(m_folder->path());
        QVERIFY2(message.find("--series") != std::string::npos
                && message.find("1 = 1.2.3.1 (T1 test, 3 files); 2 = 1.2.3.2 (T2 other, 3 files)") != std::string::npos,
            message.c_str());
        QCOMPARE(converted(m_folder->path(), {{"series", "1.2.3.2"}}).volumes.at("image")->value(0, 0, 0), 7.0);
        QCOMPARE(converted(m_folder->path(), {{"series", "1"}}).volumes.at("image")->value(0, 0, 0), 1.0);
        QVERIFY(failure(m_folder->path(), {{"series", "9"}}).find("1.2.3.1") != std::string::npos);
    }

    void slopesThatDifferFromSliceToSliceAreApplied()
    {
        add("p0", {.instance = 1, .position = {0, 0, 0}, .slope = "1", .value = 10});
        add("p1", {.instance = 2, .position = {0, 0, 3}, .slope = "0.5", .value = 10});
        const StepOutputs outputs = converted(m_folder->path());
        const Volume& volume = *outputs.volumes.at("image");
        QCOMPARE(volume.dataType(), DataType::Float32);
        QCOMPARE(volume.value(0, 0, 0), 10.0);
        QCOMPARE(volume.value(0, 0, 1), 5.0);
    }

    void oneFileIsOneSliceAndSaysSo()
    {
        add("x", {});
        const StepOutputs outputs = converted(m_folder->path() / "x.dcm");
        QCOMPARE(outputs.volumes.at("image")->size(), (Size3{4, 5, 1}));
        QVERIFY(mentions(outputs.warnings, {"one slice"}));
        QVERIFY(std::abs(outputs.volumes.at("image")->affine().spacing()[2] - 3) < 1e-6);
    }

    void whatIsNoStackIsRefused()
    {
        add("l0", {.instance = 1});
        add("l1", {.instance = 2, .position = {0, 0, 3}, .orientation = "0\\1\\0\\0\\0\\-1"});
        QVERIFY(failure(m_folder->path()).find("there are 2 series here") != std::string::npos); // each orientation is one
        add("l1", {.columns = 6, .instance = 2, .position = {0, 0, 3}});
        QVERIFY(failure(m_folder->path()).find("size") != std::string::npos);
        std::filesystem::remove(m_folder->path() / "l0.dcm");
        add("l1", {.instance = 2, .position = {0, 0, 3}, .imageType = "ORIGINAL\\PRIMARY\\M\\MOSAIC"});
        QVERIFY(failure(m_folder->path()).find("mosaic") != std::string::npos);
    }

    void anEmptyFolderIsRefused() { QVERIFY(failure(m_folder->path()).find("no DICOM image") != std::string::npos); }

private:
    void add(const std::string& name, const foreign::Dicom& slice) const
    {
        foreign::write(m_folder->path() / (name + ".dcm"), slice.bytes());
    }

    std::optional<ScratchFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestConvertDicom)
#include "tst_ConvertDicom.moc"
