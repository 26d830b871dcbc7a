// What whoever trains the anatomy network chooses. No network library in this header: insula-cli hands it over to insula-infer as JSON.
#pragma once

#include "models/anatomy/AnatomyConfiguration.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace insula {

struct AnatomyTrainingOptions {
    std::filesystem::path labels; // folder of label maps, or a file of packed ones
    std::filesystem::path package;
    AnatomyConfiguration configuration; // of a new run; a resumed one keeps its own
    std::int64_t steps = 20000; // in all
    std::int64_t images = 1; // of one anatomy in a step (Brain-ID: 4)
    double learningRate = 1e-3; // held, then falls to 0 over the last third of the steps
    std::uint64_t seed = 1;
    std::vector<std::string> validation; // names of maps that are held out; empty: the last fifth
    std::int64_t validateEvery = 500;
    std::int64_t checkpointEvery = 100;
    std::string device = "auto"; // "auto", "cpu", "cuda"
    std::string precision = "auto"; // "auto", "float32", "bfloat16": of the convolutions; weights and losses stay float32
    int threads = 0;
    // Packages whose weights a new run begins with, the later ones over the earlier: layers that work at the same voxel size and have the
    // same shape are taken, so that a coarse network, which learns many times faster, can hand over to a finer one.
    std::vector<std::filesystem::path> startFrom;
    bool fromStart = false; // false: resumes where the package's checkpoint stands
};

nlohmann::json toJson(const AnatomyTrainingOptions& options);
AnatomyTrainingOptions anatomyTrainingOptions(const nlohmann::json& json); // Error when it is not what toJson() writes

} // namespace insula
