// Defacing a head made of balls whose places are known, on straight and oblique grids.
#include "processing/core/Error.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <functional>

using namespace insula;

namespace {

struct Ball {
    World centre;
    double radius;
    bool holds(const World& p) const { return std::hypot(p.x - centre.x, p.y - centre.y, p.z - centre.z) < radius; }
};

// Around a brain whose middle is at 3, -20, 10 mm.
const Ball Brain{{3, -20, 10}, 55}, Head{{3, -18, 2}, 82}, Nose{{3, 62, -45}, 12}, LeftEar{{-81, -25, -10}, 8}, RightEar{{87, -25, -10}, 8},
    Vertex{{3, -20, 78}, 5}, Back{{3, -97, 5}, 5}, Forehead{{3, 45, 42}, 5}, Neck{{3, -75, -62}, 6};

Grid straight()
{
    return {{96, 100, 92}, Affine::fromColumns({2, 0, 0}, {0, 2, 0}, {0, 0, 2}, {-92, -118, -92})};
}

// Oblique, left-handed, anisotropic, over the same head.
Grid oblique()
{
    Grid grid{{190, 134, 86}, phantom::obliqueLeftHanded()};
    const World middle = grid.centre();
    const std::array<double, 3> shift{3 - middle.x, -18 - middle.y, 0 - middle.z};
    for (int a = 0; a < 3; ++a)
        grid.affine(a, 3) += shift[static_cast<std::size_t>(a)];
    return grid;
}

VolumePtr drawn(const Grid& grid, const std::function<double(const World&)>& value, Kind kind = Kind::Image)
{
    const auto at = [&](auto i, auto j, auto k) {
        return value(grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}));
    };
    return kind == Kind::Labels ? phantom::filled<std::uint8_t>(grid, at, 1, kind) : phantom::filled<std::int16_t>(grid, at, 1, kind);
}

VolumePtr scan(const Grid& grid)
{
    return drawn(grid, [](const World& p) {
        for (const Ball& part : {Brain, Nose, LeftEar, RightEar})
            if (part.holds(p))
                return 800.0;
        return Head.holds(p) ? 400.0 : 7.0;
    });
}

VolumePtr brainMask(const Grid& grid)
{
    return drawn(
        grid, [](const World& p) { return Brain.holds(p); }, Kind::Labels);
}

StepOutputs defaced(const VolumePtr& image, const VolumePtr& mask, const nlohmann::json& params = nlohmann::json::object())
{
    StepInputs inputs;
    inputs.volumes["image"] = image;
    inputs.volumes["mask"] = mask;
    inputs.threads = 2;
    return defaceStep().run(inputs, params, {});
}

// Share of the ball's voxels inside the image that were removed.
double removed(const Volume& region, const Ball& ball)
{
    double inside = 0, gone = 0;
    for (std::int64_t k = 0; k < region.size().z; ++k)
        for (std::int64_t j = 0; j < region.size().y; ++j)
            for (std::int64_t i = 0; i < region.size().x; ++i)
                if (ball.holds(region.affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}))) {
                    ++inside;
                    gone += region.value(i, j, k);
                }
    return inside > 0 ? gone / inside : -1;
}

} // namespace

class TestDefaceStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void faceAndEarsGoAndTheRestStays_data()
    {
        QTest::addColumn<bool>("isOblique");
        QTest::newRow("straight") << false;
        QTest::newRow("oblique") << true;
    }
    void faceAndEarsGoAndTheRestStays()
    {
        QFETCH(bool, isOblique);
        const Grid grid = isOblique ? oblique() : straight();
        const VolumePtr image = scan(grid);
        const StepOutputs out = defaced(image, brainMask(grid));
        const Volume& region = *out.volumes.at("mask");
        for (const Ball& gone : {Nose, LeftEar, RightEar})
            QVERIFY2(removed(region, gone) > 0.9, qPrintable(QString::number(removed(region, gone))));
        for (const Ball& kept : {Vertex, Back, Forehead, Neck, Brain, Ball{Brain.centre, Brain.radius + 9.9}})
            QVERIFY2(std::abs(removed(region, kept)) < 1e-12, qPrintable(QString::number(removed(region, kept))));
        QVERIFY(out.measurements["distance-to-brain"]["value"].get<double>() >= 10);
        const Volume& result = *out.volumes.at("image");
        QCOMPARE(result.dataType(), DataType::Int16);
        for (std::int64_t k = 0; k < grid.size.z; ++k)
            for (std::int64_t j = 0; j < grid.size.y; ++j)
                for (std::int64_t i = 0; i < grid.size.x; ++i)
                    QCOMPARE(result.value(i, j, k), region.value(i, j, k) > 0 ? 0.0 : image->value(i, j, k));
    }

    void earsMayStayAndMarginsCount()
    {
        const Grid grid = straight();
        const auto keeping = defaced(scan(grid), brainMask(grid), {{"ears", false}});
        QVERIFY(removed(*keeping.volumes.at("mask"), LeftEar) < 0.2);
        QVERIFY(removed(*keeping.volumes.at("mask"), Nose) > 0.9);
        const auto wide = defaced(scan(grid), brainMask(grid), {{"margin", 40}, {"ears", false}});
        QVERIFY(wide.measurements["distance-to-brain"]["value"].get<double>() >= 40);
    }

    void airOfACtIsItsLowestValue()
    {
        const Grid grid = straight();
        const auto ct = drawn(grid, [](const World& p) { return Head.holds(p) || Nose.holds(p) ? 40.0 : -1000.0; });
        const auto out = defaced(ct, brainMask(grid));
        QCOMPARE(out.volumes.at("image")->value(47, 90, 23), -1000.0); // in the nose
        QCOMPARE(ct->value(47, 90, 23), 40.0);
    }

    void specksOfTheMaskDoNotMoveThePlanes()
    {
        const Grid grid = straight();
        const Ball speck{{3, 60, -60}, 4};
        const auto mask = drawn(
            grid, [&](const World& p) { return Brain.holds(p) || speck.holds(p); }, Kind::Labels);
        const auto out = defaced(scan(grid), mask);
        QVERIFY(removed(*out.volumes.at("mask"), Nose) > 0.85);
        QCOMPARE(removed(*out.volumes.at("mask"), speck), 0.0);
    }

    void allFramesOfARunLoseTheFace()
    {
        const Grid grid = straight();
        Volume::Description description;
        description.grid = grid;
        description.frames = 2;
        description.trSeconds = 1.5;
        std::vector<std::uint16_t> voxels(static_cast<std::size_t>(2 * grid.size.count()), 9);
        const auto out = defaced(Volume::make(description, std::move(voxels)), brainMask(grid));
        QCOMPARE(out.volumes.at("image")->value(47, 90, 23, 1), 0.0);
        QCOMPARE(out.volumes.at("image")->value(47, 47, 50, 1), 9.0);
        QCOMPARE(out.volumes.at("image")->trSeconds(), 1.5);
    }

    void saysWhatIsWrong()
    {
        const Grid grid = straight();
        const auto bare = drawn(grid, [](const World& p) { return Brain.holds(p) ? 800.0 : 0.0; });
        QVERIFY(defaced(bare, brainMask(grid)).warnings.at(0).find("almost nothing was removed") != std::string::npos);
        const auto empty = drawn(
            grid, [](const World&) { return 0; }, Kind::Labels);
        QVERIFY_EXCEPTION_THROWN(defaced(bare, empty), Error);
        QVERIFY_EXCEPTION_THROWN(defaced(bare, brainMask(oblique())), Error);
    }
};

QTEST_GUILESS_MAIN(TestDefaceStep)
#include "tst_DefaceStep.moc"
