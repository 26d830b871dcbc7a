#include "models/steps/AnatomyHead.h"

#include "processing/core/Error.h"
#include "processing/core/Resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace insula {
namespace {

constexpr double SearchMm = 4; // of the coarse picture in which the head is looked for
constexpr double SignalLevel = 0.1; // of the brightest: more is head
constexpr double MarginMm = 12; // of air around the head
constexpr double TrustedMm = 4; // the network's distances, which were trained up to 5
constexpr double FarMm = 5;
// Computed tomography: air is -1000. The window shows fat to bone, with brain and CSF well apart in it.
constexpr float AirHounsfield = -500;
constexpr double WindowLow = -50, WindowHigh = 150;
constexpr double DarkestPercent = 0.1;
constexpr std::size_t FewestColumns = 16; // that a sample of a volume comes from

Vec3 axisOf(int axis, double mm)
{
    // left, inferior, anterior
    return axis == 0 ? Vec3{-mm, 0, 0} : axis == 1 ? Vec3{0, 0, -mm} : Vec3{0, mm, 0};
}

// Along the axes left, inferior, anterior, in mm.
struct Extent {
    std::array<double, 3> from{}, to{};
};

std::array<double, 3> alongAxes(const World& w)
{
    return {-w.x, -w.z, w.y};
}

Grid gridOver(const Extent& extent, const std::array<std::int64_t, 3>& size, double mm)
{
    std::array<double, 3> first{};
    for (std::size_t a = 0; a < 3; ++a)
        first[a] = (extent.from[a] + extent.to[a]) / 2 - mm * static_cast<double>(size[a] - 1) / 2;
    return {{size[0], size[1], size[2]},
        Affine::fromColumns(axisOf(0, mm), axisOf(1, mm), axisOf(2, mm), Vec3{-first[0], first[2], -first[1]})};
}

Extent extentOf(const Grid& grid)
{
    Extent extent{{INFINITY, INFINITY, INFINITY}, {-INFINITY, -INFINITY, -INFINITY}};
    for (int corner = 0; corner < 8; ++corner) {
        const auto at = [corner](int axis, std::int64_t n) { return corner >> axis & 1 ? static_cast<double>(n) - 0.5 : -0.5; };
        const auto along = alongAxes(grid.affine.toWorld({at(0, grid.size.x), at(1, grid.size.y), at(2, grid.size.z)}));
        for (std::size_t a = 0; a < 3; ++a) {
            extent.from[a] = std::min(extent.from[a], along[a]);
            extent.to[a] = std::max(extent.to[a], along[a]);
        }
    }
    return extent;
}

double highest(std::vector<float> values, double percent)
{
    const auto rank = static_cast<std::ptrdiff_t>(percent / 100 * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

// `row`: the length of the first axis. Steps that go with it would judge a large volume by a few of its columns.
std::vector<float> everyNth(const std::vector<float>& values, std::int64_t row, std::size_t most)
{
    std::size_t step = std::max<std::size_t>(1, values.size() / most);
    const auto length = static_cast<std::size_t>(row), columns = std::min(length, FewestColumns);
    while (length / std::gcd(step, length) < columns)
        ++step;
    std::vector<float> some;
    for (std::size_t v = 0; v < values.size(); v += step)
        some.push_back(values[v]);
    return some;
}

// From 0 on, so that what lies beyond the field of view is as dark as the darkest.
std::vector<float> fromZero(const std::vector<float>& native, std::int64_t row, std::vector<std::string>& warnings)
{
    constexpr std::size_t Enough = 500000;
    double low = highest(everyNth(native, row, Enough), DarkestPercent), high = INFINITY;
    if (low < AirHounsfield) {
        low = WindowLow;
        high = WindowHigh;
        warnings.push_back(
            fmt::format("the values look like Hounsfield units; the network saw them from {:g} to {:g}", WindowLow, WindowHigh));
    }
    std::vector<float> values(native.size());
    std::transform(native.begin(), native.end(), values.begin(),
        [low, high](float v) { return static_cast<float>(std::clamp(static_cast<double>(v), low, high) - low); });
    return values;
}

// Where there is signal, with a margin, inside the field of view.
Extent headOf(const std::vector<float>& values, const Grid& native, double bright)
{
    const Extent field = extentOf(native);
    std::array<std::int64_t, 3> size{};
    for (std::size_t a = 0; a < 3; ++a)
        size[a] = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil((field.to[a] - field.from[a]) / SearchMm)));
    const Grid grid = gridOver(field, size, SearchMm);
    const std::vector<float> coarse = sampleOnGrid(values, native, grid, Interpolation::Linear);
    std::array<std::int64_t, 3> first{size}, last{-1, -1, -1};
    std::size_t v = 0;
    for (std::int64_t k = 0; k < size[2]; ++k)
        for (std::int64_t j = 0; j < size[1]; ++j)
            for (std::int64_t i = 0; i < size[0]; ++i, ++v) {
                if (coarse[v] < SignalLevel * bright)
                    continue;
                const std::array<std::int64_t, 3> at{i, j, k};
                for (std::size_t a = 0; a < 3; ++a) {
                    first[a] = std::min(first[a], at[a]);
                    last[a] = std::max(last[a], at[a]);
                }
            }
    if (last[0] < 0)
        return field;
    const std::array<double, 3> start = alongAxes(grid.affine.toWorld({0, 0, 0}));
    Extent head;
    for (std::size_t a = 0; a < 3; ++a) {
        head.from[a] = std::max(field.from[a], start[a] + SearchMm * (static_cast<double>(first[a]) - 0.5) - MarginMm);
        head.to[a] = std::min(field.to[a], start[a] + SearchMm * (static_cast<double>(last[a]) + 0.5) + MarginMm);
    }
    return head;
}

// Multiples of the stride. What is longer than the network takes loses its lower end: the brain is at the top of a scan that long.
Grid networkGrid(Extent head, double mm, std::int64_t stride, std::int64_t most, std::vector<std::string>& warnings)
{
    std::array<std::int64_t, 3> size{};
    for (std::size_t a = 0; a < 3; ++a) {
        const double longest = static_cast<double>(most) * mm, length = head.to[a] - head.from[a];
        if (length > longest) {
            warnings.push_back(fmt::format("the head and what is around it is {:.0f} mm long; {:.0f} mm of it were used", length, longest));
            const double middle = (head.from[a] + head.to[a]) / 2;
            head.from[a] = a == 1 ? head.from[a] : middle - longest / 2;
            head.to[a] = head.from[a] + longest;
        }
        const double voxels = (head.to[a] - head.from[a]) / mm / static_cast<double>(stride);
        size[a] = std::min(most / stride, std::max<std::int64_t>(2, static_cast<std::int64_t>(std::ceil(voxels - 1e-9)))) * stride;
    }
    return gridOver(head, size, mm);
}

// Twice as fine; its first voxel's centre lies `shift` fine voxels behind the corner of the first voxel of `grid`.
Grid finer(const Grid& grid, const Size3& size, double shift)
{
    std::array<Vec3, 3> columns{};
    Vec3 origin{grid.affine(0, 3), grid.affine(1, 3), grid.affine(2, 3)};
    for (int a = 0; a < 3; ++a) {
        columns[static_cast<std::size_t>(a)] = grid.affine.column(a);
        for (std::size_t w = 0; w < 3; ++w) {
            columns[static_cast<std::size_t>(a)][w] /= 2;
            origin[w] += columns[static_cast<std::size_t>(a)][w] * (shift - 1);
        }
    }
    return {size, Affine::fromColumns(columns[0], columns[1], columns[2], origin)};
}

} // namespace

