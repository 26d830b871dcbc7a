// How the 3D view shows its image: transfer function, mode, light, clip planes, cut-away. Part of the scene; values are the image's own
// (scaled), points are World mm. The editor changes it (VolumeEditor.h), every way of drawing follows it.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Volume.h"

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace insula {

// Shaded: opacity and colour along each ray, with light. The projections show one number of each ray in the layer's colours: the largest,
// the smallest of what is above the window's low end, the mean of it. Surface: where the value first reaches `surfaceLevel`.
enum class RenderMode { Shaded, Maximum, Minimum, Mean, Surface };

struct TransferPoint {
    double value = 0;
    double opacity = 0; // of 1.5 mm, 0 to 1
    std::array<float, 3> colour{1, 1, 1}; // 0 to 1
    friend bool operator==(const TransferPoint&, const TransferPoint&) = default;
};

// What lies on the side to which the normal points, more than `offsetMm` from the middle of the field of view, is cut away.
struct ClipPlane {
    double azimuth = 0, elevation = 0; // degrees, of the normal, as a camera's: 0, 0 looks to the front
    double offsetMm = 0;
    friend bool operator==(const ClipPlane&, const ClipPlane&) = default;
    Vec3 normal() const;
};
inline constexpr std::size_t MostClipPlanes = 6;

// Share of the field of view along R, A and S that is shown.
struct ClipBox {
    std::array<double, 3> low{0, 0, 0}, high{1, 1, 1};
    friend bool operator==(const ClipBox&, const ClipBox&) = default;
};

struct VolumeRendering {
    RenderMode mode = RenderMode::Shaded;
    std::vector<TransferPoint> points; // by value; empty: from the layer's window and colour map
    double surfaceLevel = 0;
    double ambient = 0.25, diffuse = 0.8, specular = 0.15; // shares of light
    double edges = 0; // how dark outlines are, 0 to 1: silhouettes after Ebert and Rheingans, IEEE Visualization 2000
    double depth = 0; // how much darker the far side is, 0 to 1
    std::vector<ClipPlane> planes;
    ClipBox box;
    bool cutAway = false; // the octant between the crosshair's planes that faces the eye is open
    double overlayDepthMm = 8; // thresholded overlays are painted on the surface from as deep as this
    friend bool operator==(const VolumeRendering&, const VolumeRendering&) = default;
};

nlohmann::json toJson(const VolumeRendering& rendering);
// Throws Error, naming what is wrong, when the JSON is none.
VolumeRendering volumeRenderingFrom(const nlohmann::json& json);

struct RenderingPreset {
    std::string_view name; // stable: "mr-brain"
    std::string_view title;
};
inline constexpr std::array<RenderingPreset, 5> RenderingPresets{{{"window", "From the window"}, {"mr-brain", "MR brain"},
    {"ct-bone", "CT bone"}, {"ct-skin", "CT skin"}, {"maximum", "Maximum intensity"}}};
// The preset for an image: CT ones in Hounsfield units, MR ones by the image's percentiles. Light, clips and depth stay as in `now`. Throws
// Error (usage) naming the presets when there is none of that name.
VolumeRendering withPreset(const VolumeRendering& now, std::string_view name, const Volume& volume, std::int64_t frame);

} // namespace insula
