#include "processing/core/RunnerOutputs.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Nifti.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectState.h"
#include "processing/core/Version.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

fs::path normal(const fs::path& path)
{
    std::error_code code;
    const fs::path real = fs::weakly_canonical(path, code);
    return code ? fs::absolute(path).lexically_normal() : real;
}

void checkTarget(const Port& port, const fs::path& path)
{
    const std::string text = path.string();
    if (isVolume(port.kind) && !text.ends_with(".nii") && !text.ends_with(".nii.gz")) {
        throw usageError(fmt::format("output '{}' must end in .nii or .nii.gz, not '{}'", port.key, text));
    }
    std::error_code ignored;
    const fs::path folder = linkTarget(fs::absolute(path)).parent_path();
    if (!fs::is_directory(folder, ignored)) {
        throw usageError(fmt::format("cannot write output '{}': the folder '{}' does not exist; make it first", port.key, folder.string()));
    }
    if (fs::is_directory(path, ignored)) {
        throw usageError(fmt::format("cannot write output '{}': '{}' is a folder; name a file in it", port.key, text));
    }
    if (::access(folder.c_str(), W_OK) != 0) {
        throw Error(fmt::format("cannot write output '{}': the folder '{}' cannot be written; choose another", port.key, folder.string()));
    }
}

std::string shapeText(const Volume& volume)
{
    const Size3& size = volume.size();
    const std::string text = fmt::format("{} x {} x {}", size.x, size.y, size.z);
    return volume.frames() > 1 ? fmt::format("{} x {}", text, volume.frames()) : text;
}

void checkFolder(const char* what, const fs::path& folder)
{
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored)) {
        throw usageError(fmt::format("{} '{}' does not exist; make it first", what, folder.string()));
    }
    if (::access(folder.c_str(), W_OK) != 0) {
        throw Error(fmt::format("{} '{}' cannot be written; choose another", what, folder.string()));
    }
}

} // namespace

fs::path hiddenBeside(const fs::path& path)
{
    return path.parent_path() / fmt::format(".insula-{}-{}", ::getpid(), nameForPrefix(path));
}

void checkOutputs(const StepInfo& info, const RunRequest& request)
{
    if (request.outputs.empty() && !request.project && !request.outputFolder) {
        throw usageError(
            fmt::format("'{}' has nowhere to write: name an output with --out port=FILE, or a project with --project DIR", info.id));
    }
    if (request.project && (request.outputFolder || request.record)) {
        throw usageError("--out-dir and --record are for runs without a project: a project names and records by itself");
    }
    if (request.outputFolder) {
        checkFolder("the folder of the outputs", *request.outputFolder);
    }
    if (request.record) {
        checkFolder("the folder of the record", request.record->parent_path());
    }
    std::set<fs::path> inputs, seen;
    for (const auto& [port, path] : request.inputs) {
        inputs.insert(normal(path));
    }
    for (const auto& [key, path] : request.outputs) {
        const Port* port = portNamed(info.outputs, key);
        if (!port) {
            throw usageError(fmt::format("'{}' has no output '{}'; see: insula-cli help {}", info.id, key, info.id));
        }
        checkTarget(*port, path);
        std::error_code ignored;
        const bool isInput = std::any_of(
            request.inputs.begin(), request.inputs.end(), [&](const auto& input) { return fs::equivalent(input.second, path, ignored); });
        if (isInput || inputs.contains(normal(path))) {
            throw usageError(fmt::format("output '{}' is an input too: '{}'; choose another name", key, path.string()));
        }
        if (!seen.insert(normal(path)).second) {
            throw usageError(fmt::format("two outputs have the same name '{}'", path.string()));
        }
    }
}

std::vector<OutputTarget> outputTargets(const StepInfo& info, const RunRequest& request, const StepOutputs& made)
{
    std::vector<OutputTarget> targets;
    for (const Port& port : info.outputs) {
        const bool exists = made.volumes.contains(port.key) || made.tables.contains(port.key);
        const auto asked = request.outputs.find(port.key);
        if (asked != request.outputs.end()) {
            if (!exists) {
                throw Error(fmt::format("'{}' gave no output '{}' for these inputs and parameters", info.id, port.key));
            }
            const fs::path path = linkTarget(fs::absolute(asked->second)).lexically_normal();
            targets.push_back({port, path, hiddenBeside(path)});
        } else if (request.project && exists && port.extension != ".json") { // a derivative's own side-car says all of that
            targets.push_back({port, {}, port.key + outputExtension(port), true});
        } else if (request.outputFolder && exists) {
            targets.push_back({port, {}, {}, false, true});
        }
    }
    return targets;
}

void nameDerivatives(std::vector<OutputTarget>& targets, const Project& project, const RunRow& row, const fs::path& source)
{
    std::vector<fs::path> taken;
    for (OutputTarget& target : targets) {
        if (target.derivative) {
            target.path = project.derivativeName(row.step, source, row.subject, row.session, target.port.bidsEntity, target.port.bidsSuffix,
                outputExtension(target.port), taken);
            taken.push_back(target.path);
            taken.push_back(sidecarOf(target.path));
        }
    }
}

