#include "processing/core/GlmFit.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/TestStatistics.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>

namespace insula {
namespace {

constexpr double LeastAr = -0.6, ArStep = 0.01;
constexpr std::size_t ArBins = 156; // up to 0.95
constexpr std::size_t NoiseFields = 12; // frames of residuals that the smoothness is taken from

// Models for every autocorrelation, made when first wanted.
class Models {
public:
    Models(const NamedColumns& design) : m_design(design), m_ordinary(design.columns, design.names), m_flags(ArBins), m_models(ArBins) { }
    const LinearModel& ordinary() const { return m_ordinary; }
    const LinearModel& at(double autocorrelation) const
    {
        const auto bin = static_cast<std::size_t>(
            std::clamp(std::llround((autocorrelation - LeastAr) / ArStep), 0LL, static_cast<long long>(ArBins - 1)));
        const double value = LeastAr + ArStep * static_cast<double>(bin);
        if (std::abs(value) < ArStep / 2)
            return m_ordinary;
        std::call_once(m_flags[bin], [&] { m_models[bin] = std::make_unique<LinearModel>(m_design.columns, m_design.names, value); });
        return *m_models[bin];
    }

private:
    const NamedColumns& m_design;
    LinearModel m_ordinary;
    mutable std::vector<std::once_flag> m_flags;
    mutable std::vector<std::unique_ptr<LinearModel>> m_models;
};

// In percent of the mean when asked; false where that says nothing or the course is constant.
bool prepare(std::span<const double> course, bool isPercent, std::vector<double>& out)
{
    const double mean = std::accumulate(course.begin(), course.end(), 0.0) / static_cast<double>(course.size());
    double largest = 0, spread = 0;
    for (const double x : course) {
        largest = std::max(largest, std::abs(x));
        spread = std::max(spread, std::abs(x - mean));
    }
    if (!(spread > 1e-6 * largest) || (isPercent && !(std::abs(mean) > 1e-6 * largest)))
        return false;
    const double scale = isPercent ? 100 / std::abs(mean) : 1;
    for (std::size_t t = 0; t < course.size(); ++t)
        out[t] = (course[t] - mean) * scale; // the constant column takes the mean in any case; rounding is smaller around 0
    return true;
}

struct Buffers {
    explicit Buffers(const LinearModel& model) :
        course(model.frames()), whitened(model.frames()), residual(model.frames()), weights(model.columns())
    {
    }
    std::vector<double> course, whitened, residual, weights;
};

// Where each kind of map begins among the numbers of a voxel.
struct Layout {
    Layout(std::size_t contrasts, std::size_t conditions) :
        t(0), z(contrasts), effect(2 * contrasts), variance(3 * contrasts), betas(4 * contrasts), noise(betas + conditions), ar(noise + 1),
        fields(ar + 1), count(fields + NoiseFields)
    {
    }
    std::size_t t, z, effect, variance, betas, noise, ar, fields, count;
};

std::vector<float> framesOf(const std::vector<float>& all, std::size_t first, std::size_t count, std::size_t voxels)
{
    return {all.begin() + static_cast<std::ptrdiff_t>(first * voxels), all.begin() + static_cast<std::ptrdiff_t>((first + count) * voxels)};
}

} // namespace

double pooledAutocorrelation(const Volume& run, const LinearModel& ordinary, const GlmFitOptions& options, const Progress& progress)
{
    const CourseMap map = mapCourses(
        run, {.outFrames = 2, .mask = options.mask, .threads = options.threads},
        [&] {
            return [&, b = Buffers(ordinary)](std::int64_t, std::span<const double> course, std::span<double> out) mutable {
                if (!prepare(course, options.isPercent, b.course))
                    return;
                ordinary.fit(b.course, b.weights, b.residual);
                out[0] = ordinary.autocorrelationOf(b.residual);
                out[1] = 1;
            };
        },
        progress);
    const auto voxels = static_cast<std::ptrdiff_t>(run.size().count());
    const double sum = std::accumulate(map.values.begin(), map.values.begin() + voxels, 0.0);
    const double count = std::accumulate(map.values.begin() + voxels, map.values.end(), 0.0);
    return count > 0 ? sum / count : 0;
}

GlmMaps fitGlm(const Volume& run, const GlmDesign& design, const std::vector<Contrast>& contrasts, const GlmFitOptions& options,
    const Progress& progress)
{
    const Models models(design.all);
    const LinearModel& ordinary = models.ordinary();
    const bool isPooled = options.noise == NoiseModel::PooledAr1;
    const double pooled = isPooled ? pooledAutocorrelation(run, ordinary, options, progress.part(0, 0.3)) : 0;
    const Layout layout(contrasts.size(), design.conditions.size());
    const double freedom = ordinary.degreesOfFreedom();
    const std::size_t fieldStep = std::max<std::size_t>(1, ordinary.frames() / NoiseFields);
    const CourseMap map = mapCourses(
        run, {.outFrames = layout.count, .mask = options.mask, .threads = options.threads},
        [&] {
            return [&, b = Buffers(ordinary)](std::int64_t, std::span<const double> course, std::span<double> out) mutable {
                if (!prepare(course, options.isPercent, b.course))
                    return;
                double correlation = pooled;
                if (options.noise != NoiseModel::PooledAr1) {
                    ordinary.fit(b.course, b.weights, b.residual);
                    correlation = ordinary.autocorrelationOf(b.residual);
                }
                out[layout.ar] = correlation;
                const LinearModel& model = options.noise == NoiseModel::Independent ? ordinary : models.at(correlation);
                model.whiten(b.course, b.whitened);
                model.fit(b.whitened, b.weights, b.residual);
                const double variance = std::inner_product(b.residual.begin(), b.residual.end(), b.residual.begin(), 0.0) / freedom;
                if (!(variance > 0))
                    return;
                out[layout.noise] = variance;
                for (std::size_t c = 0; c < design.conditions.size(); ++c)
                    out[layout.betas + c] = b.weights[c];
                for (std::size_t c = 0; c < contrasts.size(); ++c) {
                    const auto& weights = contrasts[c].weights;
                    const double effect = std::inner_product(weights.begin(), weights.end(), b.weights.begin(), 0.0);
                    const double spread = variance * model.contrastVariance(weights);
                    out[layout.effect + c] = effect;
                    out[layout.variance + c] = spread;
                    out[layout.t + c] = effect / std::sqrt(spread);
                    out[layout.z + c] = zOfT(out[layout.t + c], freedom);
                }
                for (std::size_t n = 0; n < NoiseFields && n * fieldStep < b.residual.size(); ++n)
                    out[layout.fields + n] = b.residual[n * fieldStep] / std::sqrt(variance);
            };
        },
        isPooled ? progress.part(0.3, 0.98) : progress.part(0, 0.98));
    const auto voxels = static_cast<std::size_t>(run.size().count());
    GlmMaps maps;
    maps.t = framesOf(map.values, layout.t, contrasts.size(), voxels);
    maps.z = framesOf(map.values, layout.z, contrasts.size(), voxels);
    maps.effect = framesOf(map.values, layout.effect, contrasts.size(), voxels);
    maps.variance = framesOf(map.values, layout.variance, contrasts.size(), voxels);
    maps.betas = framesOf(map.values, layout.betas, design.conditions.size(), voxels);
    maps.noiseVariance = framesOf(map.values, layout.noise, 1, voxels);
    maps.autocorrelation = framesOf(map.values, layout.ar, 1, voxels);
    maps.degreesOfFreedom = freedom;
    maps.notFinite = map.notFinite;
    std::vector<std::uint8_t> fitted(voxels);
    for (std::size_t v = 0; v < voxels; ++v) {
        fitted[v] = maps.noiseVariance[v] > 0;
        maps.voxels += fitted[v];
    }
    if (maps.voxels == 0)
        throw Error("no voxel of the mask changes in time: check the run and the mask");
    const std::size_t fields = std::min(NoiseFields, (ordinary.frames() + fieldStep - 1) / fieldStep);
    maps.fwhmVoxels = smoothnessVoxels(std::span(map.values).subspan(layout.fields * voxels, fields * voxels), fields, run.size(), fitted);
    return maps;
}

std::vector<float> fitSingleTrials(const Volume& run, const RunEvents& events, const NamedColumns& nuisance, const DesignOptions& design,
    const GlmFitOptions& options, std::int64_t& notFinite, const Progress& progress)
{
    double correlation = 0;
    if (options.noise != NoiseModel::Independent) { // that of the model with a column a type
        NamedColumns all = designOf(events, {},
            {.frames = design.frames,
                .trSeconds = design.trSeconds,
                .shape = design.shape,
                .hasDerivative = false,
                .reference = design.reference,
                .highPassSeconds = 0})
                               .all;
        all.columns.pop_back(); // its constant: nuisance has one
        all.names.pop_back();
        all.append(nuisance);
        correlation = pooledAutocorrelation(run, LinearModel(all.columns, all.names), options, progress.part(0, 0.3));
    }
    const auto kernel = responseKernel(design.shape, design.trSeconds / StepsPerFrame);
    const std::size_t trials = events.events.size(), frames = design.frames;
    std::vector<double> estimators(trials * frames);
    const LinearModel whitener({std::vector<double>(frames, 1)}, {"constant"}, correlation);
    for (std::size_t n = 0; n < trials; ++n) {
        progress.checkpoint();
        NamedColumns own;
        own.add("the trial", regressorOf(std::span(&events.events[n], 1), kernel, frames, design.trSeconds, design.reference));
        for (const std::string& type : events.types) {
            std::vector<RunEvent> others;
            for (std::size_t other = 0; other < trials; ++other)
                if (other != n && events.events[other].type == type)
                    others.push_back(events.events[other]);
            if (!others.empty())
                own.add(type, regressorOf(others, kernel, frames, design.trSeconds, design.reference));
        }
        own.append(nuisance);
        const LinearModel model(own.columns, own.names, correlation);
        const auto estimator = model.estimator(0);
        std::copy(estimator.begin(), estimator.end(), estimators.begin() + static_cast<std::ptrdiff_t>(n * frames));
    }
    CourseMap map = mapCourses(
        run, {.outFrames = trials, .mask = options.mask, .threads = options.threads},
        [&] {
            return [&, b = Buffers(whitener)](std::int64_t, std::span<const double> course, std::span<double> out) mutable {
                if (!prepare(course, options.isPercent, b.course))
                    return;
                whitener.whiten(b.course, b.whitened);
                for (std::size_t n = 0; n < trials; ++n)
                    out[n] = std::inner_product(
                        b.whitened.begin(), b.whitened.end(), estimators.begin() + static_cast<std::ptrdiff_t>(n * frames), 0.0);
            };
        },
        progress.part(0.3, 1));
    notFinite = map.notFinite;
    return std::move(map.values);
}

} // namespace insula
