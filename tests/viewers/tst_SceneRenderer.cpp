// Draws without a display (EGL, software OpenGL) and looks at the pixels.
#include "processing/core/Error.h"
#include "tests/viewers/Phantom.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace insula;

namespace {

constexpr int Width = 640, Height = 480;

struct Picture {
    std::vector<Rgba> pixels;
    const Rgba& at(int x, int y) const { return pixels[static_cast<std::size_t>(y * Width + x)]; }
    const Rgba& at(const ViewRect& view, const Pixel& p) const
    {
        return at(view.x + static_cast<int>(std::floor(p.x)), view.y + static_cast<int>(std::floor(p.y)));
    }
};

bool isLike(const Rgba& c, int r, int g, int b, int slack = 2)
{
    return std::abs(c.r - r) <= slack && std::abs(c.g - g) <= slack && std::abs(c.b - b) <= slack;
}

// A ball of 40 mm, its left half bright.
VolumePtr ball()
{
    return phantom::filled(phantom::cube(45), [](const World& w, std::int64_t) {
        return std::sqrt(w.x * w.x + w.y * w.y + w.z * w.z) > 40 ? 0.0 : w.x < 0 ? 240.0 : 120.0;
    });
}

} // namespace

class TstSceneRenderer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_scene.reset(); }
    void slicesAreWhereTheirViewsSay();
    void crosshairCrossesAtItsPoint();
    void pixelAndWorldAgree();
    void lettersAreDrawnAtAllFourEdges();
    void noticeIsAlwaysThere();
    void crosshairMoveRedraws();
    void threeDimensionalViewShowsTheBall();
    void changesWhileThe3DViewIsHiddenAreSeenInItAfterwards();
    void labelsAreOpaqueSurfacesInTheirColours();
    void coarseWhileDraggingAndFineAfter();
    void emptySceneIsDrawn();

private:
    Picture render(SceneRenderer& renderer)
    {
        renderer.setSize(Width, Height, 1);
        renderer.render();
        return {m_context->pixels()};
    }
    void addBall()
    {
        LayerDisplay display;
        display.windowHigh = 255;
        m_scene->addLayer(ball(), "ball", display);
        m_scene->setLayout(Layout::Slices);
    }
    Scene& scene()
    {
        if (!m_scene) {
            m_scene = std::make_unique<Scene>();
            addBall();
        }
        return *m_scene;
    }

    std::unique_ptr<OffscreenContext> m_context;
    std::unique_ptr<Scene> m_scene;
};

void TstSceneRenderer::initTestCase()
{
    try {
        m_context = std::make_unique<OffscreenContext>(Width, Height);
    } catch (const Error& error) {
        QSKIP(error.what());
    }
}

void TstSceneRenderer::slicesAreWhereTheirViewsSay()
{
    SceneRenderer renderer(scene());
    const Picture picture = render(renderer);
    QVERIFY(renderer.isComplete());
    QCOMPARE(int(renderer.arrangement().views.size()), 3);
    for (const ViewRect& view : renderer.arrangement().views) {
        const SliceFrame frame = renderer.frameOf(view);
        const auto drawn = [&](const World& w) { return picture.at(view, frame.pixelOf(w)); };
        if (view.kind != ViewKind::Sagittal) {
            QVERIFY(isLike(drawn({-20, 15, 15}), 240, 240, 240));
            QVERIFY(isLike(drawn({20, 15, 15}), 120, 120, 120));
            QVERIFY(frame.pixelOf({-20, 0, 0}).x > frame.pixelOf({20, 0, 0}).x); // radiological
        }
        QVERIFY(isLike(drawn({43, 43, 43}), 0, 0, 0));
    }
}

void TstSceneRenderer::crosshairCrossesAtItsPoint()
{
    SceneRenderer renderer(scene());
    scene().setCrosshair({-12, 9, 5});
    const Picture with = render(renderer);
    scene().setCrosshairVisible(false);
    const Picture without = render(renderer);
    for (const ViewRect& view : renderer.arrangement().views) {
        const Pixel p = renderer.frameOf(view).pixelOf(scene().crosshair());
        QVERIFY(with.at(view, {p.x + 15, p.y}) != without.at(view, {p.x + 15, p.y}));
        QVERIFY(with.at(view, {p.x, p.y - 15}) != without.at(view, {p.x, p.y - 15}));
        QVERIFY(with.at(view, p) == without.at(view, p)); // the point itself stays free
        QVERIFY(with.at(view, {p.x + 15, p.y + 4}) == without.at(view, {p.x + 15, p.y + 4}));
    }
}

