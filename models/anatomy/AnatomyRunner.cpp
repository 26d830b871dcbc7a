#include "models/anatomy/AnatomyRunner.h"

#include "models/TorchDevice.h"
#include "models/TorchErrors.h"
#include "models/anatomy/AnatomyPackage.h"
#include "models/synthesis/Appearance.h"
#include "processing/core/Error.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace insula {
namespace {

constexpr double NearMm = 3; // structures are looked for where the distance to the brain's edge is less
constexpr double SignalLevel = 0.1; // of the brightest tissue; less is air or bone
constexpr double BiasSmoothingMm = 8;
constexpr std::uint64_t LibraryBytes = 200u << 20;

AnatomyNetwork loaded(const FoundModel& model)
{
    AnatomyNetwork network(anatomyConfigurationOf(model.package), false);
    withContext(fmt::format("the weights '{}' cannot be used", model.weights().string()),
        [&] { network->loadPlain(readAnatomyWeights(model.weights())); });
    return network;
}

// The finest level's tensors are nearly all of it: its skip, two temporaries, and the features.
std::uint64_t bytesNeeded(const AnatomyConfiguration& configuration, const Size3& size)
{
    const auto channels = static_cast<std::uint64_t>(4 * configuration.widths[0] + 2 * configuration.features + 16);
    return LibraryBytes + 4 * channels * static_cast<std::uint64_t>(size.count());
}

class Run {
public:
    Run(const AnatomyRequest& request, AnatomyResult& result) :
        m_request(request), m_result(result), m_network(loaded(request.model)), m_device(chooseTorchDevice(request.device, result.warnings))
    {
        const Size3& n = request.size;
        if (static_cast<std::int64_t>(request.fine.size()) != (2 * n.x + 1) * (2 * n.y + 1) * (2 * n.z + 1))
            throw Error("the network's input does not have the size it claims");
        const std::int64_t stride = m_network->configuration().stride();
        if (n.x % stride != 0 || n.y % stride != 0 || n.z % stride != 0 || n.count() == 0)
            throw Error(fmt::format("the network's input must have sizes that are multiples of {}", stride));
        const int threads = setTorchThreads(request.threads);
        if (m_device.is_cpu())
            requireMemory(bytesNeeded(m_network->configuration(), n), availableBytes());
        at::globalContext().setAllowTF32CuDNN(false);
        m_network->to(m_device);
        result.device = torchDeviceText(m_device.is_cpu() ? "cpu" : "cuda:0", threads);
        m_fine = at::from_blob(const_cast<float*>(request.fine.data()), {2 * n.z + 1, 2 * n.y + 1, 2 * n.x + 1}, at::kFloat).to(m_device);
    }

    void smooth(const Progress& progress)
    {
        progress.report(0, "Looking for the brain");
        m_features = featuresOf(phase({0, 0, 0}));
        progress.checkpoint();
        const at::Tensor out = m_network->outputs(m_features, 0, FirstStructure)[0].to(at::kCPU).contiguous();
        m_result.distanceWithCsf = valuesOf(out[DistanceWithCsf]);
        m_result.distanceWithoutCsf = valuesOf(out[DistanceWithoutCsf]);
        if (m_request.logBias)
            m_result.logBias = valuesOf(smoothed(out[LogBias]));
        m_places = (out[DistanceWithCsf] < NearMm).view(-1).nonzero().view(-1).to(m_device);
    }

    // Eight times, each moved by a fine voxel along some axes: what one pass sees as one voxel, the passes together see as eight.
    void detail(const Progress& progress)
    {
        const Size3& n = m_request.size;
        at::Tensor classes = at::zeros({2 * n.z, 2 * n.y, 2 * n.x}, at::kByte), t1 = at::zeros(classes.sizes(), at::kFloat);
        at::Tensor soft = at::zeros({StructureClasses}, at::kDouble), sure = soft.clone();
        for (std::int64_t p = 0; p < 8 && m_places.numel() > 0; ++p) {
            const std::array<std::int64_t, 3> moved{p / 4, p / 2 % 2, p % 2};
            const Progress part = progress.part(static_cast<double>(p) / 8, static_cast<double>(p + 1) / 8);
            part.report(0, fmt::format("Looking closely: pass {} of 8", p + 1));
            // The first pass was made when the brain was looked for.
            Seen seen = seenAt(m_places, p == 0 ? std::exchange(m_features, {}) : featuresOf(phase(moved)));
            if (m_request.mirrored) {
                part.report(0.5);
                const Seen other = mirrored(phase(moved));
                seen = {(seen.chances + other.chances) / 2, (seen.t1 + other.t1) / 2};
            }
            const auto [highest, best] = seen.chances.max(1);
            soft += seen.chances.sum(0).to(at::kCPU).to(at::kDouble);
            sure.index_add_(0, best.to(at::kCPU), highest.to(at::kCPU).to(at::kDouble));
            put(classes, moved, best.to(at::kByte));
            put(t1, moved, seen.t1);
        }
        const std::uint8_t* values = classes.data_ptr<std::uint8_t>();
        m_result.structures.assign(values, values + classes.numel());
        m_result.t1Like = valuesOf(t1);
        for (std::int64_t c = 0; c < StructureClasses; ++c) {
            m_result.softVoxels[static_cast<std::size_t>(c)] = soft.data_ptr<double>()[c];
            m_result.sureVoxels[static_cast<std::size_t>(c)] = sure.data_ptr<double>()[c];
        }
    }

private:
    at::Tensor phase(const std::array<std::int64_t, 3>& moved) const
    {
        const Size3& n = m_request.size;
        return m_fine.narrow(0, moved[0], 2 * n.z)
            .narrow(1, moved[1], 2 * n.y)
            .narrow(2, moved[2], 2 * n.x)
            .reshape({n.z, 2, n.y, 2, n.x, 2})
            .mean(at::IntArrayRef({1, 3, 5}));
    }

