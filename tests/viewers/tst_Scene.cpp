#include "processing/core/Error.h"
#include "tests/viewers/Phantom.h"
#include "viewers/Scene.h"
#include "viewers/SliceFrame.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

VolumePtr head()
{
    return phantom::leftIsBright(phantom::obliqueLeftHanded(), 5);
}

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class TstScene : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstLayerCentresTheCrosshair();
    void equalValuesChangeNothing();
    void tenChangesAreCollectedOnce();
    void crosshairStaysInTheFieldOfView();
    void frameStaysWithinTheLongestLayer();
    void layersMoveAndSelectionFollowsRemoval();
    void theSelectedLayerExistsWheneverSomebodyHearsOfAChange();
    void jsonRoundTripRestoresEverything();
    void brokenJsonChangesNothing();
    void slicePixelsAndWorldAreInverse();
    void lettersFollowTheConvention();
    void defaultsFitTheKindOfVolume();
};

void TstScene::firstLayerCentresTheCrosshair()
{
    Scene scene;
    scene.addLayer(head(), "head");
    QVERIFY(close(scene.crosshair().x, 5) && close(scene.crosshair().y, -12) && close(scene.crosshair().z, 20));
    scene.addLayer(phantom::filled(phantom::cube(4), [](const World&, std::int64_t) { return 1.0; }), "other");
    QVERIFY(close(scene.crosshair().x, 5));
    QCOMPARE(scene.selectedLayer(), scene.layers().back().id);
}

void TstScene::equalValuesChangeNothing()
{
    Scene scene;
    const LayerId id = scene.addLayer(head(), "head");
    int calls = 0;
    const int token = scene.addListener([&] { ++calls; });
    scene.setCrosshair(scene.crosshair());
    scene.setLayout(scene.layout());
    scene.setDisplay(id, scene.layer(id).display);
    scene.setFrame(0);
    scene.setVolume(id, scene.layer(id).volume);
    scene.resetCameras();
    QCOMPARE(calls, 0);
    scene.setRadiological(false);
    QCOMPARE(calls, 1);
    scene.removeListener(token);
    scene.setRadiological(true);
    QCOMPARE(calls, 1);
}

void TstScene::tenChangesAreCollectedOnce()
{
    Scene scene;
    scene.addLayer(head(), "head");
    SceneWatch watch(scene);
    QVERIFY(watch.takeChanges().has(Aspect::Layers));
    QVERIFY(watch.takeChanges().isEmpty());
    for (int n = 0; n < 10; ++n) {
        scene.setCrosshair({5.0 + n, -12, 20});
    }
    const Changes changes = watch.takeChanges();
    QVERIFY(changes.has(Aspect::Crosshair) && !changes.has(Aspect::Layers) && !changes.has(Aspect::Display));
    QVERIFY(watch.takeChanges().isEmpty());
}

void TstScene::crosshairStaysInTheFieldOfView()
{
    Scene scene;
    scene.addLayer(phantom::leftIsBright(phantom::cube(10), 0), "cube");
    scene.setCrosshair({1000, -1000, 3});
    QVERIFY(close(scene.crosshair().x, 10.5) && close(scene.crosshair().y, -10.5) && close(scene.crosshair().z, 3));
}

void TstScene::frameStaysWithinTheLongestLayer()
{
    Scene scene;
    scene.addLayer(phantom::leftIsBright(phantom::cube(4), 0), "T1");
    const LayerId run = scene.addLayer(phantom::filled(
                                           phantom::cube(4), [](const World&, std::int64_t t) { return double(t); }, Kind::Image, 5),
        "bold");
    scene.setFrame(99);
    QCOMPARE(scene.frame(), 4);
    QCOMPARE(scene.shownFrame(scene.layers()[0]), 0);
    QCOMPARE(scene.shownFrame(scene.layer(run)), 4);
    LayerDisplay display = scene.layer(run).display;
    display.fixedFrame = 2;
    scene.setDisplay(run, display);
    QCOMPARE(scene.shownFrame(scene.layer(run)), 2);
    scene.removeLayer(run);
    QCOMPARE(scene.frame(), 0);
}

void TstScene::layersMoveAndSelectionFollowsRemoval()
{
    Scene scene;
    const LayerId a = scene.addLayer(head(), "a"), b = scene.addLayer(head(), "b"), c = scene.addLayer(head(), "c");
    scene.moveLayer(a, 99);
    QCOMPARE(scene.layers()[0].id, b);
    QCOMPARE(scene.layers()[2].id, a);
    scene.moveLayer(a, -5);
    QCOMPARE(scene.layers()[0].id, a);
    scene.selectLayer(c);
    scene.removeLayer(c);
    QCOMPARE(scene.selectedLayer(), b);
    scene.clear();
    QCOMPARE(scene.selectedLayer(), NoLayer);
}

void TstScene::theSelectedLayerExistsWheneverSomebodyHearsOfAChange()
{
    Scene scene;
    int heard = 0;
    bool exists = true;
    const int token = scene.addListener([&] {
        ++heard;
        exists = exists && (scene.selectedLayer() == NoLayer || scene.hasLayer(scene.selectedLayer()));
    });
    for (const bool all : {true, false}) {
        const LayerId id = scene.addLayer(head(), "head");
        Note note;
        note.points = {{1, 2, 3}, {4, 5, 6}};
        scene.setNotes({note});
        heard = 0;
        all ? scene.clear() : scene.removeLayer(id);
        QVERIFY(heard >= 2 && scene.notes().empty()); // of the notes, of the layers
    }
    QVERIFY(exists);
    scene.removeListener(token);
}

