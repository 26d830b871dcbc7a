// What rays need before they start: where they lie in the volume, colours, light, what is cut.
#include "viewers/RayTracing.h"

#include "processing/core/Resample.h"
#include "viewers/VolumeTransfer.h"

namespace insula {
namespace {

using ray::FaintOpacity;
using ray::HalfSpace;
using ray::Point;
using ray::share;

constexpr float FineStep = 0.5f; // of the smallest voxel
constexpr double CapShare = 0.06; // of the window: what is darker is air, and open

// A World vector, times a factor, in voxels.
Point inVoxels(const Affine& inverse, const Vec3& vector, double factor)
{
    Point out{};
    for (int row = 0; row < 3; ++row) {
        const double length = inverse(row, 0) * vector[0] + inverse(row, 1) * vector[1] + inverse(row, 2) * vector[2];
        out[static_cast<std::size_t>(row)] = static_cast<float>(length * factor);
    }
    return out;
}

Point normalised(const Vec3& v)
{
    const double length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    return {static_cast<float>(v[0] / length), static_cast<float>(v[1] / length), static_cast<float>(v[2] / length)};
}

HalfSpace inVoxels(const Affine& toWorld, const World& on, const Vec3& inward)
{
    HalfSpace half;
    for (int column = 0; column < 3; ++column) {
        const Vec3 c = toWorld.column(column);
        half.inward[static_cast<std::size_t>(column)] = static_cast<float>(c[0] * inward[0] + c[1] * inward[1] + c[2] * inward[2]);
    }
    const World origin = toWorld.toWorld({0, 0, 0});
    half.from = static_cast<float>((on.x - origin.x) * inward[0] + (on.y - origin.y) * inward[1] + (on.z - origin.z) * inward[2]);
    return half;
}

} // namespace

RayCaster::Rays RayCaster::raysOf(const RayView& view, const VolumeProjection& projection, double stepMm) const
{
    const Grid& grid = m_volume->grid();
    const Affine inverse = grid.affine.inverse();
    // The whole volume is within this distance of the focus.
    const World centre = grid.centre(), corner = grid.affine.toWorld({-0.5, -0.5, -0.5});
    const double radius = std::hypot(corner.x - centre.x, corner.y - centre.y, corner.z - centre.z);
    const double reach
        = radius + std::hypot(projection.focus.x - centre.x, projection.focus.y - centre.y, projection.focus.z - centre.z) + stepMm;
    Rays rays;
    rays.alongX = inVoxels(inverse, projection.right, projection.mmPerPixel);
    rays.alongY = inVoxels(inverse, projection.up, -projection.mmPerPixel);
    rays.step = inVoxels(inverse, projection.toward, -stepMm);
    rays.stepsThrough = static_cast<float>(2 * reach / stepMm);
    rays.stepMm = stepMm;
    rays.nearest = static_cast<float>((reach - radius) / stepMm);
    rays.farthest = static_cast<float>((reach + radius) / stepMm);
    for (const ClipHalfSpace& half : view.kept) {
        rays.kept.push_back(inVoxels(grid.affine, half.on, half.inward));
    }
    if (view.cutAway) {
        for (const Vec3& axis : view.cutAway->axes) {
            rays.open.push_back(inVoxels(grid.affine, view.cutAway->corner, axis));
        }
    }
    const auto coordinate = [&](double focus, std::size_t a) {
        return focus + reach * projection.toward[a]
            + projection.mmPerPixel * (projection.height / 2.0 * projection.up[a] - projection.width / 2.0 * projection.right[a]);
    };
    const Voxel first = WorldToVoxel(grid.affine)(
        {coordinate(projection.focus.x, 0), coordinate(projection.focus.y, 1), coordinate(projection.focus.z, 2)});
    rays.corner = {static_cast<float>(first.i), static_cast<float>(first.j), static_cast<float>(first.k)};
    return rays;
}

RayCaster::Shading RayCaster::shadingOf(const RayView& view, const VolumeProjection& projection, double stepMm) const
{
    Shading shading;
    const LayerDisplay& display = view.display;
    const VolumeTransfer transfer = volumeTransfer(display, view.rendering, m_low, m_high);
    const auto levelOf = [this](double value) { return static_cast<float>((value - m_low) * 255 / (m_high - m_low)); };
    LayerDisplay flat = display;
    flat.opacity = 1;
    flat.threshold.enabled = false;
    const LayerColours colours(flat, 1, 0);
    for (std::size_t level = 0; level < 256; ++level) {
        shading.cap[level] = share(colours.colourOfValue(m_low + (m_high - m_low) * static_cast<double>(level) / 255));
    }
    const double window = display.windowHigh - display.windowLow;
    shading.capLevel = std::max(0.5f, levelOf(display.windowLow + CapShare * window));
    shading.windowLevels = std::max(1.0f, static_cast<float>(window * 255 / (m_high - m_low)));
    shading.surfaceLevel = std::clamp(levelOf(view.rendering.surfaceLevel), 1.0f, 255.0f);
    shading.view = &view;
    shading.toWorld = m_volume->affine();
    shading.toward = normalised(projection.toward);
    bool isSeen = false;
    for (std::size_t level = 0; level < 256; ++level) {
        const double opacity = std::min(0.9999, transfer.opacity[level] * display.opacity);
        const auto extinction = static_cast<float>(-std::log(1 - opacity) * stepMm / OpacityUnitMm);
        isSeen = isSeen || extinction > FaintOpacity;
        shading.isSeen[level] = isSeen;
        shading.extinction[level + 1] = shading.extinction[level] + extinction;
        for (std::size_t c = 0; c < 3; ++c) {
            shading.glow[level + 1][c] = shading.glow[level][c] + extinction * transfer.colour[level][c];
        }
    }
    const Affine inverse = m_volume->affine().inverse();
    for (int row = 0; row < 3; ++row) { // normals go with the inverse transposed
        for (int column = 0; column < 3; ++column) {
            shading.gradientToWorld[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]
                = static_cast<float>(inverse(column, row));
        }
    }
    Vec3 light{}, half{};
    for (std::size_t a = 0; a < 3; ++a) {
        light[a]
            = LightDirection[0] * projection.right[a] + LightDirection[1] * projection.up[a] + LightDirection[2] * projection.toward[a];
    }
    shading.light = normalised(light);
    for (std::size_t a = 0; a < 3; ++a) {
        half[a] = static_cast<double>(shading.light[a]) + projection.toward[a];
    }
    shading.half = normalised(half);
    return shading;
}

std::vector<const Layer*> paintedLayers(const Scene& scene)
{
    std::vector<const Layer*> painted;
    const Layer* image = volumeLayer(scene);
    for (const Layer& layer : scene.layers()) {
        const LayerDisplay& d = layer.display;
        if (&layer != image && d.visible && d.opacity > 0 && d.threshold.enabled && !d.outline && !layer.isLabels()
            && layer.volume->hasFrame(scene.shownFrame(layer))) {
            painted.push_back(&layer);
        }
    }
    return painted;
}

RayView rayView(const Scene& scene, const Layer& layer, const VolumeProjection& projection)
{
    RayView view{layer.display, scene.volumeRendering(), keptHalfSpaces(scene)};
    if (view.rendering.cutAway) {
        RayCutAway cut{scene.crosshair(), {}};
        for (const Plane plane : Planes) {
            const Vec3 n = scene.normalOf(plane);
            const Vec3& eye = projection.toward;
            const double sign = n[0] * eye[0] + n[1] * eye[1] + n[2] * eye[2] >= 0 ? 1 : -1;
            cut.axes[static_cast<std::size_t>(plane)] = {sign * n[0], sign * n[1], sign * n[2]};
        }
        view.cutAway = cut;
    }
    for (const Layer* painted : paintedLayers(scene)) {
        const VolumePtr& volume = painted->volume;
        const LayerColours colours(painted->display, volume->slope(), volume->intercept());
        view.overlays.push_back({volume, colours, SliceSampler(*volume, scene.shownFrame(*painted), colours.offset(), colours.gain())});
    }
    return view;
}

void RayCaster::draw(const RayView& view, const VolumeProjection& projection, int stride, std::vector<Rgba>& pixels) const
{
    const Vec3 spacing = m_volume->affine().spacing();
    const double stepMm = FineStep * std::min({spacing[0], spacing[1], spacing[2]}) * (stride > 1 ? 2 : 1);
    const Rays rays = raysOf(view, projection, stepMm);
    const Shading shading = shadingOf(view, projection, stepMm);
    const int width = projection.width, height = projection.height;
    pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const std::int64_t bands = (height + stride - 1) / stride;
    parallelFor(bands, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t n = begin; n < end; ++n) {
            // Even bands first, then odd ones: the threads share the head, whose lower half costs more than the upper.
            const std::int64_t even = (bands + 1) / 2, band = n < even ? 2 * n : 2 * (n - even) + 1;
            const int y = static_cast<int>(band) * stride;
            for (int x = 0; x < width; x += stride) {
                const Rgba ray = trace(rays, shading, x + stride / 2.0, y + stride / 2.0);
                for (int row = y; row < std::min(y + stride, height); ++row) {
                    const auto at = pixels.begin() + static_cast<std::ptrdiff_t>(row) * width + x;
                    std::fill(at, at + std::min(stride, width - x), ray);
                }
            }
        }
    });
}

} // namespace insula
