#include "processing/core/RigidMotion.h"

#include "processing/core/CubicSpline.h"
#include "processing/core/Error.h"
#include "processing/core/Resample.h"
#include "processing/core/SmallLinear.h"
#include "processing/core/WorkCount.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <optional>

namespace insula {
namespace {

constexpr double FwhmPerSigma = 2.3548200450309493; // 2 sqrt(2 ln 2)
constexpr double GradientShare = 0.97; // of the reference's squared gradient that the chosen voxels hold
constexpr double LeastGradient = 1e-4; // per mm, of the values: what is below is rounding
constexpr double HeadRadius = 50; // mm, what a radian moves (Power et al. 2012)
constexpr std::int64_t Chain = 16; // frames that start from one another; fixed, so that threads change nothing
constexpr std::size_t Unknowns = 7; // six of motion, one of brightness
constexpr std::int64_t LeastVoxels = 4; // along an axis

struct Level {
    double fwhmMm, stepMm;
    int iterations;
    double enoughMm; // a smaller step ends it
};

std::vector<float> finite(const Volume& run, std::int64_t frame)
{
    std::vector<float> values = run.frameAsFloat(frame);
    for (float& value : values)
        value = std::isfinite(value) ? value : 0;
    return values;
}

CubicSpline smoothed(std::vector<float> values, const Grid& grid, double fwhmMm)
{
    const Vec3 spacing = grid.affine.spacing();
    Vec3 sigma{};
    for (std::size_t a = 0; a < 3; ++a)
        sigma[a] = fwhmMm / FwhmPerSigma / spacing[a];
    smoothInPlace(values, grid.size, sigma);
    return CubicSpline(std::move(values), grid.size);
}

// What is known of the reference at one level: places, values and derivatives, the same for every frame.
class Template {
public:
    Template(const std::vector<float>& reference, const Grid& grid, const Level& level) :
        m_level(level), m_grid(grid), m_toVoxel(grid.affine.inverse()), m_centre(grid.centre())
    {
        const CubicSpline spline = smoothed(reference, grid, level.fwhmMm);
        choose(spline);
        for (const Point& point : m_points)
            m_normal.add(point.row);
        if (m_points.size() < 50 || !m_normal.solve({}, 1e-9))
            throw Error("the reference frame has too little structure to align to; choose another reference, or check the run");
    }
    const Level& level() const { return m_level; }

    struct Fit {
        RigidPose pose;
        double misfit = 0; // mean squared difference over the mean square
        bool isGood = false;
    };
    Fit fit(const CubicSpline& frame, const RigidPose& start, int iterations) const
    {
        Affine pose = start.about(m_centre);
        Fit result{start, 0, false};
        for (int n = 0; n <= iterations; ++n) {
            Equations equations;
            if (!compare(frame, pose, equations, result.misfit))
                return result;
            if (n == iterations)
                break;
            const auto step = equations.normal.solve(equations.right, 1e-9);
            if (!step || !((*step)[6] > 0.05)) // the frame shows nothing like the reference
                return result;
            RigidPose change;
            double size = 0;
            for (std::size_t a = 0; a < 3; ++a) {
                change.translationMm[a] = (*step)[a] / (*step)[6];
                change.rotation[a] = (*step)[3 + a] / (*step)[6];
                size = std::max({size, std::abs(change.translationMm[a]), HeadRadius * std::abs(change.rotation[a])});
            }
            if (!std::isfinite(size))
                return result;
            if (const double most = 10; size > most) // mm: further than the linear model can see
                for (std::size_t a = 0; a < 3; ++a) {
                    change.translationMm[a] *= most / size;
                    change.rotation[a] *= most / size;
                }
            pose = pose * change.about(m_centre).inverse();
            result.pose = RigidPose::of(pose, m_centre);
            if (size < m_level.enoughMm)
                break;
        }
        result.isGood = true;
        return result;
    }

private:
    using Normal = NormalEquations<Unknowns>;
    struct Point {
        Vec3 at; // voxel
        std::array<double, Unknowns> row; // derivative by translation and rotation, then the value
    };
    struct Equations {
        Normal normal;
        std::array<double, Unknowns> right{};
    };

