// How layers meet: blend, opacity from another volume, colours of negative values, interpolation.
#include "tests/viewers/Phantom.h"
#include "viewers/SlicePicture.h"
#include "viewers/SliceSampler.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

VolumePtr constant(double value, const std::string& path = {})
{
    const VolumePtr made = phantom::filled(phantom::cube(10), [value](const World&, std::int64_t) { return value; });
    Volume::Description description = made->description();
    description.source.path = path;
    return redescribed(made, description);
}

Rgba middle(const Scene& scene)
{
    SlicePicture picture;
    drawSlice(scene, sliceFrame(scene, Plane::Axial, 21, 21, 1), picture);
    return picture.at(10, 10);
}

LayerDisplay grey(Blend blend = Blend::Over, double opacity = 1)
{
    LayerDisplay display;
    display.windowHigh = 255;
    display.blend = blend;
    display.opacity = opacity;
    return display;
}

// A row of voxels along x through the middle of a volume.
VoxelRow along(double start, double step)
{
    return {{start, 0, 0}, {step, 0, 0}};
}

} // namespace

class TstLayerBlend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blendsAreWhatTheirNamesSay()
    {
        const auto over = [](Blend blend, double opacity) {
            Scene scene;
            scene.addLayer(constant(100), "below", grey());
            scene.addLayer(constant(180), "above", grey(blend, opacity));
            return int(middle(scene).r);
        };
        QCOMPARE(over(Blend::Over, 1), 180);
        QCOMPARE(over(Blend::Add, 1), 255);
        QVERIFY(std::abs(over(Blend::Multiply, 1) - 100 * 180 / 255) <= 1);
        QCOMPARE(over(Blend::Brighter, 1), 180);
        QVERIFY(std::abs(over(Blend::Add, 0.5) - (100 + 90)) <= 1);
        Scene dark;
        dark.addLayer(constant(100), "below", grey());
        dark.addLayer(constant(30), "above", grey(Blend::Brighter));
        QCOMPARE(int(middle(dark).r), 100);
    }

    void opacityComesFromAnotherVolume()
    {
        Scene scene;
        scene.addLayer(constant(0), "below", grey());
        const VolumePtr t = phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return w.x; });
        Volume::Description description = t->description();
        description.source.path = "/t.nii";
        LayerDisplay hidden = grey();
        hidden.visible = false;
        scene.addLayer(redescribed(t, description), "t", hidden);
        LayerDisplay effect = grey();
        effect.alphaFrom = "/t.nii";
        effect.alphaLow = 1;
        effect.alphaHigh = 5;
        scene.addLayer(constant(200), "effect", effect);
        scene.setRadiological(false);
        scene.setCrosshair({0, -5, 9}); // where both volumes are
        SlicePicture picture;
        drawSlice(scene, sliceFrame(scene, Plane::Axial, 21, 21, 1), picture);
        const auto at = [&](double x) { return int(picture.at(static_cast<int>(x + 10.5), 12).r); };
        QCOMPARE(at(0), 0);
        QVERIFY(std::abs(at(3) - 100) <= 1);
        QCOMPARE(at(6), 200);
        QCOMPARE(at(9), 200);
        // Gone with its layer: the slider alone counts.
        scene.removeLayer(scene.layers()[1].id);
        drawSlice(scene, sliceFrame(scene, Plane::Axial, 21, 21, 1), picture);
        QCOMPARE(at(0), 200);
    }

    void negativeValuesTakeTheMapThatIsChosenForThem()
    {
        LayerDisplay display;
        display.twoSided = true;
        display.windowHigh = 10;
        display.colourMap = "warm";
        display.negativeMap = "green";
        const LayerColours colours(display, 1, 0);
        const Rgba strong = colours.colourOfValue(-10);
        const ColourTable green = colourTable("green");
        QVERIFY(strong.r == green[255][0] && strong.g == green[255][1] && strong.b == green[255][2]);
    }

    void cubicPassesThroughTheVoxelsAndFollowsStraightLines()
    {
        const VolumePtr line
            = phantom::filled({{12, 4, 4}, Affine()}, [](const World& w, std::int64_t) { return 3 * w.x + 2 * w.y - w.z; });
        std::vector<float> out(31);
        SliceSampler(*line, 0, 0, 1).cubic({{1, 1.5, 1.5}, {0.25, 0, 0}}, out);
        for (std::size_t n = 0; n < out.size(); ++n) {
            QVERIFY(std::abs(out[n] - (3 * (1 + 0.25 * static_cast<double>(n)) + 1.5)) < 1e-4);
        }
        const VolumePtr rough = phantom::filled({{12, 1, 1}, Affine()}, [](const World& w, std::int64_t) { return std::sin(5 * w.x); });
        std::vector<float> voxels(12);
        SliceSampler(*rough, 0, 0, 1).cubic(along(0, 1), voxels);
        for (std::size_t n = 0; n < 12; ++n) {
            QVERIFY(std::abs(voxels[n] - std::sin(5.0 * static_cast<double>(n))) < 1e-6);
        }
    }

    void cubicIsSmootherThanLinearButNeverOvershoots()
    {
        const VolumePtr wave = phantom::filled({{40, 1, 1}, Affine()}, [](const World& w, std::int64_t) { return std::sin(0.6 * w.x); });
        const SliceSampler sampler(*wave, 0, 0, 1);
        std::vector<float> cubic(300), linear(300);
        sampler.cubic(along(3, 0.1), cubic);
        sampler.linear(along(3, 0.1), linear);
        double cubicError = 0, linearError = 0;
        for (std::size_t n = 0; n < cubic.size(); ++n) {
            const double truth = std::sin(0.6 * (3 + 0.1 * static_cast<double>(n)));
            cubicError += std::abs(cubic[n] - truth);
            linearError += std::abs(linear[n] - truth);
        }
        QVERIFY(cubicError < 0.6 * linearError);
        const VolumePtr step
            = phantom::filled({{20, 1, 1}, Affine()}, [](const World& w, std::int64_t) { return w.x < 9.5 ? 0.0 : 100.0; });
        std::vector<float> edge(191);
        SliceSampler(*step, 0, 0, 1).cubic(along(0, 0.1), edge);
        QVERIFY(*std::min_element(edge.begin(), edge.end()) >= 0 && *std::max_element(edge.begin(), edge.end()) <= 100);
    }

    void cubicShowsNotANumberAsWideAsItIsStored()
    {
        const VolumePtr hole
            = phantom::filled({{20, 1, 1}, Affine()}, [](const World& w, std::int64_t) { return w.x == 9 ? std::nan("") : 1.0; });
        std::vector<float> out(20);
        SliceSampler(*hole, 0, 0, 1).cubic(along(0.2, 1), out);
        for (std::size_t n = 0; n < out.size() - 1; ++n) {
            QCOMPARE(std::isnan(out[n]), n == 9);
        }
    }
};

QTEST_GUILESS_MAIN(TstLayerBlend)
#include "tst_LayerBlend.moc"
