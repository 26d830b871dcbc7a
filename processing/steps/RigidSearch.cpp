#include "processing/steps/RigidSearch.h"

#include "processing/steps/LevelImage.h"
#include "processing/steps/N4.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace insula {
namespace {

constexpr double SearchVoxelMm = 8;
constexpr std::int64_t SearchSamples = 20'000;

// Bright or dark by Otsu's threshold: whichever touches less of the image's outer faces.
std::vector<std::uint8_t> foreground(const RegistrationImage& image)
{
    std::vector<std::uint8_t> mask = otsuMask(image.values, *image.grid);
    const Size3 n = image.grid->size;
    std::int64_t bright = 0, faces = 0, at = 0;
    for (std::int64_t k = 0; k < n.z; ++k)
        for (std::int64_t j = 0; j < n.y; ++j)
            for (std::int64_t i = 0; i < n.x; ++i, ++at)
                if (i == 0 || j == 0 || k == 0 || i + 1 == n.x || j + 1 == n.y || k + 1 == n.z) {
                    ++faces;
                    bright += mask[static_cast<std::size_t>(at)];
                }
    if (2 * bright > faces)
        for (std::uint8_t& m : mask)
            m = !m;
    return mask;
}

} // namespace

World centreOfMass(const RegistrationImage& image)
{
    const std::vector<std::uint8_t> bright = image.mask.empty() ? foreground(image) : std::vector<std::uint8_t>{};
    const std::span<const std::uint8_t> mask = image.mask.empty() ? bright : image.mask;
    double x = 0, y = 0, z = 0, count = 0;
    const Size3 n = image.grid->size;
    for (std::int64_t k = 0, at = 0; k < n.z; ++k)
        for (std::int64_t j = 0; j < n.y; ++j)
            for (std::int64_t i = 0; i < n.x; ++i, ++at)
                if (mask[static_cast<std::size_t>(at)]) {
                    x += static_cast<double>(i);
                    y += static_cast<double>(j);
                    z += static_cast<double>(k);
                    ++count;
                }
    if (count == 0)
        return image.grid->centre();
    return image.grid->affine.toWorld({x / count, y / count, z / count});
}

Affine rotationAbout(const World& middle, const Vec3& radians, const Vec3& shift)
{
    const double cx = std::cos(radians[0]), sx = std::sin(radians[0]), cy = std::cos(radians[1]), sy = std::sin(radians[1]),
                 cz = std::cos(radians[2]), sz = std::sin(radians[2]);
    Affine rotation = Affine::fromRows({cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx, 0, //
        sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx, 0, //
        -sy, cy * sx, cy * cx, 0, //
        0, 0, 0, 1});
    const World turned = rotation.toWorld({middle.x, middle.y, middle.z});
    rotation(0, 3) = middle.x - turned.x + shift[0];
    rotation(1, 3) = middle.y - turned.y + shift[1];
    rotation(2, 3) = middle.z - turned.z + shift[2];
    return rotation;
}

Affine coarseRigid(const RegistrationImage& fixed, const RegistrationImage& moving, int threads, const Progress& progress)
{
    // Small things need smaller voxels.
    const Vec3 spacing = fixed.grid->affine.spacing();
    const Size3& n = fixed.grid->size;
    const double shortest
        = std::min({spacing[0] * static_cast<double>(n.x), spacing[1] * static_cast<double>(n.y), spacing[2] * static_cast<double>(n.z)});
    const double voxelMm = std::min(SearchVoxelMm, shortest / 16);
    const LevelImage coarseFixed(fixed, voxelMm, threads), coarseMoving(moving, voxelMm, threads);
    const MutualInformation similarity(coarseFixed.view(), coarseMoving.view(), SearchSamples, 1, threads);
    const World from = centreOfMass(fixed), to = centreOfMass(moving);
    const Vec3 shift{to.x - from.x, to.y - from.y, to.z - from.z};
    Affine best;
    double bestScore = similarity(best);
    constexpr double Step = 15 * std::numbers::pi / 180;
    for (int x = -2; x <= 2; ++x) {
        progress.report((x + 2) / 5.0);
        for (int y = -2; y <= 2; ++y)
            for (int z = -2; z <= 2; ++z) {
                progress.checkpoint();
                const Affine guess = rotationAbout(from, {x * Step, y * Step, z * Step}, shift);
                // Less turning wins where there is next to no difference.
                const double score = similarity(guess) - 1e-4 * (std::abs(x) + std::abs(y) + std::abs(z));
                if (score > bestScore) {
                    bestScore = score;
                    best = guess;
                }
            }
    }
    return best;
}

} // namespace insula
