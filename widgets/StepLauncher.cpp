#include "widgets/StepLauncher.h"

#include "processing/core/BrainMask.h"
#include "processing/core/ProjectNames.h"
#include "widgets/ProjectSession.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <set>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

QString tr(const char* text)
{
    return QCoreApplication::translate("insula", text);
}

fs::path resultsFolder()
{
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::HomeLocation) + QStringLiteral("/insula-results");
    QDir().mkpath(folder);
    return folder.toStdString();
}

std::string stemOf(const fs::path& input)
{
    std::string name = input.filename().string();
    for (const char* suffix : {".gz", ".nii", ".hdr", ".img", ".mgz", ".mgh", ".nrrd", ".mha", ".mnc", ".dcm"})
        if (name.size() > std::string_view(suffix).size() && name.ends_with(suffix))
            name.resize(name.size() - std::string_view(suffix).size());
    return name.empty() ? "image" : name;
}

// Without what the step itself adds: the mask of a T1w_desc-brain_distance is a T1w_desc-brain_mask.
std::string stemFor(const fs::path& input, const StepInfo& step)
{
    const std::string stem = stemOf(input);
    for (const auto& port : step.outputs)
        if (const auto at = stem.find("_" + port.bidsEntity); !port.bidsEntity.empty() && at != std::string::npos && at > 0)
            return stem.substr(0, at);
    return stem;
}

// "_desc-brain2" + "_mask"
std::string outputSuffix(const Port& port, const StepInfo& step, int count)
{
    const std::string entity = port.bidsEntity.empty() && port.bidsSuffix.empty() ? "desc-" + step.id : port.bidsEntity;
    std::string text = entity.empty() ? "" : "_" + entity;
    text += count > 1 ? (entity.empty() ? "_" : "") + std::to_string(count) : "";
    return text + (port.bidsSuffix.empty() ? "" : "_" + port.bidsSuffix);
}

} // namespace

std::map<std::string, fs::path> freeOutputNames(const fs::path& input, const StepInfo& step)
{
    const auto beside = input.parent_path();
    const auto folder = ::access(beside.c_str(), W_OK) == 0 ? beside : resultsFolder();
    const auto stem = stemFor(input, step);
    for (int count = 1;; ++count) {
        std::map<std::string, fs::path> names;
        std::set<fs::path> distinct;
        bool isFree = true;
        for (const auto& port : step.outputs) {
            const auto extension = outputExtension(port);
            auto file = folder / (stem + outputSuffix(port, step, count) + extension);
            if (!distinct.insert(file).second)
                file = folder / (stem + outputSuffix(port, step, count) + "_" + port.key + extension);
            std::error_code ignored;
            isFree = isFree && !fs::exists(file, ignored);
            names[port.key] = file;
        }
        if (isFree)
            return names;
    }
}

RunRequest completedRequest(RunRequest request, const StepInfo& step, const ProjectSession& projects)
{
    const VolumeRow* known = nullptr;
    for (const auto& [port, file] : request.inputs)
        known = known ? known : projects.find(file);
    if (known) {
        request.project = projects.folder();
        request.subject = request.subject.empty() ? known->subject : request.subject;
        request.session = request.session.empty() ? known->session : request.session;
        return request;
    }
    if (projects.isOpen() && !request.subject.empty())
        request.project = projects.folder();
    if (request.project)
        return request;
    if (request.outputs.empty() && !request.inputs.empty()) {
        request.outputs = freeOutputNames(request.inputs.begin()->second, step);
        // What is made from an optional input is not made without it, and the runner refuses to promise it.
        const bool hasAllInputs
            = std::all_of(step.inputs.begin(), step.inputs.end(), [&](const Port& port) { return request.inputs.contains(port.key); });
        for (const auto& port : step.outputs)
            if (port.optional && !hasAllInputs)
                request.outputs.erase(port.key);
    }
    return request;
}

QString destinationSentence(const RunRequest& completed)
{
    if (completed.project)
        return tr("Results go to the project, subject %1.").arg(QString::fromStdString(completed.subject));
    if (completed.outputs.empty())
        return {};
    return tr("Results go to %1.").arg(QString::fromStdString(completed.outputs.begin()->second.parent_path().string()));
}

std::optional<RunRequest> requestOnScan(const Scene& scene, const std::string& step)
{
    const auto isScan = [](const Layer& layer) {
        return layer.volume->kind() == Kind::Image && !layer.isLabels() && !isDistanceMap(*layer.volume)
            && !layer.volume->source().path.empty();
    };
    const Layer* scan = nullptr;
    for (const auto& layer : scene.layers())
        if (isScan(layer) && (!scan || layer.id == scene.selectedLayer()))
            scan = &layer;
    if (!scan)
        return std::nullopt;
    RunRequest request;
    request.step = step;
    request.inputs["image"] = scan->volume->source().path;
    return request;
}

RunRequest distanceMaskRequest(const Scene& scene, LayerId map)
{
    const auto& layer = scene.layer(map);
    RunRequest request;
    request.step = "distance-mask";
    request.inputs["distance"] = layer.volume->source().path;
    for (const auto& scan : scene.layers()) {
        if (scan.id == map)
            break;
        const bool fits = scan.volume->kind() == Kind::Image && !scan.isLabels() && scan.volume->frames() == 1;
        if (fits && !scan.volume->source().path.empty() && sameGrid(scan.volume->grid(), layer.volume->grid())) {
            request.inputs["image"] = scan.volume->source().path;
            break;
        }
    }
    request.params["border"] = std::round(layer.display.threshold.high * 10) / 10;
    return request;
}

std::vector<fs::path> outputsToShow(const Job& job, const StepInfo& step)
{
    std::vector<fs::path> images, labels, maps;
    for (const auto& port : step.outputs) {
        const auto file = job.outputs.value(QString::fromStdString(port.key)).toStdString();
        if (!file.empty() && port.kind == PortKind::Labels)
            labels.emplace_back(file);
        else if (!file.empty() && isNamedLikeDistanceMap(file))
            maps.emplace_back(file);
        else if (!file.empty() && port.kind == PortKind::Image && images.empty())
            images.emplace_back(file);
    }
    // A defaced scan is looked at beside the scan; what was cut away would lie over both.
    auto shown = labels.empty() || step.id == "deface" ? images : labels;
    shown.insert(shown.end(), maps.begin(), maps.end());
    return shown;
}

} // namespace insula
