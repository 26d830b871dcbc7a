#include "processing/core/Resample.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <exception>
#include <limits>
#include <mutex>
#include <system_error>
#include <thread>

namespace insula {

namespace {

// Reads voxels as scaled floats from stored bytes of any type.
template <typename T> struct Stored {
    const std::byte* bytes;
    double slope, intercept;
    float operator()(std::int64_t index) const
    {
        T value;
        std::memcpy(&value, bytes + static_cast<std::size_t>(index) * sizeof(T), sizeof(T));
        return static_cast<float>(slope * static_cast<double>(value) + intercept);
    }
};

// Positions within this distance (voxels) outside are taken as inside: rounding of the affines.
constexpr double Slack = 1e-6;

bool isOutside(double position, std::int64_t count)
{
    return !(position >= -0.5 - Slack && position <= static_cast<double>(count) - 0.5 + Slack);
}

bool isOutside(const Voxel& v, const Size3& n)
{
    return isOutside(v.i, n.x) || isOutside(v.j, n.y) || isOutside(v.k, n.z);
}

// Of the voxel whose box holds the position; the outermost faces belong to the outermost voxels.
std::int64_t indexAt(double position, std::int64_t count)
{
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(position + 0.5 + Slack)), 0, count - 1);
}

template <typename Read> float nearest(const Read& read, const Size3& n, const Voxel& v, float outside)
{
    return isOutside(v, n) ? outside : read(indexAt(v.i, n.x) + n.x * (indexAt(v.j, n.y) + n.y * indexAt(v.k, n.z)));
}

// One axis of a trilinear sample: the two neighbours (clamped) and the weight of the upper one.
struct Between {
    std::int64_t low, high;
    double weight;
};

Between between(double position, std::int64_t count)
{
    const double clamped = std::clamp(position, 0.0, static_cast<double>(count - 1));
    const auto low = std::min(static_cast<std::int64_t>(clamped), count - 1);
    return {low, std::min(low + 1, count - 1), clamped - static_cast<double>(low)};
}

template <typename Read> float linear(const Read& read, const Size3& n, const Voxel& v, float outside)
{
    if (isOutside(v, n)) {
        return outside;
    }
    const Between x = between(v.i, n.x), y = between(v.j, n.y), z = between(v.k, n.z);
    double sum = 0;
    // Neighbours of weight 0 are not read, so that a NaN beside an exactly hit voxel stays where it is.
    for (const auto& [k, wz] : {std::pair{z.low, 1 - z.weight}, std::pair{z.high, z.weight}}) {
        for (const auto& [j, wy] : {std::pair{y.low, 1 - y.weight}, std::pair{y.high, y.weight}}) {
            const double wyz = wz * wy;
            if (wyz == 0) {
                continue;
            }
            const std::int64_t row = n.x * (j + n.y * k);
            if (x.weight < 1) {
                sum += wyz * (1 - x.weight) * static_cast<double>(read(row + x.low));
            }
            if (x.weight > 0) {
                sum += wyz * x.weight * static_cast<double>(read(row + x.high));
            }
        }
    }
    return static_cast<float>(sum);
}

template <typename Read>
std::vector<float> sample(
    const Read& read, const Grid& from, const Grid& target, Interpolation interpolation, float outside, const Progress& progress)
{
    const Affine toSource = from.affine.inverse() * target.affine;
    const Size3 n = target.size;
    std::vector<float> out(static_cast<std::size_t>(n.count()));
    std::atomic<std::int64_t> done{0};
    parallelFor(n.z, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t k = begin; k < end; ++k) {
            progress.checkpoint();
            float* row = out.data() + n.x * n.y * k;
            for (std::int64_t j = 0; j < n.y; ++j, row += n.x) {
                for (std::int64_t i = 0; i < n.x; ++i) {
                    const World w = toSource.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                    const Voxel v{w.x, w.y, w.z};
                    row[i] = interpolation == Interpolation::Nearest ? nearest(read, from.size, v, outside)
                                                                     : linear(read, from.size, v, outside);
                }
            }
            progress.report(static_cast<double>(++done) / static_cast<double>(n.z));
        }
    });
    return out;
}

// Lower envelope of the parabolas h[q] + (step (p - q))^2, in place of h; h may hold infinities.
// P. F. Felzenszwalb, D. P. Huttenlocher, Theory of Computing 8 (2012), section 2.
class SquaredDistanceLine {
public:
    explicit SquaredDistanceLine(std::size_t length) : m_site(length), m_from(length + 1), m_result(length) { }

