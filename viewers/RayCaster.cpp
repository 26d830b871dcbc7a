#include "viewers/RayCaster.h"

#include "processing/core/Resample.h"
#include "viewers/VolumeTransfer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace insula {
namespace {

constexpr int BlockSize = 8; // voxels each way
constexpr float Opaque = 0.96f;
constexpr float FineStep = 0.5f; // of the smallest voxel
constexpr float Parallel = 1e-9f; // a step this short along an axis is none
constexpr float GradientReach = 2; // voxels to each side: calm surfaces in spite of noise and of 8 bits
constexpr float SurfaceOpacity = 0.5f; // where a ray has gathered this much, its surface is lit
constexpr float FaintOpacity = 0.01f; // of one step; below it nothing is shaded

using Point = std::array<float, 3>;

// A World vector, times a factor, in voxels.
Point inVoxels(const Affine& inverse, const Vec3& vector, double factor)
{
    Point out{};
    for (int row = 0; row < 3; ++row) {
        const double length = inverse(row, 0) * vector[0] + inverse(row, 1) * vector[1] + inverse(row, 2) * vector[2];
        out[static_cast<std::size_t>(row)] = static_cast<float>(length * factor);
    }
    return out;
}

Point normalised(const Vec3& v)
{
    const double length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    return {static_cast<float>(v[0] / length), static_cast<float>(v[1] / length), static_cast<float>(v[2] / length)};
}

float dot(const Point& a, const Point& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static_assert(SpecularPower == 12);
float power12(float x)
{
    const float x4 = x * x * x * x;
    return x4 * x4 * x4;
}

std::uint8_t byte(float share)
{
    return static_cast<std::uint8_t>(std::clamp(share, 0.0f, 1.0f) * 255 + 0.5f);
}

} // namespace

// All in voxel coordinates.
struct RayCaster::Rays {
    Point corner{}, alongX{}, alongY{}, step{}; // of pixel (0, 0), one pixel right, one down, one step away from the eye
    float stepsThrough = 0; // at most
};

struct RayCaster::Segment {
    float opacity = 0;
    Point colour{};
};

struct RayCaster::Shading {
    // Sums over the levels below an index: of the extinction of one step, and of it times the colour.
    std::array<float, 257> extinction{};
    std::array<Point, 257> glow{};
    std::array<bool, 256> isSeen{}; // whether a block whose largest level is this may hold anything to see
    std::array<Point, 3> gradientToWorld{}; // rows
    Point light{}, half{}; // World directions

    // One step whose level goes from `a` to `b`: the mean over all levels between, so that a thin bright edge is drawn alike wherever the
    // samples fall (pre-integration: Engel et al., Graphics Hardware 2001).
    Segment between(float a, float b) const
    {
        const auto low = static_cast<std::size_t>(std::min(a, b) + 0.5f), high = static_cast<std::size_t>(std::max(a, b) + 0.5f) + 1;
        const float sum = extinction[high] - extinction[low];
        if (sum <= 0) {
            return {};
        }
        Segment segment{1 - std::exp(-sum / static_cast<float>(high - low)), {}};
        for (std::size_t c = 0; c < 3; ++c) {
            segment.colour[c] = (glow[high][c] - glow[low][c]) / sum;
        }
        return segment;
    }
};

void RayCaster::setVolume(const VolumePtr& volume, std::int64_t frame)
{
    if (volume == m_volume && frame == m_frame) {
        return;
    }
    m_volume = volume;
    m_frame = frame;
    const Size3& size = volume->size();
    m_size = {static_cast<int>(size.x), static_cast<int>(size.y), static_cast<int>(size.z)};
    const LevelEnds ends = levelEnds(*volume, frame);
    m_low = ends.low;
    m_high = ends.high;
    m_levels.resize(static_cast<std::size_t>(size.count()));
    const auto scale = static_cast<float>(volume->slope() * 255 / (m_high - m_low));
    const auto offset = static_cast<float>((volume->intercept() - m_low) * 255 / (m_high - m_low));
    dispatch(volume->dataType(), [&](auto zero) {
        using T = decltype(zero);
        const auto* voxels = reinterpret_cast<const T*>(volume->rawFrame(frame).data());
        parallelFor(size.count(), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t v = begin; v < end; ++v) {
                const float level = static_cast<float>(voxels[v]) * scale + offset;
                // NaN fails both comparisons and is not seen.
                m_levels[static_cast<std::size_t>(v)] = level >= 255 ? std::uint8_t{255}
                    : level > 0                                      ? static_cast<std::uint8_t>(level + 0.5f)
                                                                     : std::uint8_t{0};
            }
        });
    });
    findBlocks();
}

