#include "widgets/SceneWidget.h"

#include "viewers/Swipe.h"
#include "viewers/VolumeEditor.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QOpenGLContext>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr int RefineMs = 40; // a frame that waits for a file or is coarse is drawn again after this
constexpr double ClickPixels = 3; // a drag that is not longer was a click
constexpr double ZoomPerNotch = 1.15;
constexpr double SwipeKeyStep = 0.02; // of the view's width

Layout layoutOf(ViewKind kind)
{
    switch (kind) {
    case ViewKind::Sagittal:
        return Layout::Sagittal;
    case ViewKind::Coronal:
        return Layout::Coronal;
    case ViewKind::Axial:
        return Layout::Axial;
    case ViewKind::Volume:
        break;
    }
    return Layout::Volume;
}

} // namespace

struct SceneWidget::Drag {
    enum class What { Crosshair, Window, Pan, Turn, TurnSlices, Swipe, Tool, Editor };
    What what;
    ViewRect view;
    QPointF last;
    QPointF start = last;
};

SceneWidget::SceneWidget(Scene& scene, SceneHistory& history, QWidget* parent) :
    QOpenGLWidget(parent), m_scene(scene), m_history(history), m_gestures(scene, history),
    m_renderer(std::make_unique<SceneRenderer>(scene)), m_refine(new QTimer(this))
{
    QSurfaceFormat format;
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(0);
    format.setStencilBufferSize(0);
    format.setSwapInterval(0);
    setFormat(format);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true); // for the cursor over the swipe's line
    setMinimumSize(160, 120);
    setAccessibleName(tr("Views"));
    setAccessibleDescription(tr("Slices and the 3D view. Arrow and page keys move the crosshair."));
    m_refine->setSingleShot(true);
    m_refine->setInterval(RefineMs);
    connect(m_refine, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    m_listener = m_scene.addListener([this] { sceneChanged(); });
}

SceneWidget::~SceneWidget()
{
    m_scene.removeListener(m_listener);
    makeCurrent();
    m_renderer.reset();
    doneCurrent();
}

void SceneWidget::sceneChanged()
{
    update(); // Qt draws once, however often this is called
}

bool SceneWidget::isComplete() const
{
    return m_renderer->isComplete();
}

void SceneWidget::initializeGL()
{
    const auto version = context()->format().version();
    if (version < qMakePair(3, 2)) {
        m_hasFailed = true;
        Q_EMIT openGlFailed(tr("This machine offers OpenGL %1.%2 only; the views need 3.2. Install libgl1-mesa-dri, or set "
                               "LIBGL_ALWAYS_SOFTWARE=1, and start again.")
                                .arg(version.first)
                                .arg(version.second));
    }
}

// Qt paints once from here and then again with the window; once is enough.
void SceneWidget::resizeEvent(QResizeEvent* event)
{
    m_isResizing = true;
    QOpenGLWidget::resizeEvent(event);
    m_isResizing = false;
    update();
}

void SceneWidget::paintGL()
{
    if (m_hasFailed || m_isResizing)
        return;
    const double ratio = devicePixelRatioF();
    m_renderer->setSize(static_cast<int>(std::lround(width() * ratio)), static_cast<int>(std::lround(height() * ratio)), ratio);
    m_renderer->render();
    if (m_renderer->volumeEditor().isOpen())
        QTimer::singleShot(0, this, &SceneWidget::fulfilWish); // not while painting
    if (!m_renderer->isComplete() && !m_drag)
        m_refine->start();
    Q_EMIT drawn();
}

Pixel SceneWidget::devicePixel(const QPointF& position) const
{
    const double ratio = devicePixelRatioF();
    return {position.x() * ratio, position.y() * ratio};
}

QPointF SceneWidget::logicalPoint(const ViewRect& view, const Pixel& inView) const
{
    const double ratio = devicePixelRatioF();
    return {(view.x + inView.x) / ratio, (view.y + inView.y) / ratio};
}

