#include "viewers/SliceFrame.h"

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vec3 opposite(const Vec3& v)
{
    return {-v[0], -v[1], -v[2]};
}

constexpr double LeastShare = 0.26; // of a letter: 15 degrees from the plane in which it plays no part

std::string letters(const Vec3& direction)
{
    static constexpr std::array<std::array<char, 2>, 3> Ends{{{'L', 'R'}, {'P', 'A'}, {'I', 'S'}}};
    std::array<std::size_t, 3> order{0, 1, 2};
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::abs(direction[a]) > std::abs(direction[b]); });
    std::string text;
    for (const std::size_t axis : order) {
        if (text.empty() || std::abs(direction[axis]) > LeastShare) {
            text += Ends[axis][direction[axis] > 0 ? 1 : 0];
        }
    }
    return text;
}

} // namespace

int normalAxis(Plane plane)
{
    return static_cast<int>(plane); // sagittal x, coronal y, axial z
}

double coordinate(const World& w, int axis)
{
    return axis == 0 ? w.x : axis == 1 ? w.y : w.z;
}

World withCoordinate(const World& w, int axis, double value)
{
    World moved = w;
    (axis == 0 ? moved.x : axis == 1 ? moved.y : moved.z) = value;
    return moved;
}

World SliceFrame::worldAt(const Pixel& p) const
{
    const double r = p.x * mmPerPixel, d = p.y * mmPerPixel;
    return {origin.x + r * right[0] + d * down[0], origin.y + r * right[1] + d * down[1], origin.z + r * right[2] + d * down[2]};
}

Pixel SliceFrame::pixelOf(const World& w) const
{
    const Vec3 from{w.x - origin.x, w.y - origin.y, w.z - origin.z};
    return {(from[0] * right[0] + from[1] * right[1] + from[2] * right[2]) / mmPerPixel,
        (from[0] * down[0] + from[1] * down[1] + from[2] * down[2]) / mmPerPixel};
}

Affine SliceFrame::pixelToWorld() const
{
    Vec3 x = right, y = down;
    for (std::size_t c = 0; c < 3; ++c) {
        x[c] *= mmPerPixel;
        y[c] *= mmPerPixel;
    }
    return Affine::fromColumns(x, y, cross(right, down), {origin.x, origin.y, origin.z});
}

std::array<std::string, 4> SliceFrame::letters() const
{
    return {insula::letters(opposite(right)), insula::letters(right), insula::letters(opposite(down)), insula::letters(down)};
}

SliceFrame sliceFrame(const Scene& scene, Plane plane, int width, int height, double fitMmPerPixel)
{
    return sliceFrame(scene, plane, scene.crosshair(), width, height, fitMmPerPixel);
}

SliceFrame sliceFrame(const Scene& scene, Plane plane, const World& through, int width, int height, double fitMmPerPixel)
{
    SliceFrame frame;
    frame.plane = plane;
    frame.width = width;
    frame.height = height;
    const SliceAxes& axes = scene.sliceAxes();
    const Vec3 right = scene.isRadiological() ? opposite(axes.right) : axes.right;
    frame.right = plane == Plane::Sagittal ? opposite(axes.anterior) : right;
    frame.down = opposite(plane == Plane::Axial ? axes.anterior : axes.superior);
    const SliceCamera& camera = scene.sliceCamera(plane);
    frame.mmPerPixel = fitMmPerPixel / camera.zoom;
    const World centre = scene.bounds().centre();
    const Vec3 normal = scene.normalOf(plane);
    const double depth = dot(normal, {through.x - centre.x, through.y - centre.y, through.z - centre.z});
    const double across = camera.panRightMm - frame.mmPerPixel * width / 2, along = -camera.panUpMm - frame.mmPerPixel * height / 2;
    const auto place = [&](std::size_t c) { return depth * normal[c] + across * frame.right[c] + along * frame.down[c]; };
    frame.origin = {centre.x + place(0), centre.y + place(1), centre.z + place(2)};
    return frame;
}

double fitMmPerPixel(const WorldBox& box, Plane plane, int width, int height, double margin)
{
    const double x = box.high.x - box.low.x, y = box.high.y - box.low.y, z = box.high.z - box.low.z;
    const double across = plane == Plane::Sagittal ? y : x, along = plane == Plane::Axial ? y : z;
    return std::max(across / std::max(1.0, width - 2 * margin), along / std::max(1.0, height - 2 * margin));
}

} // namespace insula
