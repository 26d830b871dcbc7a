// What dragging, turning the wheel and keys change in the scene, each a named step of the history; where the mouse is, is the widget's.
// Deltas in logical pixels, positions in device pixels of the view. GUI thread.
#pragma once

#include "viewers/SliceFrame.h"
#include "viewers/ViewLayout.h"
#include "widgets/SceneHistory.h"

#include <QCoreApplication>
#include <QPointF>

namespace insula {

class ViewGestures {
    Q_DECLARE_TR_FUNCTIONS(ViewGestures)
public:
    ViewGestures(Scene& scene, SceneHistory& history) : m_scene(scene), m_history(history) { }

    void moveCrosshair(const ViewRect& view, const World& point); // of the view's column, when images are compared
    void pickSurface(const ViewRect& view, const Pixel& inView); // the crosshair goes to the surface there, if there is one
    void scrollSlices(Plane plane, double slices); // along the plane's normal
    void step(const Vec3& direction, double sign); // by one voxel along a unit vector
    void zoomSlice(const SliceFrame& frame, const Pixel& at, double factor); // the point under `at` stays there
    void zoomVolume(double factor);
    void dragWindow(const QPointF& delta); // of the selected layer
    void dragPan(const SliceFrame& frame, const QPointF& delta, double pixelRatio);
    void turnSlices(const SliceFrame& frame, const World& pointer, const Pixel& from, const Pixel& to); // about the view's normal
    void turnVolume(const QPointF& delta);
    void moveSwipe(double fraction);

private:
    void moveTo(const World& point);

    Scene& m_scene;
    SceneHistory& m_history;
};

} // namespace insula
