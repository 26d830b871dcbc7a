// The 3D picture that the processor draws: a ball must be where the projection says, as large as it is, whatever the grid.
#include "viewers/RayCaster.h"

#include "tests/viewers/Phantom.h"
#include "viewers/VolumeTransfer.h"

#include <QTest>

#include <cmath>

using namespace insula;

namespace {

constexpr World Ball{9, -16, 25}; // off centre in every direction, so that no mirrored picture passes
constexpr double Radius = 11;

VolumePtr ball(const Grid& grid)
{
    return phantom::filled<float>(grid, [](const World& w, std::int64_t) {
        const double r = std::hypot(w.x - Ball.x, w.y - Ball.y, w.z - Ball.z);
        return 100 * std::clamp(Radius + 0.5 - r, 0.0, 1.0);
    });
}

Grid sheared()
{
    Grid grid = phantom::cube(32);
    grid.affine = Affine::fromColumns({-1, 0, 0}, {0.3, 1.2, 0}, {0, -0.2, 1.5}, {32, -50, -23});
    return grid;
}

struct Seen {
    double x = 0, y = 0, pixels = 0;
};

// Middle and size of what is not background.
Seen seen(const std::vector<Rgba>& pixels, int width)
{
    Seen out;
    for (std::size_t n = 0; n < pixels.size(); ++n) {
        const Rgba& c = pixels[n];
        if (c.r + c.g + c.b > 150) {
            out.x += static_cast<double>(n % static_cast<std::size_t>(width)) + 0.5;
            out.y += static_cast<double>(n / static_cast<std::size_t>(width)) + 0.5;
            ++out.pixels;
        }
    }
    out.x /= out.pixels;
    out.y /= out.pixels;
    return out;
}

} // namespace

class tst_RayCaster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBallIsWhereItIsFromEverySide_data()
    {
        QTest::addColumn<int>("grid");
        QTest::addColumn<double>("azimuth");
        QTest::addColumn<double>("elevation");
        int number = 0;
        for (const char* grid : {"cube", "oblique, left-handed", "sheared"}) {
            for (const auto& [azimuth, elevation] : {std::pair{0.0, 0.0}, {90.0, 0.0}, {200.0, 35.0}, {-60.0, -89.0}}) {
                QTest::addRow("%s from %g, %g", grid, azimuth, elevation) << number << azimuth << elevation;
            }
            ++number;
        }
    }

    void aBallIsWhereItIsFromEverySide()
    {
        QFETCH(int, grid);
        QFETCH(double, azimuth);
        QFETCH(double, elevation);
        const VolumePtr volume = ball(grid == 0 ? phantom::cube(40) : grid == 1 ? phantom::obliqueLeftHanded() : sheared());
        Scene scene;
        scene.addLayer(volume, "ball");
        LayerDisplay display = scene.layers()[0].display;
        display.windowLow = 0;
        display.windowHigh = 100;
        scene.setVolumeCamera({azimuth, elevation, 1});
        const VolumeProjection projection = volumeProjection(scene, 300, 260);
        RayCaster caster;
        caster.setVolume(volume, 0);
        for (const int stride : {1, 2}) {
            std::vector<Rgba> pixels;
            caster.draw({display}, projection, stride, pixels);
            const Seen ballSeen = seen(pixels, 300);
            const Pixel expected = projection.pixelOf(Ball);
            QVERIFY2(std::hypot(ballSeen.x - expected.x, ballSeen.y - expected.y) < 1.5 * stride,
                qPrintable(QString("at %1, %2, not %3, %4").arg(ballSeen.x).arg(ballSeen.y).arg(expected.x).arg(expected.y)));
            const double radius = std::sqrt(ballSeen.pixels / M_PI) * projection.mmPerPixel;
            QVERIFY2(std::abs(radius - Radius) < 1.1, qPrintable(QString("radius %1 mm").arg(radius)));
            QVERIFY(std::all_of(pixels.begin(), pixels.end(), [](const Rgba& c) { return c.a == 255; }));
        }
    }

    void lightComesFromTheUpperLeft()
    {
        const VolumePtr volume = ball(phantom::cube(40));
        Scene scene;
        scene.addLayer(volume, "ball");
        const VolumeProjection projection = volumeProjection(scene, 300, 300);
        RayCaster caster;
        caster.setVolume(volume, 0);
        std::vector<Rgba> pixels;
        caster.draw({scene.layers()[0].display}, projection, 1, pixels);
        const Pixel middle = projection.pixelOf(Ball);
        const double away = 0.6 * Radius / projection.mmPerPixel;
        const auto at = [&](double dx, double dy) {
            return pixels[static_cast<std::size_t>(middle.y + dy * away) * 300 + static_cast<std::size_t>(middle.x + dx * away)].g;
        };
        QVERIFY(at(-0.7, -0.7) > at(0.7, 0.7) + 30);
    }

    void nothingIsSeenOfNothing()
    {
        const VolumePtr empty = phantom::filled<float>(phantom::cube(5), [](const World&, std::int64_t) { return std::nan(""); });
        Scene scene;
        scene.addLayer(empty, "empty");
        RayCaster caster;
        caster.setVolume(empty, 0);
        std::vector<Rgba> pixels;
        caster.draw({scene.layers()[0].display}, volumeProjection(scene, 64, 64), 1, pixels);
        QVERIFY(std::all_of(pixels.begin(), pixels.end(), [&](const Rgba& c) { return c == pixels.front(); }));
        QVERIFY(pixels.front().r < 40);
    }

    void aSingleSliceIsDrawnWithoutHarm()
    {
        Grid grid = phantom::cube(10);
        grid.size.z = 1;
        const VolumePtr flat = phantom::filled<float>(grid, [](const World& w, std::int64_t) { return w.x; });
        Scene scene;
        scene.addLayer(flat, "flat");
        scene.setVolumeCamera({0, 90, 1});
        RayCaster caster;
        caster.setVolume(flat, 0);
        std::vector<Rgba> pixels;
        caster.draw({scene.layers()[0].display}, volumeProjection(scene, 64, 64), 1, pixels);
        QCOMPARE(pixels.size(), std::size_t(64 * 64));
    }

    void theTransferFollowsTheWindow()
    {
        LayerDisplay display;
        display.windowLow = 100;
        display.windowHigh = 200;
        const VolumeTransfer transfer = volumeTransfer(display, {}, 0, 255);
        QCOMPARE(transfer.opacity[100], 0.0f);
        QVERIFY(std::abs(transfer.opacity[175] - 0.85f) < 0.01f); // three quarters of the window
        QVERIFY(transfer.opacity[130] > 0.2f && transfer.opacity[130] < 0.3f);
    }
};

QTEST_GUILESS_MAIN(tst_RayCaster)
#include "tst_RayCaster.moc"