void TstScene::jsonRoundTripRestoresEverything()
{
    Scene scene;
    const LayerId id = scene.addLayer(head(), "head");
    LayerDisplay display = scene.layer(id).display;
    display.colourMap = "viridis";
    display.inverted = true;
    display.threshold = {.enabled = true, .low = 1, .high = 2, .outsideOpacity = 0.3};
    scene.setDisplay(id, display);
    scene.setCrosshair({1, 2, 3});
    scene.setLayout(Layout::Axial);
    scene.setRadiological(false);
    scene.setSliceCamera(Plane::Coronal, {2, 3, 4});
    scene.setVolumeCamera({10, 20, 3});
    Scene copy;
    copy.restore(scene.toJson(), [](const std::string&, Kind) { return head(); });
    QVERIFY(copy.toJson() == scene.toJson());
    QVERIFY(copy.layers()[0].display == display);
    QVERIFY(copy.sliceCamera(Plane::Coronal) == (SliceCamera{2, 3, 4}));
}

void TstScene::brokenJsonChangesNothing()
{
    Scene scene;
    scene.addLayer(head(), "head");
    const nlohmann::json before = scene.toJson();
    nlohmann::json broken = before;
    broken["layers"][0]["display"]["colour-map"] = "purple";
    const auto load = [](const std::string&, Kind) { return head(); };
    QVERIFY_THROWS_EXCEPTION(Error, scene.restore(broken, load));
    QVERIFY_THROWS_EXCEPTION(Error, scene.restore(nlohmann::json::array(), load));
    QVERIFY(scene.toJson() == before);
}

void TstScene::slicePixelsAndWorldAreInverse()
{
    Scene scene;
    scene.addLayer(head(), "head");
    scene.setCrosshair({8, -3, 25});
    for (const Plane plane : Planes) {
        scene.setSliceCamera(plane, {1.7, 5, -9});
        const SliceFrame frame = sliceFrame(scene, plane, 320, 200, 0.8);
        for (const Pixel p : {Pixel{0, 0}, Pixel{320, 200}, Pixel{17.25, 180}}) {
            const World w = frame.worldAt(p);
            QVERIFY(close(frame.pixelOf(w).x, p.x) && close(frame.pixelOf(w).y, p.y));
            QVERIFY(close(coordinate(w, normalAxis(plane)), coordinate(scene.crosshair(), normalAxis(plane))));
        }
    }
}

void TstScene::lettersFollowTheConvention()
{
    Scene scene;
    scene.addLayer(head(), "head");
    const auto letters = [&](Plane plane) { return sliceFrame(scene, plane, 100, 100, 1).letters(); };
    QCOMPARE(letters(Plane::Axial), (std::array<std::string, 4>{"R", "L", "A", "P"}));
    QCOMPARE(letters(Plane::Coronal), (std::array<std::string, 4>{"R", "L", "S", "I"}));
    QCOMPARE(letters(Plane::Sagittal), (std::array<std::string, 4>{"A", "P", "S", "I"}));
    scene.setRadiological(false);
    QCOMPARE(letters(Plane::Axial), (std::array<std::string, 4>{"L", "R", "A", "P"}));
    QCOMPARE(letters(Plane::Coronal), (std::array<std::string, 4>{"L", "R", "S", "I"}));
    QCOMPARE(letters(Plane::Sagittal), (std::array<std::string, 4>{"A", "P", "S", "I"}));
}

void TstScene::defaultsFitTheKindOfVolume()
{
    const Grid grid = phantom::cube(10);
    const auto made = [&](auto value) { return phantom::filled(grid, [=](const World& w, std::int64_t) { return value(w); }); };
    QCOMPARE(defaultDisplay(*made([](const World& w) { return w.x > 0 ? 1.0 : 0.0; }), 1).colourMap, std::string("labels"));
    const LayerDisplay map = defaultDisplay(*made([](const World& w) { return w.x; }), 1);
    QVERIFY(map.twoSided && map.threshold.enabled && map.colourMap == "warm");
    const LayerDisplay image = defaultDisplay(*made([](const World& w) { return w.x; }), 0);
    QVERIFY(!image.twoSided && !image.threshold.enabled && image.colourMap == "gray");
    const LayerDisplay ct = defaultDisplay(*made([](const World& w) { return w.x < 0 ? -1000.0 : 60.0; }), 0);
    QCOMPARE(ct.windowLow, 0.0);
    QCOMPARE(ct.windowHigh, 80.0);
    const auto blocks = made([](const World& w) { return w.x < -4 ? 0.0 : w.x < 3 ? 12.0 : 77.0; });
    QCOMPARE(defaultDisplay(*blocks, 1).colourMap, std::string("labels"));
    QCOMPARE(defaultDisplay(*blocks, 1).opacity, 0.5);
    QCOMPARE(defaultDisplay(*blocks, 0).colourMap, std::string("gray"));
    const auto noise = made([](const World& w) { return std::floor(std::abs(100 * std::sin(12.9 * w.x + 78.2 * w.y + 37.7 * w.z))); });
    QCOMPARE(defaultDisplay(*noise, 1).colourMap, std::string("hot"));
    const LayerDisplay empty = defaultDisplay(*made([](const World&) { return std::nan(""); }), 0);
    QVERIFY(empty.windowHigh > empty.windowLow);
}

QTEST_GUILESS_MAIN(TstScene)
#include "tst_Scene.moc"
