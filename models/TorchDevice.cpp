#include "models/TorchDevice.h"

#include "processing/core/Error.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <malloc.h>
#include <thread>

namespace insula {
namespace {

constexpr double Gigabyte = 1e9;

} // namespace

int setTorchThreads(int wanted)
{
    // LibTorch's own default is one thread in some builds.
    const int all = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const int threads = wanted > 0 ? wanted : all;
    at::set_num_threads(threads);
    return threads;
}

std::string chooseTorchDevice(const std::string& wanted, std::vector<std::string>& warnings)
{
    if (wanted != "auto" && wanted != "cpu" && wanted != "cuda")
        throw usageError(fmt::format("the device '{}' is not known; auto, cpu and cuda are", wanted));
    if (wanted == "cpu")
        return "cpu";
    if (at::hasCUDA())
        return "cuda:0";
    if (wanted == "cuda")
        warnings.push_back("there is no CUDA device for this build of LibTorch; the CPU was used instead");
    return "cpu";
}

std::string torchDeviceText(const std::string& device, int threads)
{
    return device == "cpu" ? fmt::format("cpu, {} thread{}", threads, threads == 1 ? "" : "s") : device;
}

void keepTorchMemory()
{
    ::mallopt(M_MMAP_MAX, 0);
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    ::mallopt(M_TOP_PAD, 64 << 20);
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
