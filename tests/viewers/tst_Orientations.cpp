// The same asymmetric head, stored with its voxel axes in all 48 orders and directions and turned a little further, must look the same:
// rendered slices are compared, pixel by pixel at computed places, with what the head is at the pixel's point in the world.
#include "processing/core/Error.h"
#include "tests/core/Orientations.h"
#include "tests/viewers/Phantom.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

constexpr int Width = 600, Height = 480;

// Linear in the world, so that trilinear interpolation gives it back exactly; another slope in each direction, so that no two
// orientations look alike.
double headAt(const World& w)
{
    return 110 + 1.4 * w.x - 0.9 * w.y + 0.5 * w.z;
}

struct Case {
    test::Orientation orientation;
    bool isTurned;
};

VolumePtr storedAs(const Case& stored)
{
    const test::Orientation& o = stored.isTurned ? stored.orientation.turned() : stored.orientation;
    const Vec3 sizes{1, 1.5, 2.2};
    const Size3 size{61, 43, 31};
    const World middle = o.affine(sizes, {0, 0, 0}).toWorld({30, 21, 15});
    return phantom::filled(
        {size, o.affine(sizes, {4 - middle.x, -7 - middle.y, 11 - middle.z})}, [](const World& w, std::int64_t) { return headAt(w); });
}

bool isInside(const Volume& volume, const World& w)
{
    const Voxel v = WorldToVoxel(volume.affine())(w);
    const Size3 n = volume.size();
    const auto within = [](double at, std::int64_t count) { return at > 0 && at < static_cast<double>(count) - 1; };
    return within(v.i, n.x) && within(v.j, n.y) && within(v.k, n.z);
}

} // namespace

class TstOrientations : public QObject {
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

    void everyPixelShowsItsPoint_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("turned");
        QTest::addColumn<bool>("radiological");
        const auto all = test::orientations();
        QCOMPARE(int(all.size()), 48);
        for (int index = 0; index < int(all.size()); ++index) {
            const auto name = all[static_cast<std::size_t>(index)].code.c_str();
            QTest::addRow("%s", name) << index << false << true;
            QTest::addRow("%s, turned, neurological", name) << index << true << false;
        }
    }

    void everyPixelShowsItsPoint()
    {
        QFETCH(int, index);
        QFETCH(bool, turned);
        QFETCH(bool, radiological);
        const VolumePtr volume = storedAs({test::orientations()[static_cast<std::size_t>(index)], turned});
        Scene scene;
        LayerDisplay display;
        display.windowHigh = 255;
        scene.addLayer(volume, "head", display);
        scene.setLayout(Layout::Slices);
        scene.setRadiological(radiological);
        scene.setCrosshairVisible(false);
        scene.setReadoutVisible(false);
        scene.setCrosshair({6, -5, 9});
        SceneRenderer renderer(scene);
        renderer.setSize(Width, Height, 1);
        renderer.render();
        const std::vector<Rgba> pixels = m_context->pixels();
        int compared = 0;
        for (const ViewRect& view : renderer.arrangement().views) {
            const SliceFrame frame = renderer.frameOf(view);
            const std::string side = radiological ? "R" : "L", other = radiological ? "L" : "R";
            const std::array<std::string, 4> letters = view.kind == ViewKind::Sagittal ? std::array<std::string, 4>{"A", "P", "S", "I"}
                : view.kind == ViewKind::Coronal                                       ? std::array<std::string, 4>{side, other, "S", "I"}
                                                                                       : std::array<std::string, 4>{side, other, "A", "P"};
            QVERIFY(frame.letters() == letters);
            for (int y = 24; y < view.height - 24; y += 7) {
                for (int x = 24; x < view.width - 24; x += 7) {
                    const World w = frame.worldAt({x + 0.5, y + 0.5});
                    if (!isInside(*volume, w)) {
                        continue;
                    }
                    const Rgba& drawn = pixels[static_cast<std::size_t>((view.y + y) * Width + view.x + x)];
                    QVERIFY2(std::abs(drawn.r - headAt(w)) <= 1.01,
                        qPrintable(QString("%1 instead of %2 at %3 %4 %5").arg(drawn.r).arg(headAt(w)).arg(w.x).arg(w.y).arg(w.z)));
                    ++compared;
                }
            }
        }
        QVERIFY(compared > 300);
    }

private:
    std::unique_ptr<OffscreenContext> m_context;
};

QTEST_GUILESS_MAIN(TstOrientations)
#include "tst_Orientations.moc"