std::optional<ViewRect> SceneWidget::viewUnder(const QPointF& position) const
{
    return m_renderer->viewAt(devicePixel(position));
}

bool SceneWidget::isOnLine(const ViewRect& view, const QPointF& position) const
{
    const auto pixel = devicePixel(position);
    return isOnSwipe(m_scene, view, pixel.x, pixel.y, devicePixelRatioF());
}

void SceneWidget::setTool(std::shared_ptr<ViewTool> tool)
{
    if (tool == m_tool)
        return;
    if (m_drag && m_drag->what == Drag::What::Tool)
        m_drag.reset();
    if (m_tool)
        m_tool->putAway();
    m_tool = std::move(tool);
    setCursor(m_tool ? m_tool->cursor() : QCursor(Qt::ArrowCursor));
    showPreview();
    Q_EMIT toolChanged();
}

void SceneWidget::showPreview()
{
    m_renderer->setPreview(m_tool ? m_tool->preview() : ToolPreview{});
    update();
}

std::optional<ViewPoint> SceneWidget::pointIn(const ViewRect& view, const QSinglePointEvent& event) const
{
    const auto plane = planeOf(view.kind);
    if (!plane)
        return std::nullopt;
    const auto pixel = devicePixel(event.position());
    const auto frame = m_renderer->frameOf(view);
    const Pixel inView{pixel.x - view.x, pixel.y - view.y};
    return ViewPoint{*plane, frame, inView, frame.worldAt(inView), event.modifiers()};
}

void SceneWidget::leaveEvent(QEvent* event)
{
    if (m_tool) {
        m_tool->leave();
        showPreview();
    }
    QOpenGLWidget::leaveEvent(event);
}

bool SceneWidget::isVolumeEditorOpen() const
{
    return m_renderer->volumeEditor().isOpen();
}

void SceneWidget::setVolumeEditorOpen(bool open)
{
    m_renderer->volumeEditor().setOpen(open);
    update();
}

bool SceneWidget::toEditor(const QPointF& position)
{
    return m_renderer->mouseMoved(devicePixel(position));
}

// Dear ImGui sees a press and a release only when a frame lies between them.
void SceneWidget::pressEditor(Qt::MouseButton button, bool pressed)
{
    m_renderer->mouseButton(button == Qt::LeftButton ? 0 : button == Qt::RightButton ? 1 : 2, pressed);
    repaint();
    fulfilWish();
    update();
}

void SceneWidget::fulfilWish()
{
    if (const auto wish = m_renderer->volumeEditor().takeWish())
        m_history.perform(
            QString::fromStdString(wish->what), [&] { m_scene.setVolumeRendering(wish->rendering); }, QStringLiteral("volume editor"));
}

void SceneWidget::mousePressEvent(QMouseEvent* event)
{
    if (toEditor(event->position()) && !m_drag) {
        m_history.endGesture();
        repaint(); // with the pointer where it is now
        m_drag = std::make_unique<Drag>(Drag{Drag::What::Editor, *viewUnder(event->position()), event->position()});
        return pressEditor(event->button(), true);
    }
    const auto view = viewUnder(event->position());
    if (!view || m_scene.isEmpty() || m_drag)
        return;
    const auto plane = planeOf(view->kind);
    if (plane)
        m_activePlane = *plane;
    m_history.endGesture();
    if (const auto point = m_tool && event->button() == Qt::LeftButton ? pointIn(*view, *event) : std::nullopt;
        point && m_tool->press(*point)) {
        m_drag = std::make_unique<Drag>(Drag{Drag::What::Tool, *view, event->position()});
        return showPreview();
    }
    const bool pans
        = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier));
    if (!plane) {
        if (event->button() == Qt::LeftButton)
            m_drag = std::make_unique<Drag>(Drag{Drag::What::Turn, *view, event->position()});
    } else if (pans)
        m_drag = std::make_unique<Drag>(Drag{Drag::What::Pan, *view, event->position()});
    else if (event->button() == Qt::RightButton)
        m_drag = std::make_unique<Drag>(Drag{Drag::What::Window, *view, event->position()});
    else if (event->button() == Qt::LeftButton && isOnLine(*view, event->position()))
        m_drag = std::make_unique<Drag>(Drag{Drag::What::Swipe, *view, event->position()});
    else if (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ControlModifier))
        m_drag = std::make_unique<Drag>(Drag{Drag::What::TurnSlices, *view, event->position()});
    else if (event->button() == Qt::LeftButton) {
        m_drag = std::make_unique<Drag>(Drag{Drag::What::Crosshair, *view, event->position()});
        mouseMoveEvent(event);
    }
    m_renderer->setInteracting(m_drag != nullptr);
}

