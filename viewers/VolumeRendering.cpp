#include "viewers/VolumeRendering.h"

#include "processing/core/Error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace insula {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> ModeNames{"shaded", "maximum", "minimum", "mean", "surface"};

double fraction(const json& value, const char* what)
{
    const double number = value;
    if (!(number >= 0 && number <= 1)) {
        throw Error(std::string("the 3D settings have ") + what + " outside 0 to 1");
    }
    return number;
}

double finite(const json& value, const char* what)
{
    const double number = value;
    if (!std::isfinite(number)) {
        throw Error(std::string("the 3D settings have ") + what + " that is no number");
    }
    return number;
}

} // namespace

Vec3 ClipPlane::normal() const
{
    const double a = azimuth * std::numbers::pi / 180, e = elevation * std::numbers::pi / 180;
    return {-std::sin(a) * std::cos(e), std::cos(a) * std::cos(e), std::sin(e)};
}

json toJson(const VolumeRendering& r)
{
    json points = json::array(), planes = json::array();
    for (const TransferPoint& point : r.points) {
        points.push_back({point.value, point.opacity, point.colour});
    }
    for (const ClipPlane& plane : r.planes) {
        planes.push_back({plane.azimuth, plane.elevation, plane.offsetMm});
    }
    return {{"mode", ModeNames[static_cast<std::size_t>(r.mode)]}, {"points", points}, {"surface-level", r.surfaceLevel},
        {"light", {r.ambient, r.diffuse, r.specular}}, {"edges", r.edges}, {"depth", r.depth}, {"clip-planes", planes},
        {"clip-box", {r.box.low, r.box.high}}, {"cut-away", r.cutAway}, {"overlay-depth", r.overlayDepthMm}};
}

VolumeRendering volumeRenderingFrom(const json& in)
{
    VolumeRendering r;
    const std::string mode = in.at("mode");
    const auto found = std::find(ModeNames.begin(), ModeNames.end(), mode);
    if (found == ModeNames.end()) {
        throw Error("the 3D settings name an unknown mode '" + mode + "'");
    }
    r.mode = static_cast<RenderMode>(found - ModeNames.begin());
    for (const json& point : in.at("points")) {
        r.points.push_back({finite(point.at(0), "a value"), fraction(point.at(1), "an opacity"), point.at(2).get<std::array<float, 3>>()});
    }
    if (!std::is_sorted(r.points.begin(), r.points.end(), [](const auto& a, const auto& b) { return a.value < b.value; })) {
        throw Error("the 3D settings have points that are not in the order of their values");
    }
    r.surfaceLevel = finite(in.at("surface-level"), "a level");
    r.ambient = fraction(in.at("light").at(0), "a light");
    r.diffuse = fraction(in.at("light").at(1), "a light");
    r.specular = fraction(in.at("light").at(2), "a light");
    r.edges = fraction(in.at("edges"), "edges");
    r.depth = fraction(in.at("depth"), "a depth");
    for (const json& plane : in.at("clip-planes")) {
        r.planes.push_back({finite(plane.at(0), "an angle"), finite(plane.at(1), "an angle"), finite(plane.at(2), "a distance")});
    }
    if (r.planes.size() > MostClipPlanes) {
        throw Error("the 3D settings have more than six clip planes");
    }
    for (std::size_t axis = 0; axis < 3; ++axis) {
        r.box.low[axis] = fraction(in.at("clip-box").at(0).at(axis), "a clip box");
        r.box.high[axis] = fraction(in.at("clip-box").at(1).at(axis), "a clip box");
    }
    r.cutAway = in.at("cut-away");
    r.overlayDepthMm = finite(in.at("overlay-depth"), "a depth");
    return r;
}

VolumeRendering withPreset(const VolumeRendering& now, std::string_view name, const Volume& volume, std::int64_t frame)
{
    VolumeRendering r = now;
    r.mode = RenderMode::Shaded;
    r.points.clear();
    if (name == "window") {
        return r;
    }
    if (name == "maximum") {
        r.mode = RenderMode::Maximum;
        return r;
    }
    if (name == "ct-bone") {
        r.points = {{150, 0, {0.75f, 0.55f, 0.42f}}, {250, 0.25, {0.90f, 0.82f, 0.70f}}, {700, 0.85, {1, 0.97f, 0.90f}}};
    } else if (name == "ct-skin") {
        r.points = {{-500, 0, {0.80f, 0.55f, 0.45f}}, {-200, 0.35, {0.92f, 0.72f, 0.60f}}, {100, 0.9, {0.98f, 0.84f, 0.74f}}};
    } else if (name == "mr-brain") { // of a stripped brain: from the dark rim up, so that the sulci open
        static constexpr std::array<double, 3> Percents{30, 60, 98};
        const std::vector<double> p = percentiles(volume, Percents, true, frame);
        const double low = p.empty() ? 0 : p[0], middle = p.empty() ? 1 : p[1], high = p.empty() ? 2 : p[2];
        const double step = std::max(high - low, 1e-9) * 1e-3;
        r.points = {{low, 0, {0.45f, 0.28f, 0.24f}}, {std::max(middle, low + step), 0.45, {0.86f, 0.70f, 0.62f}},
            {std::max(high, std::max(middle, low + step) + step), 0.9, {1, 0.96f, 0.90f}}};
    } else {
        std::string names;
        for (const RenderingPreset& preset : RenderingPresets) {
            names += (names.empty() ? "" : ", ") + std::string(preset.name);
        }
        throw usageError("there is no 3D preset '" + std::string(name) + "'; presets: " + names);
    }
    return r;
}

} // namespace insula
