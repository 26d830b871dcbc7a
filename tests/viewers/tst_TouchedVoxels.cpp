// Painting draws only what it reached, and the picture is the one that drawing everything gives.
#include "processing/core/EditableLabels.h"
#include "processing/core/LabelBrush.h"
#include "tests/viewers/Phantom.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <QTest>

#include <cmath>

using namespace insula;

namespace {

constexpr int Width = 640, Height = 480;

std::vector<Rgba> drawn(const OffscreenContext& context, SceneRenderer& renderer)
{
    renderer.setSize(Width, Height, 1);
    renderer.render();
    return context.pixels();
}

WorldBox around(const World& from, const World& to, double reach)
{
    return {{std::min(from.x, to.x) - reach, std::min(from.y, to.y) - reach, std::min(from.z, to.z) - reach},
        {std::max(from.x, to.x) + reach, std::max(from.y, to.y) + reach, std::max(from.z, to.z) + reach}};
}

std::size_t differing(const std::vector<Rgba>& a, const std::vector<Rgba>& b)
{
    std::size_t count = 0;
    for (std::size_t n = 0; n < a.size(); ++n)
        count += !(a[n] == b[n]);
    return count;
}

} // namespace

class tst_TouchedVoxels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePictureOfAStrokeIsThatOfDrawingEverything_data()
    {
        QTest::addColumn<bool>("isOutline");
        QTest::addColumn<bool>("isOblique");
        QTest::newRow("filled") << false << false;
        QTest::newRow("outline") << true << false;
        QTest::newRow("filled, oblique slices") << false << true;
    }
    void thePictureOfAStrokeIsThatOfDrawingEverything()
    {
        QFETCH(bool, isOutline);
        QFETCH(bool, isOblique);
        const auto scan = phantom::leftIsBright(phantom::obliqueLeftHanded(), 5);
        const auto labels = EditableLabels::on(*scan, "labels.nii");
        Scene scene;
        scene.addLayer(scan, "scan");
        const auto id = scene.addLayer(labels->view(), "labels");
        auto display = scene.layer(id).display;
        display.outline = isOutline;
        scene.setDisplay(id, display);
        scene.setLayout(Layout::Slices);
        scene.setCrosshair({4.3, -11.4, 20.6});
        if (isOblique)
            scene.setSliceAxes(alongGrid(scan->affine()));
        const OffscreenContext context(Width, Height);
        SceneRenderer renderer(scene);
        auto before = drawn(context, renderer);
        World from{-12, -16, 20.6};
        for (int n = 1; n <= 12; ++n) {
            const World to{-12 + 2.0 * n, -16 + 5 * std::sin(0.8 * n), 20.6};
            visitBall(labels->grid(), from, to, 3, [&](std::int64_t index) { labels->set(index, 1 + n % 3); });
            scene.touchVoxels(id, around(from, to, 3 + 4.7));
            from = to;
            const auto now = drawn(context, renderer);
            QVERIFY(differing(now, before) > 0);
            before = now;
        }
        SceneRenderer fresh(scene);
        const auto whole = drawn(context, fresh);
        QCOMPARE(differing(before, whole), std::size_t(0));
    }

    void aTouchSomewhereElseDrawsNothingAnew()
    {
        const auto scan = phantom::leftIsBright(phantom::cube(20), 0);
        const auto labels = EditableLabels::on(*scan, "labels.nii");
        Scene scene;
        scene.addLayer(scan, "scan");
        const auto id = scene.addLayer(labels->view(), "labels");
        scene.setLayout(Layout::Axial);
        scene.setReadoutVisible(false); // it has the label's number
        const OffscreenContext context(Width, Height);
        SceneRenderer renderer(scene);
        const auto before = drawn(context, renderer);
        labels->set(20 + 41 * (20 + 41 * 20), 1); // in the middle, which is shown
        scene.touchVoxels(id, WorldBox{{-20, -20, -20}, {20, 20, -10}}); // and said to be below
        QCOMPARE(differing(before, drawn(context, renderer)), std::size_t(0));
        scene.touchVoxels(id);
        QVERIFY(differing(before, drawn(context, renderer)) > 0);
    }

    void whatIsNotKnownAnyMoreIsEverything()
    {
        const auto scan = phantom::leftIsBright(phantom::cube(5), 0);
        Scene scene;
        const auto id = scene.addLayer(scan, "scan");
        scene.touchVoxels(id, WorldBox{{0, 0, 0}, {1, 1, 1}});
        const auto edits = scene.layer(id).edits;
        scene.touchVoxels(id, WorldBox{{-1, 2, 0}, {0, 3, 1}});
        const auto box = scene.touchedSince(scene.layer(id), edits);
        QVERIFY(box && box->low.x == -1 && box->high.x == 0 && box->low.y == 2);
        for (int n = 0; n < 100; ++n)
            scene.touchVoxels(id, WorldBox{{0, 0, 0}, {1, 1, 1}});
        QVERIFY(!scene.touchedSince(scene.layer(id), edits));
        scene.touchVoxels(id);
        QVERIFY(!scene.touchedSince(scene.layer(id), scene.layer(id).edits - 1));
    }
};

QTEST_GUILESS_MAIN(tst_TouchedVoxels)
#include "tst_TouchedVoxels.moc"