    void transform(std::vector<double>& h, double step)
    {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const double s2 = step * step;
        std::size_t last = 0;
        bool any = false;
        for (std::size_t q = 0; q < h.size(); ++q) {
            if (h[q] == infinity) {
                continue;
            }
            const auto at = static_cast<double>(q);
            double cut = -infinity;
            while (any) {
                const auto other = static_cast<double>(m_site[last]);
                cut = ((h[q] + s2 * at * at) - (h[m_site[last]] + s2 * other * other)) / (2 * s2 * (at - other));
                if (cut > m_from[last]) {
                    break;
                }
                if (last == 0) {
                    any = false;
                    cut = -infinity;
                } else {
                    --last;
                }
            }
            last = any ? last + 1 : 0;
            m_site[last] = q;
            m_from[last] = cut;
            any = true;
        }
        if (!any) {
            return;
        }
        std::size_t site = 0;
        for (std::size_t p = 0; p < h.size(); ++p) {
            const auto at = static_cast<double>(p);
            while (site < last && m_from[site + 1] <= at) {
                ++site;
            }
            const double away = step * (at - static_cast<double>(m_site[site]));
            m_result[p] = h[m_site[site]] + away * away;
        }
        h.assign(m_result.begin(), m_result.begin() + static_cast<std::ptrdiff_t>(h.size()));
    }

private:
    std::vector<std::size_t> m_site;
    std::vector<double> m_from, m_result;
};

// Squared distance (mm^2) from each voxel centre to the boxes of the voxels where isSite(index). Each line is doubled: even
// samples are centres, odd ones the faces between them, which belong to a site when either neighbour does.
template <typename IsSite>
std::vector<float> squaredDistanceToBoxes(const IsSite& isSite, const Size3& n, const Vec3& spacing, const Progress& progress)
{
    constexpr float infinity = std::numeric_limits<float>::infinity();
    std::vector<float> field(static_cast<std::size_t>(n.count()));
    for (std::size_t index = 0; index < field.size(); ++index) {
        field[index] = isSite(index) ? 0.0f : infinity;
    }
    const std::array<std::int64_t, 3> counts{n.x, n.y, n.z}, strides{1, n.x, n.x * n.y};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const std::size_t a = axis == 0 ? 1 : 0, b = axis == 2 ? 1 : 2;
        const auto length = static_cast<std::size_t>(counts[axis]);
        const Progress part = progress.part(static_cast<double>(axis) / 3, static_cast<double>(axis + 1) / 3);
        std::atomic<std::int64_t> done{0};
        parallelFor(counts[b], [&](std::int64_t begin, std::int64_t end) {
            SquaredDistanceLine line(2 * length + 1);
            std::vector<double> h(2 * length + 1);
            for (std::int64_t v = begin; v < end; ++v) {
                part.checkpoint();
                for (std::int64_t u = 0; u < counts[a]; ++u) {
                    float* values = field.data() + u * strides[a] + v * strides[b];
                    for (std::size_t q = 0; q < length; ++q) {
                        h[2 * q + 1] = static_cast<double>(values[static_cast<std::int64_t>(q) * strides[axis]]);
                    }
                    for (std::size_t q = 0; q <= length; ++q) {
                        const double below = q > 0 ? h[2 * q - 1] : static_cast<double>(infinity);
                        const double above = q < length ? h[2 * q + 1] : static_cast<double>(infinity);
                        h[2 * q] = std::min(below, above);
                    }
                    line.transform(h, spacing[axis] / 2);
                    for (std::size_t q = 0; q < length; ++q) {
                        values[static_cast<std::int64_t>(q) * strides[axis]] = static_cast<float>(h[2 * q + 1]);
                    }
                }
                part.report(static_cast<double>(++done) / static_cast<double>(counts[b]));
            }
        });
    }
    return field;
}

} // namespace

std::vector<float> sampleOnGrid(
    const Volume& source, const Grid& target, Interpolation interpolation, float outside, std::int64_t frame, const Progress& progress)
{
    const std::byte* bytes = source.rawFrame(frame).data();
    return dispatch(source.dataType(), [&](auto zero) {
        const Stored<decltype(zero)> read{bytes, source.slope(), source.intercept()};
        return sample(read, source.grid(), target, interpolation, outside, progress);
    });
}

std::vector<float> sampleOnGrid(std::span<const float> values, const Grid& from, const Grid& target, Interpolation interpolation,
    float outside, const Progress& progress)
{
    const auto read = [values](std::int64_t index) { return values[static_cast<std::size_t>(index)]; };
    return sample(read, from, target, interpolation, outside, progress);
}

