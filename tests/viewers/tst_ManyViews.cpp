// Lightbox, images side by side, and oblique slices.
#include "processing/core/Error.h"
#include "tests/viewers/Phantom.h"
#include "viewers/Comparison.h"
#include "viewers/SliceFrame.h"
#include "viewers/SlicePicture.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <numbers>

using namespace insula;

namespace {

constexpr double Margin = 20;

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

double valueAt(const World& w)
{
    return 110 + 1.4 * w.x - 0.9 * w.y + 0.5 * w.z;
}

VolumePtr head()
{
    return phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return valueAt(w); });
}

LayerDisplay grey()
{
    LayerDisplay display;
    display.windowHigh = 255;
    return display;
}

LayerDisplay overlay()
{
    LayerDisplay display;
    display.colourMap = "warm";
    display.threshold = {.enabled = true, .low = 100, .high = 1000};
    return display;
}

} // namespace

class TstManyViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lightboxCoversTheFieldOfViewEvenly()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.setLightbox({Plane::Axial, 0, 0, 0});
        const std::vector<double> slices = lightboxSlices(scene);
        QVERIFY(slices.size() >= 12 && slices.size() <= 40);
        const WorldBox box = scene.bounds();
        QVERIFY(slices.front() >= box.low.z && slices.back() <= box.high.z);
        const double step = slices[1] - slices[0];
        QVERIFY(slices.front() - box.low.z < step && box.high.z - slices.back() < step);
        QVERIFY(close(slices.front() - box.low.z, box.high.z - slices.back()));
        for (std::size_t n = 1; n < slices.size(); ++n) {
            QVERIFY(close(slices[n] - slices[n - 1], step));
        }
        QVERIFY(close(std::remainder(step, 2.2), 0)); // whole slices of the scan
    }

    void lightboxTakesSpacingAndRange()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.setLightbox({Plane::Coronal, 4, -20, 10});
        const std::vector<double> slices = lightboxSlices(scene);
        QCOMPARE(int(slices.size()), 8); // -19, -15, ... 9: as much below the first as above the last
        QVERIFY(close(slices.front(), -19) && close(slices.back(), 9));
        scene.setLightbox({Plane::Coronal, 1e-6, -20, 10}); // not a million views
        QVERIFY(lightboxSlices(scene).size() <= MostLightboxSlices);
    }

    void lightboxViewsLieSideBySideAndShowTheirSlice()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.setLayout(Layout::Lightbox);
        for (const Plane plane : Planes) {
            scene.setLightbox({plane, 5, 0, 0});
            const ViewArrangement a = arrangeViews(scene, 900, 700, Margin);
            const std::vector<double> slices = lightboxSlices(scene);
            QCOMPARE(a.views.size(), slices.size());
            for (std::size_t n = 0; n < a.views.size(); ++n) {
                const ViewRect& view = a.views[n];
                QVERIFY(view.x >= 0 && view.y >= 0 && view.x + view.width <= a.freeCell->x && view.y + view.height <= 700);
                QVERIFY(*planeOf(view.kind) == plane);
                const World through = sliceThrough(scene, view);
                QVERIFY(close(coordinate(through, normalAxis(plane)), slices[n]));
                for (std::size_t other = 0; other < n; ++other) {
                    const ViewRect& o = a.views[other];
                    QVERIFY(
                        o.x + o.width <= view.x || view.x + view.width <= o.x || o.y + o.height <= view.y || view.y + view.height <= o.y);
                }
            }
            // The first ones are left, posterior or inferior; the rest follow in reading order.
            QVERIFY(a.views[0].y == a.views[1].y && a.views[0].x < a.views[1].x);
        }
    }

    void eachImageHasAColumnAndOverlaysLieOverAll()
    {
        Scene scene;
        const LayerId one = scene.addLayer(head(), "one", grey());
        const LayerId map = scene.addLayer(head(), "map", overlay());
        QVERIFY(comparedImages(scene) == (std::vector<LayerId>{one, NoLayer})); // with and without
        QCOMPARE(int(shownInColumn(scene, one).size()), 1);
        QCOMPARE(int(shownInColumn(scene, NoLayer).size()), 2);
        const LayerId two = scene.addLayer(head(), "two", grey());
        QVERIFY(comparedImages(scene) == (std::vector<LayerId>{one, two}));
        const auto shown = shownInColumn(scene, two);
        QCOMPARE(int(shown.size()), 2);
        QCOMPARE(shown[0].layer->id, map);
        QCOMPARE(shown[1].layer->id, two);
        LayerDisplay hidden = grey();
        hidden.visible = false;
        scene.setDisplay(two, hidden);
        QVERIFY(comparedImages(scene) == (std::vector<LayerId>{one, NoLayer}));
    }

    void comparisonHasARowPerPlaneAndAColumnPerImage()
    {
        Scene scene;
        QCOMPARE(int(arrangeViews(scene, 900, 700, Margin).views.size()), 4); // still the four views
        scene.setLayout(Layout::Compare);
        QCOMPARE(int(arrangeViews(scene, 900, 700, Margin).views.size()), 1);
        const LayerId one = scene.addLayer(head(), "one", grey()), two = scene.addLayer(head(), "two", grey());
        scene.setComparison({std::nullopt, true, {}});
        const ViewArrangement a = arrangeViews(scene, 900, 700, Margin);
        QCOMPARE(int(a.views.size()), 6);
        QVERIFY(a.views[0].column == one && a.views[1].column == two && a.views[2].column == one);
        QVERIFY(a.views[0].kind == ViewKind::Sagittal && a.views[5].kind == ViewKind::Axial);
    }

    void linkedPointersMoveTogetherAndFreeOnesDoNot()
    {
        Scene scene;
        const LayerId one = scene.addLayer(head(), "one", grey()), two = scene.addLayer(head(), "two", grey());
        scene.setLayout(Layout::Compare);
        const auto at = [&](LayerId id, const World& w) {
            const World p = scene.pointer(id);
            return close(p.x, w.x) && close(p.y, w.y) && close(p.z, w.z);
        };
        movePointer(scene, two, {3, -10, 18});
        QVERIFY(at(one, {3, -10, 18}) && at(two, {3, -10, 18}));
        Comparison free = scene.comparison();
        free.isLinked = false;
        scene.setComparison(free);
        movePointer(scene, two, {6, -12, 25});
        QVERIFY(at(one, {3, -10, 18}) && at(two, {6, -12, 25}));
        movePointer(scene, one, {0, -20, 15});
        QVERIFY(at(one, {0, -20, 15}) && at(two, {6, -12, 25}));
        // Linked again, they keep their distance.
        free = scene.comparison();
        free.isLinked = true;
        scene.setComparison(free);
        movePointer(scene, one, {1, -19, 16});
        QVERIFY(at(two, {7, -11, 26}));
        // Elsewhere there is one crosshair.
        scene.setLayout(Layout::Four);
        QVERIFY(at(two, {1, -19, 16}));
        // Kept with the scene, by the layers' places.
        Scene again;
        again.restore(scene.toJson(), [](const std::string&, Kind) { return head(); });
        again.setLayout(Layout::Compare);
        const World p = again.pointer(again.layers()[1].id);
        QVERIFY(close(p.x, 7) && close(p.y, -11) && close(p.z, 26));
    }

    void obliqueSlicesShowTheirPoints_data()
    {
        QTest::addColumn<bool>("radiological");
        QTest::newRow("radiological") << true;
        QTest::newRow("neurological") << false;
    }

    void obliqueSlicesShowTheirPoints()
    {
        QFETCH(bool, radiological);
        Scene scene;
        const VolumePtr volume = head();
        scene.addLayer(volume, "head", grey());
        scene.setRadiological(radiological);
        scene.setCrosshair({8, -9, 17});
        scene.setSliceAxes(turned(turned({}, {0, 0, 1}, 0.4), {1, 0, 0}, -0.7));
        for (const Plane plane : Planes) {
            const SliceFrame frame = sliceFrame(scene, plane, 120, 100, 0.4);
            SlicePicture picture;
            drawSlice(scene, frame, picture);
            const Vec3 n = scene.normalOf(plane);
            int compared = 0;
            for (int y = 2; y < 100; y += 5) {
                for (int x = 2; x < 120; x += 5) {
                    const World w = frame.worldAt({x + 0.5, y + 0.5});
                    QVERIFY(close(n[0] * (w.x - 8) + n[1] * (w.y + 9) + n[2] * (w.z - 17), 0)); // on the plane through the crosshair
                    const Voxel v = WorldToVoxel(volume->affine())(w);
                    if (v.i > 0 && v.j > 0 && v.k > 0 && v.i < 59 && v.j < 43 && v.k < 29) {
                        QVERIFY(std::abs(picture.at(x, y).r - valueAt(w)) <= 1.01);
                        ++compared;
                    }
                }
            }
            QVERIFY(compared > 100);
        }
    }

    void axesStayOrthonormalAndComeBack()
    {
        SliceAxes axes;
        for (int n = 0; n < 1000; ++n) {
            axes = turned(axes, n % 2 ? Vec3{0, 1, 0} : Vec3{0.6, 0, 0.8}, 0.01 * n);
        }
        const auto dot = [](const Vec3& a, const Vec3& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; };
        QVERIFY(close(dot(axes.right, axes.right), 1) && close(dot(axes.right, axes.anterior), 0));
        QVERIFY(close(dot(axes.anterior, axes.superior), 0) && close(dot(axes.superior, axes.superior), 1));
        QVERIFY(close(obliqueDegrees({}), 0));
        QVERIFY(close(obliqueDegrees(turned({}, {0, 0, 1}, std::numbers::pi / 6)), 30));
        // Right goes to anterior when turned about superior.
        const Vec3 right = turned({}, {0, 0, 1}, std::numbers::pi / 2).right;
        QVERIFY(close(right[0], 0) && close(right[1], 1));
        QVERIFY_THROWS_EXCEPTION(Error, orthonormal({{1, 0, 0}, {1, 0, 0}, {0, 0, 1}}));
        QVERIFY_THROWS_EXCEPTION(Error, orthonormal({{-1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
        QVERIFY_THROWS_EXCEPTION(Error, orthonormal({{std::nan(""), 0, 0}, {0, 1, 0}, {0, 0, 1}}));
    }

    void axesOfAScanAreThoseOfItsVoxels()
    {
        const Affine affine = phantom::obliqueLeftHanded().affine;
        const SliceAxes axes = alongGrid(affine);
        const auto along = [&](const Vec3& axis, int column) {
            const Vec3 c = affine.column(column);
            const double length = std::hypot(c[0], c[1], c[2]);
            return (axis[0] * c[0] + axis[1] * c[1] + axis[2] * c[2]) / length;
        };
        QVERIFY(close(along(axes.right, 0), -1)); // the first axis runs to the left
        QVERIFY(close(along(axes.anterior, 1), 1));
        QVERIFY(close(along(axes.superior, 2), 1));
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.setSliceAxes(axes);
        QVERIFY(close(scene.sliceStepMm(Plane::Sagittal), 1) && close(scene.sliceStepMm(Plane::Coronal), 1.5)
            && close(scene.sliceStepMm(Plane::Axial), 2.2));
    }

    void obliqueEdgesNameAllDirectionsThatTheyLieIn()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.setRadiological(false);
        scene.setSliceAxes(turned({}, {0, 0, 1}, std::numbers::pi / 9)); // right turns 20 degrees towards anterior
        const auto letters = sliceFrame(scene, Plane::Axial, 100, 100, 1).letters();
        QCOMPARE(letters[1], std::string("RA"));
        QCOMPARE(letters[0], std::string("LP"));
        QCOMPARE(letters[2], std::string("AL"));
        scene.setSliceAxes(turned({}, {0, 0, 1}, std::numbers::pi / 36)); // 5 degrees are not worth a letter
        QCOMPARE(sliceFrame(scene, Plane::Axial, 100, 100, 1).letters()[1], std::string("R"));
    }

    void viewsSavedBeforeThereWereTheseStillOpen()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        nlohmann::json old = scene.toJson();
        for (const char* key : {"axes", "lightbox", "comparison", "scale-bar"}) {
            old.erase(key);
        }
        for (const char* key : {"negative-map", "blend", "alpha-from"}) {
            old["layers"][0]["display"].erase(key);
        }
        Scene again;
        again.restore(old, [](const std::string&, Kind) { return head(); });
        QVERIFY(again.toJson() == scene.toJson());
        old["axes"] = {{1, 0, 0}, {1, 0, 0}, {0, 0, 1}};
        QVERIFY_THROWS_EXCEPTION(Error, again.restore(old, [](const std::string&, Kind) { return head(); }));
    }
};

QTEST_GUILESS_MAIN(TstManyViews)
#include "tst_ManyViews.moc"
