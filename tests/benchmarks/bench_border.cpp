// How long the views take to be drawn again while the border of a distance map is dragged: prints one JSON object.
//
// bench_border SCAN MAP [WIDTH HEIGHT]; 900 by 800 without. Each frame moves the border by 0.1 mm between -5 and 10; glFinish() ends it.
// Milliseconds for the slices alone and for the four views.
#include "processing/core/Nifti.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <nlohmann/json.hpp>

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

using namespace insula;

namespace {

constexpr int Frames = 150;
constexpr double BarMs = 33;

nlohmann::json timesOf(Scene& scene, LayerId map, SceneRenderer& renderer, Layout layout)
{
    scene.setLayout(layout);
    renderer.render();
    std::vector<double> times;
    for (int n = 0; n < Frames; ++n) {
        LayerDisplay display = scene.layer(map).display;
        showBorder(display, -5 + 0.1 * n);
        const auto start = std::chrono::steady_clock::now();
        scene.setDisplay(map, display);
        renderer.render();
        glFinish();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return {{"median_ms", times[times.size() / 2]}, {"p95_ms", times[times.size() * 95 / 100]}, {"ok", times[times.size() / 2] <= BarMs}};
}

void bench(const char* scan, const char* map, int width, int height)
{
    Scene scene;
    scene.addLayer(readNifti(scan), "scan");
    const LayerId id = scene.addLayer(readNifti(map), "map");
    const OffscreenContext context(width, height);
    SceneRenderer renderer(scene);
    renderer.setSize(width, height, 1);
    const nlohmann::json slices = timesOf(scene, id, renderer, Layout::Slices), four = timesOf(scene, id, renderer, Layout::Four);
    const nlohmann::json out{{"benchmark", "border"}, {"opengl", reinterpret_cast<const char*>(glGetString(GL_RENDERER))},
        {"threads", std::thread::hardware_concurrency()}, {"picture", {width, height}}, {"frames", Frames}, {"bar_ms", BarMs},
        {"slices", slices}, {"four", four}};
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 3 && count != 5) {
        std::cerr << "bench_border SCAN MAP [WIDTH HEIGHT]\n";
        return 2;
    }
    try {
        bench(arguments[1], arguments[2], count == 5 ? std::atoi(arguments[3]) : 900, count == 5 ? std::atoi(arguments[4]) : 800);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