void SceneWidget::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_drag && toEditor(event->position())) {
        setCursor(Qt::ArrowCursor);
        return update();
    }
    if (!m_drag) {
        if (m_renderer->volumeEditor().isOpen())
            update(); // it sees the pointer go
        const auto view = viewUnder(event->position());
        if (const auto point = m_tool && view ? pointIn(*view, *event) : std::nullopt) {
            m_tool->hover(*point);
            setCursor(m_tool->cursor());
            return showPreview();
        }
        setCursor(view && isOnLine(*view, event->position()) ? Qt::SplitHCursor : Qt::ArrowCursor);
        return;
    }
    const auto before = m_drag->last, delta = event->position() - before;
    m_drag->last = event->position();
    const auto& view = m_drag->view;
    const auto inView = [&](const QPointF& position) {
        const auto pixel = devicePixel(position);
        return Pixel{pixel.x - view.x, pixel.y - view.y};
    };
    switch (m_drag->what) {
    case Drag::What::Crosshair: // in the view where the drag began, also when the pointer has left it
        m_gestures.moveCrosshair(view, m_renderer->frameOf(view).worldAt(inView(event->position())));
        break;
    case Drag::What::Window:
        m_gestures.dragWindow(delta);
        break;
    case Drag::What::Pan:
        m_gestures.dragPan(m_renderer->frameOf(view), delta, devicePixelRatioF());
        break;
    case Drag::What::Turn:
        m_gestures.turnVolume(delta);
        break;
    case Drag::What::TurnSlices:
        m_gestures.turnSlices(m_renderer->frameOf(view), pointerIn(m_scene, view), inView(before), inView(event->position()));
        break;
    case Drag::What::Swipe:
        m_gestures.moveSwipe(inView(event->position()).x / view.width);
        break;
    case Drag::What::Editor:
        toEditor(event->position());
        repaint();
        fulfilWish();
        break;
    case Drag::What::Tool:
        m_tool->drag(*pointIn(m_drag->view, *event));
        showPreview();
        break;
    }
}

void SceneWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag && m_drag->what == Drag::What::Editor) {
        toEditor(event->position());
        pressEditor(event->button(), false);
    }
    if (event->buttons() != Qt::NoButton)
        return;
    if (m_drag && m_drag->what == Drag::What::Tool) {
        m_tool->release(*pointIn(m_drag->view, *event));
        showPreview();
    }
    const bool isClick = m_drag && m_drag->what == Drag::What::Turn && (event->position() - m_drag->start).manhattanLength() <= ClickPixels;
    m_history.endGesture();
    if (isClick) {
        const auto pixel = devicePixel(event->position());
        m_gestures.pickSurface(m_drag->view, {pixel.x - m_drag->view.x, pixel.y - m_drag->view.y});
    }
    m_drag.reset();
    m_renderer->setInteracting(false);
    if (!m_renderer->isComplete())
        update();
}

