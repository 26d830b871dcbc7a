// Runs the network of a model package with LibTorch.
#pragma once

#include "models/Inference.h"

#include <cstdint>
#include <string>

namespace insula {

// Checks weights against the architecture, then the memory, then runs. "auto" takes CUDA when this build and machine have it; "cuda" where
// there is none falls back to the CPU with a warning. Errors and Cancelled as in NetworkRunner.
NetworkRunner torchRunner();

// What insula-infer says about a package after reading its weights: {"architecture", "parameters", "layers", "classes", "memoryBytes"}.
// Throws Error when the weights do not fit the architecture.
nlohmann::json checkModel(const FoundModel& model);

// One sentence when the linear algebra library is the slow reference one, else empty.
std::string slowBlasWarning();

} // namespace insula