    void choose(const CubicSpline& spline)
    {
        const Size3& n = m_grid.size;
        const Vec3 spacing = m_grid.affine.spacing();
        std::array<std::int64_t, 3> step{}, edge{};
        const std::array<std::int64_t, 3> count{n.x, n.y, n.z};
        for (std::size_t a = 0; a < 3; ++a) {
            step[a] = std::clamp<std::int64_t>(
                static_cast<std::int64_t>(m_level.stepMm / spacing[a]), 1, std::max<std::int64_t>(1, count[a] / 6));
            edge[a] = count[a] > 8 ? 1 : 0; // what enters the field of view changes the smoothed border
        }
        std::vector<std::pair<double, Point>> all;
        for (std::int64_t k = edge[2]; k < n.z - edge[2]; k += step[2])
            for (std::int64_t j = edge[1]; j < n.y - edge[1]; j += step[1])
                for (std::int64_t i = edge[0]; i < n.x - edge[0]; i += step[0]) {
                    Point point{{static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}, {}};
                    const auto gradient = spline.gradient(point.at[0], point.at[1], point.at[2]);
                    Vec3 g{}; // per mm of the world
                    for (int a = 0; a < 3; ++a)
                        for (int b = 0; b < 3; ++b)
                            g[static_cast<std::size_t>(a)] += m_toVoxel(b, a) * gradient[static_cast<std::size_t>(b)];
                    const World w = m_grid.affine.toWorld({point.at[0], point.at[1], point.at[2]});
                    const Vec3 p{w.x - m_centre.x, w.y - m_centre.y, w.z - m_centre.z};
                    point.row = {g[0], g[1], g[2], p[1] * g[2] - p[2] * g[1], p[2] * g[0] - p[0] * g[2], p[0] * g[1] - p[1] * g[0],
                        spline.value(point.at[0], point.at[1], point.at[2])};
                    all.emplace_back(g[0] * g[0] + g[1] * g[1] + g[2] * g[2], point);
                }
        std::vector<std::size_t> order(all.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return all[a].first > all[b].first; });
        double total = 0, held = 0;
        double squares = 0;
        for (const auto& each : all) {
            total += each.first;
            squares += each.second.row[6] * each.second.row[6];
        }
        if (!(total > LeastGradient * LeastGradient * squares)) // what single precision leaves of a constant
            return;
        std::size_t kept = 0;
        while (kept < order.size() && held < GradientShare * total)
            held += all[order[kept++]].first;
        order.resize(kept);
        std::sort(order.begin(), order.end()); // as memory lies
        for (const std::size_t n0 : order)
            m_points.push_back(all[n0].second);
    }

    // False when too few places lie in the frame.
    bool compare(const CubicSpline& frame, const Affine& pose, Equations& equations, double& misfit) const
    {
        const Affine toFrame = m_toVoxel * pose * m_grid.affine;
        const Size3& n = frame.size();
        const auto isInside = [](double x, std::int64_t count) { return x >= -0.5 && x <= static_cast<double>(count) - 0.5; };
        equations.normal = m_normal;
        std::size_t outside = 0;
        double valueSquares = 0, frameSquares = 0, product = 0;
        for (const Point& point : m_points) {
            const World v = toFrame.toWorld({point.at[0], point.at[1], point.at[2]});
            if (!isInside(v.x, n.x) || !isInside(v.y, n.y) || !isInside(v.z, n.z)) {
                ++outside;
                equations.normal.remove(point.row);
                continue;
            }
            const double value = frame.value(v.x, v.y, v.z);
            for (std::size_t u = 0; u < Unknowns; ++u)
                equations.right[u] += point.row[u] * value;
            frameSquares += value * value;
            valueSquares += point.row[6] * point.row[6];
            product += point.row[6] * value;
        }
        if (outside * 2 > m_points.size() || !(frameSquares > 0) || !(valueSquares > 0))
            return false;
        misfit = 1 - product * product / frameSquares / valueSquares;
        return true;
    }

