#include "models/TorchRunner.h"

#include "models/MeshNet.h"
#include "models/TorchDevice.h"
#include "models/anatomy/AnatomyRunner.h"
#include "processing/core/Error.h"

#include <fmt/format.h>

#include <dlfcn.h>
#include <filesystem>

namespace insula {
namespace {

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

NetworkResult runMeshNet(const NetworkRequest& request, const Progress& progress)
{
    if (static_cast<std::int64_t>(request.values.size()) != request.size.count())
        throw Error("the network's input does not have the size it claims");
    const MeshNetConfiguration configuration = configurationOf(request.model.package);
    const std::vector<MeshNetLayer> layers = layersOf(request.model, configuration);
    NetworkResult result;
    const std::string device = chooseTorchDevice(request.device, result.warnings);
    const int threads = setTorchThreads(request.threads);
    if (device == "cpu")
        requireMemory(meshNetBytes(configuration, request.size), availableBytes());
    result.device = torchDeviceText(device, threads);
    result.classes = MeshNet(configuration, layers, device).classes(request.values, request.size, progress);
    return result;
}

} // namespace

NetworkRunner torchRunner()
{
    return runMeshNet;
}

nlohmann::json checkModel(const FoundModel& model)
{
    if (model.package.architecture == "AnatomyUNet")
        return checkAnatomyModel(model);
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

} // namespace insula
