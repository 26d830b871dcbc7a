#include "processing/sample/BoldRun.h"

#include "processing/core/Resample.h"
#include "processing/sample/Random.h"
#include "processing/sample/Shapes.h"
#include "processing/sample/Tissues.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace insula {
namespace {

constexpr std::int64_t Frames = 120;
constexpr double TrSeconds = 2.0, Amplitude = 0.03, Sigma = 7.0, HandAreaRadiusMm = 11;

Grid boldGrid()
{
    return tiltedGrid({60, 72, 42}, {3, 3, 3}, {0.5, -18, 20}, {-12, 0, 1.5}, {-1, 1, 1});
}

std::vector<TaskEvent> tapping()
{
    std::vector<TaskEvent> events;
    for (double onset = 20; onset + 20 <= Frames * TrSeconds; onset += 40)
        events.push_back({onset, 20, "right_hand_tapping"});
    return events;
}

// Smooth wander of each parameter, about 0.15 mm and 0.15 degrees at most.
std::vector<HeadMotion> wander(std::uint64_t seed)
{
    std::vector<HeadMotion> motion(Frames);
    for (std::size_t parameter = 0; parameter < 6; ++parameter) {
        const double phase = uniform(seed, parameter), slow = 0.8 + 0.8 * uniform(seed, 10 + parameter);
        for (std::size_t t = 0; t < motion.size(); ++t) {
            const double u = 2 * std::numbers::pi * static_cast<double>(t) / Frames;
            const double value
                = 0.08 * (std::sin(slow * u + 6.28 * phase) - std::sin(6.28 * phase)) + 0.02 * gaussian(seed + 1, 6 * t + parameter);
            (parameter < 3 ? motion[t].shiftMm[parameter] : motion[t].turnDegrees[parameter - 3]) = t == 0 ? 0 : value;
        }
    }
    return motion;
}

// World to world: where in the still head the scanner's point lies.
Affine undo(const HeadMotion& m)
{
    const double r = std::numbers::pi / 180, a = m.turnDegrees[0] * r, b = m.turnDegrees[1] * r, c = m.turnDegrees[2] * r;
    // Angles this small commute to well under a micrometre.
    return Affine::fromColumns({1, c, -b}, {-c, 1, a}, {b, -a, 1}, m.shiftMm).inverse();
}

// Share of each voxel that is left motor cortex: 0 to 1.
std::vector<float> activeShare(const HeadPhantom& phantom, const Grid& grid)
{
    HeadPhantom::Contrast cortex{};
    cortex[LeftCortex] = 1;
    std::vector<float> share = phantom.render(grid, cortex, {3, 3, 3});
    const Size3 n = grid.size;
    for (std::int64_t at = 0; at < n.count(); ++at) {
        const Voxel v{static_cast<double>(at % n.x), static_cast<double>(at / n.x % n.y), static_cast<double>(at / (n.x * n.y))};
        const double distance = shapes::length(shapes::operator-(grid.affine.toWorld(v), motorHandArea()));
        share[static_cast<std::size_t>(at)] *= static_cast<float>(shapes::smoothStep(HandAreaRadiusMm + 2, HandAreaRadiusMm - 2, distance));
    }
    return share;
}

struct StillHead {
    Grid grid;
    std::vector<float> signal, active;
};

void recordFrame(
    const StillHead& head, const HeadMotion& motion, double response, std::size_t t, const HeadPhantom& phantom, std::int16_t* out)
{
    const Size3 n = head.grid.size;
    const auto share = static_cast<float>(Amplitude * response);
    std::vector<float> now(head.signal.size());
    std::transform(head.signal.begin(), head.signal.end(), head.active.begin(), now.begin(),
        [share](float s, float a) { return s * (1 + share * a); });
    const std::vector<float> moved = sampleOnGrid(now, head.grid, {n, undo(motion) * head.grid.affine}, Interpolation::Linear);
    const double age = static_cast<double>(t) / Frames;
    const std::uint64_t noise = phantom.seed() * 16 + 6;
    parallelFor(
        n.count(),
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t at = begin; at < end; ++at) {
                const auto j = static_cast<double>(at / n.x % n.y), k = static_cast<double>(at / (n.x * n.y));
                // The scanner drifts, differently along the head.
                const double drift = 1 + 0.015 * age * (1 - k / static_cast<double>(n.z)) + 0.006 * std::sin(5.65 * age + 0.05 * j);
                const std::uint64_t counter = 2 * (t * static_cast<std::uint64_t>(n.count()) + static_cast<std::uint64_t>(at));
                const double real = drift * moved[static_cast<std::size_t>(at)] + Sigma * gaussian(noise, counter);
                const double imaginary = Sigma * gaussian(noise, counter + 1);
                out[at] = static_cast<std::int16_t>(std::lround(std::sqrt(real * real + imaginary * imaginary)));
            }
        },
        phantom.threads());
}

} // namespace

