#include "tests/viewers/Phantom.h"
#include "viewers/SlicePicture.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace insula;

namespace {

constexpr int Side = 100; // pixels; 0.5 mm each, so that the picture shows -25 to 25 mm around the field of view's centre

SlicePicture picture(const Scene& scene, Plane plane)
{
    SlicePicture drawn;
    drawSlice(scene, sliceFrame(scene, plane, Side, Side, 0.5), drawn);
    return drawn;
}

LayerId addImage(Scene& scene, const VolumePtr& volume, double low, double high)
{
    LayerDisplay display;
    display.windowLow = low;
    display.windowHigh = high;
    return scene.addLayer(volume, "image", display);
}

LayerDisplay overlay()
{
    LayerDisplay display;
    display.colourMap = "warm";
    display.twoSided = true;
    display.windowLow = 0;
    display.windowHigh = 20;
    display.threshold = {.enabled = true, .low = 5, .high = 100};
    return display;
}

} // namespace

class TstSlicePicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leftIsLeft_data();
    void leftIsLeft();
    void anteriorIsUpInAxialAndLeftInSagittal();
    void outsideTheVolumeIsBlackAndNanIsNot();
    void overlayShowsBothSidesBeyondTheThreshold();
    void belowTheThresholdIsTranslucent();
    void labelsAreBlendedAndOutlinedOnlyAtTheirBorder();
    void shownFrameDecides();
    void hiddenLayersAreNotDrawn();
    void threadsMakeNoDifference();
};

void TstSlicePicture::leftIsLeft_data()
{
    QTest::addColumn<int>("plane");
    QTest::addColumn<bool>("radiological");
    QTest::newRow("axial, radiological") << int(Plane::Axial) << true;
    QTest::newRow("axial, neurological") << int(Plane::Axial) << false;
    QTest::newRow("coronal, radiological") << int(Plane::Coronal) << true;
    QTest::newRow("coronal, neurological") << int(Plane::Coronal) << false;
}

void TstSlicePicture::leftIsLeft()
{
    QFETCH(int, plane);
    QFETCH(bool, radiological);
    Scene scene;
    addImage(scene, phantom::leftIsBright(phantom::obliqueLeftHanded(), 5), 0, 255);
    scene.setRadiological(radiological);
    const SlicePicture drawn = picture(scene, static_cast<Plane>(plane));
    const auto bright = [](const Rgba& c) { return std::abs(int(c.r) - 200) <= 1; };
    const auto dark = [](const Rgba& c) { return std::abs(int(c.r) - 50) <= 1; };
    // The patient's left is bright; in radiological pictures it is on the right.
    QVERIFY(radiological ? bright(drawn.at(75, 50)) : dark(drawn.at(75, 50)));
    QVERIFY(radiological ? dark(drawn.at(25, 50)) : bright(drawn.at(25, 50)));
    // The border is where x is 5 mm, the middle of the picture, within a voxel.
    for (int x = 0; x < Side; ++x) {
        const bool isLeft = radiological ? x > 50 : x < 50;
        if (std::abs(x - 50) > 4 && x > 20 && x < 80) {
            QVERIFY(isLeft ? bright(drawn.at(x, 50)) : dark(drawn.at(x, 50)));
        }
    }
}

void TstSlicePicture::anteriorIsUpInAxialAndLeftInSagittal()
{
    Scene scene;
    addImage(scene, phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return w.y > -12 ? 200.0 : 50.0; }), 0,
        255);
    const SlicePicture axial = picture(scene, Plane::Axial), sagittal = picture(scene, Plane::Sagittal);
    QVERIFY(axial.at(50, 30).r > 190 && axial.at(50, 70).r < 60);
    QVERIFY(sagittal.at(30, 50).r > 190 && sagittal.at(70, 50).r < 60);
    Scene upright;
    addImage(upright, phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return w.z > 20 ? 200.0 : 50.0; }),
        0, 255);
    QVERIFY(picture(upright, Plane::Coronal).at(50, 30).r > 190 && picture(upright, Plane::Coronal).at(50, 70).r < 60);
    QVERIFY(picture(upright, Plane::Sagittal).at(50, 30).r > 190 && picture(upright, Plane::Sagittal).at(50, 70).r < 60);
}

void TstSlicePicture::outsideTheVolumeIsBlackAndNanIsNot()
{
    Scene scene;
    addImage(scene, phantom::filled(phantom::cube(10), [](const World& w, std::int64_t) { return w.x < -5 ? std::nan("") : 0.0; }), 0, 255);
    scene.setRadiological(false);
    const SlicePicture drawn = picture(scene, Plane::Axial); // -25 to 25 mm
    QCOMPARE(drawn.at(10, 50), (Rgba{0, 0, 0, 255})); // outside
    QCOMPARE(drawn.at(35, 50), NotFiniteColour); // -7.25 mm
    QCOMPARE(drawn.at(50, 50), (Rgba{0, 0, 0, 255})); // 0 in the image
    // Over something, NaN shows what is below.
    Scene covered;
    addImage(covered, phantom::filled(phantom::cube(10), [](const World&, std::int64_t) { return 100.0; }), 0, 255);
    addImage(covered, phantom::filled(phantom::cube(10), [](const World&, std::int64_t) { return std::nan(""); }), 0, 255);
    QCOMPARE(picture(covered, Plane::Axial).at(50, 50), (Rgba{100, 100, 100, 255}));
}

