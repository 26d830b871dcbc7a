#include "processing/core/SurfaceReport.h"

#include "processing/core/GzipReader.h"
#include "processing/core/Mesh.h"
#include "processing/core/Tractogram.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace insula {

namespace {

using nlohmann::json;

json boundsOf(const std::vector<std::array<float, 3>>& points)
{
    if (points.empty()) {
        return nullptr;
    }
    auto low = points.front(), high = points.front();
    for (const auto& p : points) {
        for (std::size_t c = 0; c < 3; ++c) {
            low[c] = std::min(low[c], p[c]);
            high[c] = std::max(high[c], p[c]);
        }
    }
    return {{"low", low}, {"high", high}};
}

json warningsOf(const std::string& warning)
{
    return warning.empty() ? json::array() : json::array({warning});
}

json meshReport(const std::filesystem::path& file)
{
    const Mesh mesh = readMesh(file);
    return {{"file", mesh.path}, {"kind", "surface"}, {"format", mesh.format}, {"hemisphere", nameOf(mesh.hemisphere)},
        {"vertices", mesh.vertices.size()}, {"triangles", mesh.triangles.size()}, {"bounds", boundsOf(mesh.vertices)},
        {"warnings", warningsOf(mesh.warning)}};
}

json mapReport(const VertexMap& map, bool isLabels)
{
    json report{{"name", map.name}};
    if (isLabels) {
        report["labelsInUse"] = std::set<std::int32_t>(map.labels.begin(), map.labels.end()).size();
        return report;
    }
    std::size_t finite = 0;
    float low = 0, high = 0;
    for (const float value : map.values) {
        if (std::isfinite(value)) {
            low = finite == 0 ? value : std::min(low, value);
            high = finite == 0 ? value : std::max(high, value);
            ++finite;
        }
    }
    report["min"] = finite > 0 ? json(low) : json();
    report["max"] = finite > 0 ? json(high) : json();
    report["notFinite"] = map.values.size() - finite;
    return report;
}

json dataReport(const std::filesystem::path& file)
{
    const VertexData data = readVertexData(file);
    json maps = json::array();
    for (const VertexMap& map : data.maps) {
        maps.push_back(mapReport(map, data.isLabels));
    }
    return {{"file", data.path}, {"kind", "vertex-data"}, {"format", data.format}, {"hemisphere", nameOf(data.hemisphere)},
        {"vertices", data.vertexCount()}, {"labels", data.isLabels ? json(data.table.size()) : json()}, {"maps", maps},
        {"warnings", json::array()}};
}

json tractReport(const std::filesystem::path& file)
{
    const Tractogram tracts = readTractogram(file);
    json lengths;
    double sum = 0, low = 0, high = 0;
    for (std::size_t i = 0; i < tracts.count(); ++i) {
        const double length = lengthMm(tracts.streamline(i));
        low = i == 0 ? length : std::min(low, length);
        high = std::max(high, length);
        sum += length;
    }
    if (tracts.count() > 0) {
        lengths = {{"min", low}, {"mean", sum / static_cast<double>(tracts.count())}, {"max", high}};
    }
    return {{"file", tracts.path}, {"kind", "streamlines"}, {"format", tracts.format}, {"streamlines", tracts.count()},
        {"points", tracts.points.size()}, {"bounds", boundsOf(tracts.points)}, {"lengthMm", lengths},
        {"warnings", warningsOf(tracts.warning)}};
}

std::string count(const json& number)
{
    return grouped(number.get<std::uint64_t>());
}

std::string mapText(const json& map, std::size_t index)
{
    const std::string name = map["name"].get<std::string>();
    std::string text = fmt::format("  {:<12} {}", fmt::format("map {}", index + 1), name.empty() ? "" : "\"" + name + "\", ");
    if (map.contains("labelsInUse")) {
        return text + count(map["labelsInUse"]) + " labels in use\n";
    }
    text += map["min"].is_null() ? "no finite value" : fmt::format("{:g} to {:g}", map["min"].get<double>(), map["max"].get<double>());
    return text + (map["notFinite"] == 0 ? "\n" : ", " + count(map["notFinite"]) + " not finite\n");
}

} // namespace

bool hasSurfaceReport(const std::filesystem::path& file)
{
    return looksLikeTractogram(file) || surfaceFileKind(file) != SurfaceFile::None;
}

json surfaceReport(const std::filesystem::path& file)
{
    return looksLikeTractogram(file) ? tractReport(file) : surfaceFileKind(file) == SurfaceFile::Mesh ? meshReport(file) : dataReport(file);
}

std::string surfaceText(const json& r)
{
    std::string text = fmt::format("{}\n", r["file"].get<std::string>());
    const auto line = [&](const char* what, const std::string& value) { text += fmt::format("  {:<12} {}\n", what, value); };
    line("format", r["format"].get<std::string>());
    if (r.contains("hemisphere")) {
        line("hemisphere", r["hemisphere"].get<std::string>());
    }
    for (const char* key : {"vertices", "triangles", "streamlines", "points"}) {
        if (r.contains(key)) {
            line(key, count(r[key]));
        }
    }
    if (r.contains("labels") && !r["labels"].is_null()) {
        line("label table", count(r["labels"]) + " names");
    }
    if (r.contains("lengthMm") && !r["lengthMm"].is_null()) {
        const json& mm = r["lengthMm"];
        line("length",
            fmt::format("{:.1f} to {:.1f} mm, mean {:.1f} mm", mm["min"].get<double>(), mm["max"].get<double>(), mm["mean"].get<double>()));
    }
    if (r.contains("bounds") && !r["bounds"].is_null()) {
        constexpr std::array<const char*, 3> axes{"left-right", "back-front", "bottom-top"};
        for (std::size_t c = 0; c < 3; ++c) {
            line(axes[c], fmt::format("{:.1f} to {:.1f} mm", r["bounds"]["low"][c].get<double>(), r["bounds"]["high"][c].get<double>()));
        }
    }
    if (r.contains("maps")) {
        for (std::size_t i = 0; i < r["maps"].size(); ++i) {
            text += mapText(r["maps"][i], i);
        }
    }
    for (const json& warning : r["warnings"]) {
        line("warning", warning.get<std::string>());
    }
    return text;
}

} // namespace insula
