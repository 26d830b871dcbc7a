#include "processing/core/NuisanceModel.h"

#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/Resample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace insula {
namespace {

double dot(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// In-band part of a course.
void project(const OrthonormalBasis& basis, std::span<double> course)
{
    std::vector<double> rest(course.begin(), course.end());
    basis.removeFrom(rest);
    for (std::size_t t = 0; t < course.size(); ++t)
        course[t] -= rest[t];
}

// Eigenvectors of a small symmetric matrix by Jacobi's rotations: columns of `vectors`, by size.
void smallEigenvectors(std::vector<double>& m, std::size_t n, std::vector<double>& vectors)
{
    vectors.assign(n * n, 0);
    for (std::size_t i = 0; i < n; ++i)
        vectors[i * n + i] = 1;
    for (int sweep = 0; sweep < 60; ++sweep) {
        double off = 0, diagonal = 0;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                (i == j ? diagonal : off) += m[i * n + j] * m[i * n + j];
        if (off <= 1e-28 * diagonal)
            break;
        for (std::size_t p = 0; p < n; ++p)
            for (std::size_t q = p + 1; q < n; ++q) {
                if (m[p * n + q] == 0)
                    continue;
                const double theta = (m[q * n + q] - m[p * n + p]) / (2 * m[p * n + q]);
                const double tangent = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
                const double c = 1 / std::sqrt(tangent * tangent + 1), s = tangent * c;
                for (std::size_t k = 0; k < n; ++k) {
                    const double a = m[k * n + p], b = m[k * n + q];
                    m[k * n + p] = c * a - s * b;
                    m[k * n + q] = s * a + c * b;
                }
                for (std::size_t k = 0; k < n; ++k) {
                    const double a = m[p * n + k], b = m[q * n + k];
                    m[p * n + k] = c * a - s * b;
                    m[q * n + k] = s * a + c * b;
                }
                for (std::size_t k = 0; k < n; ++k) {
                    const double a = vectors[k * n + p], b = vectors[k * n + q];
                    vectors[k * n + p] = c * a - s * b;
                    vectors[k * n + q] = s * a + c * b;
                }
            }
    }
}

} // namespace

NuisanceModel::NuisanceModel(const NamedColumns& columns, const std::optional<Band>& band, double trSeconds, std::size_t frames)
{
    Columns wanted = columns.columns;
    if (band) {
        m_band = bandBasis(*band, trSeconds, frames);
        for (auto& column : wanted) {
            const double before = std::sqrt(dot(column, column));
            project(*m_band, column);
            if (std::sqrt(dot(column, column)) < 1e-9 * before) // all of it lies outside of the band
                column.assign(frames, 0);
        }
    }
    m_columns = OrthonormalBasis(wanted);
    const std::size_t all = m_band ? m_band->rank() : frames;
    if (m_columns.rank() >= all)
        throw Error(fmt::format("nothing is left of the run: {} frames{} and {} regressors; take fewer regressors or a wider band", frames,
            m_band ? fmt::format(" have {} values inside the band", all) : "", m_columns.rank()));
    m_freedom = all - m_columns.rank();
}

void NuisanceModel::apply(std::span<double> course) const
{
    if (m_band)
        project(*m_band, course);
    m_columns.removeFrom(course);
}

NamedColumns spikesOf(std::span<const double> displacementMm, double limitMm)
{
    NamedColumns spikes;
    for (std::size_t t = 0; t < displacementMm.size(); ++t)
        if (displacementMm[t] > limitMm) {
            std::vector<double> column(displacementMm.size());
            column[t] = 1;
            spikes.add(fmt::format("scrubbed_{:04}", t + 1), std::move(column));
        }
    return spikes;
}

std::vector<double> meanCourseOf(const Volume& run, std::span<const std::uint8_t> mask, const Progress& progress)
{
    const auto count = static_cast<std::size_t>(run.size().count());
    std::vector<double> mean;
    std::vector<float> frame(count);
    std::vector<std::uint8_t> usable(mask.begin(), mask.end());
    for (std::int64_t t = 0; t < run.frames(); ++t) { // a voxel that is not finite once counts in no frame
        run.copyFrame(t, frame);
        run.release();
        for (std::size_t v = 0; v < count; ++v)
            usable[v] = usable[v] && std::isfinite(frame[v]);
    }
    const auto inside = static_cast<double>(std::count_if(usable.begin(), usable.end(), [](std::uint8_t u) { return u != 0; }));
    if (inside == 0)
        throw Error("a mask has no voxel with numbers in all frames; check the mask and the run");
    for (std::int64_t t = 0; t < run.frames(); ++t) {
        progress.report(static_cast<double>(t + 1) / static_cast<double>(run.frames()));
        run.copyFrame(t, frame);
        run.release();
        double sum = 0;
        for (std::size_t v = 0; v < count; ++v)
            sum += usable[v] ? static_cast<double>(frame[v]) : 0;
        mean.push_back(sum / inside);
    }
    return mean;
}

Columns noiseComponents(const Volume& run, std::span<const std::uint8_t> mask, std::size_t count, int threads, const Progress& progress)
{
    const auto frames = static_cast<std::size_t>(run.frames());
    const OrthonormalBasis line(polynomials(frames, 1));
    // Standardised courses of the mask alone, one after the other.
    std::vector<std::int64_t> place(mask.size(), -1);
    std::int64_t voxels = 0;
    for (std::size_t v = 0; v < mask.size(); ++v)
        if (mask[v])
            place[v] = voxels++;
    std::vector<float> rows(static_cast<std::size_t>(voxels) * frames);
    mapCourses(
        run, {.outFrames = 0, .mask = mask, .threads = threads},
        [&] {
            return [&, x = std::vector<double>(frames)](std::int64_t voxel, std::span<const double> course, std::span<double>) mutable {
                std::copy(course.begin(), course.end(), x.begin());
                line.removeFrom(x);
                const double length = std::sqrt(dot(x, x)), all = std::sqrt(dot(course, course));
                for (std::size_t t = 0; t < frames && length > 1e-6 * all; ++t)
                    rows[static_cast<std::size_t>(place[static_cast<std::size_t>(voxel)]) * frames + t] = static_cast<float>(x[t] / length);
            };
        },
        progress.part(0, 0.3));
    std::int64_t changing = 0;
    for (std::int64_t v = 0; v < voxels; ++v)
        changing += rows[static_cast<std::size_t>(v) * frames] != 0 || rows[static_cast<std::size_t>(v) * frames + 1] != 0;
    if (changing < static_cast<std::int64_t>(count))
        throw Error(fmt::format("a mask has {} voxels that change, fewer than the {} components that are wanted", changing, count));
    std::vector<double> products(frames * frames);
    parallelFor(
        static_cast<std::int64_t>(frames),
        [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t v = 0; v < voxels; ++v) {
                if (v % 64 == 0)
                    progress.checkpoint();
                const float* row = rows.data() + static_cast<std::size_t>(v) * frames;
                for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i) {
                    const auto a = static_cast<double>(row[i]);
                    for (std::size_t j = 0; j < frames; ++j)
                        products[i * frames + j] += a * static_cast<double>(row[j]);
                }
            }
        },
        threads);
    progress.report(0.7);
    return leadingEigenvectors(products, frames, count, progress.part(0.7, 1));
}