void TstSlicePicture::overlayShowsBothSidesBeyondTheThreshold()
{
    Scene scene;
    scene.setRadiological(false);
    addImage(scene, phantom::filled(phantom::cube(20), [](const World&, std::int64_t) { return 100.0; }), 0, 255);
    scene.addLayer(phantom::filled(phantom::cube(20), [](const World& w, std::int64_t) { return w.x; }), "map", overlay());
    const SlicePicture drawn = picture(scene, Plane::Axial);
    const Rgba below{100, 100, 100, 255};
    QCOMPARE(drawn.at(50, 50), below);
    QCOMPARE(drawn.at(58, 50), below); // 4.25
    QCOMPARE(drawn.at(42, 50), below);
    const Rgba positive = drawn.at(80, 50), negative = drawn.at(20, 50); // +-15
    QVERIFY(positive.r > positive.b && positive.r > 200);
    QVERIFY(negative.b > negative.r && negative.b > 200);
}

void TstSlicePicture::belowTheThresholdIsTranslucent()
{
    Scene scene;
    scene.setRadiological(false);
    addImage(scene, phantom::filled(phantom::cube(20), [](const World&, std::int64_t) { return 100.0; }), 0, 255);
    LayerDisplay display = overlay();
    display.threshold.outsideOpacity = 0.4;
    scene.addLayer(phantom::filled(phantom::cube(20), [](const World&, std::int64_t) { return 3.0; }), "map", display);
    const Rgb warm = colourTable("warm")[static_cast<std::size_t>(std::lround(255 * 3.0 / 20))];
    const Rgba drawn = picture(scene, Plane::Axial).at(50, 50);
    QVERIFY(std::abs(drawn.r - (0.6 * 100 + 0.4 * warm[0])) <= 1.5);
    QVERIFY(std::abs(drawn.g - (0.6 * 100 + 0.4 * warm[1])) <= 1.5);
    QVERIFY(std::abs(drawn.b - (0.6 * 100 + 0.4 * warm[2])) <= 1.5);
}

void TstSlicePicture::labelsAreBlendedAndOutlinedOnlyAtTheirBorder()
{
    Scene scene;
    addImage(scene, phantom::filled(phantom::cube(20), [](const World&, std::int64_t) { return 100.0; }), 0, 255);
    const VolumePtr block = phantom::filled<std::uint8_t>(phantom::cube(20),
        [](const World& w, std::int64_t) {
            return std::max({std::abs(w.x), std::abs(w.y), std::abs(w.z)}) < 8 ? 17.0 : 0.0;
        },
        Kind::Labels, 1, {{17, {"block", {220, 20, 40, 255}}}});
    const LayerId id = scene.addLayer(block, "labels");
    QVERIFY(scene.layer(id).isLabels());
    const Rgba half = picture(scene, Plane::Axial).at(50, 50);
    QVERIFY(std::abs(half.r - 160) <= 1 && std::abs(half.g - 60) <= 1 && std::abs(half.b - 70) <= 1);
    LayerDisplay display = scene.layer(id).display;
    display.outline = true;
    display.opacity = 1;
    scene.setDisplay(id, display);
    const SlicePicture drawn = picture(scene, Plane::Axial);
    QCOMPARE(drawn.at(50, 50), (Rgba{100, 100, 100, 255}));
    int edges = 0;
    for (int x = 0; x < Side; ++x) {
        edges += drawn.at(x, 50) == Rgba{220, 20, 40, 255};
    }
    QCOMPARE(edges, 2);
}

void TstSlicePicture::shownFrameDecides()
{
    Scene scene;
    addImage(scene,
        phantom::filled(
            phantom::cube(10), [](const World&, std::int64_t t) { return 50.0 * double(t); }, Kind::Image, 4),
        0, 255);
    for (int frame = 0; frame < 4; ++frame) {
        scene.setFrame(frame);
        QCOMPARE(int(picture(scene, Plane::Coronal).at(50, 50).r), 50 * frame);
    }
}

void TstSlicePicture::hiddenLayersAreNotDrawn()
{
    Scene scene;
    const LayerId id = addImage(scene, phantom::filled(phantom::cube(10), [](const World&, std::int64_t) { return 255.0; }), 0, 255);
    QCOMPARE(int(picture(scene, Plane::Axial).at(50, 50).r), 255);
    LayerDisplay display = scene.layer(id).display;
    display.visible = false;
    scene.setDisplay(id, display);
    QCOMPARE(int(picture(scene, Plane::Axial).at(50, 50).r), 0);
}

void TstSlicePicture::threadsMakeNoDifference()
{
    Scene scene;
    addImage(scene, phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return 100 + 3 * w.x + w.y - w.z; }),
        0, 255);
    scene.addLayer(phantom::filled(phantom::cube(20), [](const World& w, std::int64_t) { return w.x; }), "map", overlay());
    const SliceFrame frame = sliceFrame(scene, Plane::Sagittal, 131, 77, 0.4);
    SlicePicture one, many;
    drawSlice(scene, frame, one, 1);
    drawSlice(scene, frame, many, 5);
    QVERIFY(one.pixels == many.pixels);
}

QTEST_GUILESS_MAIN(TstSlicePicture)
#include "tst_SlicePicture.moc"
