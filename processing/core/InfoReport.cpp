#include "processing/core/InfoReport.h"

#include "processing/core/CiftiFile.h"
#include "processing/core/CiftiReport.h"
#include "processing/core/Nifti.h"
#include "processing/core/NiftiGeometry.h"
#include "processing/core/SurfaceReport.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace insula {

namespace {

using nlohmann::json;

json formJson(int code, const std::optional<Affine>& form)
{
    return {{"code", code}, {"name", niftiFormName(code)}, {"affine", form ? json(form->rows()) : json()}};
}

json formsJson(const SpatialForms& forms)
{
    constexpr std::array<const char*, 3> names{"sform", "qform", "pixdim"};
    const bool both = forms.sform && forms.qform;
    return {{"used", names[static_cast<std::size_t>(forms.used)]},
        {"agree", both ? json(forms.disagreementMm <= 0.1) : json()}, // the limit of the reader's own warning
        {"distanceMm", forms.disagreementMm}};
}

ValueRange rangeOfAllFrames(const Volume& volume)
{
    ValueRange all;
    for (std::int64_t t = 0; t < volume.frames(); ++t) {
        const ValueRange one = valueRange(volume, t);
        if (one.finite > 0) {
            all.min = all.finite > 0 ? std::min(all.min, one.min) : one.min;
            all.max = all.finite > 0 ? std::max(all.max, one.max) : one.max;
        }
        all.finite += one.finite;
        all.nan += one.nan;
        all.infinite += one.infinite;
    }
    return all;
}

std::string direction(char letter)
{
    switch (letter) {
    case 'R':
        return "right";
    case 'L':
        return "left";
    case 'A':
        return "front";
    case 'P':
        return "back";
    case 'S':
        return "top";
    default:
        return "bottom";
    }
}

std::string verdict(const Volume& volume, const ValueRange& range)
{
    const SpatialForms& forms = volume.source().forms;
    if (range.finite == 0) {
        return "No voxel has a usable value: there is nothing to see or to process.";
    }
    if (range.min == range.max) {
        return fmt::format("Every voxel has the same value ({:g}): there is nothing to see or to process.", range.min);
    }
    std::string text;
    if (forms.used == SpatialForms::Used::Pixdim) {
        text = "Left and right are not known for sure: the header has neither sform nor qform.";
    } else if (forms.disagreementMm > 0.1) {
        text
            = fmt::format("Take care: sform and qform put this image up to {:.1f} mm apart; Insula uses the sform, other programs may not.",
                forms.disagreementMm);
    } else {
        const std::string code = orientationCode(volume.affine());
        text = fmt::format("The geometry is sound: voxel axes run to the {}, {} and {} of the person.", direction(code[0]),
            direction(code[1]), direction(code[2]));
    }
    if (range.nan + range.infinite > 0) {
        text += fmt::format(
            " {} voxels are not finite numbers; they are shown as such and left out of statistics.", range.nan + range.infinite);
    }
    return text;
}

std::string rows(const json& affine)
{
    std::string text;
    for (std::size_t r = 0; r < 4; ++r) {
        const auto at = [&](std::size_t c) { return affine[4 * r + c].get<double>(); };
        text += fmt::format("  {:12.6g} {:12.6g} {:12.6g} {:12.6g}\n", at(0), at(1), at(2), at(3));
    }
    return text;
}

std::string formText(const json& form)
{
    return form["affine"].is_null() ? fmt::format("not set (code {})", form["code"].get<int>())
                                    : fmt::format("code {} ({})", form["code"].get<int>(), form["name"].get<std::string>());
}

std::string join(const json& numbers, const char* separator)
{
    std::vector<std::string> parts;
    for (const json& number : numbers) {
        parts.push_back(fmt::format("{:g}", number.get<double>()));
    }
    return fmt::format("{}", fmt::join(parts, separator));
}

} // namespace

