// Which device LibTorch uses, with how many threads, and whether there is memory. Shared by everything that runs a network.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace insula {

// At most `wanted` threads for LibTorch, 0: as many as the machine has. Returns the number.
int setTorchThreads(int wanted);
// "auto", "cpu", "cuda" -> "cpu" or "cuda:0"; a warning where "cuda" is wanted and there is none. A usage error otherwise.
std::string chooseTorchDevice(const std::string& wanted, std::vector<std::string>& warnings);
// "cpu, 2 threads" or "cuda:0".
std::string torchDeviceText(const std::string& device, int threads);
// Large tensors come from memory that stays with the process: getting it anew from the system for each costs a third of the time.
void keepTorchMemory();

// Bytes that the system can still give (MemAvailable), 0 when unknown.
std::uint64_t availableBytes();
// Error that says what is needed and what there is, when `needed` is more.
void requireMemory(std::uint64_t needed, std::uint64_t available);

} // namespace insula