Grid conformedGrid(const Grid& native, std::int64_t size, double voxelMm)
{
    // The middle of one field lies on the middle of the other: FreeSurfer's rule (voxel n/2 on voxel size/2) is off by up to half a voxel
    // of either grid, which costs half a percent of Dice on scans with thick slices.
    const World c = native.centre();
    const double half = voxelMm * static_cast<double>(size - 1) / 2;
    return {
        {size, size, size}, Affine::fromColumns({-voxelMm, 0, 0}, {0, 0, -voxelMm}, {0, voxelMm, 0}, {c.x + half, c.y - half, c.z + half})};
}

std::int64_t keepLargestComponent(std::span<std::uint8_t> mask, const Size3& size)
{
    std::vector<std::int32_t> component(mask.size(), 0);
    std::vector<std::int64_t> stack;
    std::int32_t count = 0, largest = 0;
    std::int64_t largestVoxels = 0;
    const std::int64_t nx = size.x, nxy = size.x * size.y;
    for (std::size_t seed = 0; seed < mask.size(); ++seed) {
        if (!mask[seed] || component[seed]) {
            continue;
        }
        ++count;
        std::int64_t voxels = 0;
        component[seed] = count;
        stack.push_back(static_cast<std::int64_t>(seed));
        while (!stack.empty()) {
            const std::int64_t index = stack.back();
            stack.pop_back();
            ++voxels;
            const auto visit = [&](bool inside, std::int64_t neighbour) {
                if (inside && mask[static_cast<std::size_t>(neighbour)] && !component[static_cast<std::size_t>(neighbour)]) {
                    component[static_cast<std::size_t>(neighbour)] = count;
                    stack.push_back(neighbour);
                }
            };
            const std::int64_t i = index % nx, j = index / nx % size.y, k = index / nxy;
            visit(i > 0, index - 1);
            visit(i + 1 < nx, index + 1);
            visit(j > 0, index - nx);
            visit(j + 1 < size.y, index + nx);
            visit(k > 0, index - nxy);
            visit(k + 1 < size.z, index + nxy);
        }
        if (voxels > largestVoxels) {
            largestVoxels = voxels;
            largest = count;
        }
    }
    for (std::size_t index = 0; index < mask.size(); ++index) {
        if (component[index] != largest) {
            mask[index] = 0;
        }
    }
    return count;
}

std::vector<float> signedDistanceMm(std::span<const std::uint8_t> mask, const Grid& grid, const Progress& progress)
{
    if (static_cast<std::int64_t>(mask.size()) != grid.size.count()) {
        throw Error("the mask and its grid have different sizes");
    }
    const Vec3 spacing = grid.affine.spacing();
    std::vector<float> out = squaredDistanceToBoxes([&](std::size_t n) { return mask[n] != 0; }, grid.size, spacing, progress.part(0, 0.5));
    const std::vector<float> inside
        = squaredDistanceToBoxes([&](std::size_t n) { return mask[n] == 0; }, grid.size, spacing, progress.part(0.5, 1));
    for (std::size_t n = 0; n < out.size(); ++n) {
        out[n] = mask[n] ? -std::sqrt(inside[n]) : std::sqrt(out[n]);
    }
    return out;
}

void parallelFor(std::int64_t count, const std::function<void(std::int64_t, std::int64_t)>& body, int threads)
{
    if (count <= 0) {
        return;
    }
    const auto wanted
        = static_cast<std::int64_t>(threads > 0 ? static_cast<unsigned>(threads) : std::max(1U, std::thread::hardware_concurrency()));
    const std::int64_t workers = std::min(wanted, count);
    std::exception_ptr problem;
    std::mutex mutex;
    const auto work = [&](std::int64_t worker) {
        try {
            body(count * worker / workers, count * (worker + 1) / workers);
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!problem) {
                problem = std::current_exception();
            }
        }
    };
    std::vector<std::jthread> others;
    std::int64_t started = 1;
    try {
        for (; started < workers; ++started) {
            others.emplace_back(work, started);
        }
    } catch (const std::system_error&) { // no more threads are allowed here: this one does what is left
    }
    work(0);
    for (std::int64_t worker = started; worker < workers; ++worker) {
        work(worker);
    }
    others.clear(); // joins
    if (problem) {
        std::rethrow_exception(problem);
    }
}

} // namespace insula
