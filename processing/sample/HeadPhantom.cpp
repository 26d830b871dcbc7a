#include "processing/sample/HeadPhantom.h"

#include "processing/core/Resample.h"
#include "processing/sample/HeadAnatomy.h"
#include "processing/sample/Random.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace insula {
namespace {

const Grid LabelGrid{{184, 240, 216}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-91.5, -122, -115})};

struct Signal {
    std::uint8_t tissue;
    float t1, t2, ct, epi; // arbitrary units; ct in HU
};

// Bright and dark as at 3 T (T1: MPRAGE; T2: turbo spin echo; EPI: fat suppressed, TE 30 ms). HU after Hounsfield's scale.
constexpr Signal Signals[] = {
    {Outside, 0, 0, -1000, 0},
    {LeftWhite, 880, 370, 30, 640},
    {LeftCortex, 640, 530, 38, 760},
    {LeftVentricle, 190, 1080, 7, 1080},
    {LeftCerebellumWhite, 850, 380, 30, 640},
    {LeftCerebellumCortex, 620, 520, 38, 740},
    {LeftThalamus, 745, 450, 36, 690},
    {LeftCaudate, 665, 490, 38, 720},
    {LeftPutamen, 700, 460, 38, 690},
    {LeftPallidum, 800, 330, 39, 560},
    {ThirdVentricle, 190, 1080, 7, 1080},
    {FourthVentricle, 190, 1080, 7, 1080},
    {BrainStem, 800, 410, 31, 640},
    {LeftHippocampus, 640, 545, 37, 740},
    {LeftAmygdala, 635, 540, 37, 700},
    {Csf, 200, 1050, 8, 1060},
    {LeftLesion, 430, 880, 22, 860},
    {CorpusCallosum, 920, 340, 30, 620},
    {Skin, 480, 330, 45, 150},
    {Capsule, 1250, 900, -45, 0},
    {Cranium, 75, 45, 1250, 12},
    {Muscle, 470, 210, 58, 210},
    {Fat, 1120, 690, -95, 90},
    {SpinalCord, 760, 430, 35, 620},
    {Nerve, 640, 430, 32, 420},
    {Marrow, 480, 300, 620, 40},
    {Air, 0, 0, -1000, 0},
    {OrbitalFat, 1080, 700, -90, 110},
    {Eye, 215, 1130, 12, 900},
    {Lens, 520, 200, 85, 400},
};

HeadPhantom::Contrast contrastOf(float Signal::*column)
{
    HeadPhantom::Contrast contrast{};
    for (const Signal& s : Signals) {
        contrast[s.tissue] = s.*column;
        contrast[otherSide(s.tissue)] = s.*column;
    }
    return contrast;
}

// A gentle slope and bowl, different for each seed: a receive coil's field, within about 25 %.
double biasAt(const World& p, std::uint64_t stream)
{
    const auto coefficient = [stream](std::uint64_t n) { return 2 * uniform(stream, n) - 1; };
    const double x = p.x / 100, y = p.y / 100, z = p.z / 100;
    const double field = 0.09 * coefficient(1) * x + 0.09 * coefficient(2) * y + 0.09 * coefficient(3) * z + 0.06 * coefficient(4) * x * y
        + 0.06 * coefficient(5) * y * z - 0.10 * (x * x + y * y + z * z);
    return std::exp(field);
}

template <typename T> T stored(double value)
{
    return static_cast<T>(std::clamp(std::lround(value), 0L, 32767L));
}

} // namespace

