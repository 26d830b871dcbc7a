#include "viewers/SliceFrame.h"

#include <algorithm>

namespace insula {

namespace {

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

char letter(const Vec3& direction)
{
    static constexpr std::array<std::array<char, 2>, 3> Ends{{{'L', 'R'}, {'P', 'A'}, {'I', 'S'}}};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        if (direction[axis] != 0) {
            return Ends[axis][direction[axis] > 0 ? 1 : 0];
        }
    }
    return '?';
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

std::array<char, 4> SliceFrame::letters() const
{
    const auto opposite = [](const Vec3& v) { return Vec3{-v[0], -v[1], -v[2]}; };
    return {letter(opposite(right)), letter(right), letter(opposite(down)), letter(down)};
}

SliceFrame sliceFrame(const Scene& scene, Plane plane, int width, int height, double fitMmPerPixel)
{
    SliceFrame frame;
    frame.plane = plane;
    frame.width = width;
    frame.height = height;
    const double x = scene.isRadiological() ? -1 : 1;
    switch (plane) {
    case Plane::Sagittal:
        frame.right = {0, -1, 0};
        frame.down = {0, 0, -1};
        break;
    case Plane::Coronal:
        frame.right = {x, 0, 0};
        frame.down = {0, 0, -1};
        break;
    case Plane::Axial:
        frame.right = {x, 0, 0};
        frame.down = {0, -1, 0};
        break;
    }
    const SliceCamera& camera = scene.sliceCamera(plane);
    frame.mmPerPixel = fitMmPerPixel / camera.zoom;
    const int axis = normalAxis(plane);
    frame.origin = withCoordinate(scene.bounds().centre(), axis, coordinate(scene.crosshair(), axis));
    const double across = camera.panRightMm - frame.mmPerPixel * width / 2, along = -camera.panUpMm - frame.mmPerPixel * height / 2;
    frame.origin.x += across * frame.right[0] + along * frame.down[0];
    frame.origin.y += across * frame.right[1] + along * frame.down[1];
    frame.origin.z += across * frame.right[2] + along * frame.down[2];
    return frame;
}

double fitMmPerPixel(const WorldBox& box, Plane plane, int width, int height, double margin)
{
    const double x = box.high.x - box.low.x, y = box.high.y - box.low.y, z = box.high.z - box.low.z;
    const double across = plane == Plane::Sagittal ? y : x, along = plane == Plane::Axial ? y : z;
    return std::max(across / std::max(1.0, width - 2 * margin), along / std::max(1.0, height - 2 * margin));
}

} // namespace insula
