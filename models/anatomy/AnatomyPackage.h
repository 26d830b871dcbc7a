// The anatomy network as a model package: model.json, weights in float16, and the record of its training.
#pragma once

#include "models/anatomy/AnatomyNetwork.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace insula {

// "training" in training/record.json: what made the weights.
struct AnatomyTrainingRecord {
    AnatomyConfiguration configuration;
    std::int64_t step = 0, steps = 0, images = 1;
    std::uint64_t seed = 0;
    double learningRate = 0;
    std::string mapsSha256, device, precision;
    std::vector<std::string> training, validationMaps, startFrom; // the last: SHA-256 of the weights that it began with
    nlohmann::json validation;
};
// False when there is none. Error when it is damaged.
bool readTrainingRecord(const std::filesystem::path& package, AnatomyTrainingRecord& record);

// As float32. Error when a number is not finite or of another type.
std::map<std::string, at::Tensor> readAnatomyWeights(const std::filesystem::path& file);

// Complete or not at all, file by file, model.json last.
void writeAnatomyPackage(
    const std::filesystem::path& folder, const std::map<std::string, at::Tensor>& tensors, const AnatomyTrainingRecord& record);

} // namespace insula