void RayCaster::findBlocks()
{
    for (std::size_t axis = 0; axis < 3; ++axis) {
        m_blocks[axis] = (m_size[axis] + BlockSize - 1) / BlockSize;
    }
    m_largest.assign(
        static_cast<std::size_t>(m_blocks[0]) * static_cast<std::size_t>(m_blocks[1]) * static_cast<std::size_t>(m_blocks[2]), 0);
    parallelFor(m_blocks[2], [&](std::int64_t begin, std::int64_t end) {
        for (int bk = static_cast<int>(begin); bk < static_cast<int>(end); ++bk) {
            findBlocksOfSlab(bk);
        }
    });
}

// A sample inside a block reaches one voxel into the next, so each block counts the first voxels of the next ones too.
void RayCaster::findBlocksOfSlab(int slab)
{
    const auto width = static_cast<std::size_t>(m_size[0]);
    for (int k = slab * BlockSize; k <= std::min((slab + 1) * BlockSize, m_size[2] - 1); ++k) {
        for (int j = 0; j < m_size[1]; ++j) {
            const std::uint8_t* row = m_levels.data()
                + (static_cast<std::size_t>(k) * static_cast<std::size_t>(m_size[1]) + static_cast<std::size_t>(j)) * width;
            const int lastBlock = j / BlockSize, firstBlock = j % BlockSize == 0 && j > 0 ? lastBlock - 1 : lastBlock;
            for (int bi = 0; bi < m_blocks[0]; ++bi) {
                const int end = std::min((bi + 1) * BlockSize, m_size[0] - 1);
                const std::uint8_t largest = *std::max_element(row + bi * BlockSize, row + end + 1);
                for (int bj = firstBlock; bj <= lastBlock; ++bj) {
                    auto& block = m_largest[static_cast<std::size_t>((slab * m_blocks[1] + bj) * m_blocks[0] + bi)];
                    block = std::max(block, largest);
                }
            }
        }
    }
}

// Trilinear; p must be inside [0, size - 1].
float RayCaster::sample(const Point& p) const
{
    const int i = static_cast<int>(p[0]), j = static_cast<int>(p[1]), k = static_cast<int>(p[2]);
    const float fi = p[0] - static_cast<float>(i), fj = p[1] - static_cast<float>(j), fk = p[2] - static_cast<float>(k);
    const std::ptrdiff_t nextJ = j + 1 < m_size[1] ? m_size[0] : 0;
    const std::ptrdiff_t nextK = k + 1 < m_size[2] ? static_cast<std::ptrdiff_t>(m_size[0]) * m_size[1] : 0;
    const std::ptrdiff_t nextI = i + 1 < m_size[0] ? 1 : 0;
    const std::uint8_t* v = m_levels.data() + i + static_cast<std::ptrdiff_t>(m_size[0]) * (j + static_cast<std::ptrdiff_t>(m_size[1]) * k);
    const auto alongI = [&](std::ptrdiff_t at) {
        const auto a = static_cast<float>(v[at]);
        return a + fi * (static_cast<float>(v[at + nextI]) - a);
    };
    const float a = alongI(0), b = alongI(nextJ), c = alongI(nextK), d = alongI(nextJ + nextK);
    const float near = a + fj * (b - a), far = c + fj * (d - c);
    return near + fk * (far - near);
}

RayCaster::Point RayCaster::inside(Point p) const
{
    for (std::size_t a = 0; a < 3; ++a) {
        p[a] = std::clamp(p[a], 0.0f, last(a));
    }
    return p;
}

// The steps of a ray that lie in the volume: first above last when it misses.
std::pair<float, float> RayCaster::extent(const Rays& rays, const Point& start) const
{
    float first = 0, end = rays.stepsThrough;
    for (std::size_t a = 0; a < 3; ++a) {
        if (std::abs(rays.step[a]) < Parallel) {
            end = start[a] >= 0 && start[a] <= last(a) ? end : -1;
            continue;
        }
        const float t0 = -start[a] / rays.step[a], t1 = (last(a) - start[a]) / rays.step[a];
        first = std::max(first, std::min(t0, t1));
        end = std::min(end, std::max(t0, t1));
    }
    return {std::ceil(first), end};
}

