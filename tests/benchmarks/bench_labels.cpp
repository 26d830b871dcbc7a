// How long label editing takes on a map of N x N x N voxels: prints one JSON object.
//
// bench_labels [N [WIDTH HEIGHT]]; 256, 900 by 800 without. Milliseconds, median of several runs. A brush update is one move of the mouse:
// the voxels of the stroke's new part and the three slices drawn again (glFinish() ends it). Peak memory in MiB.
#include "processing/core/EditableLabels.h"
#include "processing/core/LabelBrush.h"
#include "processing/core/LabelFill.h"
#include "processing/core/LabelOperations.h"
#include "processing/core/RegionStatistics.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <nlohmann/json.hpp>

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <sys/resource.h>
#include <thread>

using namespace insula;

namespace {

constexpr int Updates = 150;
constexpr double BarMs = 1000.0 / 60;

double msOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double medianOf(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

double medianMs(int runs, const std::function<void()>& work)
{
    std::vector<double> times;
    for (int n = 0; n < runs; ++n) {
        times.push_back(msOf(work));
    }
    return medianOf(times);
}

// A head-like ball of noise, a little oblique.
VolumePtr scan(std::int64_t n)
{
    Volume::Description description;
    const double a = 0.1, half = static_cast<double>(n) / 2;
    description.grid = {
        {n, n, n}, Affine::fromColumns({-std::cos(a), -std::sin(a), 0}, {-std::sin(a), std::cos(a), 0}, {0, 0, 1}, {half, -half, -half})};
    std::vector<std::int16_t> voxels;
    voxels.reserve(static_cast<std::size_t>(n * n * n));
    for (std::int64_t k = 0; k < n; ++k) {
        for (std::int64_t j = 0; j < n; ++j) {
            for (std::int64_t i = 0; i < n; ++i) {
                const auto off = [half](std::int64_t v) { return (static_cast<double>(v) - half) / half; };
                const double r = std::hypot(off(i), off(j), off(k));
                voxels.push_back(static_cast<std::int16_t>(r < 0.7 ? 600 + (i * 7 + j * 13 + k * 31) % 97 : (i + j + k) % 11));
            }
        }
    }
    return Volume::make(description, std::move(voxels));
}

nlohmann::json brushTimes(Scene& scene, LayerId layer, EditableLabels& labels, SceneRenderer& renderer, double diameter, bool isBall)
{
    const SlicePlane plane{scene.crosshair(), {0, 0, 1}};
    World from = scene.crosshair();
    std::vector<double> all, voxels;
    renderer.render();
    for (int n = 1; n <= Updates; ++n) {
        const World to{scene.crosshair().x + 60 * std::sin(0.05 * n), scene.crosshair().y + 50 * std::sin(0.083 * n), scene.crosshair().z};
        all.push_back(msOf([&] {
            voxels.push_back(msOf([&] {
                const auto set = [&](std::int64_t index) { labels.set(index, 1 + n / 50); };
                isBall ? visitBall(labels.grid(), from, to, diameter / 2, set)
                       : visitDisc(labels.grid(), plane, from, to, diameter / 2, set);
            }));
            const double reach = diameter / 2 + 3;
            scene.touchVoxels(layer,
                WorldBox{{std::min(from.x, to.x) - reach, std::min(from.y, to.y) - reach, from.z - reach},
                    {std::max(from.x, to.x) + reach, std::max(from.y, to.y) + reach, from.z + reach}});
            renderer.render();
            glFinish();
        }));
        from = to;
    }
    LabelChange change;
    const double finishMs = msOf([&] { change = labels.finish(); });
    const double undoMs = msOf([&] { labels.revert(change); });
    std::sort(all.begin(), all.end());
    return {{"diameter_mm", diameter}, {"shape", isBall ? "ball" : "disc"}, {"update_median_ms", medianOf(all)},
        {"update_p95_ms", all[all.size() * 95 / 100]}, {"voxels_median_ms", medianOf(voxels)}, {"record_ms", finishMs}, {"undo_ms", undoMs},
        {"changed_voxels", change.voxels()}, {"record_bytes", change.bytes()}, {"ok", medianOf(all) <= BarMs}};
}

void bench(std::int64_t n, int width, int height)
{
    const VolumePtr image = scan(n);
    const auto labels = EditableLabels::on(*image, "labels.nii.gz");
    Scene scene;
    scene.addLayer(image, "scan");
    const LayerId layer = scene.addLayer(labels->view(), "labels");
    scene.setLayout(Layout::Slices);
    const OffscreenContext context(width, height);
    SceneRenderer renderer(scene);
    renderer.setSize(width, height, 1);
    auto brushes = nlohmann::json::array();
    for (const double diameter : {6.0, 30.0}) {
        for (const bool isBall : {false, true}) {
            brushes.push_back(brushTimes(scene, layer, *labels, renderer, diameter, isBall));
        }
    }
    const double unchanged = medianMs(30, [&] {
        renderer.render();
        glFinish();
    });
    const auto seed = *voxelAt(labels->grid(), image->grid().centre());
    std::vector<std::int64_t> filled;
    const double fill = medianMs(3, [&] {
        filled = connectedVoxels(image->size(), seed, [&](std::int64_t v) { return image->value(v % n, v / n % n, v / (n * n)) > 300; });
    });
    for (const auto index : filled) {
        labels->set(index, 1);
    }
    labels->finish();
    const LabelSource source{labels->voxels(), labels->grid()};
    const nlohmann::json operations{{"flood_fill_3d_ms", fill}, {"flood_fill_voxels", filled.size()},
        {"grow_2mm_ms", medianMs(3, [&] { growLabel(source, 1, 2); })},
        {"grow_2_voxels_ms", medianMs(3, [&] { growLabelByVoxels(source, 1, 2); })},
        {"smooth_1mm_ms", medianMs(3, [&] { smoothLabel(source, 1, 1); })},
        {"largest_piece_ms", medianMs(3, [&] { keepLargestPiece(source, 1); })}, {"snapshot_ms", medianMs(3, [&] { labels->snapshot(); })},
        {"region_statistics_ms", medianMs(3, [&] { regionStatistics(*labels->snapshot(), image.get()); })}};
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const nlohmann::json out{{"benchmark", "labels"}, {"opengl", reinterpret_cast<const char*>(glGetString(GL_RENDERER))},
        {"threads", std::thread::hardware_concurrency()}, {"voxels", {n, n, n}}, {"picture", {width, height}}, {"updates", Updates},
        {"bar_ms", BarMs}, {"frame_without_a_change_ms", unchanged}, {"brush", brushes}, {"operations", operations},
        {"peak_mib", usage.ru_maxrss / 1024}};
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    if (count > 4 || count == 3) {
        std::cerr << "bench_labels [N [WIDTH HEIGHT]]\n";
        return 2;
    }
    try {
        bench(count > 1 ? std::max(32, std::atoi(arguments[1])) : 256, count == 4 ? std::atoi(arguments[2]) : 900,
            count == 4 ? std::atoi(arguments[3]) : 800);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