Grid tiltedGrid(Size3 size, Vec3 spacingMm, World centre, Vec3 degrees, std::array<int, 3> directions)
{
    const auto turn = [](int axis, double angle) {
        const double c = std::cos(angle * std::numbers::pi / 180), s = std::sin(angle * std::numbers::pi / 180);
        Affine r;
        const int u = (axis + 1) % 3, v = (axis + 2) % 3;
        r(u, u) = c, r(u, v) = -s, r(v, u) = s, r(v, v) = c;
        return r;
    };
    Affine affine = turn(2, degrees[2]) * turn(1, degrees[1]) * turn(0, degrees[0]);
    for (int column = 0; column < 3; ++column) {
        const auto n = static_cast<std::size_t>(column);
        for (int row = 0; row < 3; ++row)
            affine(row, column) *= spacingMm[n] * directions[n];
    }
    const Voxel middle{(static_cast<double>(size.x) - 1) / 2, (static_cast<double>(size.y) - 1) / 2, (static_cast<double>(size.z) - 1) / 2};
    const World there = affine.toWorld(middle);
    affine(0, 3) = centre.x - there.x, affine(1, 3) = centre.y - there.y, affine(2, 3) = centre.z - there.z;
    return {size, affine};
}

HeadPhantom::HeadPhantom(std::uint64_t seed, const Progress& progress, int threads) :
    m_seed(seed), m_threads(threads), m_toVoxel(LabelGrid.affine)
{
    const HeadAnatomy anatomy(seed);
    m_lesion = anatomy.lesionCentre();
    m_capsule = anatomy.capsuleCentre();
    const Size3 n = LabelGrid.size;
    std::vector<std::uint8_t> tissues(static_cast<std::size_t>(n.count()));
    parallelFor(
        n.y * n.z,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                const std::int64_t j = row / n.z, k = row % n.z; // coronal slices: both halves of the list hold as much brain
                if (k == 0)
                    progress.checkpoint();
                for (std::int64_t i = 0; i < n.x; ++i) {
                    const World p = LabelGrid.affine.toWorld({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                    tissues[static_cast<std::size_t>((k * n.y + j) * n.x + i)] = anatomy.tissueAt(p);
                }
            }
        },
        threads);
    Volume::Description description;
    description.grid = LabelGrid;
    description.kind = Kind::Labels;
    description.labels = tissueTable();
    description.source.description = fmt::format("Insula head phantom, seed {}", seed);
    m_labels = Volume::make(std::move(description), std::move(tissues));
    m_tissues = reinterpret_cast<const std::uint8_t*>(m_labels->rawFrame(0).data());
    progress.report(1.0);
}

float HeadPhantom::signalAt(const World& p, const Contrast& contrast) const
{
    const Size3 n = LabelGrid.size;
    const Voxel v = m_toVoxel(p);
    const double fi = std::floor(v.i), fj = std::floor(v.j), fk = std::floor(v.k);
    if (fi < 0 || fj < 0 || fk < 0 || fi > static_cast<double>(n.x - 2) || fj > static_cast<double>(n.y - 2)
        || fk > static_cast<double>(n.z - 2)) {
        return contrast[Outside];
    }
    const auto a = static_cast<float>(v.i - fi), b = static_cast<float>(v.j - fj), c = static_cast<float>(v.k - fk);
    const std::uint8_t* t
        = m_tissues + (static_cast<std::int64_t>(fk) * n.y + static_cast<std::int64_t>(fj)) * n.x + static_cast<std::int64_t>(fi);
    const auto line = [&](std::int64_t at) { return contrast[t[at]] + a * (contrast[t[at + 1]] - contrast[t[at]]); };
    const std::int64_t up = n.x * n.y;
    const float front = line(0) + b * (line(n.x) - line(0));
    const float back = line(up) + b * (line(up + n.x) - line(up));
    return front + c * (back - front);
}

