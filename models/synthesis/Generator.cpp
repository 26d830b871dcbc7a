#include "models/synthesis/Generator.h"

#include "models/synthesis/Acquisition.h"
#include "models/synthesis/Appearance.h"

#include <ATen/ATen.h>

#include <fmt/format.h>

namespace insula {
namespace {

constexpr double AnatomyShare = 0.3; // of the time, for one image

Severity severityOf(const SynthesisOptions& options, Draws& draws)
{
    const auto drawn = static_cast<Severity>(draws.index(3));
    return options.severity.value_or(drawn);
}

Anatomy drawAnatomy(const at::Tensor& labels, const Lattice& from, const Lattice& to, int leftRightAxis, const SynthesisOptions& options,
    Draws& draws, const Progress& progress)
{
    const AnatomyRanges ranges = synthesisRanges(severityOf(options, draws)).anatomy;
    progress.report(0, "Deforming the labels");
    Deformation deformation;
    if (options.deform)
        deformation = drawDeformation(draws, ranges, to);
    progress.checkpoint();
    at::Tensor deformed = deformedLabels(labels, from, to, deformation, progress);
    if (options.deform && draws.chance(ranges.flipChance))
        deformed = flippedLabels(deformed, leftRightAxis);
    progress.checkpoint();
    return makeAnatomy(deformed, to, draws, ranges);
}

} // namespace

SynthesisBatch synthesise(const at::Tensor& labels, const Lattice& from, const Lattice& to, int leftRightAxis,
    const SynthesisOptions& options, const Progress& progress)
{
    const at::NoGradGuard noGradients;
    Draws draws(options.seed, labels.device());
    Draws anatomyDraws = draws.child();
    const double share = AnatomyShare / static_cast<double>(options.count);
    const Anatomy anatomy = drawAnatomy(labels, from, to, leftRightAxis, options, anatomyDraws, progress.part(0, share));
    SynthesisBatch batch;
    batch.labels = anatomy.labels;
    batch.images = at::empty({options.count, to.size[0], to.size[1], to.size[2]}, labels.options().dtype(at::kFloat));
    batch.logBias = at::empty_like(batch.images);
    batch.measured = at::empty(batch.images.sizes(), labels.options().dtype(at::kBool));
    for (std::int64_t n = 0; n < options.count; ++n) {
        const double done = static_cast<double>(n) / static_cast<double>(options.count);
        progress.report(share + (1 - share) * done, fmt::format("Painting image {} of {}", n + 1, options.count));
        Draws own = draws.child();
        batch.severities.push_back(severityOf(options, own));
        const SynthesisRanges ranges = synthesisRanges(batch.severities.back());
        const Appearance appearance = drawAppearance(anatomy, to, own, ranges.appearance, progress);
        const Acquired acquired = drawAcquisition(appearance.image, anatomy.labels, to, own, ranges.acquisition, progress);
        batch.images[n].copy_(acquired.image);
        batch.measured[n].copy_(acquired.measured);
        batch.logBias[n].copy_(appearance.logBias);
    }
    return batch;
}

} // namespace insula