// The first step behind the block that holds p when there is nothing to see in it, else 0.
float RayCaster::skipBlock(const Rays& rays, const Shading& shading, const Point& start, const Point& p) const
{
    const std::array<int, 3> block{
        static_cast<int>(p[0]) / BlockSize, static_cast<int>(p[1]) / BlockSize, static_cast<int>(p[2]) / BlockSize};
    if (shading.isSeen[m_largest[static_cast<std::size_t>((block[2] * m_blocks[1] + block[1]) * m_blocks[0] + block[0])]]) {
        return 0;
    }
    float leave = std::numeric_limits<float>::max();
    for (std::size_t a = 0; a < 3; ++a) {
        if (std::abs(rays.step[a]) > Parallel) {
            const auto edge = static_cast<float>((block[a] + (rays.step[a] > 0 ? 1 : 0)) * BlockSize);
            leave = std::min(leave, (edge - start[a]) / rays.step[a]);
        }
    }
    return leave;
}

RayCaster::Light RayCaster::lightAt(const Shading& shading, const Point& p) const
{
    Point gradient{};
    for (std::size_t a = 0; a < 3; ++a) {
        Point ahead = p, behind = p;
        ahead[a] += GradientReach;
        behind[a] -= GradientReach;
        gradient[a] = sample(inside(ahead)) - sample(inside(behind));
    }
    const auto& toWorld = shading.gradientToWorld;
    const Point normal{dot(toWorld[0], gradient), dot(toWorld[1], gradient), dot(toWorld[2], gradient)};
    const float length = std::sqrt(dot(normal, normal));
    if (length < 1e-3f) {
        return {AmbientLight, 0};
    }
    return {AmbientLight + DiffuseLight * std::abs(dot(normal, shading.light)) / length,
        SpecularLight * power12(std::abs(dot(normal, shading.half)) / length)};
}

Rgba RayCaster::trace(const Rays& rays, const Shading& shading, double x, double y) const
{
    Point start{};
    for (std::size_t a = 0; a < 3; ++a) {
        start[a] = rays.corner[a] + static_cast<float>(x) * rays.alongX[a] + static_cast<float>(y) * rays.alongY[a];
    }
    Point colour{};
    // entered: the last step at which something was seen; level: of the sample one step nearer to the eye.
    float alpha = 0, surface = -1, entered = 0, sampledAt = -2, level = 0;
    const auto [first, end] = extent(rays, start);
    const auto at = [&](float t) {
        return inside({start[0] + t * rays.step[0], start[1] + t * rays.step[1], start[2] + t * rays.step[2]});
    };
    for (float t = first; t <= end && alpha < Opaque; t += 1) {
        const Point p = at(t);
        if (const float next = skipBlock(rays, shading, start, p); next > 0) {
            t = std::max(t, std::ceil(next) - 1);
            continue;
        }
        const float here = sample(p);
        const float before = t - sampledAt < 1.5f ? level : here;
        level = here;
        sampledAt = t;
        const Segment segment = shading.between(before, here);
        if (segment.opacity <= FaintOpacity) {
            t += t > entered ? 1 : 0; // nothing here: two steps at once
            continue;
        }
        if (t > entered + 1) { // from nothing into something: not past its surface
            entered = t;
            t -= 2;
            continue;
        }
        entered = t;
        const float weight = (1 - alpha) * segment.opacity;
        for (std::size_t c = 0; c < 3; ++c) {
            colour[c] += weight * segment.colour[c];
        }
        if (alpha < SurfaceOpacity) {
            surface = t - 1 + std::min(1.0f, (SurfaceOpacity - alpha) / weight);
        }
        alpha += weight;
    }
    // One light for the ray, where its surface is: at a depth that does not depend on where the samples fall.
    const Light light = surface < 0 ? Light{} : lightAt(shading, at(surface));
    for (std::size_t c = 0; c < 3; ++c) {
        colour[c] = colour[c] * light.diffuse + alpha * light.gloss + (1 - alpha) * VolumeBackground[c];
    }
    return {byte(colour[0]), byte(colour[1]), byte(colour[2]), 255};
}

