// What every step must keep, as checks for one step: call them from a data-driven test over a registry. No ITK and no Torch here, so that
// the steps of other libraries are held to the same contract.
#pragma once

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/Step.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <regex>
#include <set>

namespace insula::contract {

class RecordingSink : public ProgressSink {
public:
    explicit RecordingSink(bool cancelled = false) : m_cancelled(cancelled) { }
    void progressed(double fraction, std::string_view) override
    {
        if (fraction < last - 1e-6)
            wentBack = true;
        last = fraction;
    }
    bool isCancelled() const override { return m_cancelled; }

    std::atomic<double> last{0};
    std::atomic<bool> wentBack{false};

private:
    bool m_cancelled;
};

inline bool isKebab(const std::string& text)
{
    return std::regex_match(text, std::regex("[a-z][a-z0-9]*(-[a-z0-9]+)*"));
}

inline void checkNames(const Step& step)
{
    const StepInfo& info = step.info();
    QVERIFY2(isKebab(info.id), info.id.c_str());
    QVERIFY(!info.title.empty() && !info.group.empty() && !info.summary.empty());
    QVERIFY(info.version >= 1);
    QVERIFY(!info.inputs.empty() && !info.outputs.empty());
    std::set<std::string> keys;
    for (const Param& param : step.params()) {
        QVERIFY2(isKebab(param.key), param.key.c_str());
        QVERIFY2(!param.label.empty(), param.key.c_str());
        QVERIFY2(keys.insert(param.key).second, param.key.c_str());
    }
    for (const auto& ports : {info.inputs, info.outputs}) {
        std::set<std::string> names;
        for (const Port& port : ports) {
            QVERIFY2(isKebab(port.key), port.key.c_str());
            QVERIFY2(!port.label.empty(), port.key.c_str());
            QVERIFY2(names.insert(port.key).second, port.key.c_str());
        }
    }
}

inline void checkDefaultsAndRanges(const Step& step)
{
    for (const Param& param : step.params()) {
        if (param.type == Param::Type::Integer || param.type == Param::Type::Real) {
            const double value = std::stod(param.defaultValue);
            QVERIFY2(param.min <= value && value <= param.max && param.step > 0, param.key.c_str());
            QVERIFY_EXCEPTION_THROWN(step.normalised({{param.key, param.max + param.step}}), Error);
        }
        if (param.type == Param::Type::Choice) {
            const bool known = std::any_of(
                param.choices.begin(), param.choices.end(), [&](const ChoiceItem& item) { return item.key == param.defaultValue; });
            QVERIFY2(known, param.key.c_str());
            QVERIFY_EXCEPTION_THROWN(step.normalised({{param.key, "no-such-choice"}}), Error);
        }
    }
    QVERIFY_EXCEPTION_THROWN(step.normalised({{"no-such-parameter", 1}}), Error);
}

// Describe, write, read, write: the same. Defaults given as the command line gives them (text) mean the same as none.
inline void checkRoundTrips(const Step& step)
{
    const nlohmann::json defaults = step.normalised(nlohmann::json::object());
    QCOMPARE(defaults.size(), step.params().size());
    QVERIFY(step.normalised(defaults) == defaults);
    nlohmann::json asText = nlohmann::json::object();
    for (const Param& param : step.params())
        asText[param.key] = param.defaultValue;
    QVERIFY(step.normalised(asText) == defaults);
    const nlohmann::json description = toJson(step.description());
    QVERIFY(toJson(stepDescriptionFromJson(nlohmann::json::parse(description.dump()))) == description);
}

constexpr int FunctionalFrames = 200; // enough for a default model of motion, components and a narrow band

// Fills all ports, optional ones too, on one 16-cubed oblique, anisotropic, left-handed grid.
inline StepInputs phantomInputs(const Step& step, const std::filesystem::path& folder)
{
    const Grid grid{{16, 16, 16}, phantom::obliqueLeftHanded()};
    StepInputs inputs;
    inputs.scratch = folder / "scratch";
    std::filesystem::create_directories(inputs.scratch);
    inputs.threads = 2;
    const bool isFunctional = step.info().group == "Functional" || step.info().group == "Quality"; // needs frames that differ
    for (const Port& port : step.info().inputs) {
        if (port.kind == PortKind::Image)
            inputs.volumes[port.key]
                = isFunctional && port.time ? phantom::run(grid, FunctionalFrames) : phantom::head(grid, port.time ? 2 : 1);
        if (port.kind == PortKind::Labels)
            inputs.volumes[port.key] = phantom::ball(grid);
        if (step.info().id == "thickness") { // tissues: white matter, grey around it, fluid
            const VolumePtr inner = phantom::ball(grid, 0.4), outer = phantom::ball(grid, 0.7);
            inputs.volumes[port.key] = phantom::filled<std::uint8_t>(
                grid, [&](auto i, auto j, auto k) { return 1 + outer->value(i, j, k) + inner->value(i, j, k); }, 1, Kind::Labels);
        }
        if (port.key.ends_with("warp")) // a displacement field
            inputs.volumes[port.key] = phantom::filled(
                grid, [](auto, auto, auto) { return 0.5; }, 3);
        if (port.kind == PortKind::Table) { // events, or confounds by the name of the port
            inputs.files[port.key] = folder / (port.key + ".tsv");
            std::string text
                = port.key == "confounds" ? "trans_x\ttrans_y\ttrans_z\trot_x\trot_y\trot_z\n" : "onset\tduration\ttrial_type\n";
            for (int n = 0; n < (port.key == "confounds" ? FunctionalFrames : 6); ++n)
                text += port.key == "confounds"
                    ? fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", n % 3, n % 5, n % 7, 0.01 * (n % 4), 0.01 * (n % 11), 0.01 * (n % 13))
                    : fmt::format("{}\t4\t{}\n", 4 + 12 * n, n % 2 ? "b" : "a");
            if (port.key == "maps") {
                text = "map\n";
                for (int n = 0; n < 4; ++n) {
                    const std::string name = fmt::format("map{}.nii", n);
                    const VolumePtr run = phantom::run(grid, 1, 0), shifted = phantom::run(grid, n + 2, 2);
                    Volume::Description description = run->description();
                    writeNifti(folder / name, *Volume::make(std::move(description), shifted->frameAsFloat(n + 1)));
                    text += name + "\n";
                }
            }
            writeTextFile(inputs.files[port.key], text);
        }
        if (port.kind == PortKind::File && port.extension == ".txt") { // a transform
            inputs.files[port.key] = folder / "identity.txt";
            writeTextFile(inputs.files[port.key],
                "#Insight Transform File V1.0\n#Transform 0\nTransform: AffineTransform_double_3_3\n"
                "Parameters: 1 0 0 0 1 0 0 0 1 0 0 0\nFixedParameters: 0 0 0\n");
        } else if (port.kind == PortKind::File) {
            inputs.files[port.key] = folder / "phantom.nii";
            writeNifti(inputs.files[port.key], *phantom::head(grid));
        }
    }
    return inputs;
}

inline void checkOutputs(const Step& step, const StepOutputs& outputs)
{
    for (const Port& port : step.info().outputs) {
        if (port.kind == PortKind::Table) {
            QVERIFY2(port.optional || outputs.tables.contains(port.key), port.key.c_str());
            continue;
        }
        if (port.optional && !outputs.volumes.contains(port.key))
            continue;
        QVERIFY2(outputs.volumes.contains(port.key), port.key.c_str());
        const Volume& volume = *outputs.volumes.at(port.key);
        QVERIFY(volume.size().count() > 0 && volume.affine().isFinite() && !volume.affine().isSingular());
        QCOMPARE(volume.kind() == Kind::Labels, port.kind == PortKind::Labels);
        QCOMPARE(valueRange(volume).nan, std::int64_t{0});
    }
}

inline void checkRun(const Step& step)
{
    const ScratchFolder folder;
    const StepInputs inputs = phantomInputs(step, folder.path());
    std::map<std::string, std::string> before;
    for (const auto& [key, volume] : inputs.volumes)
        before[key] = phantom::hashOf(*volume);
    RecordingSink sink;
    const StepOutputs first = step.run(inputs, nlohmann::json::object(), Progress(sink));
    checkOutputs(step, first);
    QVERIFY2(std::abs(sink.last - 1) < 1e-9, qPrintable(QString::number(sink.last)));
    QVERIFY(!sink.wentBack);
    for (const auto& [key, volume] : inputs.volumes)
        QCOMPARE(phantom::hashOf(*volume), before[key]);
    const StepOutputs second = step.run(inputs, nlohmann::json::object(), {});
    for (const auto& [key, volume] : first.volumes)
        QCOMPARE(phantom::hashOf(*second.volumes.at(key)), phantom::hashOf(*volume));
    QCOMPARE(second.tables, first.tables);
}

inline void checkCancel(const Step& step)
{
    const ScratchFolder folder;
    const StepInputs inputs = phantomInputs(step, folder.path());
    RecordingSink sink(true);
    const auto start = std::chrono::steady_clock::now();
    QVERIFY_EXCEPTION_THROWN(step.run(inputs, nlohmann::json::object(), Progress(sink)), Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(300));
}

inline void checkMissingInput(const Step& step)
{
    QVERIFY_EXCEPTION_THROWN(step.run({}, nlohmann::json::object(), {}), Error);
}

// One row per step of a registry.
inline void addRows(const StepRegistry& registry)
{
    QTest::addColumn<int>("index");
    for (std::size_t n = 0; n < registry.steps().size(); ++n)
        QTest::newRow(registry.steps()[n].info().id.c_str()) << static_cast<int>(n);
}

inline const Step& rowOf(const StepRegistry& registry)
{
    QFETCH(int, index);
    return registry.steps()[static_cast<std::size_t>(index)];
}

} // namespace insula::contract