void TstSceneRenderer::pixelAndWorldAgree()
{
    SceneRenderer renderer(scene());
    render(renderer);
    for (const ViewRect& view : renderer.arrangement().views) {
        const Pixel p{view.x + 31.5, view.y + 47.5};
        const auto world = renderer.worldAt(p);
        QVERIFY(world.has_value());
        const Pixel back = renderer.frameOf(view).pixelOf(*world);
        QVERIFY(std::abs(back.x - 31.5) < 1e-9 && std::abs(back.y - 47.5) < 1e-9);
        QCOMPARE(int(renderer.viewAt(p)->kind), int(view.kind));
    }
    QVERIFY(!renderer.worldAt({-1, -1}));
}

void TstSceneRenderer::lettersAreDrawnAtAllFourEdges()
{
    SceneRenderer renderer(scene());
    scene().setCrosshairVisible(false);
    scene().setReadoutVisible(false);
    const Picture picture = render(renderer);
    const auto yellow = [&](int left, int top, int right, int bottom) {
        int count = 0;
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x) {
                const Rgba& c = picture.at(x, y);
                count += c.r > 150 && c.g > 110 && c.b < 140;
            }
        }
        return count;
    };
    for (const ViewRect& v : renderer.arrangement().views) {
        const int right = v.x + v.width, bottom = v.y + v.height, x = v.x + v.width / 2, y = v.y + v.height / 2;
        QVERIFY(yellow(v.x, y - 12, v.x + 22, y + 12) > 10);
        QVERIFY(yellow(right - 22, y - 12, right, y + 12) > 10);
        QVERIFY(yellow(x - 12, v.y, x + 12, v.y + 22) > 5);
        QVERIFY(yellow(x - 12, bottom - 22, x + 12, bottom) > 5);
        QCOMPARE(yellow(v.x + v.width / 4, v.y + v.height / 4, v.x + v.width / 4 + 20, v.y + v.height / 4 + 20), 0);
    }
}

void TstSceneRenderer::noticeIsAlwaysThere()
{
    SceneRenderer renderer(scene());
    scene().setReadoutVisible(false);
    for (const Layout layout : {Layout::Slices, Layout::Axial, Layout::Coronal}) {
        scene().setLayout(layout);
        const Picture picture = render(renderer);
        int orange = 0;
        for (int y = Height - 20; y < Height; ++y) {
            for (int x = 0; x < 220; ++x) {
                const Rgba& c = picture.at(x, y);
                orange += c.r > 150 && c.g > 100 && c.g < c.r && c.b < c.g;
            }
        }
        QVERIFY(orange > 150);
    }
}

void TstSceneRenderer::crosshairMoveRedraws()
{
    SceneRenderer renderer(scene());
    render(renderer);
    scene().setCrosshair({0, 0, 44}); // above the ball
    const Picture picture = render(renderer);
    const auto& views = renderer.arrangement().views;
    const auto axial = std::find_if(views.begin(), views.end(), [](const ViewRect& v) { return v.kind == ViewKind::Axial; });
    QVERIFY(isLike(picture.at(*axial, renderer.frameOf(*axial).pixelOf({-20, 15, 44})), 0, 0, 0));
}

