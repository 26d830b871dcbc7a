#include "viewers/VolumePicture.h"

#include "processing/core/StepModules.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace insula {

namespace {

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

} // namespace

Pixel VolumeProjection::pixelOf(const World& w) const
{
    const Vec3 from{w.x - focus.x, w.y - focus.y, w.z - focus.z};
    return {width / 2.0 + dot(from, right) / mmPerPixel, height / 2.0 - dot(from, up) / mmPerPixel};
}

VolumeProjection volumeProjection(const Scene& scene, int width, int height)
{
    const VolumeCamera& camera = scene.volumeCamera();
    const double azimuth = camera.azimuth * std::numbers::pi / 180, elevation = camera.elevation * std::numbers::pi / 180;
    const double sinA = std::sin(azimuth), cosA = std::cos(azimuth), sinE = std::sin(elevation), cosE = std::cos(elevation);
    // Of surfaces alone all of them, whatever the field of view of the image beside them.
    const bool isAlone = hasVisible(scene.surfaces()) && scene.surfaces().image == ImageInVolume::Nothing;
    const WorldBox box = isAlone ? boundsOf(scene.surfaces()).value_or(scene.bounds()) : scene.bounds();
    const double extent = std::max({box.high.x - box.low.x, box.high.y - box.low.y, box.high.z - box.low.z});
    VolumeProjection projection;
    projection.focus = box.centre();
    projection.toward = {-sinA * cosE, cosA * cosE, sinE};
    projection.up = {sinA * sinE, -cosA * sinE, cosE};
    projection.right = {-cosA, -sinA, 0};
    projection.width = width;
    projection.height = height;
    projection.mmPerPixel = 1.2 * extent / std::max(1, std::min(width, height)) / camera.zoom;
    return projection;
}

std::vector<ClipHalfSpace> keptHalfSpaces(const Scene& scene)
{
    std::vector<ClipHalfSpace> kept;
    const WorldBox box = scene.bounds();
    const World middle = box.centre();
    for (const ClipPlane& plane : scene.volumeRendering().planes) {
        const Vec3 n = plane.normal();
        kept.push_back({{middle.x + plane.offsetMm * n[0], middle.y + plane.offsetMm * n[1], middle.z + plane.offsetMm * n[2]},
            {-n[0], -n[1], -n[2]}});
    }
    const ClipBox& clip = scene.volumeRendering().box;
    for (int axis = 0; axis < 3; ++axis) {
        const auto a = static_cast<std::size_t>(axis);
        const double from = coordinate(box.low, axis), width = coordinate(box.high, axis) - from;
        Vec3 along{};
        along[a] = 1;
        if (clip.low[a] > 0) {
            kept.push_back({withCoordinate(middle, axis, from + clip.low[a] * width), along});
        }
        if (clip.high[a] < 1) {
            along[a] = -1;
            kept.push_back({withCoordinate(middle, axis, from + clip.high[a] * width), along});
        }
    }
    return kept;
}

bool needsRayCaster(const Scene& scene)
{
    const VolumeRendering& r = scene.volumeRendering();
    return r.mode != RenderMode::Shaded || r.edges > 0 || r.depth > 0 || r.cutAway;
}

const Layer* volumeLayer(const Scene& scene)
{
    for (const Layer& layer : scene.layers()) {
        if (!layer.isLabels() && layer.display.visible && layer.volume->hasFrame(scene.shownFrame(layer))) {
            return &layer;
        }
    }
    return nullptr;
}

bool hasSurfaces(const Scene& scene)
{
    return hasVisible(scene.surfaces()) || std::any_of(scene.layers().begin(), scene.layers().end(), [](const Layer& layer) {
        return layer.isLabels() && layer.display.visible && layer.display.opacity > 0;
    });
}

std::unique_ptr<VolumePicture> loadVolumePicture()
{
    return std::unique_ptr<VolumePicture>(moduleFunction<VolumePicture*()>("insula_volume_view", "insulaMakeVolumePicture")());
}

} // namespace insula
