// Clip planes, cut-away, projections, surfaces and painted overlays on the oblique, left-handed phantom: what is seen where.
#include "processing/core/Error.h"
#include "tests/viewers/Phantom.h"
#include "viewers/RayCaster.h"
#include "viewers/VolumeTransfer.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace insula;

namespace {

constexpr int Side = 200;
constexpr World Middle{5, -12, 20}; // of the phantom's field of view

// Solid and uniform, but for a bright rod along S at x = 13, y = -4, inside.
VolumePtr block()
{
    return phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) {
        const bool isBlock = std::abs(w.x - Middle.x) < 16 && std::abs(w.y - Middle.y) < 16 && std::abs(w.z - Middle.z) < 16;
        const bool isRod = std::hypot(w.x - 13, w.y + 4) < 3 && isBlock;
        return isRod ? 200.0 : isBlock ? 100.0 : 0.0;
    });
}

struct Shot {
    Scene scene;
    VolumeProjection projection;
    std::vector<Rgba> pixels;

    explicit Shot(const VolumePtr& volume = block())
    {
        LayerDisplay display;
        display.windowHigh = 200;
        scene.addLayer(volume, "block", display);
    }
    void take(double azimuth, double elevation)
    {
        scene.setVolumeCamera({azimuth, elevation, 1});
        projection = volumeProjection(scene, Side, Side);
        const Layer& layer = scene.layers()[0];
        RayCaster caster;
        caster.setVolume(layer.volume, 0);
        caster.draw(rayView(scene, layer, projection), projection, 1, pixels);
    }
    Rgba at(const World& w) const
    {
        const Pixel p = projection.pixelOf(w);
        return pixels[static_cast<std::size_t>(p.y) * Side + static_cast<std::size_t>(p.x)];
    }
    bool isEmpty(const World& w) const
    {
        const Rgba c = at(w);
        return c.r + c.g + c.b < 100;
    }
};

} // namespace