json infoReport(const std::filesystem::path& file)
{
    if (hasSurfaceReport(file)) {
        return surfaceReport(file);
    }
    if (looksLikeCifti(file)) {
        return ciftiReport(file);
    }
    const VolumePtr volume = readNifti(file);
    const SourceInfo& source = volume->source();
    const Size3& n = volume->size();
    const ValueRange range = rangeOfAllFrames(*volume);
    json report{{"file", source.path}, {"format", source.format}, {"compressed", source.compressed}};
    report["shape"] = {n.x, n.y, n.z};
    if (volume->frames() > 1) {
        report["shape"].push_back(volume->frames());
    }
    report["zooms"] = volume->affine().spacing();
    report["affine"] = volume->affine().rows();
    report["orientation"] = orientationCode(volume->affine());
    report["oblique"] = volume->affine().isOblique();
    report["sform"] = formJson(source.forms.sformCode, source.forms.sform);
    report["qform"] = formJson(source.forms.qformCode, source.forms.qform);
    report["forms"] = formsJson(source.forms);
    report["datatype"] = name(volume->dataType());
    report["slope"] = volume->slope();
    report["intercept"] = volume->intercept();
    report["units"] = {{"space", source.spaceUnit}, {"time", source.timeUnit}};
    report["frames"] = volume->frames();
    report["tr"] = volume->trSeconds();
    report["range"] = range.finite > 0 ? json{{"min", range.min}, {"max", range.max}} : json();
    report["nan"] = range.nan;
    report["infinite"] = range.infinite;
    report["description"] = source.description;
    report["extensions"] = source.extensions.size();
    report["warnings"] = source.warnings;
    report["verdict"] = verdict(*volume, range);
    return report;
}

std::string infoText(const json& r)
{
    if (r.contains("kind")) {
        return r["kind"] == "cifti" ? ciftiText(r) : surfaceText(r);
    }
    std::string text = fmt::format("{}\n", r["file"].get<std::string>());
    const auto line = [&](const char* what, const std::string& value) { text += fmt::format("  {:<12} {}\n", what, value); };
    line("format",
        fmt::format(
            "{}{}, {}", r["format"].get<std::string>(), r["compressed"].get<bool>() ? ", gzip" : "", r["datatype"].get<std::string>()));
    line("shape", join(r["shape"], " x "));
    line("zooms", join(r["zooms"], " x ") + " mm");
    if (r["frames"].get<std::int64_t>() > 1) {
        const double tr = r["tr"].get<double>();
        line("time", fmt::format("{} frames, {}", r["frames"].get<std::int64_t>(), tr > 0 ? fmt::format("TR {:g} s", tr) : "TR unknown"));
    }
    line("orientation", r["orientation"].get<std::string>() + (r["oblique"].get<bool>() ? ", oblique" : ""));
    line("sform", formText(r["sform"]));
    line("qform", formText(r["qform"]));
    const json& agree = r["forms"]["agree"];
    line("in use",
        r["forms"]["used"].get<std::string>()
            + (agree.is_null()          ? ""
                    : agree.get<bool>() ? ", both agree"
                                        : fmt::format(", up to {:.1f} mm from the qform", r["forms"]["distanceMm"].get<double>())));
    if (r["slope"].get<double>() != 1 || r["intercept"].get<double>() != 0) {
        line("scaling", fmt::format("value = {:g} x stored + {:g}", r["slope"].get<double>(), r["intercept"].get<double>()));
    }
    line("values",
        r["range"].is_null() ? "none is finite"
                             : fmt::format("{:g} to {:g}", r["range"]["min"].get<double>(), r["range"]["max"].get<double>()));
    if (r["nan"].get<std::int64_t>() + r["infinite"].get<std::int64_t>() > 0) {
        line("not finite", fmt::format("{} NaN, {} infinite", r["nan"].get<std::int64_t>(), r["infinite"].get<std::int64_t>()));
    }
    text += "  voxel to RAS+ mm\n" + rows(r["affine"]);
    for (const json& warning : r["warnings"]) {
        text += fmt::format("  warning: {}\n", warning.get<std::string>());
    }
    return text + fmt::format("  {}\n", r["verdict"].get<std::string>());
}

} // namespace insula
