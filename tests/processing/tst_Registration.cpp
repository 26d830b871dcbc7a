#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/VectorField.h"
#include "processing/steps/Registration.h"
#include "processing/steps/RigidSearch.h"
#include "processing/steps/Steps.h"
#include "tests/processing/MovingHead.h"

#include <QtTest>

#include <cmath>
#include <functional>

using namespace insula;

namespace {

constexpr double Degree = 0.017453292519943295;

// Where the fixed head is, upright in 1.5 mm voxels.
Grid uprightGrid()
{
    return {{44, 48, 40}, Affine::fromColumns({1.5, 0, 0}, {0, 1.5, 0}, {0, 0, 1.5}, {-32, -35, -30})};
}

// With folds in it, as a brain has: a smooth ball says little about scale and shear.
double foldedHead(const World& w)
{
    const double value = phantom::softHead(w, {});
    return value + (value > 200 ? 0.25 : 0.1) * value * std::sin(w.x / 2.1) * std::cos(w.y / 2.6 + 0.4) * std::sin(w.z / 2.3 + 1);
}

// What the point of a head at rest shows on a scan of another kind.
double otherContrast(double value)
{
    return 800 - 0.7 * value + 150 * std::sin(value / 120);
}

VolumePtr sampled(const Grid& grid, const std::function<double(const World&)>& at)
{
    std::vector<float> all;
    for (std::int64_t k = 0; k < grid.size.z; ++k)
        for (std::int64_t j = 0; j < grid.size.y; ++j)
            for (std::int64_t i = 0; i < grid.size.x; ++i)
                all.push_back(
                    static_cast<float>(at(grid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}))));
    Volume::Description description;
    description.grid = grid;
    return Volume::make(std::move(description), std::move(all));
}

// A pair of scans: a point p of the fixed one shows what pull(p) shows in the moving one (oblique, anisotropic, left-handed).
struct Pair {
    explicit Pair(const Affine& pull, bool sameContrast = false)
    {
        fixed = sampled(uprightGrid(), foldedHead);
        const World there = pull.toWorld({0, 0, 0});
        Grid grid = phantom::headGrid();
        const World middle = grid.centre();
        grid.affine(0, 3) += there.x - middle.x + 3;
        grid.affine(1, 3) += there.y - middle.y - 2;
        grid.affine(2, 3) += there.z - middle.z + 1;
        const Affine back = pull.inverse();
        moving = sampled(grid, [&](const World& w) {
            const double value = foldedHead(back.toWorld({w.x, w.y, w.z}));
            return sameContrast ? value : otherContrast(value);
        });
    }
    VolumePtr fixed, moving;
};

// Largest and mean distance (mm) over points of the head.
std::pair<double, double> errors(const Affine& found, const Affine& truth)
{
    double worst = 0, sum = 0;
    int count = 0;
    for (double x = -15; x <= 15; x += 5)
        for (double y = -18; y <= 18; y += 6)
            for (double z = -13; z <= 13; z += 6.5, ++count) {
                const World a = found.toWorld({x, y, z}), b = truth.toWorld({x, y, z});
                const double mm = std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
                worst = std::max(worst, mm);
                sum += mm;
            }
    return {worst, sum / count};
}

Affine registered(const Pair& pair, Freedom freedom, std::uint64_t seed = 0, const Affine* start = nullptr)
{
    const auto fixed = pair.fixed->frameAsFloat(0), moving = pair.moving->frameAsFloat(0);
    // The head and a little around it: here are large margins of nothing, whose share of the overlap would count too.
    const auto mask = sampled(pair.fixed->grid(), [](const World& w) { return w.x * w.x / 256 + w.y * w.y / 361 + w.z * w.z / 196 < 1.7; });
    std::vector<std::uint8_t> inside;
    for (const float m : mask->frameAsFloat(0))
        inside.push_back(m > 0);
    return registerAffine({fixed, &pair.fixed->grid(), inside}, {moving, &pair.moving->grid(), {}},
        {.freedom = freedom, .samplesPercent = 100, .seed = seed, .threads = 2}, {}, start);
}

class Stop : public ProgressSink {
public:
    void progressed(double fraction, std::string_view) override { m_isOver = m_isOver || fraction > 0.3; }
    bool isCancelled() const override { return m_isOver; }

private:
    std::atomic<bool> m_isOver{false};
};

} // namespace

