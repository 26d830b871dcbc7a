#include "viewers/VolumeImage.h"

#include "viewers/VolumeTransfer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace insula {

namespace {

constexpr std::int64_t LargestSurfaceGrid = 6'000'000; // voxels; larger label maps are thinned, as surfaces of 50 labels would take seconds

struct Crop {
    std::array<std::int64_t, 3> first{0, 0, 0}, count{1, 1, 1};
    std::int64_t stride = 1;
};

// An image with the given voxels of `grid`; the first axis is reversed when the affine is left-handed.
VolumeImage emptyImage(const Grid& grid, const Crop& crop)
{
    VolumeImage made;
    made.image = vtkSmartPointer<vtkImageData>::New();
    const auto n = [&](std::size_t axis) { return static_cast<int>((crop.count[axis] + crop.stride - 1) / crop.stride); };
    made.image->SetDimensions(n(0), n(1), n(2));
    const Vec3 spacing = grid.affine.spacing();
    const auto step = static_cast<double>(crop.stride);
    made.image->SetSpacing(spacing[0] * step, spacing[1] * step, spacing[2] * step);
    made.image->AllocateScalars(VTK_UNSIGNED_CHAR, 1);
    const bool reversed = grid.affine.determinant() < 0;
    const double firstI = static_cast<double>(crop.first[0] + (reversed ? static_cast<std::int64_t>(n(0) - 1) * crop.stride : 0));
    const World origin = grid.affine.toWorld({firstI, static_cast<double>(crop.first[1]), static_cast<double>(crop.first[2])});
    made.toWorld = vtkSmartPointer<vtkMatrix4x4>::New();
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            const double sign = column == 0 && reversed ? -1 : 1;
            made.toWorld->SetElement(row, column, sign * grid.affine(row, column) / spacing[static_cast<std::size_t>(column)]);
        }
        made.toWorld->SetElement(row, 3, row == 0 ? origin.x : row == 1 ? origin.y : origin.z);
    }
    return made;
}

// Fills the image with map(stored) of each voxel it has.
template <typename Map> void fillImage(VolumeImage& target, const Volume& volume, std::int64_t frame, const Crop& crop, Map map)
{
    const bool reversed = volume.affine().determinant() < 0;
    std::array<int, 3> n{};
    target.image->GetDimensions(n.data());
    auto* out = static_cast<std::uint8_t*>(target.image->GetScalarPointer());
    dispatch(volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto* voxels = reinterpret_cast<const T*>(volume.rawFrame(frame).data());
        const Size3& size = volume.size();
        for (int k = 0; k < n[2]; ++k) {
            for (int j = 0; j < n[1]; ++j) {
                const T* row
                    = voxels + size.x * (crop.first[1] + j * crop.stride + size.y * (crop.first[2] + k * crop.stride)) + crop.first[0];
                for (int i = 0; i < n[0]; ++i) {
                    *out++ = map(static_cast<double>(row[(reversed ? n[0] - 1 - i : i) * crop.stride]));
                }
            }
        }
    });
}

std::int64_t labelOf(double stored, double slope, double intercept)
{
    const double value = stored * slope + intercept;
    return std::abs(value) < 9e18 ? std::llround(value) : 0;
}

// How often each label occurs, and the box that holds all of them.
std::unordered_map<std::int64_t, std::int64_t> countLabels(const Volume& volume, std::int64_t frame, Crop& crop)
{
    std::unordered_map<std::int64_t, std::int64_t> counts;
    std::array<std::int64_t, 3> low{volume.size().x, volume.size().y, volume.size().z}, high{-1, -1, -1};
    dispatch(volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto* voxel = reinterpret_cast<const T*>(volume.rawFrame(frame).data());
        for (std::int64_t k = 0; k < volume.size().z; ++k) {
            for (std::int64_t j = 0; j < volume.size().y; ++j) {
                for (std::int64_t i = 0; i < volume.size().x; ++i, ++voxel) {
                    const std::int64_t label = labelOf(static_cast<double>(*voxel), volume.slope(), volume.intercept());
                    if (label == 0) {
                        continue;
                    }
                    ++counts[label];
                    const std::array<std::int64_t, 3> here{i, j, k};
                    for (std::size_t axis = 0; axis < 3; ++axis) {
                        low[axis] = std::min(low[axis], here[axis]);
                        high[axis] = std::max(high[axis], here[axis]);
                    }
                }
            }
        }
    });
    const std::array<std::int64_t, 3> size{volume.size().x, volume.size().y, volume.size().z};
    for (std::size_t axis = 0; axis < 3 && !counts.empty(); ++axis) {
        // One voxel more on each side, so that surfaces are closed.
        crop.first[axis] = std::max<std::int64_t>(0, low[axis] - 1);
        crop.count[axis] = std::min(size[axis] - 1, high[axis] + 1) - crop.first[axis] + 1;
    }
    return counts;
}

} // namespace

VolumeImage intensityImage(const Volume& volume, std::int64_t frame)
{
    const Size3& size = volume.size();
    const Crop whole{.first = {0, 0, 0}, .count = {size.x, size.y, size.z}, .stride = 1};
    VolumeImage made = emptyImage(volume.grid(), whole);
    const LevelEnds ends = levelEnds(volume, frame);
    made.low = ends.low;
    made.high = ends.high;
    const double slope = volume.slope(), intercept = volume.intercept(), scale = 255 / (made.high - made.low), low = made.low;
    fillImage(made, volume, frame, whole, [=](double stored) {
        const double level = (stored * slope + intercept - low) * scale;
        return std::isfinite(level) ? static_cast<std::uint8_t>(std::clamp(level, 0.0, 255.0)) : std::uint8_t{0};
    });
    return made;
}

LabelImage labelImage(const Volume& volume, std::int64_t frame)
{
    LabelImage made;
    Crop crop;
    const auto counts = countLabels(volume, frame, crop);
    if (counts.empty()) {
        return made;
    }
    std::vector<std::pair<std::int64_t, std::int64_t>> byCount;
    for (const auto& [label, count] : counts) {
        byCount.emplace_back(count, label);
    }
    std::sort(byCount.rbegin(), byCount.rend());
    std::unordered_map<std::int64_t, std::uint8_t> codes;
    for (const auto& [count, label] : byCount) {
        if (made.labels.size() == 255) {
            break;
        }
        made.labels.push_back(label);
        codes[label] = static_cast<std::uint8_t>(made.labels.size());
    }
    while (crop.count[0] * crop.count[1] * crop.count[2] / (crop.stride * crop.stride * crop.stride) > LargestSurfaceGrid) {
        ++crop.stride;
    }
    made.shown = emptyImage(volume.grid(), crop);
    const double slope = volume.slope(), intercept = volume.intercept();
    fillImage(made.shown, volume, frame, crop, [&](double stored) {
        const auto found = codes.find(labelOf(stored, slope, intercept));
        return found == codes.end() ? std::uint8_t{0} : found->second;
    });
    return made;
}

} // namespace insula