void nameInFolder(std::vector<OutputTarget>& targets, const fs::path& folder, const RunRow& row)
{
    const BidsName source = parseBidsName(row.inputs.empty() ? fs::path() : row.inputs.front().path);
    const std::string subject = row.subject.empty() ? source.entity("sub") : row.subject;
    std::set<fs::path> taken;
    for (OutputTarget& target : targets) {
        for (int count = 1; target.inFolder && target.path.empty(); ++count) {
            const fs::path path = folder
                / derivativePath(row.step, source, subject.empty() ? "none" : subject, row.session, target.port.bidsEntity,
                    target.port.bidsSuffix, outputExtension(target.port), count)
                      .filename();
            if (!taken.contains(path) && !taken.contains(sidecarOf(path))) {
                target.path = path;
                target.staged = hiddenBeside(path);
                taken.insert({path, sidecarOf(path)});
            }
        }
    }
}

void writeStaged(const OutputTarget& target, const StepOutputs& made, const Progress& progress)
{
    if (!target.derivative) {
        registerTemporary(target.staged);
    }
    if (target.inFolder) {
        registerTemporary(sidecarOf(target.staged));
    }
    try {
        if (isVolume(target.port.kind)) {
            writeNifti(target.staged, *made.volumes.at(target.port.key), {}, progress);
        } else {
            writeTextFile(target.staged, made.tables.at(target.port.key));
        }
    } catch (const Error& error) { // here because only here is known which file was asked for; the staged one means nothing to anybody
        std::string message = error.what();
        if (const auto at = message.find(target.staged.string()); at != std::string::npos) {
            message.replace(at, target.staged.string().size(), target.path.string());
        }
        throw Error(message);
    }
}

RunFile describeStaged(const OutputTarget& target, const StepOutputs& made)
{
    RunFile file;
    const FileFacts facts = factsOf(target.staged);
    const BidsName bids = parseBidsName(target.path);
    file.port = target.port.key;
    file.path = target.path;
    file.sha256 = sha256OfFile(target.staged);
    file.bytes = facts.bytes;
    file.modified = facts.modified;
    file.kind = std::string(name(target.port.kind));
    file.suffix = bids.suffix;
    file.desc = bids.entity("desc");
    if (isVolume(target.port.kind)) {
        file.shape = shapeText(*made.volumes.at(target.port.key));
        file.format = "NIfTI";
    }
    return file;
}

nlohmann::json sidecar(const RunRow& row, const RunFile& output, const StepOutputs& made, const fs::path& project)
{
    auto sources = nlohmann::json::array();
    auto hashes = nlohmann::json::object();
    for (const RunFile& input : row.inputs) {
        const fs::path relative = input.path.lexically_relative(project);
        const bool inside = !relative.empty() && *relative.begin() != "..";
        sources.push_back(inside ? "bids::" + relative.string() : "file://" + input.path.string());
        hashes[input.port] = input.sha256;
    }
    const nlohmann::json generator = {{"Name", "Insula"}, {"Version", row.appVersion}, {"Step", row.step}, {"StepVersion", row.stepVersion},
        {"Parameters", row.params}, {"Run", row.id}, {"Output", output.port}, {"CommandLine", row.commandLine},
        {"ModelSha256", row.modelHash}};
    nlohmann::json result
        = {{"Sources", sources}, {"SourceSha256", hashes}, {"Sha256", output.sha256}, {"GeneratedBy", {generator}}, {"Notice", Notice}};
    // What BIDS derivatives must say of a brain and its mask.
    if (output.desc.starts_with("brain") && output.suffix == "mask")
        result["Type"] = "Brain";
    else if (output.desc.starts_with("brain") && output.kind == "image")
        result["SkullStripped"] = true;
    if (const auto more = made.sidecars.find(output.port); more != made.sidecars.end()) {
        result.update(more->second);
    }
    return result;
}

std::string extensionOf(const OutputTarget& target)
{
    const std::string own = parseBidsName(target.path).extension;
    return own.empty() ? outputExtension(target.port) : own;
}

void writeSidecar(const OutputTarget& target, const nlohmann::json& content)
{
    writeTextFile(sidecarOf(target.staged), content.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void describeDataset(const Project& project, const RunRow& row)
{
    const fs::path folder = project.folder() / "derivatives" / ("insula-" + row.step);
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    if (!fs::exists(folder / "dataset_description.json", ignored)) {
        const nlohmann::json text = {{"Name", "Insula " + row.step}, {"BIDSVersion", "1.8.0"}, {"DatasetType", "derivative"},
            {"GeneratedBy", {{{"Name", "Insula"}, {"Version", Version}}}}, {"SourceDatasets", {{{"URL", "../.."}}}}}; // the project
        const fs::path staged = project.stagingFolder(row.id) / "dataset_description.json";
        writeTextFile(staged, text.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        fs::rename(staged, folder / "dataset_description.json");
    }
}

std::vector<PlannedMove> movesOf(const std::vector<OutputTarget>& targets)
{
    std::vector<PlannedMove> moves;
    for (const OutputTarget& target : targets) {
        moves.push_back({target.staged, target.path, !target.derivative});
        if (target.derivative || target.inFolder) {
            moves.push_back({sidecarOf(target.staged), sidecarOf(target.path), !target.derivative});
        }
    }
    return moves;
}

} // namespace insula
