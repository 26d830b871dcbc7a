#include "processing/core/LabelDistance.h"

#include "processing/core/Resample.h"

#include <limits>

namespace insula {
namespace {

constexpr float Far = std::numeric_limits<float>::infinity();

// The lower envelope of parabolas along one line, in place; `places` and `bounds` are room to work in.
void envelope(float* line, std::int64_t count, std::int64_t stride, double spacing, std::vector<float>& values,
    std::vector<std::int64_t>& places, std::vector<double>& bounds)
{
    std::int64_t top = -1;
    for (std::int64_t n = 0; n < count; ++n) {
        values[static_cast<std::size_t>(n)] = line[n * stride];
        const double height = values[static_cast<std::size_t>(n)];
        if (height == static_cast<double>(Far)) {
            continue;
        }
        const double at = static_cast<double>(n) * spacing;
        while (true) {
            if (top < 0) {
                bounds[0] = -std::numeric_limits<double>::infinity();
                break;
            }
            const auto before = places[static_cast<std::size_t>(top)];
            const double other = static_cast<double>(before) * spacing;
            const double meet = ((height + at * at) - (static_cast<double>(values[static_cast<std::size_t>(before)]) + other * other))
                / (2 * (at - other));
            if (meet > bounds[static_cast<std::size_t>(top)]) {
                bounds[static_cast<std::size_t>(top) + 1] = meet;
                break;
            }
            --top;
        }
        places[static_cast<std::size_t>(++top)] = n;
    }
    if (top < 0) {
        return;
    }
    std::int64_t piece = 0;
    for (std::int64_t n = 0; n < count; ++n) {
        const double at = static_cast<double>(n) * spacing;
        while (piece < top && bounds[static_cast<std::size_t>(piece) + 1] < at) {
            ++piece;
        }
        const auto from = places[static_cast<std::size_t>(piece)];
        const double off = static_cast<double>(n - from) * spacing;
        line[n * stride] = static_cast<float>(off * off + static_cast<double>(values[static_cast<std::size_t>(from)]));
    }
}

} // namespace

std::vector<float> squaredDistances(std::span<const std::uint8_t> isSet, const std::array<std::int64_t, 3>& size,
    const std::array<double, 3>& spacing, const Progress& progress)
{
    std::vector<float> squares(isSet.size());
    for (std::size_t n = 0; n < isSet.size(); ++n) {
        squares[n] = isSet[n] != 0 ? 0.0f : Far;
    }
    const std::array<std::int64_t, 3> strides{1, size[0], size[0] * size[1]};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const std::size_t b = axis == 0 ? 1 : 0, c = axis == 2 ? 1 : 2;
        if (size[axis] == 1) {
            continue;
        }
        parallelFor(size[c], [&](std::int64_t begin, std::int64_t end) {
            const auto room = static_cast<std::size_t>(size[axis]) + 1;
            std::vector<float> values(room);
            std::vector<std::int64_t> places(room);
            std::vector<double> bounds(room);
            for (std::int64_t slow = begin; slow < end; ++slow) {
                progress.checkpoint();
                for (std::int64_t fast = 0; fast < size[b]; ++fast) {
                    envelope(squares.data() + slow * strides[c] + fast * strides[b], size[axis], strides[axis], spacing[axis], values,
                        places, bounds);
                }
            }
        });
    }
    return squares;
}

} // namespace insula
