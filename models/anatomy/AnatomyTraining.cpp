#include "models/anatomy/AnatomyTraining.h"

#include "models/AnatomyInference.h"
#include "models/TorchDevice.h"
#include "models/TorchErrors.h"
#include "models/anatomy/AnatomyExamples.h"
#include "models/anatomy/AnatomyPackage.h"
#include "models/anatomy/TrainingFiles.h"
#include "models/synthesis/Draws.h"
#include "processing/core/Error.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <fmt/format.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/optim/adamw.h>
#include <torch/serialize/archive.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace insula {
namespace {

constexpr std::int64_t WarmUpSteps = 200, LogEvery = 20;
constexpr double MostGradient = 2; // longer gradients are shortened to it
constexpr double Averaging = 0.995; // of the weights over the steps
constexpr std::uint64_t ValidationSeed = 0x76616c;
constexpr std::int64_t ValidationImages = 2; // of each map that is held out

// Fields in mm (k, j, i): mostly the brain and what is close to it, at times the whole head with air around.
constexpr std::array<double, 3> CloseFieldMm{192, 192, 160}, WholeFieldMm{256, 256, 192};
constexpr double WholeChance = 0.1;
// Of the severities; what is hard to see teaches less in a step.
constexpr double MildChance = 0.45, ModerateChance = 0.35;

// In voxels: multiples of the network's stride.
std::array<std::int64_t, 3> fieldOf(const std::array<double, 3>& mm, const AnatomyConfiguration& configuration)
{
    std::array<std::int64_t, 3> size{};
    for (std::size_t a = 0; a < 3; ++a) {
        const double units = mm[a] / configuration.voxelMm / static_cast<double>(configuration.stride());
        size[a] = configuration.stride() * std::max<std::int64_t>(1, std::llround(units));
    }
    return size;
}

Severity drawSeverity(Draws& draws)
{
    const double place = draws.uniform();
    return place < MildChance ? Severity::Mild : place < MildChance + ModerateChance ? Severity::Moderate : Severity::Severe;
}

std::uint64_t mixed(std::uint64_t seed, std::uint64_t n)
{
    std::uint64_t x = seed + 0x9E3779B97F4A7C15 * (n + 1); // splitmix64 (Steele et al., OOPSLA 2014)
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

c10::Device deviceOf(const std::string& wanted)
{
    if (wanted != "auto" && wanted != "cpu" && wanted != "cuda")
        throw usageError(fmt::format("the device '{}' is not known; auto, cpu and cuda are", wanted));
    if (wanted == "cuda" && !at::hasCUDA())
        throw Error("there is no CUDA device for this build of LibTorch; choose the device cpu");
    return wanted != "cpu" && at::hasCUDA() ? c10::Device(c10::kCUDA, 0) : c10::Device(c10::kCPU);
}

bool hasFastBfloat16(const c10::Device& device)
{
    if (!device.is_cpu())
        return true;
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16");
#else
    return false;
#endif
}

at::ScalarType precisionOf(const std::string& wanted, const c10::Device& device)
{
    if (wanted != "auto" && wanted != "float32" && wanted != "bfloat16")
        throw usageError(fmt::format("the precision '{}' is not known; auto, float32 and bfloat16 are", wanted));
    const bool isHalf = wanted == "bfloat16" || (wanted == "auto" && hasFastBfloat16(device));
    return isHalf ? at::kBFloat16 : at::kFloat;
}

struct Split {
    std::vector<std::size_t> training, validation;
};

Split splitOf(const LabelMaps& maps, const std::vector<std::string>& names)
{
    Split split;
    for (const std::string& name : names)
        if (std::none_of(maps.maps.begin(), maps.maps.end(), [&name](const LabelMap& map) { return map.name == name; }))
            throw usageError(fmt::format("there is no label map '{}' to hold out", name));
    const std::size_t count = maps.maps.size(), kept = count - std::min(count, count < 2 ? 0 : std::max<std::size_t>(1, count / 5));
    for (std::size_t n = 0; n < count; ++n) {
        const bool isNamed = std::find(names.begin(), names.end(), maps.maps[n].name) != names.end();
        (names.empty() ? n >= kept : isNamed) ? split.validation.push_back(n) : split.training.push_back(n);
    }
    if (split.training.empty())
        throw usageError("no label map is left to train from");
    return split;
}

class Training {
public:
    Training(const LabelMaps& maps, const AnatomyTrainingOptions& options) :
        m_maps(maps), m_options(options), m_device(deviceOf(options.device)), m_type(precisionOf(options.precision, m_device)),
        m_split(splitOf(maps, options.validation)), m_mapsHash(maps.sha256())
    {
        m_threads = setTorchThreads(options.threads);
        at::globalContext().setDeterministicAlgorithms(m_device.is_cpu(), true);
        AnatomyTrainingRecord old;
        const bool isResumed = !options.fromStart && readTrainingRecord(options.package, old);
        if (isResumed && (old.seed != options.seed || old.mapsSha256 != m_mapsHash || old.images != options.images))
            throw Error("the package was trained with another seed, other label maps or another number of images; give the same to resume, "
                        "or --from-start to begin anew");
        const AnatomyConfiguration configuration = isResumed ? old.configuration : options.configuration;
        {
            const at::Generator generator = at::globalContext().defaultGenerator(at::kCPU);
            at::Generator(generator).set_current_seed(mixed(options.seed, 0));
        }
        m_network = AnatomyNetwork(configuration, true);
        m_average = AnatomyNetwork(configuration, true);
        if (isResumed)
            m_startFrom = old.startFrom;
        else
            for (const std::filesystem::path& package : options.startFrom)
                startFrom(package);
        m_network->to(m_device);
        m_average->to(m_device);
        m_optimizer = std::make_unique<torch::optim::AdamW>(
            m_network->parameters(), torch::optim::AdamWOptions(options.learningRate).weight_decay(0));
        followNetwork(0);
        if (isResumed)
            load(old.step);
        m_log = std::make_unique<TrainingLogWriter>(options.package, m_step);
    }

    AnatomyTrainingResult run(const Progress& progress)
    {
        m_log->add({{"event", "start"}, {"step", m_step}, {"steps", m_options.steps}, {"device", deviceText()}, {"precision", precisionText()},
            {"parameters", m_network->parameterCount()}, {"training", namesOf(m_split.training)},
            {"validation", namesOf(m_split.validation)}});
        while (m_step < m_options.steps) {
            if (progress.isCancelled()) {
                save();
                throw Cancelled();
            }
            step();
            report(progress);
            const bool isLast = m_step == m_options.steps;
            if (m_step % m_options.validateEvery == 0 || isLast)
                validate();
            if (m_step % m_options.checkpointEvery == 0 || isLast)
                save();
        }
        return {m_step, deviceText(), precisionText()};
    }

private:
    void step()
    {
        const auto began = std::chrono::steady_clock::now();
        const std::uint64_t seed = mixed(m_options.seed, static_cast<std::uint64_t>(m_step) + 1);
        Draws draws(seed, at::kCPU);
        const std::size_t map = m_split.training[static_cast<std::size_t>(draws.index(static_cast<std::int64_t>(m_split.training.size())))];
        const AnatomyConfiguration& configuration = m_network->configuration();
        const auto field = fieldOf(draws.chance(WholeChance) ? WholeFieldMm : CloseFieldMm, configuration);
        SynthesisOptions synthesis;
        synthesis.severity = drawSeverity(draws);
        synthesis.seed = mixed(seed, 1);
        synthesis.count = m_options.images;
        const AnatomyExample example
            = makeExample(labelsOf(map), field, configuration.voxelMm, synthesis);
        const double rate = learningRateAt(m_step, m_options.steps, m_options.learningRate);
        static_cast<torch::optim::AdamWOptions&>(m_optimizer->param_groups()[0].options()).lr(rate);
        m_optimizer->zero_grad();
        for (std::int64_t n = 0; n < m_options.images; ++n) {
            const AnatomyLoss loss = anatomyLoss(m_network, example, n, m_type);
            (loss.total / static_cast<double>(m_options.images)).backward();
            m_sums.add(loss);
        }
        const double length = torch::nn::utils::clip_grad_norm_(m_network->parameters(), MostGradient);
        if (std::isfinite(length))
            m_optimizer->step();
        else
            ++m_skipped;
        ++m_step;
        followNetwork(std::min(Averaging, static_cast<double>(m_step) / static_cast<double>(m_step + 20)));
        m_seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        ++m_timed;
    }

    const at::Tensor& labelsOf(std::size_t map)
    {
        at::Tensor& labels = m_labels[map];
        if (!labels.defined())
            labels = labelTensor(m_maps, map, m_device);
        return labels;
    }

    void startFrom(const std::filesystem::path& package)
    {
        const FoundModel model = findModelPackage(package.string());
        const AnatomyConfiguration other = anatomyConfigurationOf(model.package);
        const int taken = m_network->takeOver(other.voxelMm, readAnatomyWeights(model.weights()));
        if (taken == 0)
            throw Error(fmt::format("no layer of '{}' fits into this network", package.string()));
        m_startFrom.push_back(model.package.files.front().sha256);
    }

    // The averaged weights move by (1 - keep) of the way to the present ones.
    void followNetwork(double keep)
    {
        const at::NoGradGuard noGradients;
        const std::vector<at::Tensor> from = m_network->parameters(), to = m_average->parameters();
        for (std::size_t n = 0; n < from.size(); ++n)
            at::Tensor(to[n]).lerp_(from[n], 1 - keep);
    }

    void report(const Progress& progress)
    {
        if (m_step % LogEvery == 0) {
            const double seconds = m_seconds / static_cast<double>(m_timed);
            nlohmann::json line = m_sums.take();
            line["event"] = "step";
            line["step"] = m_step;
            line["learningRate"] = learningRateAt(m_step - 1, m_options.steps, m_options.learningRate);
            line["secondsPerStep"] = seconds;
            if (m_skipped > 0)
                line["skipped"] = m_skipped;
            m_log->add(line);
            m_seconds = 0;
            m_timed = 0;
        }
        try {
            progress.report(static_cast<double>(m_step) / static_cast<double>(m_options.steps),
                fmt::format("Step {} of {}", m_step, m_options.steps));
        } catch (const Cancelled&) {
            save();
            throw;
        }
    }

    void validate()
    {
        if (m_split.validation.empty())
            return;
        AnatomyScore sum;
        double count = 0;
        for (const std::size_t map : m_split.validation)
            for (std::int64_t n = 0; n < ValidationImages; ++n) {
                SynthesisOptions synthesis;
                synthesis.seed = mixed(ValidationSeed, 16 * map + static_cast<std::uint64_t>(n));
                const AnatomyExample example
                    = makeExample(labelsOf(map), fieldOf(WholeFieldMm, m_network->configuration()), m_network->configuration().voxelMm, synthesis);
                const AnatomyScore score = anatomyScore(m_average, example, 0, m_type);
                sum.maskWithCsf += score.maskWithCsf;
                sum.maskWithoutCsf += score.maskWithoutCsf;
                sum.structures += score.structures;
                sum.t1Error += score.t1Error;
                ++count;
            }
        m_validation = {{"maskWithCsf", sum.maskWithCsf / count}, {"maskWithoutCsf", sum.maskWithoutCsf / count},
            {"structures", sum.structures / count}, {"t1Error", sum.t1Error / count}};
        nlohmann::json line = m_validation;
        line["event"] = "validation";
        line["step"] = m_step;
        line["images"] = count;
        m_log->add(line);
    }

    void save()
    {
        AnatomyTrainingRecord record;
        record.configuration = m_network->configuration();
        record.step = m_step;
        record.steps = m_options.steps;
        record.images = m_options.images;
        record.seed = m_options.seed;
        record.learningRate = m_options.learningRate;
        record.mapsSha256 = m_mapsHash;
        record.training = namesOf(m_split.training);
        record.validationMaps = namesOf(m_split.validation);
        record.device = deviceText();
        record.precision = precisionText();
        record.validation = m_validation;
        record.startFrom = m_startFrom;
        torch::serialize::OutputArchive archive, network, average, optimizer;
        m_network->save(network);
        m_average->save(average);
        m_optimizer->save(optimizer);
        archive.write("network", network);
        archive.write("average", average);
        archive.write("optimizer", optimizer);
        archive.write("step", at::scalar_tensor(m_step, at::kLong));
        m_log->flush();
        writeCheckpoint(m_options.package, m_step, [&archive](const std::string& file) { archive.save_to(file); });
        writeAnatomyPackage(m_options.package, m_average->plain(), record);
    }

    void load(std::int64_t step)
    {
        torch::serialize::InputArchive archive, network, average, optimizer;
        archive.load_from(checkpointFile(m_options.package).string(), m_device);
        archive.read("network", network);
        archive.read("average", average);
        archive.read("optimizer", optimizer);
        m_network->load(network);
        m_average->load(average);
        m_optimizer->load(optimizer);
        at::Tensor at;
        archive.read("step", at);
        m_step = at.item<std::int64_t>();
        if (m_step < step)
            throw Error("the checkpoint is older than the package; begin anew with --from-start");
    }

    std::vector<std::string> namesOf(const std::vector<std::size_t>& maps) const
    {
        std::vector<std::string> names;
        for (const std::size_t map : maps)
            names.push_back(m_maps.maps[map].name);
        return names;
    }
    std::string deviceText() const
    {
        return m_device.is_cpu() ? fmt::format("cpu, {} thread{}", m_threads, m_threads == 1 ? "" : "s") : "cuda:0";
    }
    std::string precisionText() const { return m_type == at::kFloat ? "float32" : "bfloat16"; }

    const LabelMaps& m_maps;
    AnatomyTrainingOptions m_options;
    c10::Device m_device;
    at::ScalarType m_type;
    Split m_split;
    std::string m_mapsHash;
    std::vector<std::string> m_startFrom;
    std::map<std::size_t, at::Tensor> m_labels; // on the device, by map
    int m_threads = 1;
    AnatomyNetwork m_network{nullptr}, m_average{nullptr};
    std::unique_ptr<torch::optim::AdamW> m_optimizer;
    std::unique_ptr<TrainingLogWriter> m_log;
    std::int64_t m_step = 0, m_skipped = 0, m_timed = 0;
    double m_seconds = 0;
    LossSums m_sums;
    nlohmann::json m_validation;
};

} // namespace

double learningRateAt(std::int64_t step, std::int64_t steps, double highest)
{
    const double rising = std::min(1.0, static_cast<double>(step + 1) / static_cast<double>(WarmUpSteps));
    const double left = static_cast<double>(steps - step) / (DecayPart * static_cast<double>(steps));
    return highest * rising * std::clamp(left, 0.0, 1.0);
}

AnatomyTrainingResult trainAnatomy(const LabelMaps& maps, const AnatomyTrainingOptions& options, const Progress& progress)
{
    return translated("the training", [&] { return Training(maps, options).run(progress); });
}

} // namespace insula
