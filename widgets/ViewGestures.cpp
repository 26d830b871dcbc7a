#include "widgets/ViewGestures.h"

#include "viewers/Comparison.h"
#include "viewers/SurfacePick.h"

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr double WindowSpeed = 1.0 / 250; // of the window's own width, per logical pixel
constexpr double DegreesPerPixel = 0.5;

World moved(const World& from, const Vec3& direction, double mm)
{
    return {from.x + direction[0] * mm, from.y + direction[1] * mm, from.z + direction[2] * mm};
}

} // namespace

void ViewGestures::moveTo(const World& point)
{
    m_history.perform(
        tr("move crosshair"), [&] { m_scene.setCrosshair(point); }, QStringLiteral("crosshair"));
}

void ViewGestures::moveCrosshair(const ViewRect& view, const World& point)
{
    if (!view.column)
        return moveTo(point);
    m_history.perform(
        tr("move crosshair"), [&] { movePointer(m_scene, *view.column, point); }, QStringLiteral("crosshair"));
}

void ViewGestures::pickSurface(const ViewRect& view, const Pixel& inView)
{
    if (const auto pick = insula::pickSurface(m_scene, volumeProjection(m_scene, view.width, view.height), inView))
        m_history.perform(tr("go to a vertex of %1").arg(QString::fromStdString(m_scene.surfaces().meshes[pick->mesh].name)),
            [&] { m_scene.setCrosshair(pick->point); });
}

void ViewGestures::scrollSlices(Plane plane, double slices)
{
    moveTo(moved(m_scene.crosshair(), m_scene.normalOf(plane), slices * m_scene.sliceStepMm(plane)));
}

void ViewGestures::step(const Vec3& direction, double sign)
{
    const auto along = [&](Plane plane) {
        const auto n = m_scene.normalOf(plane);
        return std::abs(n[0] * direction[0] + n[1] * direction[1] + n[2] * direction[2]);
    };
    const auto plane = *std::max_element(Planes.begin(), Planes.end(), [&](Plane a, Plane b) { return along(a) < along(b); });
    moveTo(moved(m_scene.crosshair(), direction, sign * m_scene.sliceStepMm(plane)));
}

void ViewGestures::zoomSlice(const SliceFrame& frame, const Pixel& at, double factor)
{
    auto camera = m_scene.sliceCamera(frame.plane);
    const double before = camera.zoom;
    camera.zoom = std::clamp(camera.zoom * factor, 0.1, 100.0);
    // The point under the pointer lies (at - middle) pixels from the middle, before and after.
    const double scale = frame.mmPerPixel * (1 - before / camera.zoom);
    camera.panRightMm += (at.x - frame.width / 2.0) * scale;
    camera.panUpMm -= (at.y - frame.height / 2.0) * scale;
    m_history.perform(
        tr("zoom"), [&] { m_scene.setSliceCamera(frame.plane, camera); }, QStringLiteral("zoom"));
}

void ViewGestures::zoomVolume(double factor)
{
    auto camera = m_scene.volumeCamera();
    camera.zoom *= factor;
    m_history.perform(
        tr("zoom 3D view"), [&] { m_scene.setVolumeCamera(camera); }, QStringLiteral("zoom3d"));
}

// To the right: more contrast range; up: darker, as a higher level. As in most viewers of the field.
void ViewGestures::dragWindow(const QPointF& delta)
{
    const auto id = m_scene.selectedLayer();
    if (id == NoLayer || m_scene.layer(id).isLabels())
        return;
    auto display = m_scene.layer(id).display;
    const double width = display.windowHigh - display.windowLow;
    const double newWidth = std::max(width * std::exp(delta.x() * WindowSpeed), 1e-9);
    const double level = (display.windowLow + display.windowHigh) / 2 - delta.y() * WindowSpeed * width;
    if (display.twoSided)
        display.windowHigh = std::max(display.windowLow + 1e-9, display.windowLow + newWidth);
    else {
        display.windowLow = level - newWidth / 2;
        display.windowHigh = level + newWidth / 2;
    }
    m_history.perform(
        tr("window of %1").arg(QString::fromStdString(m_scene.layer(id).name)), [&] { m_scene.setDisplay(id, display); },
        QStringLiteral("window"));
}

void ViewGestures::dragPan(const SliceFrame& frame, const QPointF& delta, double pixelRatio)
{
    const double mm = frame.mmPerPixel * pixelRatio;
    auto camera = m_scene.sliceCamera(frame.plane);
    camera.panRightMm -= delta.x() * mm;
    camera.panUpMm += delta.y() * mm;
    m_history.perform(
        tr("move picture"), [&] { m_scene.setSliceCamera(frame.plane, camera); }, QStringLiteral("pan"));
}

// The picture follows the pointer around the crosshair, so the axes turn the other way.
void ViewGestures::turnSlices(const SliceFrame& frame, const World& pointer, const Pixel& from, const Pixel& to)
{
    const auto centre = frame.pixelOf(pointer);
    const auto angle = [&centre](const Pixel& p) { return std::atan2(p.y - centre.y, p.x - centre.x); };
    const double by = std::remainder(angle(to) - angle(from), 2 * M_PI);
    const Vec3 &r = frame.right, &d = frame.down;
    const Vec3 away{
        r[1] * d[2] - r[2] * d[1], r[2] * d[0] - r[0] * d[2], r[0] * d[1] - r[1] * d[0]}; // right x down: from right towards down
    m_history.perform(
        tr("turn slices"), [&] { m_scene.setSliceAxes(turned(m_scene.sliceAxes(), away, -by)); }, QStringLiteral("turn slices"));
}

void ViewGestures::turnVolume(const QPointF& delta)
{
    auto camera = m_scene.volumeCamera();
    camera.azimuth -= delta.x() * DegreesPerPixel;
    camera.elevation = std::clamp(camera.elevation + delta.y() * DegreesPerPixel, -90.0, 90.0);
    m_history.perform(
        tr("turn 3D view"), [&] { m_scene.setVolumeCamera(camera); }, QStringLiteral("turn"));
}

void ViewGestures::moveSwipe(double fraction)
{
    m_history.perform(
        tr("before and after line"), [&] { m_scene.setSwipeAt(fraction); }, QStringLiteral("swipe"));
}

} // namespace insula
