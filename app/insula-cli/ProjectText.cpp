#include "app/insula-cli/ProjectText.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace insula {
namespace {

nlohmann::json filesJson(const std::vector<RunFile>& files)
{
    auto list = nlohmann::json::array();
    for (const RunFile& file : files) {
        list.push_back({{"port", file.port}, {"path", file.path.string()}, {"sha256", file.sha256}, {"bytes", file.bytes}});
    }
    return list;
}

nlohmann::json volumeJson(const VolumeRow& row)
{
    return {{"id", row.id}, {"subject", row.subject}, {"session", row.session}, {"path", row.path.string()}, {"derivative", row.derivative},
        {"suffix", row.suffix}, {"desc", row.desc}, {"kind", row.kind}, {"sha256", row.sha256}, {"shape", row.shape}, {"bytes", row.bytes},
        {"run", row.run}, {"missing", row.missing}, {"stale", row.stale}};
}

std::string whose(const std::string& subject, const std::string& session)
{
    return "sub-" + subject + (session.empty() ? "" : " ses-" + session);
}

std::string stateOf(const VolumeRow& row)
{
    return row.missing ? "  MISSING" : row.stale ? "  stale" : "";
}

} // namespace

nlohmann::json projectJson(const Project& project)
{
    auto volumes = nlohmann::json::array(), runs = nlohmann::json::array();
    for (const VolumeRow& row : project.volumes()) {
        volumes.push_back(volumeJson(row));
    }
    for (const RunRow& row : project.runs()) {
        runs.push_back(runJson(row));
    }
    return {{"name", project.name()}, {"folder", project.folder().string()}, {"subjects", project.subjects()}, {"volumes", volumes},
        {"runs", runs}};
}

std::string projectText(const Project& project)
{
    const std::vector<VolumeRow> volumes = project.volumes();
    std::string text = fmt::format(
        "{} ({})\n{} subjects, {} files\n", project.name(), project.folder().string(), project.subjects().size(), volumes.size());
    for (const VolumeRow& row : volumes) {
        const std::string origin = row.derivative ? fmt::format("run {}", row.run) : "raw";
        text += fmt::format(
            "  {:<14} {:<7} {:<20} {}{}\n", whose(row.subject, row.session), origin, row.shape, row.path.string(), stateOf(row));
    }
    return text + runTable(project.runs());
}

nlohmann::json runJson(const RunRow& run)
{
    return {{"run", run.id}, {"step", run.step}, {"stepVersion", run.stepVersion}, {"status", name(run.status)}, {"params", run.params},
        {"subject", run.subject}, {"session", run.session}, {"started", run.started}, {"finished", run.finished}, {"seconds", run.seconds},
        {"peakBytes", run.peakBytes}, {"appVersion", run.appVersion}, {"device", run.device}, {"modelHash", run.modelHash},
        {"threads", run.threads}, {"seed", run.seed}, {"warnings", run.warnings}, {"error", run.error}, {"log", run.log},
        {"commandLine", run.commandLine}, {"host", run.host}, {"inputs", filesJson(run.inputs)}, {"outputs", filesJson(run.outputs)}};
}

std::string runText(const RunRow& run)
{
    std::string text = fmt::format("run {}: {} (version {}), {}\n", run.id, run.step, run.stepVersion, name(run.status));
    const auto line = [&text](std::string_view what, const std::string& value) {
        text += value.empty() ? std::string() : fmt::format("  {:<11} {}\n", what, value);
    };
    line("subject", whose(run.subject, run.session));
    line("started", run.started);
    line("finished", run.finished);
    line("took",
        run.finished.empty() ? "" : fmt::format("{:.1f} s, {:.0f} MiB at most", run.seconds, static_cast<double>(run.peakBytes) / 1048576));
    line("by", fmt::format("Insula {}, {}{}", run.appVersion, run.device, run.host.empty() ? "" : " on " + run.host));
    line("model", run.modelHash);
    line("parameters", run.params.empty() ? "" : run.params.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    for (const RunFile& file : run.inputs) {
        line("in " + file.port, file.path.string());
    }
    for (const RunFile& file : run.outputs) {
        line("out " + file.port, file.path.string());
    }
    for (const std::string& warning : run.warnings) {
        line("warning", warning);
    }
    line("error", run.error);
    line("again", run.commandLine);
    return text;
}

std::string runTable(const std::vector<RunRow>& runs)
{
    std::string text = fmt::format("{} runs\n", runs.size());
    for (const RunRow& run : runs) {
        text += fmt::format(
            "  {:>4}  {:<14} {:<10} {:<14} {}\n", run.id, run.step, name(run.status), whose(run.subject, run.session), run.started);
    }
    return text;
}

} // namespace insula