class TstVolumeRendering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clipPlanesCutTheSideThatTheyPointTo_data()
    {
        QTest::addColumn<double>("azimuth");
        QTest::addColumn<double>("elevation");
        QTest::addColumn<int>("axis");
        QTest::addColumn<double>("sign");
        QTest::newRow("front") << 0.0 << 0.0 << 1 << 1.0;
        QTest::newRow("back") << 180.0 << 0.0 << 1 << -1.0;
        QTest::newRow("left") << 90.0 << 0.0 << 0 << -1.0;
        QTest::newRow("right") << -90.0 << 0.0 << 0 << 1.0;
        QTest::newRow("top") << 0.0 << 90.0 << 2 << 1.0;
        QTest::newRow("bottom") << 0.0 << -90.0 << 2 << -1.0;
    }

    void clipPlanesCutTheSideThatTheyPointTo()
    {
        QFETCH(double, azimuth);
        QFETCH(double, elevation);
        QFETCH(int, axis);
        QFETCH(double, sign);
        Shot shot;
        VolumeRendering rendering;
        rendering.planes = {{azimuth, elevation, 4}};
        shot.scene.setVolumeRendering(rendering);
        // Seen across the plane.
        axis == 2 ? shot.take(20, 0) : shot.take(20, 89);
        const auto along = [&](double mm) { return withCoordinate(Middle, axis, coordinate(Middle, axis) + sign * mm); };
        QVERIFY(shot.isEmpty(along(8)));
        QVERIFY(!shot.isEmpty(along(0)));
        QVERIFY(!shot.isEmpty(along(-12)));
    }

    void theClipBoxKeepsItsShare()
    {
        Shot shot;
        VolumeRendering rendering;
        rendering.box.low[0] = 0.5; // the patient's right half
        shot.scene.setVolumeRendering(rendering);
        shot.take(0, 89);
        const double centre = shot.scene.bounds().centre().x;
        QVERIFY(!shot.isEmpty({centre + 5, -12, 20}));
        QVERIFY(shot.isEmpty({centre - 5, -12, 20}));
    }

    void theOctantTowardsTheEyeIsOpenAndShowsTheSlices()
    {
        Shot shot;
        VolumeRendering rendering;
        rendering.cutAway = true;
        shot.scene.setVolumeRendering(rendering);
        shot.scene.setCrosshair({5, -12, 20});
        // From the front, the right and above: the rod, which is in that octant, is gone down to the axial plane, which shows it in white.
        shot.take(-45, 40);
        const Rgba rod = shot.at({13, -4, 20}), plain = shot.at({9, -10, 20});
        QVERIFY(rod.r > 240 && rod.g > 240 && rod.b > 240); // 200 in a window up to 200, unlit grey
        QVERIFY(std::abs(plain.r - 128) <= 3 && plain.r == plain.g && plain.g == plain.b); // 100 in it
        // From behind, the left and below nothing of the right anterior superior octant is open.
        shot.take(135, -40);
        const Rgba face = shot.at({1, -16, 20}); // on the axial plane, seen from below, in the open octant
        QVERIFY(std::abs(face.r - 128) <= 3 && face.r == face.b);
        // An oblique cut goes along the slices' own axes.
        shot.scene.setSliceAxes(turned({}, {0, 0, 1}, 0.5));
        shot.take(-45, 40);
        const Rgba turnedPlain = shot.at({7, -9, 20});
        QVERIFY(std::abs(turnedPlain.r - 128) <= 3 && turnedPlain.r == turnedPlain.b);
    }

    void projectionsShowTheirNumber()
    {
        Shot shot;
        VolumeRendering rendering;
        rendering.mode = RenderMode::Maximum;
        shot.scene.setVolumeRendering(rendering);
        shot.take(0, 0);
        QVERIFY(shot.at({13, 0, 20}).r > 240); // the rod shines through
        QVERIFY(std::abs(shot.at({0, 0, 20}).r - 128) <= 3);
        rendering.mode = RenderMode::Mean;
        shot.scene.setVolumeRendering(rendering);
        shot.take(0, 0);
        const int mean = shot.at({13, 0, 20}).r;
        QVERIFY2(
            mean > 132 && mean < 160, qPrintable(QString::number(mean))); // 6 of 32 mm at 200, the rest at 100 and its blurred faces below
        rendering.mode = RenderMode::Minimum;
        shot.scene.setVolumeRendering(rendering);
        shot.take(0, 0);
        QVERIFY(shot.at({13, 0, 20}).r < 140);
        QVERIFY(shot.isEmpty({5, 0, 44}));
    }

    void surfacesAreWhereTheLevelIsReached()
    {
        Shot shot;
        VolumeRendering rendering;
        rendering.mode = RenderMode::Surface;
        rendering.surfaceLevel = 150; // only the rod
        shot.scene.setVolumeRendering(rendering);
        shot.take(0, 0);
        QVERIFY(!shot.isEmpty({13, 0, 20}));
        QVERIFY(shot.isEmpty({4, 0, 20}));
        rendering.surfaceLevel = 50;
        shot.scene.setVolumeRendering(rendering);
        shot.take(0, 0);
        QVERIFY(!shot.isEmpty({4, 0, 20}));
    }

    void outlinesAndDepthDarken(){const auto brightness =
                                      [](const VolumeRendering& rendering) {
            Shot shot(phantom::filled(
                phantom::cube(30), [](const World& w, std::int64_t) {
            return 150 * std::clamp((28 - std::hypot(w.x, w.y, w.z)) / 8, 0.0, 1.0); // a slope: its gradient has a direction }));
            shot.scene.setVolumeRendering(rendering);
            shot.take(0, 0);
            return std::pair(int(shot.at({0, 0, 0}).r), int(shot.at({24, 0, 0}).r)); // the middle, and near the rim
        };
        const auto plain = brightness({});
        VolumeRendering edges, depth;
        edges.edges = 1;
        depth.depth = 1;
        QVERIFY(std::abs(brightness(edges).first - plain.first) <= 2);
        QVERIFY2(brightness(edges).second < 0.8 * plain.second, qPrintable(QString("%1 of %2").arg(brightness(edges).second).arg(plain.second)));
        const auto deep = brightness(depth);
        QVERIFY(deep.first < plain.first && deep.second * plain.first < deep.first * plain.second); // the rim lies deeper
                                      }

        void overlaysArePaintedOnTheSurfaceOnTheirSide(){Shot shot;
    LayerDisplay display;
    display.colourMap = "warm";
    display.windowHigh = 10;
    display.threshold = {.enabled = true, .low = 5, .high = 100};
    // In the patient's left half, 4 mm under the front.
    const VolumePtr map
        = phantom::filled(phantom::cube(40), [](const World& w, std::int64_t) { return w.x < 2 && w.y < 0 && w.y > -6 ? 9.0 : 0.0; });
    const LayerId id = shot.scene.addLayer(map, "map", display);
    shot.take(0, 0);
    const auto isWarm = [](const Rgba& c) { return c.r > c.b + 60; };
    QVERIFY(isWarm(shot.at({-4, 4, 24})) && !isWarm(shot.at({8, 4, 24})));
    VolumeRendering shallow;
    shallow.overlayDepthMm = 1;
    shot.scene.setVolumeRendering(shallow);
    shot.take(0, 0);
    QVERIFY(!isWarm(shot.at({-4, 4, 24})));
    shot.scene.setVolumeRendering({});
    display.threshold.low = 9.5;
    shot.scene.setDisplay(id, display);
    shot.take(0, 0);
    QVERIFY(!isWarm(shot.at({-4, 4, 24})));
}

    void transferPointsGiveOpacityAndColour()
{
    VolumeRendering rendering;
    rendering.points = {{10, 0, {1, 0, 0}}, {20, 0.5, {0, 0, 1}}};
    const VolumeTransfer transfer = volumeTransfer({}, rendering, 0, 25.5); // a level is 0.1
    QCOMPARE(transfer.opacity[50], 0.0f);
    QVERIFY(std::abs(transfer.opacity[150] - 0.25f) < 1e-6f);
    QCOMPARE(transfer.opacity[250], 0.5f);
    QVERIFY(std::abs(transfer.colour[150][0] - 0.5f) < 1e-6f && std::abs(transfer.colour[150][2] - 0.5f) < 1e-6f);
    // The window's own points give the window's own transfer at those points.
    LayerDisplay display;
    display.windowHigh = 200;
    rendering.points = pointsOfWindow(display);
    const VolumeTransfer own = volumeTransfer(display, {}, 0, 255), edited = volumeTransfer(display, rendering, 0, 255);
    for (std::size_t level = 0; level < 256; ++level) {
        QVERIFY(std::abs(own.opacity[level] - edited.opacity[level]) < 0.01f);
    }
}

void settingsSurviveTheSceneAndNonsenseIsRefused()
{
    Shot shot;
    VolumeRendering rendering = withPreset({}, "mr-brain", *shot.scene.layers()[0].volume, 0);
    rendering.mode = RenderMode::Surface;
    rendering.surfaceLevel = 42;
    rendering.planes = {{10, 20, 30}, {-90, 0, 0}};
    rendering.box = {{0.1, 0, 0.2}, {1, 0.9, 0.8}};
    rendering.cutAway = true;
    rendering.edges = 0.5;
    shot.scene.setVolumeRendering(rendering);
    QVERIFY(volumeRenderingFrom(toJson(rendering)) == rendering);
    const nlohmann::json saved = shot.scene.toJson();
    Scene again;
    again.restore(saved, [](const std::string&, Kind) { return block(); });
    QVERIFY(again.volumeRendering() == rendering);
    for (const auto& [key, value] :
        {std::pair<const char*, nlohmann::json>{"mode", "x-ray"}, {"edges", 2}, {"points", {{5, 0.1, {1, 1, 1}}, {2, 0.1, {1, 1, 1}}}},
            {"clip-planes", nlohmann::json(7, {0, 0, 0})}, {"light", {0.1, 0.2}}}) {
        nlohmann::json broken = saved;
        broken["volume-rendering"][key] = value;
        QVERIFY_THROWS_EXCEPTION(Error, again.restore(broken, [](const std::string&, Kind) { return block(); }));
    }
    QVERIFY(again.volumeRendering() == rendering);
}

void presetsAreForTheImage()
{
    const VolumePtr volume = block();
    for (const RenderingPreset& preset : RenderingPresets) {
        const VolumeRendering r = withPreset({}, preset.name, *volume, 0);
        QVERIFY(std::is_sorted(r.points.begin(), r.points.end(), [](const auto& a, const auto& b) { return a.value < b.value; }));
    }
    QVERIFY(withPreset({}, "maximum", *volume, 0).mode == RenderMode::Maximum);
    QCOMPARE(withPreset({}, "ct-bone", *volume, 0).points.front().value, 150.0);
    QVERIFY_THROWS_EXCEPTION(Error, withPreset({}, "ct-liver", *volume, 0));
}
}
;

QTEST_GUILESS_MAIN(TstVolumeRendering)
#include "tst_VolumeRendering.moc"