    struct Seen {
        at::Tensor chances, t1; // [places, classes], [places]
    };
    at::Tensor featuresOf(const at::Tensor& image) { return m_network->features(image.unsqueeze(0).unsqueeze(0)); }

    Seen seenAt(const at::Tensor& places, const at::Tensor& features) const
    {
        const at::Tensor rows = features.view({features.size(1), -1}).index_select(1, places).t();
        return {at::softmax(m_network->heads(rows, FirstStructure, StructureClasses), 1), m_network->heads(rows, T1Like, 1).view(-1)};
    }

    // Of the head mirrored left to right, with sides named as they are.
    Seen mirrored(const at::Tensor& image)
    {
        const std::int64_t width = m_request.size.x;
        const at::Tensor column = at::remainder(m_places, width);
        const Seen seen = seenAt(m_places - column + (width - 1 - column), featuresOf(image.flip({2})));
        return {seen.chances.index_select(1, otherSides().to(seen.chances.device())), seen.t1};
    }

    // Values at the places go where this pass looked.
    void put(at::Tensor fine, const std::array<std::int64_t, 3>& moved, const at::Tensor& values) const
    {
        const Size3& n = m_request.size;
        at::Tensor own = at::zeros({n.count()}, fine.options());
        own.index_copy_(0, m_places.to(at::kCPU), values.to(at::kCPU));
        for (std::int64_t a = 0; a < 3; ++a)
            fine = fine.slice(a, moved[static_cast<std::size_t>(a)], fine.size(a), 2);
        fine.copy_(own.view({n.z, n.y, n.x}));
    }

    // An inhomogeneity is smooth, and known only where there is signal.
    at::Tensor smoothed(const at::Tensor& logBias) const
    {
        const at::Tensor weight = (phase({0, 0, 0}).to(at::kCPU) > SignalLevel).to(at::kFloat) + 1e-4;
        const double sigma = BiasSmoothingMm / m_network->configuration().voxelMm;
        return blurred(logBias * weight, {sigma, sigma, sigma}) / blurred(weight, {sigma, sigma, sigma});
    }

    static at::Tensor otherSides()
    {
        at::Tensor order = at::zeros({StructureClasses}, at::kLong);
        for (std::int64_t c = 1; c < StructureClasses; ++c)
            order[c] = structureIndex(otherSide(SynthSegLabels[static_cast<std::size_t>(c - 1)]));
        return order;
    }

    static std::vector<float> valuesOf(const at::Tensor& channel)
    {
        const at::Tensor own = channel.contiguous();
        return {own.data_ptr<float>(), own.data_ptr<float>() + own.numel()};
    }

    const AnatomyRequest& m_request;
    AnatomyResult& m_result;
    AnatomyNetwork m_network;
    c10::Device m_device;
    at::Tensor m_fine, m_places;
    at::Tensor m_features; // of the unmoved head, until they are used
};

AnatomyResult run(const AnatomyRequest& request, const Progress& progress)
{
    const at::NoGradGuard noGradients;
    keepTorchMemory(); // not for a MeshNet, whose few large buffers would stay twice
    AnatomyResult result;
    Run run(request, result);
    const double share = request.detail ? 0.1 : 1;
    run.smooth(progress.part(0, share));
    if (request.detail)
        run.detail(progress.part(share, 1));
    return result;
}

} // namespace

AnatomyRunner torchAnatomyRunner()
{
    return [](const AnatomyRequest& request, const Progress& progress) {
        return translated("the network", [&] { return run(request, progress); });
    };
}

nlohmann::json checkAnatomyModel(const FoundModel& model)
{
    const AnatomyNetwork network = loaded(model);
    const std::int64_t n = model.package.conform.size;
    return {{"id", model.package.id}, {"architecture", model.package.architecture}, {"parameters", network->parameterCount()},
        {"layers", network->plain().size() / 2}, {"classes", StructureClasses}, {"sha256", model.package.files.front().sha256},
        {"memoryBytes", bytesNeeded(network->configuration(), {n, n, n})}};
}

} // namespace insula
