#include "processing/steps/LevelImage.h"

#include "processing/core/Resample.h"
#include "processing/steps/GaussianFilter.h"
#include "processing/steps/ResampleGrid.h"

#include <cmath>

namespace insula {

std::vector<float> smoothedOnto(std::span<const float> values, const Grid& from, const Grid& to, int threads)
{
    const Vec3 step = samplingStep(from, to);
    Vec3 sigma{};
    for (std::size_t a = 0; a < 3; ++a)
        sigma[a] = step[a] > 1.01 ? std::sqrt(step[a] * step[a] - 1) / FwhmPerSigma : 0;
    if (sigma[0] + sigma[1] + sigma[2] == 0)
        return sampleOnGrid(values, from, to, Interpolation::Linear);
    return sampleOnGrid(gaussianSmoothed(values, from.size, sigma, threads, {}), from, to, Interpolation::Linear);
}

LevelImage::LevelImage(const RegistrationImage& image, double voxelMm, int threads) :
    grid(gridWithVoxelSize(*image.grid, voxelMm)), values(smoothedOnto(image.values, *image.grid, grid, threads))
{
    if (image.mask.empty())
        return;
    const std::vector<float> wide(image.mask.begin(), image.mask.end());
    for (const float m : sampleOnGrid(wide, *image.grid, grid, Interpolation::Nearest))
        mask.push_back(m > 0.5f);
}

LevelImage::LevelImage(const Grid& levelGrid, std::vector<float> levelValues, std::span<const std::uint8_t> levelMask) :
    grid(levelGrid), values(std::move(levelValues)), mask(levelMask.begin(), levelMask.end())
{
}

} // namespace insula