std::vector<float> HeadPhantom::render(const Grid& grid, const Contrast& contrast, std::array<int, 3> samples) const
{
    const Size3 n = grid.size;
    std::vector<float> image(static_cast<std::size_t>(n.count()));
    const auto offset = [](int s, int of) { return (s + 0.5) / of - 0.5; };
    const auto mean = [&](double i, double j, double k) {
        float sum = 0;
        for (int c = 0; c < samples[2]; ++c)
            for (int b = 0; b < samples[1]; ++b)
                for (int a = 0; a < samples[0]; ++a)
                    sum += signalAt(
                        grid.affine.toWorld({i + offset(a, samples[0]), j + offset(b, samples[1]), k + offset(c, samples[2])}), contrast);
        return sum / static_cast<float>(samples[0] * samples[1] * samples[2]);
    };
    parallelFor(
        n.y * n.z,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                const auto j = static_cast<double>(row % n.y), k = static_cast<double>(row / n.y);
                for (std::int64_t i = 0; i < n.x; ++i)
                    image[static_cast<std::size_t>(row * n.x + i)] = mean(static_cast<double>(i), j, k);
            }
        },
        m_threads);
    return image;
}

HeadPhantom::Contrast HeadPhantom::t2StarContrast()
{
    return contrastOf(&Signal::epi);
}

VolumePtr HeadPhantom::magnitudeImage(
    const Grid& grid, const Contrast& contrast, std::array<int, 3> samples, double sigma, std::uint64_t stream) const
{
    const std::vector<float> clean = render(grid, contrast, samples);
    std::vector<std::int16_t> voxels(clean.size());
    const Size3 n = grid.size;
    const std::uint64_t noise = m_seed * 16 + stream, field = noise + 8;
    parallelFor(
        n.y * n.z,
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                for (std::int64_t i = 0; i < n.x; ++i) {
                    const auto at = static_cast<std::size_t>(row * n.x + i);
                    const Voxel v{static_cast<double>(i), static_cast<double>(row % n.y), static_cast<double>(row / n.y)};
                    const double signal = clean[at] * biasAt(grid.affine.toWorld(v), field) + sigma * gaussian(noise, 2 * at);
                    const double imaginary = sigma * gaussian(noise, 2 * at + 1);
                    voxels[at] = stored<std::int16_t>(std::sqrt(signal * signal + imaginary * imaginary));
                }
            }
        },
        m_threads);
    Volume::Description description;
    description.grid = grid;
    description.source.description = m_labels->source().description;
    return Volume::make(std::move(description), std::move(voxels));
}

VolumePtr HeadPhantom::t1w() const
{
    return magnitudeImage(
        tiltedGrid({188, 244, 220}, {1, 1, 1}, {0.4, -3.2, -6.7}, {6, -3, 4}, {1, 1, 1}), contrastOf(&Signal::t1), {1, 1, 1}, 17, 1);
}

VolumePtr HeadPhantom::t2w() const
{
    return magnitudeImage(
        tiltedGrid({192, 240, 80}, {1, 1, 2.5}, {1.5, -4, -2}, {-9, 2, 0}, {-1, 1, 1}), contrastOf(&Signal::t2), {1, 1, 2}, 16, 2);
}

VolumePtr HeadPhantom::ct() const
{
    constexpr double AirHu = -1024, Sigma = 9;
    const Grid grid = tiltedGrid({212, 272, 104}, {0.9, 0.9, 2}, {-2, -6, -5}, {14, 0, -2}, {1, 1, 1});
    const std::vector<float> clean = render(grid, contrastOf(&Signal::ct), {1, 1, 2});
    std::vector<std::uint16_t> voxels(clean.size());
    parallelFor(
        static_cast<std::int64_t>(clean.size()),
        [&](std::int64_t begin, std::int64_t end) {
            for (auto at = static_cast<std::size_t>(begin); at < static_cast<std::size_t>(end); ++at) {
                voxels[at] = stored<std::uint16_t>(clean[at] + Sigma * gaussian(m_seed * 16 + 3, at) - AirHu);
            }
        },
        m_threads);
    Volume::Description description;
    description.grid = grid;
    description.intercept = AirHu;
    description.source.description = m_labels->source().description;
    return Volume::make(std::move(description), std::move(voxels));
}

} // namespace insula
