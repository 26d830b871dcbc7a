#include "processing/core/VectorField.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {

VectorField vectorFieldOf(const Volume& volume)
{
    if (volume.frames() != 3)
        throw Error(
            fmt::format("a displacement field has three frames (right, anterior, superior in mm), this image has {}", volume.frames()));
    VectorField field{volume.grid(), {}};
    const std::int64_t count = volume.size().count();
    field.values.resize(static_cast<std::size_t>(3 * count));
    for (std::int64_t t = 0; t < 3; ++t)
        volume.copyFrame(t, std::span(field.values).subspan(static_cast<std::size_t>(t * count), static_cast<std::size_t>(count)));
    if (!std::ranges::all_of(field.values, [](float v) { return std::isfinite(v); }))
        throw Error("the displacement field holds values that are not numbers");
    return field;
}

VolumePtr volumeOf(VectorField field)
{
    Volume::Description description;
    description.grid = field.grid;
    description.frames = 3;
    return Volume::make(std::move(description), std::move(field.values));
}

FieldSampler::FieldSampler(const VectorField& field) : m_field(&field), m_toVoxel(field.grid.affine) { }

World FieldSampler::operator()(const World& point) const
{
    const Voxel v = m_toVoxel(point);
    const Size3& n = m_field->grid.size;
    struct Place {
        std::int64_t low, step;
        double part;
    };
    const auto place = [](double x, std::int64_t size) -> Place {
        const double inside = std::clamp(x, 0.0, static_cast<double>(size - 1));
        const auto low = std::min(static_cast<std::int64_t>(inside), std::max<std::int64_t>(size - 2, 0));
        return {low, size > 1 ? 1 : 0, inside - static_cast<double>(low)};
    };
    const Place i = place(v.i, n.x), j = place(v.j, n.y), k = place(v.k, n.z);
    const std::int64_t first = i.low + n.x * (j.low + n.y * k.low), dj = j.step * n.x, dk = k.step * n.x * n.y, count = n.count();
    World moved = point;
    double* const to[] = {&moved.x, &moved.y, &moved.z};
    const float* values = m_field->values.data() + first;
    for (double* const out : to) {
        const auto line = [&](std::int64_t at) {
            const double a = values[at], b = values[at + i.step];
            return a + i.part * (b - a);
        };
        const auto plane = [&](std::int64_t at) {
            const double a = line(at), b = line(at + dj);
            return a + j.part * (b - a);
        };
        const double a = plane(0), b = plane(dk);
        *out += a + k.part * (b - a);
        values += count;
    }
    return moved;
}

TransformChain::TransformChain(const std::vector<Transform>& transforms)
{
    for (const Transform& transform : transforms) {
        if (const auto* affine = std::get_if<Affine>(&transform))
            m_transforms.emplace_back(*affine);
        else
            m_transforms.emplace_back(FieldSampler(*std::get<const VectorField*>(transform)));
    }
}

World TransformChain::operator()(World point) const
{
    for (const auto& transform : m_transforms) {
        if (const auto* affine = std::get_if<Affine>(&transform))
            point = affine->toWorld({point.x, point.y, point.z});
        else
            point = std::get<FieldSampler>(transform)(point);
    }
    return point;
}

std::vector<float> jacobianDeterminant(const VectorField& field, int threads)
{
    const Size3 n = field.grid.size;
    const std::int64_t count = n.count();
    const Affine toVoxel = field.grid.affine.inverse();
    std::vector<float> out(static_cast<std::size_t>(count));
    parallelFor(
        n.z,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t k = begin; k < end; ++k)
                for (std::int64_t j = 0; j < n.y; ++j)
                    for (std::int64_t i = 0; i < n.x; ++i) {
                        const std::int64_t here = i + n.x * (j + n.y * k);
                        const std::array<std::int64_t, 3> at{i, j, k}, size{n.x, n.y, n.z}, stride{1, n.x, n.x * n.y};
                        double perVoxel[3][3] = {}; // of component r along voxel axis a
                        for (std::size_t a = 0; a < 3; ++a) {
                            const std::int64_t low = at[a] > 0 ? here - stride[a] : here,
                                               high = at[a] + 1 < size[a] ? here + stride[a] : here;
                            const auto span = static_cast<double>((high - low) / stride[a]);
                            for (std::int64_t r = 0; r < 3 && span > 0; ++r)
                                perVoxel[r][a] = (static_cast<double>(field.values[static_cast<std::size_t>(high + r * count)])
                                                     - static_cast<double>(field.values[static_cast<std::size_t>(low + r * count)]))
                                    / span;
                        }
                        double d[3][3]; // by world axis
                        for (int r = 0; r < 3; ++r)
                            for (int c = 0; c < 3; ++c) {
                                d[r][c] = r == c ? 1 : 0;
                                for (int a = 0; a < 3; ++a)
                                    d[r][c] += perVoxel[r][a] * toVoxel(a, c);
                            }
                        out[static_cast<std::size_t>(here)] = static_cast<float>(d[0][0] * (d[1][1] * d[2][2] - d[1][2] * d[2][1])
                            - d[0][1] * (d[1][0] * d[2][2] - d[1][2] * d[2][0]) + d[0][2] * (d[1][0] * d[2][1] - d[1][1] * d[2][0]));
                    }
        },
        threads);
    return out;
}

} // namespace insula
