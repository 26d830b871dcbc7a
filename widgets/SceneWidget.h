// All views of a scene in one OpenGL widget, with mouse and keys.
//
// Left drag: crosshair (3D: turn). Right drag: window and level of the current layer. Middle or Shift+left drag: move the picture. Wheel:
// slices (3D: zoom); Ctrl+wheel: zoom about the pointer; Ctrl+left drag: turn the slices about the crosshair. Double click: this view
// alone, and back. Arrows and page keys move the crosshair by one voxel in the view last used. The line of before and after: left drag on
// it, double click to centre it, Shift+arrows. A tool in hand takes the left button in the slices until Escape. GUI thread.
#pragma once

#include "viewers/SceneRenderer.h"
#include "widgets/ViewGestures.h"
#include "widgets/ViewTool.h"

#include <QOpenGLWidget>

#include <memory>
#include <optional>

class QSinglePointEvent;
class QTimer;

namespace insula {

class SceneWidget : public QOpenGLWidget {
    Q_OBJECT
public:
    SceneWidget(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~SceneWidget() override;

    // Nothing is missing or coarse in the picture on the screen.
    bool isComplete() const;
    const SceneRenderer& renderer() const { return *m_renderer; }
    QPointF logicalPoint(const ViewRect& view, const Pixel& inView) const; // widget position of a pixel of a view
    // The tool in hand; none: the left button moves the crosshair.
    void setTool(std::shared_ptr<ViewTool> tool);
    const std::shared_ptr<ViewTool>& tool() const { return m_tool; }
    Plane activePlane() const { return m_activePlane; } // of the slices that were used last
    // The settings panel inside the 3D view.
    bool isVolumeEditorOpen() const;
    void setVolumeEditorOpen(bool open);

Q_SIGNALS:
    void drawn(); // after each frame
    void openGlFailed(const QString& reason);
    void toolChanged();

protected:
    void initializeGL() override;
    void paintGL() override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Drag;
    std::optional<ViewPoint> pointIn(const ViewRect& view, const QSinglePointEvent& event) const; // none in the 3D view
    void showPreview();
    bool toEditor(const QPointF& position); // the pointer is over it
    void pressEditor(Qt::MouseButton button, bool pressed);
    void fulfilWish();
    Pixel devicePixel(const QPointF& position) const;
    std::optional<ViewRect> viewUnder(const QPointF& position) const;
    bool isOnLine(const ViewRect& view, const QPointF& position) const; // of before and after
    void sceneChanged();

    Scene& m_scene;
    SceneHistory& m_history;
    ViewGestures m_gestures;
    std::unique_ptr<SceneRenderer> m_renderer;
    std::unique_ptr<Drag> m_drag;
    std::shared_ptr<ViewTool> m_tool;
    QTimer* m_refine;
    Plane m_activePlane = Plane::Axial;
    Layout m_layoutBefore = Layout::Four; // what a second double click returns to
    double m_scrollRest = 0; // of a smooth wheel, in slices
    int m_listener = 0;
    bool m_hasFailed = false, m_isResizing = false;
};

} // namespace insula
