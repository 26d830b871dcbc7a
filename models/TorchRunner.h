// Runs the network of a model package with LibTorch.
#pragma once

#include "models/Inference.h"

#include <cstdint>
#include <string>

namespace insula {

// Checks weights against the architecture, then the memory, then runs. "auto" takes CUDA when this build and machine have it; "cuda" where
// there is none falls back to the CPU with a warning. Errors and Cancelled as in NetworkRunner.
NetworkRunner torchRunner();

// At most `wanted` threads for LibTorch, 0: as many as the machine has. Returns the number.
int setTorchThreads(int wanted);

// What insula-infer says about a package after reading its weights: {"architecture", "parameters", "layers", "classes", "memoryBytes"}.
// Throws Error when the weights do not fit the architecture.
nlohmann::json checkModel(const FoundModel& model);

// One sentence when the linear algebra library is the slow reference one, else empty.
std::string slowBlasWarning();

// Bytes that the system can still give (MemAvailable), 0 when unknown.
std::uint64_t availableBytes();
// Error that says what is needed and what there is, when `needed` is more.
void requireMemory(std::uint64_t needed, std::uint64_t available);

} // namespace insula
