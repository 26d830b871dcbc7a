#include "models/synthesis/SynthesisRunner.h"

#include "models/TorchDevice.h"
#include "models/TorchErrors.h"
#include "models/synthesis/Generator.h"

#include <ATen/ATen.h>
#include <fmt/format.h>

namespace insula {
namespace {

// At most: the label map, about twelve temporaries of one image's size, and the images twice.
std::uint64_t bytesNeeded(const SynthesisRequest& request)
{
    const auto source = static_cast<std::uint64_t>(request.labels.size()), voxels = static_cast<std::uint64_t>(request.target.size.count());
    return 4 * source + 48 * voxels + 9 * voxels * static_cast<std::uint64_t>(request.options.count);
}

Lattice latticeOf(const Grid& grid)
{
    const Vec3 mm = grid.affine.spacing();
    return {{grid.size.z, grid.size.y, grid.size.x}, {mm[2], mm[1], mm[0]}};
}

int leftRightAxisOf(const Grid& grid)
{
    const auto axes = axisDirections(grid.affine);
    for (int a = 0; a < 3; ++a)
        if (axes[static_cast<std::size_t>(a)].world == 0)
            return 2 - a; // in tensor order
    return 2;
}

const char* nameOf(Severity severity)
{
    return severity == Severity::Mild ? "mild" : severity == Severity::Moderate ? "moderate" : "severe";
}

SynthesisResult run(const SynthesisRequest& request, const Progress& progress)
{
    requireMemory(bytesNeeded(request), availableBytes());
    const int threads = setTorchThreads(request.threads);
    const Lattice from = latticeOf(request.grid), to = latticeOf(request.target);
    const at::Tensor labels
        = at::from_blob(const_cast<std::int32_t*>(request.labels.data()), {from.size[0], from.size[1], from.size[2]}, at::kInt);
    const SynthesisBatch batch = synthesise(labels, from, to, leftRightAxisOf(request.grid), request.options, progress);
    SynthesisResult result;
    const float* images = batch.images.data_ptr<float>();
    result.images.assign(images, images + batch.images.numel());
    const at::Tensor own = batch.labels.contiguous();
    result.labels.assign(own.data_ptr<std::int32_t>(), own.data_ptr<std::int32_t>() + own.numel());
    for (const Severity severity : batch.severities)
        result.severities.emplace_back(nameOf(severity));
    result.device = fmt::format("cpu, {} thread{}", threads, threads == 1 ? "" : "s");
    return result;
}

} // namespace

Synthesiser torchSynthesiser()
{
    return [](const SynthesisRequest& request, const Progress& progress) {
        return translated("the synthesis", [&] { return run(request, progress); });
    };
}

} // namespace insula