    Level m_level;
    Grid m_grid;
    Affine m_toVoxel;
    World m_centre;
    std::vector<Point> m_points;
    Normal m_normal;
};

void estimateChain(const Volume& run, const std::vector<Template>& levels, std::int64_t first, std::int64_t last, MotionEstimate& result,
    std::vector<std::uint8_t>& failed, WorkCount& work)
{
    std::optional<RigidPose> before;
    for (std::int64_t t = first; t < last; ++t) {
        work.checkpoint();
        const std::vector<float> values = finite(run, t);
        RigidPose pose = before.value_or(RigidPose{});
        bool isGood = true;
        for (std::size_t n = 0; n < levels.size() && isGood; ++n) {
            work.checkpoint();
            const Template& level = levels[n];
            const CubicSpline frame = smoothed(values, run.grid(), level.level().fwhmMm);
            if (n == 0 && before) { // from where the head was or from the reference, whichever is nearer
                const auto there = level.fit(frame, *before, 0), here = level.fit(frame, {}, 0);
                if (here.isGood && !(there.isGood && there.misfit <= here.misfit))
                    pose = {};
            }
            const auto fit = level.fit(frame, pose, level.level().iterations);
            isGood = fit.isGood;
            if (isGood)
                pose = fit.pose;
        }
        result.poses[static_cast<std::size_t>(t)] = isGood ? pose : before.value_or(RigidPose{});
        failed[static_cast<std::size_t>(t)] = !isGood;
        if (isGood)
            before = pose;
        run.release();
        work.add();
    }
}

// The corrected frame; `out` has the frame's size.
void samplePose(const CubicSpline& spline, const Grid& grid, const RigidPose& pose, float* out)
{
    const Affine toFrame = grid.affine.inverse() * pose.about(grid.centre()) * grid.affine;
    const Size3& n = grid.size;
    for (std::int64_t k = 0; k < n.z; ++k)
        for (std::int64_t j = 0; j < n.y; ++j)
            for (std::int64_t i = 0; i < n.x; ++i) {
                const World v = toFrame.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                *out++ = spline.value(v.x, v.y, v.z);
            }
}

} // namespace

Affine RigidPose::about(const World& centre) const
{
    const double ca = std::cos(rotation[0]), sa = std::sin(rotation[0]), cb = std::cos(rotation[1]), sb = std::sin(rotation[1]),
                 cc = std::cos(rotation[2]), sc = std::sin(rotation[2]);
    const std::array<double, 9> r{cb * cc, -cb * sc, sb, ca * sc + sa * sb * cc, ca * cc - sa * sb * sc, -sa * cb, sa * sc - ca * sb * cc,
        sa * cc + ca * sb * sc, ca * cb};
    const Vec3 c{centre.x, centre.y, centre.z};
    std::array<double, 16> rows{};
    rows[15] = 1;
    for (std::size_t a = 0; a < 3; ++a) {
        rows[4 * a + 3] = c[a] + translationMm[a];
        for (std::size_t b = 0; b < 3; ++b) {
            rows[4 * a + b] = r[3 * a + b];
            rows[4 * a + 3] -= r[3 * a + b] * c[b];
        }
    }
    return Affine::fromRows(rows);
}

RigidPose RigidPose::of(const Affine& rigid, const World& centre)
{
    const World moved{rigid(0, 0) * centre.x + rigid(0, 1) * centre.y + rigid(0, 2) * centre.z + rigid(0, 3),
        rigid(1, 0) * centre.x + rigid(1, 1) * centre.y + rigid(1, 2) * centre.z + rigid(1, 3),
        rigid(2, 0) * centre.x + rigid(2, 1) * centre.y + rigid(2, 2) * centre.z + rigid(2, 3)};
    RigidPose pose;
    pose.translationMm = {moved.x - centre.x, moved.y - centre.y, moved.z - centre.z};
    pose.rotation
        = {std::atan2(-rigid(1, 2), rigid(2, 2)), std::asin(std::clamp(rigid(0, 2), -1.0, 1.0)), std::atan2(-rigid(0, 1), rigid(0, 0))};
    return pose;
}

