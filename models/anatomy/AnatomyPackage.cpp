#include "models/anatomy/AnatomyPackage.h"

#include "models/anatomy/TrainingFiles.h"
#include "models/synthesis/Structures.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Safetensors.h"

#include <ATen/ATen.h>
#include <fmt/format.h>

#include <cstring>

namespace insula {
namespace {

constexpr const char* WeightsName = "anatomy.safetensors";

std::filesystem::path recordFile(const std::filesystem::path& package)
{
    return trainingFolder(package) / "record.json";
}

nlohmann::json toJson(const AnatomyTrainingRecord& r)
{
    return {{"configuration", insula::toJson(r.configuration)}, {"step", r.step}, {"steps", r.steps}, {"images", r.images}, {"seed", r.seed},
        {"learningRate", r.learningRate}, {"labelMapsSha256", r.mapsSha256}, {"device", r.device}, {"precision", r.precision},
        {"startFrom", r.startFrom}, {"trainingMaps", r.training}, {"validationMaps", r.validationMaps}, {"validation", r.validation}};
}

nlohmann::json labelsJson()
{
    nlohmann::json labels = nlohmann::json::array({{{"number", 0}, {"name", "Background"}, {"colour", "#000000"}}});
    for (const auto& [number, label] : structureNames())
        labels.push_back({{"number", number}, {"name", label.name},
            {"colour", fmt::format("#{:02x}{:02x}{:02x}", label.rgba[0], label.rgba[1], label.rgba[2])}});
    return labels;
}

// The package is named by its folder, so that packages that researchers train stand beside each other.
nlohmann::json modelJson(const std::filesystem::path& folder, const AnatomyTrainingRecord& record, const nlohmann::json& file)
{
    constexpr int LargestField = 160; // voxels along an axis; memory grows with it
    return {{"format", 1}, {"id", std::filesystem::absolute(folder / "").parent_path().filename().string()},
        {"title", "Contrast-agnostic anatomy"}, {"version", fmt::format("1.{}", record.step)}, {"task", "anatomy"},
        {"architecture", "AnatomyUNet"}, {"configuration", insula::toJson(record.configuration)},
        {"preprocessing",
            {{"conform", {{"size", LargestField}, {"voxelMm", record.configuration.voxelMm}, {"orientation", "LIA"}}},
                {"intensity", {{"rule", "quantile"}, {"low", 0.1}, {"high", 99.9}, {"clip", false}}}}},
        {"postprocessing", {{"keepLargestComponent", true}}}, {"labels", labelsJson()},
        {"licence", "As the label maps that it was trained from; say so here before you pass it on."},
        {"citation", "Trained with Insula after Hoopes et al., NeuroImage 260, 119474 (2022); Billot et al., Medical Image Analysis 86, 102789 "
                     "(2023); Liu et al., ECCV 2024."},
        {"intendedUse", "Research: the brain's mask, its structures, a T1-like image and the intensity inhomogeneity of a head scan of any "
                        "contrast. Not for diagnosis."},
        {"limits", fmt::format("Trained on synthetic images of {} label maps for {} steps. Look at every result.", record.training.size(), record.step)},
        {"files", nlohmann::json::array({file})}};
}

std::string writeWeights(const std::filesystem::path& file, const std::map<std::string, at::Tensor>& tensors)
{
    std::vector<at::Tensor> halves;
    std::vector<Tensor> list;
    halves.reserve(tensors.size());
    for (const auto& [name, tensor] : tensors) {
        halves.push_back(tensor.to(at::kCPU).to(at::kHalf).contiguous());
        const at::Tensor& half = halves.back();
        if (!half.to(at::kFloat).isfinite().all().item<bool>())
            throw Error(fmt::format("the weights '{}' are not finite: the training went astray; try a lower learning rate", name));
        list.push_back({name, "F16", half.sizes().vec(),
            {static_cast<const std::byte*>(half.data_ptr()), static_cast<std::size_t>(half.numel()) * sizeof(std::uint16_t)}});
    }
    writeSafetensors(file, std::move(list));
    return sha256OfFile(file);
}

} // namespace

std::map<std::string, at::Tensor> readAnatomyWeights(const std::filesystem::path& path)
{
    const Safetensors file(path);
    std::map<std::string, at::Tensor> tensors;
    for (const Tensor& tensor : file.tensors()) {
        if (tensor.type != "F16" && tensor.type != "F32")
            throw Error(fmt::format("the tensor '{}' has the type {}; F16 and F32 are known", tensor.name, tensor.type));
        const at::Tensor values = at::empty(tensor.shape, tensor.type == "F16" ? at::kHalf : at::kFloat);
        std::memcpy(values.data_ptr(), tensor.bytes.data(), tensor.bytes.size());
        tensors[tensor.name] = values.to(at::kFloat);
        if (!tensors[tensor.name].isfinite().all().item<bool>())
            throw Error(fmt::format("the tensor '{}' holds numbers that are not finite", tensor.name));
    }
    return tensors;
}

bool readTrainingRecord(const std::filesystem::path& package, AnatomyTrainingRecord& record)
{
    std::error_code code;
    if (!std::filesystem::exists(recordFile(package), code) || !std::filesystem::exists(checkpointFile(package), code))
        return false;
    const nlohmann::json json = nlohmann::json::parse(readTextFile(recordFile(package)), nullptr, false);
    try {
        record.configuration = anatomyConfiguration(json.at("configuration"));
        record.step = json.at("step").get<std::int64_t>();
        record.steps = json.at("steps").get<std::int64_t>();
        record.images = json.at("images").get<std::int64_t>();
        record.seed = json.at("seed").get<std::uint64_t>();
        record.mapsSha256 = json.at("labelMapsSha256").get<std::string>();
        json.at("startFrom").get_to(record.startFrom);
    } catch (const nlohmann::json::exception&) {
        throw Error(fmt::format("the training record '{}' is damaged; begin anew with --from-start", recordFile(package).string()));
    }
    return true;
}

void writeAnatomyPackage(
    const std::filesystem::path& folder, const std::map<std::string, at::Tensor>& tensors, const AnatomyTrainingRecord& record)
{
    std::filesystem::create_directories(trainingFolder(folder));
    const std::filesystem::path weights = folder / WeightsName;
    const std::string hash = writeWeights(weights, tensors);
    writeTextFile(recordFile(folder), toJson(record).dump(2) + "\n");
    const nlohmann::json model = modelJson(folder, record, {{"name", WeightsName}, {"sha256", hash}, {"bytes", std::filesystem::file_size(weights)}});
    writeTextFile(folder / "model.json", model.dump(2) + "\n");
}

} // namespace insula
