#include "widgets/StepLauncher.h"

#include "processing/core/ProjectNames.h"
#include "widgets/ProjectSession.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <set>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

QString tr(const char* text)
{
    return QCoreApplication::translate("StepLauncher", text);
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
    for (int count = 1;; ++count) {
        std::map<std::string, fs::path> names;
        std::set<fs::path> distinct;
        bool isFree = true;
        for (const auto& port : step.outputs) {
            const auto extension = port.kind == PortKind::Table ? ".tsv" : ".nii.gz";
            auto file = folder / (stemOf(input) + outputSuffix(port, step, count) + extension);
            if (!distinct.insert(file).second)
                file = folder / (stemOf(input) + outputSuffix(port, step, count) + "_" + port.key + extension);
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
    if (request.outputs.empty() && !request.inputs.empty())
        request.outputs = freeOutputNames(request.inputs.begin()->second, step);
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

std::vector<fs::path> outputsToShow(const Job& job, const StepInfo& step)
{
    std::vector<fs::path> images, labels;
    for (const auto& port : step.outputs) {
        const auto file = job.outputs.value(QString::fromStdString(port.key)).toStdString();
        if (!file.empty() && port.kind == PortKind::Labels)
            labels.emplace_back(file);
        else if (!file.empty() && port.kind == PortKind::Image && images.empty())
            images.emplace_back(file);
    }
    return labels.empty() ? images : labels;
}

} // namespace insula