void TstSceneRenderer::threeDimensionalViewShowsTheBall()
{
    scene().setLayout(Layout::Volume);
    scene().setCrosshairVisible(false);
    scene().setReadoutVisible(false);
    SceneRenderer renderer(scene());
    scene().setVolumeCamera({0, 0, 1}); // from the front: the patient's left is on the right
    const Picture picture = render(renderer);
    QVERIFY(renderer.isComplete());
    const ViewRect view = renderer.arrangement().views.at(0);
    const auto brightness = [&](int x) {
        const Rgba& c = picture.at(view.x + x, view.y + view.height / 2);
        return c.r + c.g + c.b;
    };
    QVERIFY(brightness(view.width / 2 + 40) > brightness(view.width / 2 - 40) + 60);
    QVERIFY(brightness(5) < 120); // background
    QVERIFY(std::all_of(picture.pixels.begin(), picture.pixels.end(), [](const Rgba& c) { return c.a == 255; }));
    int covered = 0;
    for (int x = 0; x < view.width; ++x) {
        covered += brightness(x) > 120;
    }
    // 80 mm of the 91 mm field of view, which fills 1 / 1.2 of the shorter side.
    const double expected = 80.0 / (1.2 * 91) * view.height;
    QVERIFY2(std::abs(covered - expected) < 0.06 * expected, qPrintable(QString("%1 pixels, not %2").arg(covered).arg(expected)));
}

void TstSceneRenderer::changesWhileThe3DViewIsHiddenAreSeenInItAfterwards()
{
    scene().setLayout(Layout::Volume);
    scene().setCrosshairVisible(false);
    scene().setReadoutVisible(false);
    SceneRenderer renderer(scene());
    const Picture before = render(renderer);
    scene().setLayout(Layout::Slices);
    LayerDisplay display = scene().layers()[0].display;
    display.colourMap = "red";
    scene().setDisplay(scene().layers()[0].id, display);
    render(renderer);
    scene().setLayout(Layout::Volume);
    const Picture after = render(renderer);
    const ViewRect view = renderer.arrangement().views.at(0);
    const Rgba& c = after.at(view.x + view.width / 2, view.y + view.height / 2);
    QVERIFY(c.r > c.b + 40);
    QVERIFY(before.at(view.x + view.width / 2, view.y + view.height / 2) != c);
}

void TstSceneRenderer::labelsAreOpaqueSurfacesInTheirColours()
{
    // Two balls one behind the other, seen from the front: only the front one is seen, through the faint head.
    const auto near = [](const World& w, double y) { return w.x * w.x + (w.y - y) * (w.y - y) + w.z * w.z < 15 * 15; };
    const VolumePtr labels = phantom::filled<std::uint8_t>(phantom::cube(45),
        [&](const World& w, std::int64_t) { return near(w, 20) ? 7.0
                                                : near(w, -20) ? 9.0
                                                               : 0.0; }, Kind::Labels, 1,
        {{7, {"front", {230, 20, 20, 255}}}, {9, {"back", {20, 20, 230, 255}}}});
    scene().addLayer(labels, "labels");
    scene().setLayout(Layout::Volume);
    scene().setCrosshairVisible(false);
    scene().setReadoutVisible(false);
    SceneRenderer renderer(scene());
    const auto middle = [&](double azimuth) {
        scene().setVolumeCamera({azimuth, 0, 1});
        const Picture picture = render(renderer);
        const ViewRect view = renderer.arrangement().views.at(0);
        return picture.at(view.x + view.width / 2, view.y + view.height / 2);
    };
    const Rgba front = middle(0), back = middle(180);
    QVERIFY(front.r > 100 && front.r > 2 * front.b && front.a == 255);
    QVERIFY(back.b > 100 && back.b > 2 * back.r && back.a == 255);
}

void TstSceneRenderer::coarseWhileDraggingAndFineAfter()
{
    scene().setLayout(Layout::Volume);
    SceneRenderer renderer(scene());
    renderer.setInteracting(true);
    render(renderer);
    QVERIFY(!renderer.isComplete());
    renderer.setInteracting(false);
    render(renderer);
    QVERIFY(renderer.isComplete());
}

void TstSceneRenderer::emptySceneIsDrawn()
{
    m_scene = std::make_unique<Scene>();
    for (const Layout layout : {Layout::Slices, Layout::Four, Layout::Volume}) {
        m_scene->setLayout(layout);
        SceneRenderer renderer(*m_scene);
        render(renderer);
        QVERIFY(renderer.isComplete());
    }
}

QTEST_GUILESS_MAIN(TstSceneRenderer)
#include "tst_SceneRenderer.moc"