class TestRegistration : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anotherContrastIsLaidOnExactly_data()
    {
        QTest::addColumn<QVector<double>>("turn");
        QTest::newRow("a little") << QVector<double>{3, -4, 5, 2, -3, 4};
        QTest::newRow("much") << QVector<double>{18, -24, 21, 40, -25, 30};
    }
    void anotherContrastIsLaidOnExactly()
    {
        QFETCH(QVector<double>, turn);
        const Affine truth = rotationAbout({}, {turn[0] * Degree, turn[1] * Degree, turn[2] * Degree}, {turn[3], turn[4], turn[5]});
        const auto [worst, mean] = errors(registered(Pair(truth), Freedom::Rigid), truth);
        QVERIFY2(mean < 0.15, std::to_string(mean).c_str()); // of voxels of 1 x 1.5 x 2.2 mm
        QVERIFY2(worst < 0.3, std::to_string(worst).c_str());
    }

    void anAffineIsFoundToATenthOfAMillimetre()
    {
        Affine truth = rotationAbout({}, {6 * Degree, 4 * Degree, -8 * Degree}, {4, 2, -5});
        Affine scale;
        scale(0, 0) = 1.12;
        scale(1, 1) = 0.93;
        scale(2, 2) = 1.05;
        scale(0, 1) = 0.06;
        truth = truth * scale;
        const auto [worst, mean] = errors(registered(Pair(truth, true), Freedom::Affine), truth);
        QVERIFY2(mean < 0.1, std::to_string(mean).c_str());
        QVERIFY2(worst < 0.3, std::to_string(worst).c_str());
    }

    void aSimilarityKeepsItsShape()
    {
        Affine grown;
        for (int a = 0; a < 3; ++a)
            grown(a, a) = 1.1;
        const Affine truth = rotationAbout({}, {0, 0.1, 0.05}, {2, 1, 0}) * grown;
        const Affine found = registered(Pair(truth, true), Freedom::Similarity);
        const double mean = errors(found, truth).second;
        QVERIFY2(mean < 0.1, std::to_string(mean).c_str());
        const Vec3 spacing = found.spacing();
        QVERIFY(std::abs(spacing[0] - spacing[1]) < 1e-9 && std::abs(spacing[0] - spacing[2]) < 1e-9);
    }

    void theSameSeedGivesTheSameBits()
    {
        const Pair pair(rotationAbout({}, {0.05, 0, 0.1}, {2, 0, 1}));
        QVERIFY(registered(pair, Freedom::Rigid, 7) == registered(pair, Freedom::Rigid, 7));
    }

    void itBeginsWhereItIsTold()
    {
        const Affine truth = rotationAbout({}, {0.1, 0.05, 0}, {3, 0, 1});
        const Affine near = rotationAbout({}, {0.08, 0.05, 0.02}, {3.5, 0, 1});
        QVERIFY(errors(registered(Pair(truth), Freedom::Rigid, 0, &near), truth).second < 0.1);
    }

    void emptyAndThinImagesAreRefused()
    {
        Pair pair{Affine()};
        pair.moving = sampled(uprightGrid(), [](const World&) { return 3.0; });
        QVERIFY_EXCEPTION_THROWN(registered(pair, Freedom::Rigid), Error);
        pair.moving = sampled({{40, 40, 1}, phantom::scaling(1, 1, 4)}, [](const World& w) { return w.x; });
        QVERIFY_EXCEPTION_THROWN(registered(pair, Freedom::Rigid), Error);
    }

    void itStopsWhenAsked()
    {
        const Pair pair{Affine()};
        StepInputs inputs;
        inputs.volumes = {{"fixed", pair.fixed}, {"moving", pair.moving}};
        Stop sink, again;
        QVERIFY_EXCEPTION_THROWN(registerStep().run(inputs, nlohmann::json::object(), Progress(sink, 0, 1)), Cancelled);
        QVERIFY_EXCEPTION_THROWN(warpStep().run(inputs, nlohmann::json::object(), Progress(again, 0, 1)), Cancelled);
    }

    // A known smooth warp comes back, and its inverse undoes it.
    void aWarpIsFoundAndUndone()
    {
        const auto bend = [](const World& w) {
            return World{w.x + 2.5 * std::sin(w.y / 9), w.y + 2 * std::cos(w.z / 8) - 1, w.z + 1.5 * std::sin((w.x + w.y) / 12)};
        };
        // fixed(p) = head(bend(p)), moving(m) = head(m): p lies at bend(p).
        const auto fixed = sampled(uprightGrid(), [&](const World& w) { return phantom::softHead(bend(w), {}); });
        const auto moving = sampled(uprightGrid(), [](const World& w) { return phantom::softHead(w, {}); });
        const auto f = fixed->frameAsFloat(0), m = moving->frameAsFloat(0);
        const Warp warp = registerWarp({f, &fixed->grid(), {}}, {m, &moving->grid(), {}}, Affine(),
            {.voxelMm = 1.5, .coarse = 60, .middle = 60, .fine = 30, .threads = 2}, {});
        const FieldSampler forward(warp.forward), backward(warp.backward);
        double before = 0, after = 0, undone = 0;
        int count = 0;
        // Where there is something to see: near the edge of the head.
        for (double x = -18; x <= 18; x += 3)
            for (double y = -20; y <= 20; y += 4)
                for (double z = -15; z <= 15; z += 3) {
                    const double r = std::sqrt(x * x / 256 + y * y / 361 + z * z / 196);
                    if (r < 0.85 || r > 1.1)
                        continue;
                    const World p{x, y, z}, q = forward(p), wanted = bend(p), home = backward(q);
                    // Only the way across the edge can be seen.
                    const double nx = x / 256, ny = y / 361, nz = z / 196, length = std::hypot(nx, ny, nz);
                    const auto across = [&](const World& a, const World& b) {
                        return std::abs((a.x - b.x) * nx + (a.y - b.y) * ny + (a.z - b.z) * nz) / length;
                    };
                    before += across(p, wanted);
                    after += across(q, wanted);
                    undone += std::hypot(home.x - p.x, home.y - p.y, home.z - p.z);
                    ++count;
                }
        QVERIFY(count > 50 && before / count > 0.8);
        QVERIFY2(after / count < 0.35 * before / count, std::to_string(after / count).c_str());
        QVERIFY2(undone / count < 0.2, std::to_string(undone / count).c_str());
        for (const float j : jacobianDeterminant(warp.forward))
            QVERIFY(j > 0);
    }

    // What `register` writes, `apply-transform` uses: both ways, labels untouched.
    void transformsAreAppliedBothWays()
    {
        const Affine truth = rotationAbout({}, {0.15, -0.1, 0.2}, {6, -3, 4});
        const Pair pair(truth, true);
        StepInputs inputs;
        inputs.volumes = {{"fixed", pair.fixed}, {"moving", pair.moving}};
        inputs.threads = 2;
        StepOutputs found = registerStep().run(inputs, {{"freedom", "rigid"}}, {});
        const ScratchFolder folder;
        const auto file = folder.path() / "x.txt";
        writeTextFile(file, found.tables.at("transform"));
        StepInputs apply;
        apply.volumes = {{"image", pair.moving}, {"reference", pair.fixed}};
        apply.files = {{"transform", file}};
        const auto forth = applyTransformStep().run(apply, {{"interpolation", "cubic"}}, {}).volumes.at("image");
        double difference = 0;
        const auto a = forth->frameAsFloat(0), b = pair.fixed->frameAsFloat(0);
        for (std::size_t n = 0; n < a.size(); ++n)
            if (b[n] > 300)
                difference = std::max(difference, static_cast<double>(std::abs(a[n] - b[n])));
        QVERIFY2(difference < 40, std::to_string(difference).c_str()); // of 600, at an edge of 3 mm

        const auto labels = phantom::filled<std::int16_t>(
            uprightGrid(), [](auto i, auto, auto) { return i < 22 ? 7 : 300; }, 1, Kind::Labels);
        apply.volumes = {{"image", labels}, {"reference", pair.moving}};
        const auto back = applyTransformStep().run(apply, {{"inverse", true}}, {}).volumes.at("image");
        QVERIFY(back->kind() == Kind::Labels && sameGrid(back->grid(), pair.moving->grid()));
        const WorldToVoxel toLabels(uprightGrid().affine);
        const Affine inverse = truth.inverse();
        int wrong = 0, seen = 0;
        const Size3 n = back->size();
        for (std::int64_t k = 0; k < n.z; ++k)
            for (std::int64_t j = 0; j < n.y; ++j)
                for (std::int64_t i = 0; i < n.x; ++i) {
                    const World w = back->affine().toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                    const Voxel v = toLabels(inverse.toWorld({w.x, w.y, w.z}));
                    if (v.i < 1 || v.j < 1 || v.k < 1 || v.i > 42 || v.j > 46 || v.k > 38 || std::abs(v.i - 21.5) < 0.3)
                        continue;
                    ++seen;
                    wrong += back->value(i, j, k, 0) != (v.i < 21.5 ? 7 : 300);
                }
        QVERIFY(seen > 1000);
        QCOMPARE(wrong, 0);
    }
};

QTEST_APPLESS_MAIN(TestRegistration)
#include "tst_Registration.moc"
