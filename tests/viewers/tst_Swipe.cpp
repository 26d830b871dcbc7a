// Before and after: what each side of the line shows, on phantoms whose pictures are known.
#include "tests/viewers/Phantom.h"
#include "viewers/SlicePicture.h"
#include "viewers/Swipe.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

constexpr int Side = 100; // pixels of 0.5 mm

bool isBrain(const World& w)
{
    return std::hypot(w.x, w.y, w.z) < 10;
}

// Alternates, as blocks of one number would be a label map.
double brainValue(const World& w)
{
    return 100.0 + static_cast<double>(std::lround(w.x) & 1);
}

// 200 in a ball of 20 mm around the middle, in which the brain is 100 or 101.
VolumePtr head()
{
    return phantom::filled<std::int16_t>(phantom::cube(25), [](const World& w, std::int64_t) {
        const double r = std::hypot(w.x, w.y, w.z);
        return isBrain(w) ? brainValue(w) : r < 20 ? 200.0 : 0.0;
    });
}

VolumePtr brain()
{
    return phantom::filled<std::int16_t>(phantom::cube(25), [](const World& w, std::int64_t) { return isBrain(w) ? brainValue(w) : 0.0; });
}

VolumePtr labels()
{
    return phantom::filled<std::uint8_t>(phantom::cube(25), [](const World& w, std::int64_t) { return isBrain(w) ? 3.0 : 0.0; },
        Kind::Labels, 1, {{3, {"brain", {255, 0, 0, 255}}}});
}

LayerDisplay grey()
{
    LayerDisplay display;
    display.windowHigh = 255;
    return display;
}

SlicePicture picture(const Scene& scene, Plane plane = Plane::Axial)
{
    SlicePicture drawn;
    drawSlice(scene, sliceFrame(scene, plane, Side, Side, 0.5), drawn);
    return drawn;
}

bool isGrey(const Rgba& c, int level)
{
    return std::abs(c.r - level) <= 2 && c.r == c.g && c.g == c.b;
}

} // namespace

class TstSwipe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsAreOnTheRightOfTheLineOnly_data()
    {
        QTest::addColumn<int>("plane");
        QTest::addColumn<double>("at");
        QTest::newRow("axial") << int(Plane::Axial) << 0.5;
        QTest::newRow("coronal") << int(Plane::Coronal) << 0.6;
        QTest::newRow("sagittal") << int(Plane::Sagittal) << 0.37;
    }
    void labelsAreOnTheRightOfTheLineOnly()
    {
        QFETCH(int, plane);
        QFETCH(double, at);
        Scene scene;
        scene.addLayer(head(), "head", grey());
        LayerDisplay display = defaultDisplay(*labels(), 1);
        display.opacity = 1;
        scene.addLayer(labels(), "labels", display);
        scene.setSwipeOn(true);
        scene.setSwipeAt(at);
        const SlicePicture drawn = picture(scene, static_cast<Plane>(plane));
        const int line = static_cast<int>(std::lround(at * Side));
        for (int x = 34; x < 66; ++x) {
            const Rgba& c = drawn.at(x, 50);
            QVERIFY2(x < line ? isGrey(c, 100) : (c.r == 255 && c.g == 0), qPrintable(QString("column %1").arg(x)));
        }
    }

    void aStrippedBrainReplacesTheHeadInTheHeadsGreys_data()
    {
        QTest::addColumn<bool>("hot");
        QTest::newRow("as opened by hand, warm and thresholded") << true;
        QTest::newRow("as a step's result, grey") << false;
    }
    void aStrippedBrainReplacesTheHeadInTheHeadsGreys()
    {
        QFETCH(bool, hot);
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.addLayer(brain(), "brain", hot ? defaultDisplay(*brain(), 1) : grey());
        scene.setSwipeOn(true);
        const SlicePicture drawn = picture(scene);
        QVERIFY(isGrey(drawn.at(20, 50), 200)); // scalp, before
        QVERIFY(isGrey(drawn.at(80, 50), 0)); // the same on the other side, after
        QVERIFY(isGrey(drawn.at(45, 50), 100));
        QVERIFY(isGrey(drawn.at(55, 50), 100));
    }

    void labelsOverAStrippedBrainStay()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.addLayer(brain(), "brain", grey());
        LayerDisplay display = defaultDisplay(*labels(), 2);
        display.opacity = 1;
        scene.addLayer(labels(), "labels", display);
        QCOMPARE(shownBefore(scene).size(), std::size_t(1));
        QCOMPARE(shownAfter(scene).size(), std::size_t(2));
        QCOMPARE(shownAfter(scene).back().layer->name, std::string("labels"));
    }

    void anotherContrastIsNoCutOut()
    {
        const VolumePtr other = phantom::filled<std::int16_t>(
            phantom::cube(25), [](const World& w, std::int64_t) { return isBrain(w) ? brainValue(w) + 40 : 0.0; });
        QVERIFY(isCutOutOf(*brain(), *head()));
        QVERIFY(!isCutOutOf(*other, *head()));
        QVERIFY(!isCutOutOf(*head(), *brain()));
        QVERIFY(!isCutOutOf(*head(), *head()));
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.addLayer(other, "other", defaultDisplay(*other, 1));
        QCOMPARE(shownAfter(scene).size(), std::size_t(2));
    }

    void offItChangesNothing()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.addLayer(brain(), "brain", defaultDisplay(*brain(), 1));
        const auto before = picture(scene);
        scene.setSwipeAt(0.3);
        QVERIFY(picture(scene).pixels == before.pixels);
    }

    void theEndsShowOneSideAlone()
    {
        Scene scene;
        scene.addLayer(head(), "head", grey());
        scene.addLayer(brain(), "brain", grey());
        scene.setSwipeOn(true);
        scene.setSwipeAt(-3);
        QCOMPARE(scene.swipeAt(), 0.0);
        QVERIFY(isGrey(picture(scene).at(20, 50), 0));
        scene.setSwipeAt(1);
        QVERIFY(isGrey(picture(scene).at(80, 50), 200));
    }

    void isPartOfTheSavedSceneAndMayBeMissing()
    {
        Scene scene;
        scene.setSwipeOn(true);
        scene.setSwipeAt(0.25);
        const auto saved = scene.toJson();
        Scene other;
        other.restore(saved, {});
        QVERIFY(other.isSwipeOn());
        QCOMPARE(other.swipeAt(), 0.25);
        auto old = saved;
        old.erase("swipe");
        other.restore(old, {});
        QVERIFY(!other.isSwipeOn());
    }

    void theLineIsGrabbedAtItAndMoreWidelyAtItsHandle()
    {
        Scene scene;
        const ViewRect view{ViewKind::Axial, 100, 50, 400, 300};
        QVERIFY(!isOnSwipe(scene, view, 300, 150, 1));
        scene.setSwipeOn(true);
        QVERIFY(isOnSwipe(scene, view, 303, 150, 1));
        QVERIFY(!isOnSwipe(scene, view, 309, 150, 1));
        QVERIFY(isOnSwipe(scene, view, 309, swipeHandleY(view), 1));
        QVERIFY(!isOnSwipe(scene, {ViewKind::Volume, 100, 50, 400, 300}, 300, 150, 1));
    }
};

QTEST_GUILESS_MAIN(TstSwipe)
#include "tst_Swipe.moc"
