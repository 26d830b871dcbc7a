// How much the anatomy network's features say about the anatomy and how little about the contrast: prints one JSON object.
//
// bench_anatomy LABEL_MAPS MODEL: the last four label maps of the folder (those that were held out), undeformed, ten mild images of each. The
// distance of two images is the root mean square over the voxels that are brain in both of |f - g|, in units of the features' own deviation:
// within one anatomy, and between anatomies (the intra- and inter-subject distances of Liu et al., ECCV 2024). Also the time of one pass.
#include "models/AnatomyInference.h"
#include "models/TorchDevice.h"
#include "models/anatomy/AnatomyExamples.h"
#include "models/anatomy/AnatomyPackage.h"
#include "models/synthesis/TrainingTargets.h"

#include <ATen/ATen.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <sys/utsname.h>

#include <chrono>
#include <cmath>
#include <iostream>

using namespace insula;

namespace {

constexpr std::int64_t Contrasts = 10;
constexpr std::size_t Anatomies = 4;

struct Seen {
    std::vector<at::Tensor> features; // [features, voxels], of each contrast
    at::Tensor brain;
};

double apart(const at::Tensor& a, const at::Tensor& b, const at::Tensor& where, const at::Tensor& deviation)
{
    const at::Tensor places = where.view(-1).nonzero().view(-1);
    return ((a.index_select(1, places) - b.index_select(1, places)) / deviation).square().mean().sqrt().item<double>();
}

void bench(const char* folder, const char* name)
{
    const at::NoGradGuard noGradients;
    const int threads = setTorchThreads(0);
    const FoundModel model = findModelPackage(name);
    AnatomyNetwork network(anatomyConfigurationOf(model.package), false);
    network->loadPlain(readAnatomyWeights(model.weights()));
    const LabelMaps maps = readLabelMaps(folder);
    std::vector<Seen> all;
    std::vector<double> seconds;
    at::Tensor sum, squares;
    double count = 0;
    for (std::size_t map = maps.maps.size() - std::min(Anatomies, maps.maps.size()); map < maps.maps.size(); ++map) {
        const SynthesisOptions options{map, Contrasts, Severity::Mild, false};
        const AnatomyExample example = makeExample(labelTensor(maps, map, at::kCPU), {96, 96, 80}, network->configuration().voxelMm, options);
        Seen seen;
        seen.brain = brainMask(example.labels);
        for (std::int64_t n = 0; n < Contrasts; ++n) {
            const auto start = std::chrono::steady_clock::now();
            const at::Tensor features = network->features(example.images[n].unsqueeze(0).unsqueeze(0))[0].flatten(1);
            seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
            const at::Tensor inside = features.index_select(1, seen.brain.view(-1).nonzero().view(-1)).to(at::kDouble);
            sum = sum.defined() ? sum + inside.sum(1) : inside.sum(1);
            squares = squares.defined() ? squares + inside.square().sum(1) : inside.square().sum(1);
            count += static_cast<double>(inside.size(1));
            seen.features.push_back(features);
        }
        all.push_back(std::move(seen));
    }
    const at::Tensor mean = sum / count;
    const at::Tensor deviation = (squares / count - mean.square()).clamp_min(1e-12).sqrt().to(at::kFloat).unsqueeze(1);
    double within = 0, between = 0, pairsWithin = 0, pairsBetween = 0;
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = a; b < all.size(); ++b)
            for (std::size_t m = 0; m < all[a].features.size(); ++m)
                for (std::size_t n = a == b ? m + 1 : 0; n < all[b].features.size(); ++n) {
                    const double d = apart(all[a].features[m], all[b].features[n], all[a].brain & all[b].brain, deviation);
                    (a == b ? within : between) += d;
                    (a == b ? pairsWithin : pairsBetween) += 1;
                }
    std::sort(seconds.begin(), seconds.end());
    utsname machine{};
    uname(&machine);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const nlohmann::json result{{"within", within / pairsWithin}, {"between", between / pairsBetween}, {"anatomies", all.size()},
        {"contrasts", Contrasts}, {"machine", machine.machine}, {"threads", threads}, {"grid", {80, 96, 96}},
        {"passSeconds", seconds[seconds.size() / 2]}, {"peakMiB", usage.ru_maxrss / 1024}, {"weights", model.package.files.front().sha256}};
    std::cout << result.dump(2) << "\n";
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: bench_anatomy LABEL_MAPS MODEL\n";
        return 2;
    }
    try {
        bench(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "bench_anatomy: " << error.what() << "\n";
        return 1;
    }
}