Columns leadingEigenvectors(const std::vector<double>& matrix, std::size_t size, std::size_t count, const Progress& progress)
{
    const std::size_t width = std::min(size, count + 8);
    Columns subspace;
    for (std::size_t n = 0; n < width; ++n) { // any start that is not orthogonal to what is looked for
        std::vector<double> column(size);
        for (std::size_t t = 0; t < size; ++t)
            column[t] = std::cos(1.0 + static_cast<double>((n + 1) * (t + 1)) * 0.7548776662466927);
        subspace.push_back(std::move(column));
    }
    subspace = OrthonormalBasis(subspace).columns();
    for (int iteration = 0; iteration < 1000; ++iteration) {
        progress.checkpoint();
        Columns image = subspace;
        for (std::size_t n = 0; n < subspace.size(); ++n)
            for (std::size_t i = 0; i < size; ++i)
                image[n][i] = dot({matrix.data() + i * size, size}, subspace[n]);
        const std::size_t w = subspace.size();
        std::vector<double> small(w * w), vectors;
        for (std::size_t a = 0; a < w; ++a)
            for (std::size_t b = 0; b < w; ++b)
                small[a * w + b] = dot(subspace[a], image[b]);
        smallEigenvectors(small, w, vectors);
        std::vector<std::size_t> order(w);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return small[a * w + a] > small[b * w + b]; });
        Columns turned(w, std::vector<double>(size)), next(w, std::vector<double>(size));
        for (std::size_t a = 0; a < w; ++a)
            for (std::size_t b = 0; b < w; ++b)
                for (std::size_t i = 0; i < size; ++i) {
                    turned[a][i] += vectors[b * w + order[a]] * subspace[b][i];
                    next[a][i] += vectors[b * w + order[a]] * image[b][i];
                }
        double worst = 0; // |A x - l x| / l of the largest
        for (std::size_t a = 0; a < std::min(count, w); ++a) {
            const double value = small[order[a] * w + order[a]];
            double square = 0;
            for (std::size_t i = 0; i < size; ++i)
                square += std::pow(next[a][i] - value * turned[a][i], 2);
            worst = std::max(worst, std::sqrt(square) / std::max(small[order[0] * w + order[0]], 1e-300));
        }
        subspace = worst < 1e-9 ? std::move(turned) : OrthonormalBasis(next).columns();
        if (worst < 1e-9 || subspace.size() < count)
            break;
    }
    subspace.resize(std::min(count, subspace.size()));
    for (auto& column : subspace) {
        double cubes = 0;
        for (const double x : column)
            cubes += x * x * x;
        if (cubes < 0)
            for (double& x : column)
                x = -x;
    }
    return subspace;
}

} // namespace insula
