// insula-cli dicom: what is in a folder of DICOM files, and copies without identity. ITK's module does the reading.
#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/CancelWatch.h"
#include "processing/core/Error.h"
#include "processing/core/Progress.h"
#include "processing/core/StepModules.h"
#include "processing/steps/DicomDeidentify.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace insula {
namespace {

using Deidentify = void(const DeidentifyRequest&, const Progress&, nlohmann::json&);
using ListDicom = void(const std::filesystem::path&, std::uint64_t, double, const Progress&, nlohmann::json&);

// Stops the work on a signal; says nothing meanwhile.
class Quiet : public ProgressSink {
public:
    explicit Quiet(const CancelWatch& watch) : m_watch(watch) { }
    void progressed(double, std::string_view) override { }
    bool isCancelled() const override { return m_watch.isCancelled(); }

private:
    const CancelWatch& m_watch;
};

std::string sizeText(const nlohmann::json& series)
{
    const auto& n = series["size"];
    const std::string text = fmt::format("{} x {} x {}", n[0].get<std::int64_t>(), n[1].get<std::int64_t>(), n[2].get<std::int64_t>());
    const auto frames = series["frames"].get<std::int64_t>();
    return frames > 1 ? fmt::format("{} x {}", text, frames) : text;
}

std::string seriesText(const nlohmann::json& series)
{
    const auto& mm = series["spacing"];
    const auto text = [&series](const char* key) { return series.value(key, std::string()); };
    const std::string description = text("description"), protocol = text("protocol"), part = text("part"), note = text("note");
    std::string out = fmt::format("{:>3}  {}  {}  {}{}{}\n", series["place"].get<int>(), text("id"), text("modality"),
        description.empty() ? "no description" : description, protocol.empty() || protocol == description ? "" : " (" + protocol + ")",
        part.empty() ? "" : ", part " + part);
    out += fmt::format("     {} voxels of {:.4g} x {:.4g} x {:.4g} mm, {} files", sizeText(series), mm[0].get<double>(),
        mm[1].get<double>(), mm[2].get<double>(), series["files"].get<std::int64_t>());
    if (const double tr = series["tr"].get<double>(); tr > 0)
        out += fmt::format(", TR {:.6g} s", tr);
    if (const double te = series["te"].get<double>(); te > 0)
        out += fmt::format(", TE {:.4g} ms", te);
    out += note.empty() ? fmt::format("\n     becomes {}\n", text("becomes")) : fmt::format("\n     {}\n", note);
    for (const auto& warning : series["warnings"])
        out += fmt::format("     ! {}\n", warning.get<std::string>());
    return out;
}

std::string attributesText(const nlohmann::json& report)
{
    std::string out;
    for (const auto& attribute : report["attributes"]) {
        std::string values;
        for (const auto& value : attribute["values"])
            values += (values.empty() ? "" : " | ") + value.get<std::string>();
        const std::string becomes = attribute.value("becomes", std::string());
        out += fmt::format("{} {} {:<34.34} {}{}\n", attribute.value("tag", std::string()), attribute.value("action", std::string()),
            attribute.value("name", std::string()), values, becomes.empty() ? "" : " -> " + becomes);
    }
    return out + fmt::format("{} private attributes are removed\n", report["private"].get<std::int64_t>());
}

int deidentify(const CommandLine& line)
{
    const bool isPreview = line.has("preview");
    if (isPreview == (line.operands().size() == 3))
        throw usageError(
            isPreview ? "--preview writes nothing: leave out the second folder" : "name a folder to write to, or say --preview");
    DeidentifyRequest request;
    request.source = line.operands()[1];
    request.target = isPreview ? std::string() : line.operands()[2];
    request.retain = {.uids = line.has("keep-uids"),
        .device = line.has("keep-device"),
        .institution = line.has("keep-institution"),
        .patient = line.has("keep-patient"),
        .dates = line.has("keep-dates"),
        .descriptions = line.has("keep-descriptions")};
    request.key = line.value("key").value_or("");
    const CancelWatch watch;
    Quiet quiet(watch);
    nlohmann::json report;
    moduleFunction<Deidentify>("insula_steps", "insulaDeidentifyDicom")(request, Progress(quiet), report);
    if (line.has("json")) {
        print(report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        return 0;
    }
    if (isPreview)
        print(attributesText(report));
    for (const auto& warning : report["warnings"])
        print(fmt::format("! {}\n", warning.get<std::string>()));
    print(fmt::format("{} images {}, {} other files left out ({})\n", report["files"].get<std::int64_t>(),
        isPreview ? "looked at" : "written", report["left_out"].get<std::int64_t>(), report.value("method", std::string())));
    return 0;
}

int listSeries(const CommandLine& line)
{
    const CancelWatch watch;
    Quiet quiet(watch);
    nlohmann::json list;
    moduleFunction<ListDicom>("insula_steps", "insulaListDicom")(line.operands()[1],
        static_cast<std::uint64_t>(line.integer("max-memory-mb", 256, 1 << 20).value_or(0)), line.real("max-seconds", 1, 86400).value_or(0),
        Progress(quiet), list);
    if (line.has("json")) {
        print(list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
        return 0;
    }
    for (const auto& series : list["series"])
        print(seriesText(series));
    for (const auto& problem : list["problems"])
        print(fmt::format("! {}\n", problem.get<std::string>()));
    print(fmt::format("{} series in {} DICOM files, of {} looked at\n", list["series"].size(), list["images"].get<std::int64_t>(),
        list["files"].get<std::int64_t>()));
    return 0;
}

} // namespace

int runDicom(Arguments arguments)
{
    using enum OptionRule::Form;
    const CommandLine line(arguments, {"list SOURCE, or deidentify SOURCE FOLDER", 2, 3},
        {{"json"}, {"max-memory-mb", Value}, {"max-seconds", Value}, {"preview"}, {"key", Value}, {"keep-uids"}, {"keep-device"},
            {"keep-institution"}, {"keep-patient"}, {"keep-dates"}, {"keep-descriptions"}});
    if (line.operands()[0] == "deidentify")
        return deidentify(line);
    if (line.operands()[0] == "list")
        return listSeries(line);
    throw usageError(fmt::format("'dicom {}' is unknown; say list or deidentify", line.operands()[0]));
}

} // namespace insula