MotionEstimate estimateMotion(
    const Volume& run, const std::vector<float>& reference, const MotionOptions& options, const Progress& progress)
{
    const Size3& n = run.size();
    if (std::min({n.x, n.y, n.z}) < LeastVoxels)
        throw Error(fmt::format(
            "rigid motion cannot be told from {} x {} x {} voxels: at least {} along each axis are needed", n.x, n.y, n.z, LeastVoxels));
    if (static_cast<std::int64_t>(reference.size()) != n.count())
        throw Error("the reference is not on the run's grid");
    const double fwhm = options.fwhmMm;
    std::vector<Template> levels;
    for (const Level& level : {Level{2 * fwhm, 8, 12, 0.05}, Level{fwhm, 4, 16, 0.0005}}) {
        progress.checkpoint();
        levels.emplace_back(reference, run.grid(), level);
    }
    MotionEstimate result;
    result.poses.resize(static_cast<std::size_t>(run.frames()));
    std::vector<std::uint8_t> failed(result.poses.size());
    WorkCount work(progress, run.frames());
    parallelFor((run.frames() + Chain - 1) / Chain,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t chain = begin; chain < end; ++chain)
                estimateChain(run, levels, chain * Chain, std::min((chain + 1) * Chain, run.frames()), result, failed, work);
        },
        options.threads);
    for (std::size_t t = 0; t < failed.size(); ++t)
        if (failed[t])
            result.failed.push_back(static_cast<std::int64_t>(t));
    return result;
}

std::vector<float> frameInPose(const Volume& run, std::int64_t frame, const RigidPose& pose)
{
    const CubicSpline spline(finite(run, frame), run.size());
    std::vector<float> out(static_cast<std::size_t>(run.size().count()));
    samplePose(spline, run.grid(), pose, out.data());
    return out;
}

std::shared_ptr<const FrameStore> motionCorrected(
    const Volume& run, const std::vector<RigidPose>& poses, int threads, const Progress& progress)
{
    const auto all = storeFor(run.grid(), run.frames());
    WorkCount work(progress, run.frames());
    parallelFor(
        run.frames(),
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t t = begin; t < end; ++t) {
                work.checkpoint();
                all->write(t, std::int64_t{0}, frameInPose(run, t, poses[static_cast<std::size_t>(t)]));
                run.release();
                work.add();
            }
        },
        threads);
    return all;
}

std::vector<float> meanInPoses(const Volume& run, const std::vector<RigidPose>& poses, int threads, const Progress& progress)
{
    const auto count = static_cast<std::size_t>(run.size().count());
    std::vector<double> sum(count);
    WorkCount work(progress, run.frames());
    // By groups of frames that are then added in order: the same sum on any number of threads.
    for (std::int64_t first = 0; first < run.frames(); first += 8) {
        const std::int64_t group = std::min<std::int64_t>(8, run.frames() - first);
        std::vector<std::vector<float>> moved(static_cast<std::size_t>(group));
        parallelFor(
            group,
            [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t t = begin; t < end; ++t) {
                    moved[static_cast<std::size_t>(t)] = frameInPose(run, first + t, poses[static_cast<std::size_t>(first + t)]);
                    work.add();
                }
            },
            threads);
        run.release();
        for (const auto& frame : moved)
            for (std::size_t v = 0; v < count; ++v)
                sum[v] += static_cast<double>(frame[v]);
    }
    std::vector<float> mean(count);
    for (std::size_t v = 0; v < count; ++v)
        mean[v] = static_cast<float>(sum[v] / static_cast<double>(run.frames()));
    return mean;
}

} // namespace insula
