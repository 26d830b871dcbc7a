#include "viewers/LabelCentre.h"

#include <cmath>
#include <cstring>
#include <type_traits>
#include <vector>

namespace insula {

std::optional<World> centreOfLabel(const Volume& labels, std::int64_t label)
{
    const Size3 size = labels.size();
    const double wanted = (static_cast<double>(label) - labels.intercept()) / labels.slope();
    std::vector<std::int64_t> found; // voxels, by their place in the frame
    dispatch(labels.dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto bytes = labels.rawFrame(0);
        for (std::int64_t n = 0; n < size.count(); ++n) {
            T stored;
            std::memcpy(&stored, bytes.data() + static_cast<std::size_t>(n) * sizeof(T), sizeof(T));
            if (std::abs(static_cast<double>(stored) - wanted) < 0.5) {
                found.push_back(n);
            }
        }
        return 0;
    });
    if (found.empty()) {
        return std::nullopt;
    }
    const auto voxel = [&size](std::int64_t n) {
        return Voxel{static_cast<double>(n % size.x), static_cast<double>(n / size.x % size.y), static_cast<double>(n / (size.x * size.y))};
    };
    Voxel middle;
    for (const std::int64_t n : found) {
        const Voxel v = voxel(n);
        middle = {middle.i + v.i, middle.j + v.j, middle.k + v.k};
    }
    const auto count = static_cast<double>(found.size());
    const World centre = labels.affine().toWorld({middle.i / count, middle.j / count, middle.k / count});
    const Voxel rounded{std::round(middle.i / count), std::round(middle.j / count), std::round(middle.k / count)};
    double nearest = INFINITY;
    World best;
    for (const std::int64_t n : found) {
        const Voxel v = voxel(n);
        if (v.i == rounded.i && v.j == rounded.j && v.k == rounded.k) {
            return centre;
        }
        const World w = labels.affine().toWorld(v);
        const double away = std::hypot(w.x - centre.x, w.y - centre.y, w.z - centre.z);
        if (away < nearest) {
            nearest = away;
            best = w;
        }
    }
    return best;
}

} // namespace insula