AnatomyHead readAnatomy(
    const Volume& image, const FoundModel& model, const AnatomyOptions& options, const AnatomyRunner& runner, const Progress& progress)
{
    const AnatomyConfiguration configuration = anatomyConfigurationOf(model.package);
    model.weights(); // throws when the package is not ready, before any work
    AnatomyHead head;
    requireFrame(image, options.head.frame, head.warnings);
    if (!runner)
        throw Error("this program cannot run networks; insula-infer does");
    warnAboutForms(image, head.warnings);
    progress.report(0, "Finding the head");
    head.native = cleanFrame(image, options.head.frame, head.warnings);
    std::vector<float> values = fromZero(head.native, image.size().x, head.warnings);
    constexpr std::size_t Enough = 1000000;
    const double brightest = std::max(1e-30, highest(everyNth(values, image.size().x, Enough), model.package.intensity.highPercent));
    head.grid = networkGrid(headOf(values, image.grid(), brightest), configuration.voxelMm, configuration.stride(),
        model.package.conform.size / configuration.stride() * configuration.stride(), head.warnings);
    const Size3 n = head.grid.size;
    head.fineGrid = finer(head.grid, {2 * n.x, 2 * n.y, 2 * n.z}, 1);
    const Grid sampled = finer(head.grid, {2 * n.x + 1, 2 * n.y + 1, 2 * n.z + 1}, 0.5);
    std::vector<float> fine = sampleOnGrid(values, image.grid(), sampled, Interpolation::Linear, 0.0f, progress.part(0, 0.15));
    values = {};
    const double bright = highest(everyNth(fine, sampled.size.x, 2 * Enough), model.package.intensity.highPercent);
    if (!(bright > 0))
        throw Error("the image is nearly empty: hardly any voxel is brighter than the darkest; check field of view and voxel size");
    for (float& value : fine)
        value = static_cast<float>(value / bright);
    AnatomyRequest request{model, fine, n, options.logBias, options.detail, options.mirrored, options.head.device, options.head.threads};
    head.result = runner(request, progress.part(0.15, 1));
    if (static_cast<std::int64_t>(head.result.distanceWithCsf.size()) != n.count())
        throw Error("the network gave an image of another size");
    head.modelHash = model.package.files.front().sha256;
    head.warnings.insert(head.warnings.end(), head.result.warnings.begin(), head.result.warnings.end());
    return head;
}

