#include "processing/core/CiftiReport.h"

#include "processing/core/CiftiFile.h"
#include "processing/core/GzipReader.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

using nlohmann::json;

constexpr std::uint64_t MostMapsListed = 1000;

struct Range {
    float low = 0, high = 0;
    std::uint64_t finite = 0, notFinite = 0;
    void take(float value)
    {
        if (!std::isfinite(value)) {
            ++notFinite;
            return;
        }
        low = finite == 0 ? value : std::min(low, value);
        high = finite == 0 ? value : std::max(high, value);
        ++finite;
    }
};

json modelsJson(const CiftiDimension& d)
{
    json out = json::array();
    for (const CiftiBrainModel& model : d.models) {
        json one{{"structure", nameOf(model.structure)}, {"on", model.isSurface ? "surface" : "voxels"}, {"count", model.count}};
        if (model.isSurface) {
            one["surfaceVertices"] = model.surfaceVertices;
        }
        out.push_back(one);
    }
    for (const CiftiSurface& surface : d.surfaces) {
        out.push_back({{"structure", nameOf(surface.structure)}, {"on", "surface"}, {"surfaceVertices", surface.vertexCount}});
    }
    return out;
}

// In the file's order: rows are read once each.
std::vector<Range> rangesOf(const CiftiFile& file)
{
    std::vector<Range> ranges(file.mapCount());
    for (std::uint64_t n = 0; n < file.ordinates().length; ++n) {
        const std::vector<float> course = file.course(n);
        for (std::size_t map = 0; map < ranges.size(); ++map) {
            ranges[map].take(course[map]);
        }
    }
    return ranges;
}

json mapsJson(const CiftiFile& file)
{
    json out = json::array();
    if (file.mapCount() > MostMapsListed) {
        return out;
    }
    const std::vector<Range> ranges = rangesOf(file);
    for (std::size_t map = 0; map < ranges.size(); ++map) {
        const Range& range = ranges[map];
        json one{{"name", file.mapName(map)}, {"min", range.finite > 0 ? json(range.low) : json()},
            {"max", range.finite > 0 ? json(range.high) : json()}, {"notFinite", range.notFinite}};
        if (file.isLabels()) {
            one["labels"] = file.labels(map).size();
        }
        out.push_back(one);
    }
    return out;
}

std::string count(const json& number)
{
    return grouped(number.get<std::uint64_t>());
}

std::string structureText(const json& model)
{
    std::string text = fmt::format("  {:<28} ", model["structure"].get<std::string>());
    if (!model.contains("count")) {
        return text + "surface of " + count(model["surfaceVertices"]) + " vertices\n";
    }
    text += count(model["count"]);
    return text + (model["on"] == "voxels" ? " voxels\n" : " of " + count(model["surfaceVertices"]) + " vertices\n");
}

} // namespace

json ciftiReport(const std::filesystem::path& path)
{
    const CiftiFile file(path);
    const CiftiDimension& ordinates = file.ordinates();
    json report{{"file", file.path()}, {"kind", "cifti"}, {"format", "CIFTI-2"}, {"content", file.kind()},
        {"datatype", name(file.dataType())}, {"ordinates", ordinates.length}, {"structures", modelsJson(ordinates)},
        {"parcels", json::array()}, {"volume", nullptr}, {"series", nullptr}, {"mapCount", file.mapCount()}, {"maps", mapsJson(file)}};
    for (const CiftiParcel& parcel : ordinates.parcels) {
        report["parcels"].push_back(parcel.name);
    }
    if (ordinates.grid) {
        const Size3& n = ordinates.grid->size;
        report["volume"] = {{"shape", {n.x, n.y, n.z}}, {"affine", ordinates.grid->affine.rows()},
            {"zooms", ordinates.grid->affine.spacing()}, {"orientation", orientationCode(ordinates.grid->affine)}};
    }
    if (file.maps().kind == CiftiDimension::Kind::Series) {
        const CiftiSeries& series = file.maps().series;
        report["series"] = {{"points", series.count}, {"start", series.start}, {"step", series.step}, {"unit", series.unit}};
    }
    return report;
}

std::string ciftiText(const json& r)
{
    std::string text = fmt::format("{}\n", r["file"].get<std::string>());
    const auto line = [&](const char* what, const std::string& value) { text += fmt::format("  {:<12} {}\n", what, value); };
    line("format", fmt::format("CIFTI-2, {}, {}", r["content"].get<std::string>(), r["datatype"].get<std::string>()));
    line(r["parcels"].empty() ? "ordinates" : "parcels", count(r["ordinates"]));
    if (!r["volume"].is_null()) {
        const json& v = r["volume"];
        line("volume",
            fmt::format("{} x {} x {} voxels of {:g} x {:g} x {:g} mm, {}", v["shape"][0].get<std::int64_t>(),
                v["shape"][1].get<std::int64_t>(), v["shape"][2].get<std::int64_t>(), v["zooms"][0].get<double>(),
                v["zooms"][1].get<double>(), v["zooms"][2].get<double>(), v["orientation"].get<std::string>()));
    }
    for (const json& model : r["structures"]) {
        text += structureText(model);
    }
    line("maps", count(r["mapCount"]));
    if (!r["series"].is_null()) {
        const json& s = r["series"];
        line("series",
            fmt::format(
                "from {:g} in steps of {:g} ({})", s["start"].get<double>(), s["step"].get<double>(), s["unit"].get<std::string>()));
        return text;
    }
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < std::min(r["maps"].size(), shown); ++i) {
        const json& map = r["maps"][i];
        text += fmt::format("  {:<12} \"{}\", ", fmt::format("map {}", i + 1), map["name"].get<std::string>());
        text += map["min"].is_null() ? "no finite value" : fmt::format("{:g} to {:g}", map["min"].get<double>(), map["max"].get<double>());
        text += map["notFinite"] == 0 ? "" : ", " + count(map["notFinite"]) + " not finite";
        text += map.contains("labels") ? ", " + count(map["labels"]) + " labels\n" : "\n";
    }
    if (r["mapCount"].get<std::uint64_t>() > shown) {
        text += fmt::format("  ... and {} more\n", grouped(r["mapCount"].get<std::uint64_t>() - shown));
    }
    return text;
}

} // namespace insula
