// All chance of the generator: one seed, LibTorch generators of its own, never the global one.
//
// Single numbers and coarse grids are drawn on the CPU whatever the device, so that a seed means the same anatomy and the same settings on
// CPU and CUDA; white noise of full size is drawn on the device. Thread: one at a time.
#pragma once

#include "models/synthesis/SynthesisRanges.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace insula {

class Draws {
public:
    Draws(std::uint64_t seed, const c10::Device& device);
    // An independent stream for a part of the work: what it draws does not move what is drawn here afterwards.
    Draws child();

    double uniform(const Range& range = {0, 1});
    double normal();
    bool chance(double probability);
    std::int64_t index(std::int64_t count); // 0 to count - 1
    // N(0, 1), few values.
    at::Tensor coarseNoise(at::IntArrayRef shape);
    // N(0, 1), many values.
    at::Tensor whiteNoise(at::IntArrayRef shape);
    const c10::Device& device() const { return m_device; }

private:
    std::uint64_t bits();

    c10::Device m_device;
    at::Generator m_host, m_onDevice;
};

} // namespace insula