TidyDistance tidyDistance(const std::vector<float>& distance, const Grid& grid, double borderMm)
{
    // Beyond what the network was trained for, the largest piece is looked for at its own edge.
    const auto level = static_cast<float>(std::clamp(borderMm, -TrustedMm, TrustedMm));
    const std::size_t count = distance.size();
    std::vector<std::uint8_t> inside(count), other(count);
    std::transform(distance.begin(), distance.end(), inside.begin(), [level](float mm) { return mm < level ? 1 : 0; });
    const std::vector<std::uint8_t> all = inside;
    TidyDistance tidy{distance, 0, 0};
    tidy.piecesDropped = std::max<std::int64_t>(0, keepLargestComponent(inside, grid.size) - 1);
    std::transform(inside.begin(), inside.end(), other.begin(), [](std::uint8_t in) { return in != 0 ? 0 : 1; });
    keepLargestComponent(other, grid.size); // what is left of the outside has no holes in it
    std::int64_t dropped = 0;
    for (std::size_t v = 0; v < count; ++v) {
        const bool isIn = other[v] == 0;
        dropped += all[v] != 0 && !isIn ? 1 : 0;
        if (isIn && tidy.mm[v] >= level)
            tidy.mm[v] = level - 0.5f;
        else if (!isIn && tidy.mm[v] < level)
            tidy.mm[v] = static_cast<float>(FarMm);
        inside[v] = tidy.mm[v] < 0 ? 1 : 0;
    }
    tidy.droppedMl = static_cast<double>(dropped) * voxelMl(grid);
    const std::vector<float> measured = signedDistanceMm(inside, grid);
    for (std::size_t v = 0; v < count; ++v)
        if (std::abs(tidy.mm[v]) >= TrustedMm && std::isfinite(measured[v]))
            tidy.mm[v] = tidy.mm[v] > 0 ? std::max(static_cast<float>(TrustedMm), measured[v])
                                        : std::min(-static_cast<float>(TrustedMm), measured[v]);
    return tidy;
}

} // namespace insula
