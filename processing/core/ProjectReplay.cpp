#include "processing/core/ProjectReplay.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Nifti.h"
#include "processing/core/ProjectState.h"
#include "processing/core/RunCommand.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace insula {
namespace {

bool sameAffine(const Volume& a, const Volume& b)
{
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 4; ++column) {
            if (std::abs(a.affine()(row, column) - b.affine()(row, column)) > 1e-6) {
                return false;
            }
        }
    }
    return true;
}

// Largest difference, and the counts behind Dice.
struct Comparison {
    double largest = 0, maxDifference = 0;
    std::int64_t first = 0, second = 0, both = 0;

    void add(float a, float b)
    {
        const bool finite = std::isfinite(a) && std::isfinite(b);
        const bool same = a == b || (std::isnan(a) && std::isnan(b));
        if (!same) {
            const double difference = finite ? std::abs(static_cast<double>(a) - b) : std::numeric_limits<double>::infinity();
            maxDifference = std::max(maxDifference, difference);
        }
        largest = std::isfinite(a) ? std::max(largest, std::abs(static_cast<double>(a))) : largest;
        first += a != 0.0f;
        second += b != 0.0f;
        both += a != 0.0f && a == b;
    }
    double dice() const { return first + second == 0 ? 1.0 : 2.0 * static_cast<double>(both) / static_cast<double>(first + second); }
};

RunRequest requestInto(const std::filesystem::path& folder, const RunRow& row)
{
    RunRequest request = requestOf(row);
    for (const RunFile& output : row.outputs) {
        const bool isText = output.kind == name(PortKind::Table);
        request.outputs[output.port] = folder / (output.port + (isText ? output.path.extension().string() : ".nii.gz"));
    }
    return request;
}

void checkReplayable(const RunRow& row, const Step& step)
{
    if (row.status != RunStatus::Done) {
        throw Error(fmt::format("run {} cannot be replayed: it is {}, not done", row.id, name(row.status)));
    }
    if (row.stepVersion != step.info().version) {
        throw Error(fmt::format("run {} was made by version {} of '{}', this program has version {}; use the program it was made with",
            row.id, row.stepVersion, row.step, step.info().version));
    }
    for (const RunFile& input : row.inputs) {
        if (!factsOf(input.path).exists) {
            throw Error(fmt::format("run {} cannot be replayed: its input '{}' is missing; put it back", row.id, input.path.string()));
        }
        if (sha256OfInput(input.path, {}) != input.sha256) {
            throw Error(fmt::format("run {} cannot be replayed: its input '{}' changed since", row.id, input.path.string()));
        }
    }
}

ReplayedOutput compareFiles(const RunFile& recorded, const std::filesystem::path& again, PortKind kind, const ReplayTolerance& tolerance)
{
    ReplayedOutput result;
    if (!factsOf(recorded.path).exists || sha256OfFile(recorded.path) != recorded.sha256) {
        result.reason = "the recorded file is missing or changed";
    } else if (kind == PortKind::Table || kind == PortKind::File) {
        result.agreement = sha256OfFile(again) == recorded.sha256 ? Agreement::Identical : Agreement::Different;
    } else {
        const bool labels = kind == PortKind::Labels;
        NiftiReadOptions options;
        options.kind = labels ? Kind::Labels : Kind::Image;
        result = compareVolumes(*readNifti(recorded.path, options), *readNifti(again, options), labels, tolerance);
    }
    result.port = recorded.port;
    return result;
}

} // namespace

std::string_view name(Agreement agreement)
{
    switch (agreement) {
    case Agreement::Identical:
        return "bit-identical";
    case Agreement::WithinTolerance:
        return "within tolerance";
    case Agreement::Different:
        break;
    }
    return "different";
}

ReplayedOutput compareVolumes(const Volume& recorded, const Volume& again, bool labels, const ReplayTolerance& tolerance)
{
    ReplayedOutput result;
    if (recorded.size() != again.size() || recorded.frames() != again.frames() || !sameAffine(recorded, again)) {
        result.reason = "the grids differ";
        return result;
    }
    Comparison comparison;
    bool identical = recorded.dataType() == again.dataType();
    for (std::int64_t t = 0; t < recorded.frames(); ++t) {
        const std::vector<float> a = recorded.frameAsFloat(t), b = again.frameAsFloat(t);
        for (std::size_t i = 0; i < a.size(); ++i) {
            comparison.add(a[i], b[i]);
        }
        identical = identical && std::ranges::equal(recorded.rawFrame(t), again.rawFrame(t));
    }
    result.maxDifference = comparison.maxDifference;
    result.dice = labels ? comparison.dice() : 1.0;
    const bool close = labels ? result.dice >= tolerance.dice : comparison.maxDifference <= tolerance.relative * comparison.largest;
    result.agreement = identical ? Agreement::Identical : close ? Agreement::WithinTolerance : Agreement::Different;
    return result;
}

ReplayResult replayRun(
    Project& project, std::int64_t run, const StepRegistry& steps, const Progress& progress, const ReplayTolerance& tolerance)
{
    const RunRow row = project.run(run);
    const Step& step = steps.at(row.step);
    checkReplayable(row, step);
    const ScratchFolder scratch;
    const RunRequest request = requestInto(scratch.path(), row);
    runStep(steps, request, progress);
    ReplayResult result;
    for (const RunFile& output : row.outputs) {
        const auto port = std::ranges::find(step.info().outputs, output.port, &Port::key);
        const PortKind kind = port == step.info().outputs.end() ? PortKind::File : port->kind;
        result.outputs.push_back(compareFiles(output, request.outputs.at(output.port), kind, tolerance));
        result.agreement = std::max(result.agreement, result.outputs.back().agreement);
    }
    if (!project.isReadOnly()) {
        project.addEvent("replayed", {{"run", run}, {"result", name(result.agreement)}});
    }
    return result;
}

} // namespace insula
