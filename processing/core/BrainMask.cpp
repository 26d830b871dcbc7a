#include "processing/core/BrainMask.h"

#include "processing/core/StoredZero.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <limits>

namespace insula {
namespace {

constexpr const char* DistanceDescription = "mm to the brain's edge, negative inside";

} // namespace

Volume::Description maskDescription(const Volume& image)
{
    Volume::Description description;
    description.grid = image.grid();
    description.kind = Kind::Labels;
    description.labels = {{1, {"Brain", {230, 148, 60, 255}}}};
    description.source.forms = image.source().forms; // so that the file keeps the codes of its space
    return description;
}

Volume::Description distanceDescription(const Volume& image)
{
    Volume::Description description;
    description.grid = image.grid();
    description.source.forms = image.source().forms;
    description.source.description = DistanceDescription;
    return description;
}

bool isNamedLikeDistanceMap(const std::string& path)
{
    const std::string name = std::filesystem::path(path).filename().string();
    return name.substr(0, name.find('.')).ends_with("_distance");
}

bool isDistanceMap(const Volume& volume)
{
    return volume.kind() == Kind::Image
        && (volume.source().description == DistanceDescription || isNamedLikeDistanceMap(volume.source().path));
}

VolumePtr brainOf(const Volume& image, std::int64_t frame, const std::vector<std::uint8_t>& mask, std::vector<std::string>& warnings)
{
    Volume::Description description = image.description();
    description.frames = 1;
    description.trSeconds = 0;
    return dispatch(image.dataType(), [&](auto type) {
        using T = decltype(type);
        const T outside = storedZero<T>(image);
        const double shown = image.slope() * static_cast<double>(outside) + image.intercept();
        if (std::abs(shown) > std::abs(image.slope()) / 2 + 1e-6)
            warnings.push_back(fmt::format("the image's number type cannot store 0; outside the brain it has {:g}", shown));
        const std::span<const std::byte> raw = image.rawFrame(frame);
        std::vector<T> voxels(mask.size());
        std::memcpy(voxels.data(), raw.data(), voxels.size() * sizeof(T));
        for (std::size_t v = 0; v < voxels.size(); ++v)
            if (mask[v] == 0)
                voxels[v] = outside;
        return Volume::make(description, std::move(voxels));
    });
}

} // namespace insula
