#include "viewers/SliceFrame.h"
#include "viewers/ViewLayout.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

const WorldBox Head{{-90, -120, -70}, {90, 100, 110}};
constexpr double Margin = 20;

bool overlap(const ViewRect& a, const ViewRect& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

} // namespace

class TstViewLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void viewsLieInTheWindowAndDoNotOverlap_data();
    void viewsLieInTheWindowAndDoNotOverlap();
    void slicesGoSideBySideInAWideWindowAndBelowOneAnotherInATallOne();
    void squareSlicesLeaveACellFree();
    void fourEndsWithTheVolume();
    void wholeFieldOfViewFitsInsideTheMargins();
    void tinyWindowsStillHaveViews();
};

void TstViewLayout::viewsLieInTheWindowAndDoNotOverlap_data()
{
    QTest::addColumn<int>("layout");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("views");
    const std::array<int, 6> counts{3, 4, 1, 1, 1, 1};
    for (int layout = 0; layout < 6; ++layout) {
        for (const auto& [width, height] : {std::pair{800, 600}, {1921, 501}, {333, 1000}, {64, 64}}) {
            QTest::addRow("layout %d at %d x %d", layout, width, height)
                << layout << width << height << counts[static_cast<std::size_t>(layout)];
        }
    }
}

void TstViewLayout::viewsLieInTheWindowAndDoNotOverlap()
{
    QFETCH(int, layout);
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, views);
    const ViewArrangement a = arrangeViews(static_cast<Layout>(layout), width, height, Head, Margin);
    QCOMPARE(int(a.views.size()), views);
    QVERIFY(a.fitMmPerPixel > 0 || layout == static_cast<int>(Layout::Volume));
    for (const ViewRect& view : a.views) {
        QVERIFY(view.x >= 0 && view.y >= 0 && view.width > 0 && view.height > 0);
        QVERIFY(view.x + view.width <= width && view.y + view.height <= height);
        for (const ViewRect& other : a.views) {
            QVERIFY(&view == &other || !overlap(view, other));
        }
    }
}

void TstViewLayout::slicesGoSideBySideInAWideWindowAndBelowOneAnotherInATallOne()
{
    const ViewArrangement wide = arrangeViews(Layout::Slices, 1800, 500, Head, Margin);
    QVERIFY(wide.views[0].y == wide.views[2].y && wide.views[0].x < wide.views[1].x && wide.views[1].x < wide.views[2].x);
    QVERIFY(!wide.freeCell);
    const ViewArrangement tall = arrangeViews(Layout::Slices, 400, 1400, Head, Margin);
    QVERIFY(tall.views[0].x == tall.views[2].x && tall.views[0].y < tall.views[1].y && tall.views[1].y < tall.views[2].y);
}

void TstViewLayout::squareSlicesLeaveACellFree()
{
    const ViewArrangement a = arrangeViews(Layout::Slices, 900, 900, Head, Margin);
    QVERIFY(a.freeCell.has_value());
    for (const ViewRect& view : a.views) {
        QVERIFY(!overlap(view, *a.freeCell));
    }
}

void TstViewLayout::fourEndsWithTheVolume()
{
    const ViewArrangement a = arrangeViews(Layout::Four, 800, 600, Head, Margin);
    QVERIFY(a.views[0].kind == ViewKind::Sagittal && a.views[1].kind == ViewKind::Coronal && a.views[2].kind == ViewKind::Axial);
    QVERIFY(a.views[3].kind == ViewKind::Volume && a.views[3].x > 0 && a.views[3].y > 0);
}

void TstViewLayout::wholeFieldOfViewFitsInsideTheMargins()
{
    const ViewArrangement a = arrangeViews(Layout::Four, 800, 600, Head, Margin);
    const Scene scene; // an empty scene's field of view is larger than the box: its own check of the map is in tst_Scene
    for (const ViewRect& view : a.views) {
        const auto plane = planeOf(view.kind);
        if (!plane) {
            continue;
        }
        const double across = *plane == Plane::Sagittal ? 220 : 180, along = *plane == Plane::Axial ? 220 : 180;
        QVERIFY(across / a.fitMmPerPixel <= view.width - 2 * Margin + 1e-9);
        QVERIFY(along / a.fitMmPerPixel <= view.height - 2 * Margin + 1e-9);
    }
}

void TstViewLayout::tinyWindowsStillHaveViews()
{
    const ViewArrangement a = arrangeViews(Layout::Four, 1, 1, Head, Margin);
    QCOMPARE(int(a.views.size()), 4);
    QVERIFY(std::isfinite(a.fitMmPerPixel) && a.fitMmPerPixel > 0);
}

QTEST_GUILESS_MAIN(TstViewLayout)
#include "tst_ViewLayout.moc"