void SceneWidget::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto view = viewUnder(event->position());
    if (toEditor(event->position()))
        return mousePressEvent(event); // Dear ImGui counts clicks itself
    if (!view || event->button() != Qt::LeftButton || m_scene.isEmpty())
        return;
    if (isOnLine(*view, event->position()))
        return m_gestures.moveSwipe(0.5);
    if (const auto point = m_tool ? pointIn(*view, *event) : std::nullopt; point && m_tool->doubleClick(*point))
        return showPreview();
    const auto single = layoutOf(view->kind);
    const bool back = m_scene.layout() == single;
    if (!back)
        m_layoutBefore = m_scene.layout();
    m_drag.reset();
    m_history.perform(back ? tr("leave single view") : tr("single view"), [&] { m_scene.setLayout(back ? m_layoutBefore : single); });
}

void SceneWidget::wheelEvent(QWheelEvent* event)
{
    const auto view = viewUnder(event->position());
    if (!view || m_scene.isEmpty())
        return;
    const double notches = event->angleDelta().y() / 120.0;
    if (toEditor(event->position())) {
        m_renderer->mouseWheel(notches);
        update();
        return event->accept();
    }
    const auto plane = planeOf(view->kind);
    if (const auto point = m_tool ? pointIn(*view, *event) : std::nullopt; point && m_tool->wheel(*point, notches)) {
        showPreview();
        return event->accept();
    }
    if (!plane)
        m_gestures.zoomVolume(std::pow(ZoomPerNotch, notches));
    else if (event->modifiers() & Qt::ControlModifier) {
        const auto pixel = devicePixel(event->position());
        m_gestures.zoomSlice(m_renderer->frameOf(*view), {pixel.x - view->x, pixel.y - view->y}, std::pow(ZoomPerNotch, notches));
    } else {
        m_activePlane = *plane;
        m_scrollRest += notches;
        const double whole = std::trunc(m_scrollRest);
        m_scrollRest -= whole;
        if (whole != 0)
            m_gestures.scrollSlices(*plane, whole);
    }
    event->accept();
}

void SceneWidget::keyPressEvent(QKeyEvent* event)
{
    if (m_tool && m_tool->key(event->key(), event->modifiers()))
        return showPreview();
    if (m_tool && event->key() == Qt::Key_Escape)
        return setTool(nullptr);
    const auto view = std::find_if(m_renderer->arrangement().views.begin(), m_renderer->arrangement().views.end(),
        [this](const ViewRect& each) { return planeOf(each.kind) == m_activePlane; });
    if (m_scene.isEmpty() || view == m_renderer->arrangement().views.end()) {
        QOpenGLWidget::keyPressEvent(event);
        return;
    }
    const auto frame = m_renderer->frameOf(*view);
    // The arrows move the line while it is held, and with Shift.
    const bool movesLine
        = m_scene.isSwipeOn() && ((event->modifiers() & Qt::ShiftModifier) || (m_drag && m_drag->what == Drag::What::Swipe));
    if (movesLine && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return m_gestures.moveSwipe(m_scene.swipeAt() + (event->key() == Qt::Key_Left ? -SwipeKeyStep : SwipeKeyStep));
    switch (event->key()) {
    case Qt::Key_Left:
        return m_gestures.step(frame.right, -1);
    case Qt::Key_Right:
        return m_gestures.step(frame.right, 1);
    case Qt::Key_Up:
        return m_gestures.step(frame.down, -1);
    case Qt::Key_Down:
        return m_gestures.step(frame.down, 1);
    case Qt::Key_PageUp:
        return m_gestures.scrollSlices(m_activePlane, 1);
    case Qt::Key_PageDown:
        return m_gestures.scrollSlices(m_activePlane, -1);
    default:
        QOpenGLWidget::keyPressEvent(event);
    }
}

bool SceneWidget::event(QEvent* event)
{
    // A gesture that the system took away (window switched during a drag) ends here.
    if (event->type() == QEvent::WindowDeactivate && m_drag) {
        m_drag.reset();
        m_renderer->setInteracting(false);
        update();
    }
    return QOpenGLWidget::event(event);
}

} // namespace insula
