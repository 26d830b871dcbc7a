#include "models/synthesis/Draws.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>

namespace insula {
namespace {

at::Generator generatorOn(const c10::Device& device, std::uint64_t seed)
{
    if (device.is_cpu())
        return at::make_generator<at::CPUGeneratorImpl>(seed);
    // A copy of the device's own generator has the right type without that device's headers.
    at::Generator original = at::globalContext().defaultGenerator(device);
    at::Generator generator;
    {
        const std::lock_guard lock(original.mutex());
        generator = original.clone();
    }
    generator.set_current_seed(seed);
    return generator;
}

} // namespace

Draws::Draws(std::uint64_t seed, const c10::Device& device) :
    m_device(device), m_host(generatorOn(at::kCPU, seed)), m_onDevice(device.is_cpu() ? m_host : generatorOn(device, seed))
{
}

std::uint64_t Draws::bits()
{
    const std::lock_guard lock(m_host.mutex());
    return m_host.get<at::CPUGeneratorImpl>()->random64();
}

Draws Draws::child()
{
    return {bits(), m_device};
}

double Draws::uniform(const Range& range)
{
    const double part = static_cast<double>(bits() >> 11) * 0x1p-53;
    return range.low + part * (range.high - range.low);
}

double Draws::normal()
{
    const double a = 1 - uniform(), b = uniform(); // Box and Muller
    return std::sqrt(-2 * std::log(a)) * std::cos(2 * std::numbers::pi * b);
}

bool Draws::chance(double probability)
{
    return uniform() < probability;
}

std::int64_t Draws::index(std::int64_t count)
{
    return std::min(static_cast<std::int64_t>(uniform() * static_cast<double>(count)), count - 1);
}

at::Tensor Draws::coarseNoise(at::IntArrayRef shape)
{
    return at::randn(shape, m_host, at::TensorOptions().dtype(at::kFloat)).to(m_device);
}

at::Tensor Draws::whiteNoise(at::IntArrayRef shape)
{
    return at::randn(shape, m_onDevice, at::TensorOptions().dtype(at::kFloat).device(m_device));
}

} // namespace insula