World motorHandArea()
{
    return {-37, -22, 58};
}

std::vector<double> haemodynamicResponse(const std::vector<TaskEvent>& events, std::int64_t frames, double trSeconds)
{
    constexpr double Step = 0.1;
    const auto gammaDensity
        = [](double t, double shape) { return t <= 0 ? 0.0 : std::exp((shape - 1) * std::log(t) - t - std::lgamma(shape)); };
    std::vector<double> cumulative{0}; // of the response: a block is the difference of two of its values
    for (double t = 0; t < 32; t += Step)
        cumulative.push_back(cumulative.back() + Step * (gammaDensity(t + Step / 2, 6) - gammaDensity(t + Step / 2, 16) / 6));
    const auto upTo = [&](double t) {
        return t <= 0 ? 0.0 : cumulative[std::min(cumulative.size() - 1, static_cast<std::size_t>(t / Step))] / cumulative.back();
    };
    std::vector<double> response(static_cast<std::size_t>(frames));
    for (std::size_t f = 0; f < response.size(); ++f) {
        const double t = static_cast<double>(f) * trSeconds;
        for (const TaskEvent& e : events)
            response[f] += upTo(t - e.onset) - upTo(t - e.onset - e.duration);
    }
    return response;
}

BoldRun makeBoldRun(const HeadPhantom& phantom, const Progress& progress)
{
    const Grid grid = boldGrid();
    const StillHead head{grid, phantom.render(grid, HeadPhantom::t2StarContrast(), {2, 2, 2}), activeShare(phantom, grid)};
    BoldRun run;
    run.events = tapping();
    run.response = haemodynamicResponse(run.events, Frames, TrSeconds);
    run.motion = wander(phantom.seed() * 16 + 4);
    const auto count = static_cast<std::size_t>(grid.size.count());
    std::vector<std::int16_t> voxels(count * Frames);
    for (std::size_t t = 0; t < Frames; ++t) {
        progress.report(static_cast<double>(t) / Frames, "Recording the run");
        recordFrame(head, run.motion[t], run.response[t], t, phantom, voxels.data() + t * count);
    }
    std::vector<std::uint8_t> mask(count);
    std::transform(
        head.active.begin(), head.active.end(), mask.begin(), [](float share) { return static_cast<std::uint8_t>(share >= 0.5f); });

    Volume::Description description;
    description.grid = grid;
    description.source.description = phantom.labels()->source().description;
    Volume::Description labels = description;
    labels.kind = Kind::Labels;
    labels.labels = {{1, {"Left-Motor-Hand-Area", {255, 80, 0, 255}}}};
    run.active = Volume::make(std::move(labels), std::move(mask));
    description.frames = Frames;
    description.trSeconds = TrSeconds;
    run.bold = Volume::make(std::move(description), std::move(voxels));
    progress.report(1.0);
    return run;
}

} // namespace insula
