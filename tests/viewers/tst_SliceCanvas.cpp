// The shader's slices against those that the processor draws, pixel by pixel; and which changes send textures.
#include "processing/core/Error.h"
#include "tests/viewers/Phantom.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"
#include "viewers/SlicePicture.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace insula;

namespace {

constexpr int Width = 620, Height = 430;

VolumePtr image()
{
    return phantom::filled(
        phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return 110 + 1.4 * w.x - 0.9 * w.y + 0.5 * w.z; });
}

VolumePtr map(const std::string& path = {})
{
    const VolumePtr made = phantom::filled(phantom::cube(24), [](const World& w, std::int64_t) {
        if (w.x == 3) {
            return std::numeric_limits<double>::quiet_NaN();
        }
        return w.y == -4 ? std::numeric_limits<double>::infinity() : 0.3 * w.x + 0.2 * w.z;
    });
    Volume::Description description = made->description();
    description.source.path = path;
    return redescribed(made, description);
}

VolumePtr labels()
{
    return phantom::filled<std::uint8_t>(
        phantom::cube(20), [](const World& w, std::int64_t) { return std::hypot(w.x, w.y, w.z) < 15 ? (w.x < 0 ? 2.0 : 5.0) : 0.0; },
        Kind::Labels);
}

LayerDisplay grey()
{
    LayerDisplay display;
    display.windowHigh = 200;
    return display;
}

LayerDisplay statistic()
{
    LayerDisplay display;
    display.colourMap = "warm";
    display.twoSided = true;
    display.windowLow = 1;
    display.windowHigh = 6;
    display.opacity = 0.7;
    display.threshold = {.enabled = true, .low = 2, .high = 50, .outsideOpacity = 0.25};
    return display;
}

} // namespace

class TstSliceCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        try {
            m_context = std::make_unique<OffscreenContext>(Width, Height);
        } catch (const Error& error) {
            QSKIP(error.what());
        }
    }

    void bothWaysOfDrawingAgree_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what :
            {"image", "NaN at the bottom", "two-sided map", "negative map", "labels", "label outlines", "threshold outline", "nearest",
                "cubic", "added", "multiplied", "brighter", "opacity from the map", "hidden", "before and after", "large values"}) {
            QTest::newRow(what) << QString(what);
        }
    }

    void bothWaysOfDrawingAgree()
    {
        QFETCH(QString, what);
        Scene scene;
        build(scene, what);
        scene.setLayout(Layout::Slices);
        scene.setCrosshair({4, -8, 12});
        scene.setCrosshairVisible(false);
        scene.setReadoutVisible(false);
        SceneRenderer renderer(scene);
        renderer.setSize(Width, Height, 1);
        renderer.render();
        const std::vector<Rgba> pixels = m_context->pixels();
        int coloured = 0;
        m_differing = m_compared = 0;
        for (const ViewRect& view : renderer.arrangement().views) {
            const SliceFrame frame = renderer.frameOf(view);
            SlicePicture expected;
            drawSlice(scene, frame, expected);
            for (int y = scene.isSwipeOn() ? 60 : 24; y < view.height - 24; ++y) {
                for (int x = 24; x < view.width - 24; ++x) {
                    if (scene.isSwipeOn() && std::abs(x - view.width / 2) < 12) {
                        continue; // the line itself
                    }
                    const Rgba& drawn = pixels[static_cast<std::size_t>((view.y + y) * Width + view.x + x)];
                    const Rgba& wanted = expected.at(x, y);
                    coloured += wanted.r != wanted.b;
                    const int difference
                        = std::max({std::abs(drawn.r - wanted.r), std::abs(drawn.g - wanted.g), std::abs(drawn.b - wanted.b)});
                    if (difference > 2) {
                        m_differing += 1;
                    }
                    m_compared += 1;
                    QCOMPARE(int(drawn.a), 255);
                }
            }
        }
        // A value that lies on the very border between two colours may fall on either side.
        QVERIFY2(m_differing <= m_compared / 2000, qPrintable(QString("%1 of %2 pixels differ").arg(m_differing).arg(m_compared)));
        QVERIFY(m_compared > 20000);
        QVERIFY(coloured > 50 || what == "image" || what == "nearest" || what == "cubic" || what == "hidden" || what == "large values");
    }

    void windowThresholdColoursAndOpacitySendNoTexture()
    {
        Scene scene;
        const LayerId below = scene.addLayer(image(), "image", grey()), above = scene.addLayer(map(), "map", statistic());
        scene.setLayout(Layout::Slices);
        SceneRenderer renderer(scene);
        renderer.setSize(Width, Height, 1);
        renderer.render();
        const std::uint64_t sent = renderer.sliceUploads();
        QCOMPARE(sent, 6u); // three views of two layers
        renderer.render();
        QCOMPARE(renderer.sliceUploads(), sent);
        const std::vector<Rgba> before = m_context->pixels();
        for (int step = 1; step <= 20; ++step) {
            LayerDisplay display = scene.layer(below).display;
            display.windowLow += 2;
            display.windowHigh -= 3;
            scene.setDisplay(below, display);
            display = scene.layer(above).display;
            display.threshold.low += 0.05;
            display.opacity -= 0.01;
            display.inverted = step % 2;
            display.blend = step % 3 ? Blend::Over : Blend::Add;
            scene.setDisplay(above, display);
            renderer.render();
        }
        QCOMPARE(renderer.sliceUploads(), sent);
        QVERIFY(m_context->pixels() != before);
        // A slice that moves does; only of the views that show other voxels.
        scene.setCrosshair({scene.crosshair().x, scene.crosshair().y, scene.crosshair().z + 3});
        renderer.render();
        QCOMPARE(renderer.sliceUploads(), sent + 2);
    }

