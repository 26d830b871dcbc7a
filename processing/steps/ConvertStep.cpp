// Reads an image in a foreign format. What parses the file runs in a child process with limits and hands over a NIfTI file.
#include "processing/steps/Steps.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/steps/AnalyzeFile.h"
#include "processing/steps/BadFileWatch.h"
#include "processing/steps/DerivedVolume.h"
#include "processing/steps/DicomReader.h"
#include "processing/steps/ForeignFormat.h"
#include "processing/steps/ItkReader.h"
#include "processing/steps/MghFile.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <optional>

namespace insula {
namespace {

namespace fs = std::filesystem;

struct Params {
    std::string series, task;
    double trSeconds = 0;
    bool keepDescriptions = false, keepIdentity = false, cleanHeader = false;
    std::int64_t maxMemoryMb = 0;
    std::int64_t maxSeconds = 0;
};

void bind(ParamBinder& b, Params& p)
{
    b.path("series", p.series, "", "DICOM series",
        "Series instance UID, id, or place in the list that 'insula-cli dicom list' gives. Only needed when there are several.");
    b.real("tr", p.trSeconds, {0, 1000, 0.1}, "Repetition time (s)", "Of a run, when the DICOM header is wrong. 0: as the header says.");
    b.path("task", p.task, "", "Task", "Of a run: what the subject did, as TaskName in the side-car. BIDS demands it.");
    b.boolean("keep-descriptions", p.keepDescriptions, "Keep descriptions",
        "In the side-car of DICOM: the names that operators gave to series and protocol. They are free text and may name somebody.");
    b.boolean("keep-identity", p.keepIdentity, "Keep device, place and time",
        "In the side-car of DICOM: station, serial number, institution, date and time. Names of people never go there.");
    b.boolean("clean-header", p.cleanHeader, "Clean the header",
        "Of NIfTI: empties description, intent name, auxiliary file name and database name, and removes extensions.");
    b.integer("max-memory-mb", p.maxMemoryMb, {0, 1048576, 256}, "Memory limit (MiB)",
        "For the reader. 0: from the file's size, at most 80 % of the machine's memory.");
    b.integer("max-seconds", p.maxSeconds, {0, 86400, 10}, "Time limit (s)",
        "For the reader. 0: one minute and a second for each MiB of the file.");
}

ProcessLimits limitsFor(const fs::path& file, const Params& params)
{
    constexpr std::uint64_t MiB = 1u << 20;
    const std::uint64_t size = bytesToRead(file);
    const auto machine = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    ProcessLimits limits;
    // Label maps compress to a hundredth; the reader holds an image up to three times.
    limits.memoryBytes = params.maxMemoryMb > 0 ? static_cast<std::uint64_t>(params.maxMemoryMb) * MiB
                                                : std::min(machine / 5 * 4, std::max(2048 * MiB, 64 * size));
    limits.seconds = params.maxSeconds > 0 ? static_cast<double>(params.maxSeconds) : 60 + static_cast<double>(size / MiB);
    return limits;
}

DicomImage readForeign(const fs::path& file, ForeignFormat format, const Params& params, const fs::path& scratch, BadFileWatch& watch)
{
    switch (format) {
    case ForeignFormat::Mgh:
        return {readMgh(file), {}};
    case ForeignFormat::Analyze:
        return {readAnalyze(file), {}};
    case ForeignFormat::Dicom:
        return readDicom(file, {params.series, params.trSeconds, params.keepIdentity, params.keepDescriptions}, scratch, watch);
    default:
        return {readWithItk(file, format), {}};
    }
}

// In the child: the voxels go to a NIfTI file, what NIfTI cannot hold exactly comes back as text.
std::string convertTo(const fs::path& target, const fs::path& file, ForeignFormat format, const Params& params, BadFileWatch& watch)
{
    const auto [volume, sidecar] = readForeign(file, format, params, target.parent_path(), watch);
    writeNifti(target, *volume);
    return nlohmann::json{{"affine", volume->affine().rows()}, {"tr", volume->trSeconds()}, {"format", volume->source().format},
        {"warnings", volume->source().warnings}, {"sidecar", sidecar}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// A flat object of short texts, numbers and lists of them; the rest is left out.
nlohmann::json plainSidecar(const nlohmann::json& said)
{
    const auto isPlain = [](const nlohmann::json& value) {
        return value.is_number() || value.is_boolean() || (value.is_string() && value.get_ref<const std::string&>().size() <= 4096);
    };
    auto result = nlohmann::json::object();
    if (said.is_object())
        for (const auto& [key, value] : said.items())
            if (isPlain(value) || (value.is_array() && value.size() <= 10000 && std::ranges::all_of(value, isPlain)))
                result[key] = value;
    return result;
}

// The child may have been taken over by a hostile file: what it says is checked like a file's header.
VolumePtr takeOver(const fs::path& written, const fs::path& file, const std::string& answer, StepOutputs& outputs)
{
    const VolumePtr volume = readNifti(written);
    const auto json = nlohmann::json::parse(answer, nullptr, false);
    Volume::Description description = volume->description();
    const Error odd(
        fmt::format("the reader gave no sensible answer on '{}': the file is damaged or hostile; nothing was written", file.string()));
    if (!json.is_object() || !json.contains("affine") || !json["affine"].is_array() || json["affine"].size() != 16)
        throw odd;
    std::array<double, 16> rows{};
    for (std::size_t n = 0; n < 16; ++n) {
        if (!json["affine"][n].is_number())
            throw odd;
        rows[n] = json["affine"][n].get<double>();
    }
    const Affine exact = Affine::fromRows(rows); // the file has it in single precision
    if (!exact.isFinite() || largestCornerDistanceMm(volume->size(), exact, volume->affine()) > 0.1)
        throw odd;
    description.grid.affine = exact;
    description.source = {};
    description.source.forms
        = {.used = SpatialForms::Used::Sform, .sformCode = 1, .qformCode = 1, .sform = exact, .qform = exact, .disagreementMm = 0};
    if (json.value("tr", nlohmann::json()).is_number() && volume->frames() > 1)
        description.trSeconds = std::clamp(json["tr"].get<double>(), 0.0, 1e6);
    if (json.contains("warnings") && json["warnings"].is_array())
        for (const auto& warning : json["warnings"])
            if (warning.is_string())
                outputs.warnings.push_back(warning.get<std::string>());
    if (const auto sidecar = plainSidecar(json.value("sidecar", nlohmann::json())); !sidecar.empty()) {
        outputs.sidecars["image"] = sidecar;
    }
    return redescribed(volume, std::move(description));
}

VolumePtr readInChild(const fs::path& file, ForeignFormat format, const Params& params, const fs::path& scratch, StepOutputs& outputs,
    const Progress& progress)
{
    std::optional<ScratchFolder> own;
    const fs::path target = (scratch.empty() ? own.emplace().path() : scratch) / "converted.nii";
    progress.report(0.05, "reading");
    BadFileWatch watch;
    const std::string answer = watch.run([&] { return convertTo(target, file, format, params, watch); }, limitsFor(file, params),
        fmt::format("'{}'", file.string()), progress);
    progress.report(0.9, "checking");
    VolumePtr volume = takeOver(target, file, answer, outputs);
    fs::remove(target); // the voxels stay mapped as long as they are needed
    return volume;
}

// What NIfTI has no place for in a Volume (auxiliary file, database name, history) is not written anyway.
VolumePtr cleaned(const VolumePtr& volume)
{
    Volume::Description description = volume->description();
    description.source.description.clear();
    description.source.intentName.clear();
    description.source.extensions.clear();
    return redescribed(volume, std::move(description));
}

StepOutputs run(const StepInputs& inputs, const Params& params, const Progress& progress)
{
    const fs::path& file = inputs.file("file");
    StepOutputs outputs;
    outputs.volumes["image"] = withContext(fmt::format("cannot convert '{}'", file.string()), [&] {
        const ForeignFormat format = foreignFormat(file);
        if (format != ForeignFormat::Nifti)
            return readInChild(file, format, params, inputs.scratch, outputs, progress);
        VolumePtr volume = readNifti(file, {.maxBytes = static_cast<std::uint64_t>(params.maxMemoryMb) << 20}, progress.part(0, 0.9));
        outputs.warnings = volume->source().warnings;
        return volume;
    });
    if (!params.task.empty() && outputs.volumes["image"]->frames() > 1)
        outputs.sidecars["image"]["TaskName"] = params.task;
    if (const auto found = outputs.sidecars.find("image"); found != outputs.sidecars.end())
        outputs.tables["sidecar"] = found->second.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    if (params.cleanHeader)
        outputs.volumes["image"] = cleaned(outputs.volumes["image"]);
    progress.report(1.0);
    return outputs;
}

} // namespace

Step convertStep()
{
    return makeStep<Params>(
        {.id = "convert",
            .title = "Convert to NIfTI",
            .group = "Convert",
            .version = 2,
            .summary = "Reads DICOM (a file, a folder or a zip archive), MGH/MGZ, NRRD, MetaImage, Analyze 7.5, MINC 2 or NIfTI. The "
                       "reader runs in a "
                       "process of its own with "
                       "limits on memory and time, so that a damaged file harms nothing. Values are kept as they are, NaN too.",
            .reference = "",
            .engine = Engine::Itk,
            .inputs = {{.key = "file", .kind = PortKind::File, .label = "File, DICOM folder or archive"}},
            .outputs = {{.key = "image", .kind = PortKind::Image, .label = "Image", .time = true},
                {.key = "sidecar", .kind = PortKind::Table, .label = "BIDS side-car", .optional = true, .extension = ".json"}}},
        bind, run);
}

} // namespace insula
