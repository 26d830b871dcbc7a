#include "processing/core/Error.h"
#include "processing/core/RigidMotion.h"
#include "tests/processing/MovingHead.h"

#include <QtTest>

#include <limits>

using namespace insula;

namespace {

constexpr double Degree = 0.017453292519943295;

std::vector<RigidPose> somePoses()
{
    return {{}, {{0.5, -0.3, 0.8}, {0.5 * Degree, -1 * Degree, 0.7 * Degree}}, {{-2, 1.5, 1}, {2 * Degree, 1 * Degree, -3 * Degree}},
        {{0.02, 0, -0.03}, {0, 0.03 * Degree, 0}}, {{4, -3, 2}, {-3 * Degree, 0, 4 * Degree}}};
}

double worstMm(const RigidPose& a, const RigidPose& b)
{
    double worst = 0;
    for (std::size_t n = 0; n < 3; ++n)
        worst = std::max(worst, std::abs(a.translationMm[n] - b.translationMm[n]));
    return worst;
}

double worstDegrees(const RigidPose& a, const RigidPose& b)
{
    double worst = 0;
    for (std::size_t n = 0; n < 3; ++n)
        worst = std::max(worst, std::abs(a.rotation[n] - b.rotation[n]) / Degree);
    return worst;
}

} // namespace

class TestRigidMotion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPoseSurvivesTheWayThroughItsMatrix()
    {
        const World centre{12, -30, 7};
        for (const RigidPose& pose : somePoses()) {
            const RigidPose back = RigidPose::of(pose.about(centre), centre);
            QVERIFY(worstMm(back, pose) < 1e-10 && worstDegrees(back, pose) < 1e-10);
        }
    }

    void aHeadThatMovesUpAndTurnsItsNoseLeftHasPositiveNumbers()
    {
        const RigidPose up{{0, 0, 2}, {}};
        QCOMPARE(up.about({0, 0, 0}).toWorld({1, 2, 3}).z, 5.0);
        const RigidPose left{{}, {0, 0, 90 * Degree}}; // anterior goes to -x, which is left in RAS
        QVERIFY(std::abs(left.about({0, 0, 0}).toWorld({0, 10, 0}).x + 10) < 1e-9);
    }

    void findsKnownMotionOnAnObliqueLeftHandedGrid()
    {
        const auto poses = somePoses();
        const VolumePtr run = phantom::movingHead(phantom::headGrid(), poses);
        const MotionEstimate found = estimateMotion(*run, run->frameAsFloat(0), {});
        QVERIFY(found.failed.empty());
        for (std::size_t t = 0; t < poses.size(); ++t)
            QVERIFY2(worstMm(found.poses[t], poses[t]) < 0.02 && worstDegrees(found.poses[t], poses[t]) < 0.05,
                qPrintable(QString("frame %1: %2 mm, %3 degrees")
                               .arg(t)
                               .arg(worstMm(found.poses[t], poses[t]))
                               .arg(worstDegrees(found.poses[t], poses[t]))));
    }

    void brightnessOfAFrameDoesNotLookLikeMotion()
    {
        const VolumePtr still = phantom::movingHead(phantom::headGrid(), {{}, {}});
        std::vector<float> values = still->frameAsFloat(0), brighter = values;
        for (float& v : brighter)
            v *= 1.3F;
        values.insert(values.end(), brighter.begin(), brighter.end());
        const VolumePtr run = Volume::make(still->description(), std::move(values));
        const MotionEstimate found = estimateMotion(*run, run->frameAsFloat(0), {});
        QVERIFY(worstMm(found.poses[1], {}) < 1e-3 && worstDegrees(found.poses[1], {}) < 1e-3);
    }

    void theCorrectedFrameLooksLikeTheReference()
    {
        const auto poses = somePoses();
        const Grid grid = phantom::headGrid();
        const VolumePtr run = phantom::movingHead(grid, poses);
        const auto reference = run->frameAsFloat(0), before = run->frameAsFloat(2), after = frameInPose(*run, 2, poses[2]);
        double wrongBefore = 0, wrongAfter = 0;
        for (std::int64_t k = 4; k < grid.size.z - 4; ++k)
            for (std::int64_t j = 5; j < grid.size.y - 5; ++j)
                for (std::int64_t i = 6; i < grid.size.x - 6; ++i) {
                    const auto v = static_cast<std::size_t>(i + grid.size.x * (j + grid.size.y * k));
                    wrongBefore = std::max(wrongBefore, std::abs(static_cast<double>(before[v]) - static_cast<double>(reference[v])));
                    wrongAfter = std::max(wrongAfter, std::abs(static_cast<double>(after[v]) - static_cast<double>(reference[v])));
                }
        QVERIFY2(wrongBefore > 100 && wrongAfter < 3, qPrintable(QString("%1 then %2").arg(wrongBefore).arg(wrongAfter)));
    }

    void theNumberOfThreadsChangesNothing()
    {
        std::vector<RigidPose> poses;
        for (int t = 0; t < 20; ++t)
            poses.push_back({{0.1 * t, 0.05 * t, -0.08 * t}, {0, 0, 0.1 * t * Degree}});
        const Grid grid{{27, 20, 14}, Affine::fromColumns({2, 0, 0}, {0, 3, 0}, {0, 0, 4}, {-27, -30, -28})};
        const VolumePtr run = phantom::movingHead(grid, poses);
        const auto one = estimateMotion(*run, run->frameAsFloat(0), {.threads = 1}),
                   two = estimateMotion(*run, run->frameAsFloat(0), {.threads = 2});
        for (std::size_t t = 0; t < poses.size(); ++t) {
            QCOMPARE(one.poses[t].translationMm, two.poses[t].translationMm);
            QCOMPARE(one.poses[t].rotation, two.poses[t].rotation);
        }
        QCOMPARE(meanInPoses(*run, poses, 1), meanInPoses(*run, poses, 2));
    }

    void anEmptyFrameIsNamedAndGetsItsNeighboursPose()
    {
        auto poses = somePoses();
        poses.resize(3);
        const VolumePtr moving = phantom::movingHead(phantom::headGrid(), poses);
        std::vector<float> values;
        for (std::int64_t t = 0; t < 3; ++t) {
            const auto frame = t == 2
                ? std::vector<float>(static_cast<std::size_t>(moving->size().count()), std::numeric_limits<float>::quiet_NaN())
                : moving->frameAsFloat(t);
            values.insert(values.end(), frame.begin(), frame.end());
        }
        const VolumePtr run = Volume::make(moving->description(), std::move(values));
        const MotionEstimate found = estimateMotion(*run, run->frameAsFloat(0), {});
        QCOMPARE(found.failed, std::vector<std::int64_t>{2});
        QCOMPARE(found.poses[2].translationMm, found.poses[1].translationMm);
    }

    void refusesAConstantReferenceAndOneSlice()
    {
        const VolumePtr flat = phantom::filled(
            {{20, 20, 20}, phantom::scaling(3, 3, 3)}, [](auto, auto, auto) { return 7.0; }, 2);
        QVERIFY_EXCEPTION_THROWN(estimateMotion(*flat, flat->frameAsFloat(0), {}), Error);
        const VolumePtr slice = phantom::head({{20, 20, 1}, phantom::scaling(3, 3, 3)}, 2);
        QVERIFY_EXCEPTION_THROWN(estimateMotion(*slice, slice->frameAsFloat(0), {}), Error);
    }
};

QTEST_GUILESS_MAIN(TestRigidMotion)
#include "tst_RigidMotion.moc"