RayCaster::Rays RayCaster::raysOf(const VolumeProjection& projection, double stepMm) const
{
    const Grid& grid = m_volume->grid();
    const Affine inverse = grid.affine.inverse();
    // The whole volume is within this distance of the focus.
    const World centre = grid.centre(), corner = grid.affine.toWorld({-0.5, -0.5, -0.5});
    const double reach = std::hypot(corner.x - centre.x, corner.y - centre.y, corner.z - centre.z)
        + std::hypot(projection.focus.x - centre.x, projection.focus.y - centre.y, projection.focus.z - centre.z) + stepMm;
    Rays rays;
    rays.alongX = inVoxels(inverse, projection.right, projection.mmPerPixel);
    rays.alongY = inVoxels(inverse, projection.up, -projection.mmPerPixel);
    rays.step = inVoxels(inverse, projection.toward, -stepMm);
    rays.stepsThrough = static_cast<float>(2 * reach / stepMm);
    const auto coordinate = [&](double focus, std::size_t a) {
        return focus + reach * projection.toward[a]
            + projection.mmPerPixel * (projection.height / 2.0 * projection.up[a] - projection.width / 2.0 * projection.right[a]);
    };
    const Voxel first = WorldToVoxel(grid.affine)(
        {coordinate(projection.focus.x, 0), coordinate(projection.focus.y, 1), coordinate(projection.focus.z, 2)});
    rays.corner = {static_cast<float>(first.i), static_cast<float>(first.j), static_cast<float>(first.k)};
    return rays;
}

RayCaster::Shading RayCaster::shadingOf(const LayerDisplay& display, const VolumeProjection& projection, double stepMm) const
{
    Shading shading;
    const VolumeTransfer transfer = volumeTransfer(display, m_low, m_high);
    bool isSeen = false;
    for (std::size_t level = 0; level < 256; ++level) {
        const double opacity = std::min(0.9999, transfer.opacity[level] * display.opacity);
        const auto extinction = static_cast<float>(-std::log(1 - opacity) * stepMm / OpacityUnitMm);
        isSeen = isSeen || extinction > FaintOpacity;
        shading.isSeen[level] = isSeen;
        shading.extinction[level + 1] = shading.extinction[level] + extinction;
        for (std::size_t c = 0; c < 3; ++c) {
            shading.glow[level + 1][c] = shading.glow[level][c] + extinction * transfer.colour[level][c];
        }
    }
    const Affine inverse = m_volume->affine().inverse();
    for (int row = 0; row < 3; ++row) { // normals go with the inverse transposed
        for (int column = 0; column < 3; ++column) {
            shading.gradientToWorld[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]
                = static_cast<float>(inverse(column, row));
        }
    }
    Vec3 light{}, half{};
    for (std::size_t a = 0; a < 3; ++a) {
        light[a]
            = LightDirection[0] * projection.right[a] + LightDirection[1] * projection.up[a] + LightDirection[2] * projection.toward[a];
    }
    shading.light = normalised(light);
    for (std::size_t a = 0; a < 3; ++a) {
        half[a] = static_cast<double>(shading.light[a]) + projection.toward[a];
    }
    shading.half = normalised(half);
    return shading;
}

void RayCaster::draw(const LayerDisplay& display, const VolumeProjection& projection, int stride, std::vector<Rgba>& pixels) const
{
    const Vec3 spacing = m_volume->affine().spacing();
    const double stepMm = FineStep * std::min({spacing[0], spacing[1], spacing[2]}) * (stride > 1 ? 2 : 1);
    const Rays rays = raysOf(projection, stepMm);
    const Shading shading = shadingOf(display, projection, stepMm);
    const int width = projection.width, height = projection.height;
    pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const std::int64_t bands = (height + stride - 1) / stride;
    parallelFor(bands, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t n = begin; n < end; ++n) {
            // Even bands first, then odd ones: the threads share the head, whose lower half costs more than the upper.
            const std::int64_t even = (bands + 1) / 2, band = n < even ? 2 * n : 2 * (n - even) + 1;
            const int y = static_cast<int>(band) * stride;
            for (int x = 0; x < width; x += stride) {
                const Rgba ray = trace(rays, shading, x + stride / 2.0, y + stride / 2.0);
                for (int row = y; row < std::min(y + stride, height); ++row) {
                    const auto at = pixels.begin() + static_cast<std::ptrdiff_t>(row) * width + x;
                    std::fill(at, at + std::min(stride, width - x), ray);
                }
            }
        }
    });
}

} // namespace insula
