#include "models/TorchRunner.h"

#include "models/MeshNet.h"
#include "processing/core/Error.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <fmt/format.h>

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <limits>
#include <thread>

namespace insula {
namespace {

constexpr double Gigabyte = 1e9;

MeshNetConfiguration configurationOf(const ModelPackage& package)
{
    if (package.architecture != "MeshNet")
        throw Error(fmt::format("the architecture '{}' of model '{}' is not known; MeshNet is", package.architecture, package.id));
    const MeshNetConfiguration configuration = meshNetConfiguration(package.configuration);
    for (const auto& [number, label] : package.labels)
        if (number >= configuration.classes)
            throw Error(fmt::format("label {} '{}' is beyond the {} classes of the network", number, label.name, configuration.classes));
    return configuration;
}

std::vector<MeshNetLayer> layersOf(const FoundModel& model, const MeshNetConfiguration& configuration)
{
    return withContext(fmt::format("the weights '{}' cannot be used", model.weights().string()),
        [&] { return meshNetLayers(Safetensors(model.weights()), configuration); });
}

std::string chooseDevice(const std::string& wanted, NetworkResult& result)
{
    if (wanted != "auto" && wanted != "cpu" && wanted != "cuda")
        throw usageError(fmt::format("the device '{}' is not known; auto, cpu and cuda are", wanted));
    if (wanted == "cpu")
        return "cpu";
    if (at::hasCUDA())
        return "cuda:0";
    if (wanted == "cuda")
        result.warnings.push_back("there is no CUDA device for this build of LibTorch; the CPU was used instead");
    return "cpu";
}

NetworkResult runMeshNet(const NetworkRequest& request, const Progress& progress)
{
    if (static_cast<std::int64_t>(request.values.size()) != request.size.count())
        throw Error("the network's input does not have the size it claims");
    const MeshNetConfiguration configuration = configurationOf(request.model.package);
    const std::vector<MeshNetLayer> layers = layersOf(request.model, configuration);
    NetworkResult result;
    const std::string device = chooseDevice(request.device, result);
    const int threads = setTorchThreads(request.threads);
    if (device == "cpu")
        requireMemory(meshNetBytes(configuration, request.size), availableBytes());
    result.device = device == "cpu" ? fmt::format("cpu, {} thread{}", threads, threads == 1 ? "" : "s") : device;
    result.classes = MeshNet(configuration, layers, device).classes(request.values, request.size, progress);
    return result;
}

} // namespace

int setTorchThreads(int wanted)
{
    // LibTorch's own default is one thread in some builds.
    const int all = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const int threads = wanted > 0 ? wanted : all;
    at::set_num_threads(threads);
    return threads;
}

NetworkRunner torchRunner()
{
    return runMeshNet;
}

nlohmann::json checkModel(const FoundModel& model)
{
    const MeshNetConfiguration configuration = configurationOf(model.package);
    const std::vector<MeshNetLayer> layers = layersOf(model, configuration);
    const std::int64_t n = model.package.conform.size;
    return {{"id", model.package.id}, {"architecture", model.package.architecture}, {"parameters", parameterCount(layers)},
        {"layers", layers.size()}, {"classes", configuration.classes}, {"sha256", model.package.files.front().sha256},
        {"memoryBytes", meshNetBytes(configuration, {n, n, n})}};
}

std::string slowBlasWarning()
{
    Dl_info info{};
    void* symbol = ::dlsym(RTLD_DEFAULT, "sgemm_");
    if (!symbol || ::dladdr(symbol, &info) == 0 || !info.dli_fname)
        return {};
    std::error_code code;
    const std::string library = std::filesystem::canonical(info.dli_fname, code).string();
    const bool isReference = library.find("/blas/libblas.so") != std::string::npos;
    return isReference ? "the linear algebra library is the slow reference one; install libopenblas0-pthread" : "";
}

std::uint64_t availableBytes()
{
    std::ifstream file("/proc/meminfo");
    for (std::string key; file >> key;) {
        std::uint64_t kilobytes = 0;
        if (key == "MemAvailable:" && file >> kilobytes)
            return kilobytes * 1024;
        file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return 0;
}

void requireMemory(std::uint64_t needed, std::uint64_t available)
{
    if (available == 0 || needed <= available)
        return;
    throw Error(
        fmt::format("the network needs about {:.1f} GB of memory and {:.1f} GB are free; close other programs or use a machine with more",
            static_cast<double>(needed) / Gigabyte, static_cast<double>(available) / Gigabyte));
}

} // namespace insula
