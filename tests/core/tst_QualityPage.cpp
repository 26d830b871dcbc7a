#include "processing/core/Base64.h"
#include "processing/core/ImageQuality.h"
#include "processing/core/QualityPage.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

const Grid Oblique{{24, 20, 16}, phantom::obliqueLeftHanded()};

// A ball of this radius about a point of the world.
VolumePtr ballAt(const World& centre, double radius, double value = 1, Kind kind = Kind::Image)
{
    return phantom::filled(
        Oblique,
        [=](std::int64_t i, std::int64_t j, std::int64_t k) {
            const World at = Oblique.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
            return std::hypot(at.x - centre.x, at.y - centre.y, at.z - centre.z) <= radius ? value : 0.0;
        },
        1, kind);
}

// Mean column and row of the pixels that are not black, in shares of the picture, without the rows of the letters.
std::pair<double, double> middleOf(const RgbaPicture& picture)
{
    double x = 0, y = 0, weight = 0;
    for (int row = 0; row < picture.height - 17; ++row)
        for (int column = 0; column < picture.width; ++column) {
            const double bright = picture.pixels[4 * static_cast<std::size_t>(row * picture.width + column)];
            x += bright * (column + 0.5) / picture.width;
            y += bright * (row + 0.5) / picture.height;
            weight += bright;
        }
    return {x / weight, y / weight};
}

} // namespace

class TestQualityPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void base64IsThatOfTheRfc()
    {
        const auto of = [](std::string_view text) { return base64(std::as_bytes(std::span(text))); };
        QCOMPARE(of(""), std::string());
        QCOMPARE(of("f"), std::string("Zg=="));
        QCOMPARE(of("foob"), std::string("Zm9vYg=="));
        QCOMPARE(of("foobar"), std::string("Zm9vYmFy"));
    }

    void rightIsAtTheLeftAndFrontAtTheTop()
    {
        const World centre = Oblique.centre();
        const MosaicBox box{{centre.x - 12, centre.y - 12, centre.z - 12}, {centre.x + 12, centre.y + 12, centre.z + 12}};
        const auto shown = [&](const Vec3& shift, SlicePlane plane) {
            const VolumePtr ball = ballAt({centre.x + shift[0], centre.y + shift[1], centre.z + shift[2]}, 4);
            return middleOf(sliceMosaic({.image = ball.get(), .low = 0, .high = 1}, box, plane, 1, 120));
        };
        // 36 mm across: 6 mm are a sixth of the picture.
        const auto right = shown({6, 0, 0}, SlicePlane::Axial), front = shown({0, 6, 0}, SlicePlane::Axial);
        QVERIFY2(std::abs(right.first - (0.5 - 6.0 / 36)) < 0.02, qPrintable(QString::number(right.first)));
        QVERIFY2(std::abs(front.second - (0.5 - 6.0 / 36)) < 0.02, qPrintable(QString::number(front.second)));
        const auto up = shown({6, 0, 5}, SlicePlane::Coronal);
        QVERIFY(up.first < 0.4 && up.second < 0.45);
        const auto ahead = shown({0, 6, 5}, SlicePlane::Sagittal);
        QVERIFY(ahead.first < 0.4 && ahead.second < 0.45); // the front at the left
    }

    void outlinesLieOnTheEdgeAndMapsAboveTheThreshold()
    {
        const World centre = Oblique.centre();
        const VolumePtr ball = ballAt(centre, 8), map = ballAt(centre, 3, -5);
        const MosaicBox box = boxOfMask(*ball);
        QVERIFY(std::abs((box.high.x - box.low.x) - 16) < 3);
        MosaicLook look{.image = ball.get(), .low = 0, .high = 1};
        look.map = map.get();
        look.threshold = 3;
        look.mapMost = 5;
        look.outlines.push_back({ball.get(), {255, 0, 0}});
        const RgbaPicture picture = sliceMosaic(look, box, SlicePlane::Axial, 1, 100);
        const auto at = [&](int x, int y) {
            const auto* p = &picture.pixels[4 * static_cast<std::size_t>(y * picture.width + x)];
            return std::array<int, 3>{p[0], p[1], p[2]};
        };
        const auto middle = at(picture.width / 2, picture.height / 2);
        QVERIFY(middle[2] > middle[0]); // negative: blue
        int reds = 0;
        for (int x = 0; x < picture.width; ++x)
            reds += at(x, picture.height / 2) == std::array<int, 3>{255, 0, 0} ? 1 : 0;
        QCOMPARE(reds, 2);
        look.threshold = 6;
        const RgbaPicture without = sliceMosaic(look, box, SlicePlane::Axial, 1, 100);
        QCOMPARE(
            static_cast<int>(without.pixels[4 * static_cast<std::size_t>(without.height / 2 * without.width + without.width / 2)]), 255);
    }

    void numbersAreThoseOfTheirDefinitions()
    {
        std::vector<float> one(1000, 0.0f), same(1000, 7.0f);
        one[17] = 3;
        QVERIFY(std::abs(entropyFocus(one)) < 1e-12);
        QVERIFY(std::abs(entropyFocus(same) - 1) < 1e-6);
        QVERIFY(std::isnan(entropyFocus(std::vector<float>(10, 0.0f))));
        const Grid grid{{10, 10, 10}, phantom::scaling(2, 2, 2)};
        const auto half = phantom::filled(
            grid, [](auto i, auto, auto) { return i < 5 ? 1.0 : 0.0; }, 1, Kind::Labels);
        const auto third = phantom::filled(
            grid, [](auto i, auto, auto) { return i >= 2 && i < 8 ? 1.0 : 0.0; }, 1, Kind::Labels);
        const auto inner = phantom::filled(
            grid, [](auto i, auto j, auto k) { return i > 0 && i < 5 && j > 0 && j < 9 && k > 0 && k < 9 ? 1.0 : 0.0; }, 1, Kind::Labels);
        QCOMPARE(volumeMl(*half), 4.0);
        QCOMPARE(shareInside(*half, *third), 0.6);
        QVERIFY(touchesEdge(*half) && !touchesEdge(*inner));
        QVERIFY(std::isnan(shareInside(*phantom::filled(grid, [](auto, auto, auto) { return 0.0; }), *half)));
    }

    void contrastIsThatOfTwoKnownTissues()
    {
        const Grid grid{{10, 10, 10}, phantom::scaling(1, 1, 1)};
        // Half the voxels of each tissue are one above its mean, half one below.
        const auto image = phantom::filled(grid, [](auto i, auto j, auto) { return (i < 5 ? 100.0 : 60.0) + (j % 2 ? 1.0 : -1.0); });
        Volume::Description description = phantom::filled(
            grid, [](auto, auto, auto) { return 0.0; }, 1, Kind::Labels)
                                              ->description();
        std::vector<float> labels;
        for (int v = 0; v < 1000; ++v)
            labels.push_back(v % 10 < 5 ? 7.0f : 4.0f);
        description.labels[7] = Label{"Cerebral White matter", {}};
        description.labels[4] = Label{"Gray matter", {}};
        const auto contrast = tissueContrast(*image, *Volume::make(std::move(description), std::move(labels)));
        QVERIFY(contrast.has_value());
        const double sd = std::sqrt(500.0 / 499);
        QVERIFY(std::abs(contrast->whiteMean - 100) < 1e-9 && std::abs(contrast->greySd - sd) < 1e-6);
        QVERIFY(std::abs(contrast->contrastToNoise - 40 / (std::sqrt(2.0) * sd)) < 1e-6);
        QVERIFY(std::abs(contrast->jointVariation - 2 * sd / 40) < 1e-6);
        QVERIFY(!tissueContrast(*image, *phantom::filled(grid, [](auto, auto, auto) { return 1.0; })));
    }

    void ticksAreRound()
    {
        QCOMPARE(tickStep(10, 5), 2.0);
        QCOMPARE(tickStep(0.6, 3), 0.2);
        QCOMPARE(tickStep(312, 8), 50.0);
        QVERIFY(tickStep(0, 3) > 0);
    }

    void whatIsNotFiniteLeavesAGap()
    {
        const double nan = std::nan("");
        TracePlot plot{.title = "a < b", .xLabel = "s", .traces = {{"x", "#000000", {1, 2, nan, 3, 4}}}};
        const QString svg = QString::fromStdString(svgOf(plot));
        QCOMPARE(svg.count("<polyline"), 2);
        QVERIFY(svg.contains("a &lt; b") && !svg.contains("nan"));
        plot.traces[0].values = {nan, nan};
        QVERIFY(!QString::fromStdString(svgOf(plot)).contains("nan"));
        plot.traces[0].values = {5, 5, 5};
        QVERIFY(!QString::fromStdString(svgOf(plot)).contains("nan"));
    }

    void thePageEscapesNamesAndAlwaysHasTheNotice()
    {
        QualityPage page{.title = "sub-<b>", .attention = {"a & b"}, .sections = {}, .sources = {"\"x\".nii"}};
        const QString html = QString::fromStdString(htmlOf(page));
        QVERIFY(html.contains("sub-&lt;b&gt;") && html.contains("a &amp; b") && html.contains("&quot;x&quot;.nii"));
        QVERIFY(html.contains("Research use only, not for diagnosis"));
        QVERIFY(!html.contains("<script") && !html.contains("http"));
        page.attention.clear();
        QVERIFY(QString::fromStdString(htmlOf(page)).contains("checks found nothing"));
    }
};

QTEST_GUILESS_MAIN(TestQualityPage)
#include "tst_QualityPage.moc"