private:
    static void build(Scene& scene, const QString& what)
    {
        LayerDisplay below = grey(), above = statistic();
        if (what == "NaN at the bottom") {
            scene.addLayer(map(), "map", below);
            return;
        }
        if (what == "large values") { // 32-bit floats alone cannot tell them apart
            const VolumePtr large = phantom::filled<std::int32_t>(
                phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return std::round(1e9 + 4 * w.x); });
            below.windowLow = 1e9 - 80;
            below.windowHigh = 1e9 + 120;
            scene.addLayer(large, "large", below);
            return;
        }
        below.interpolation = what == "nearest" ? Smoothing::Nearest : what == "cubic" ? Smoothing::Cubic : Smoothing::Linear;
        scene.addLayer(image(), "image", below);
        if (what == "labels" || what == "label outlines" || what == "before and after") {
            LayerDisplay display;
            display.colourMap = "labels";
            display.opacity = 0.6;
            display.outline = what == "label outlines";
            scene.addLayer(labels(), "labels", display);
            scene.setSwipeOn(what == "before and after");
            return;
        }
        if (what == "image" || what == "nearest" || what == "cubic") {
            return;
        }
        above.visible = what != "hidden";
        above.outline = what == "threshold outline";
        above.negativeMap = what == "negative map" ? "violet" : "";
        above.blend = what == "added" ? Blend::Add
            : what == "multiplied"    ? Blend::Multiply
            : what == "brighter"      ? Blend::Brighter
                                      : Blend::Over;
        if (what == "opacity from the map") {
            LayerDisplay hidden = statistic();
            hidden.visible = false;
            scene.addLayer(map("/t.nii"), "t", hidden);
            above.alphaFrom = "/t.nii";
            above.alphaLow = 0;
            above.alphaHigh = 6;
        }
        scene.addLayer(map(), "map", above);
    }

    std::unique_ptr<OffscreenContext> m_context;
    int m_differing = 0, m_compared = 0;
};

QTEST_GUILESS_MAIN(TstSliceCanvas)
#include "tst_SliceCanvas.moc"
