// How long the three slices take to be drawn again after a crosshair move, without a display: prints one JSON object.
//
// bench_slices FILE [WIDTH HEIGHT]; 800 by 600 without. Each frame moves the crosshair in all three directions, so that every slice is
// blended, uploaded and drawn; glFinish() ends it. Milliseconds; the first frame (fonts, shaders, textures) is apart.
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <nlohmann/json.hpp>

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>

#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

using namespace insula;

namespace {

constexpr int Frames = 200;
constexpr double BarMs = 16;

double millisecondsOf(SceneRenderer& renderer)
{
    const auto start = std::chrono::steady_clock::now();
    renderer.render();
    glFinish();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

nlohmann::json machine()
{
    utsname name{};
    uname(&name);
    return {{"system", std::string(name.sysname) + " " + name.release + " " + name.machine},
        {"opengl", reinterpret_cast<const char*>(glGetString(GL_RENDERER))}, {"threads", std::thread::hardware_concurrency()}};
}

void bench(const char* file, int width, int height)
{
    Scene scene;
    scene.addLayer(readNifti(file), "image");
    scene.setLayout(Layout::Slices);
    const OffscreenContext context(width, height);
    SceneRenderer renderer(scene);
    renderer.setSize(width, height, 1);
    const double first = millisecondsOf(renderer);
    const World centre = scene.crosshair();
    std::vector<double> times;
    for (int n = 0; n < Frames; ++n) {
        const double shift = 0.3 * (n % 100) - 15;
        scene.setCrosshair({centre.x + shift, centre.y - shift, centre.z + shift / 2});
        times.push_back(millisecondsOf(renderer));
    }
    std::sort(times.begin(), times.end());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const Size3& size = scene.layers()[0].volume->size();
    const double median = times[times.size() / 2];
    const nlohmann::json out{{"benchmark", "slices"}, {"machine", machine()}, {"volume", {size.x, size.y, size.z}},
        {"picture", {width, height}}, {"frames", Frames}, {"first_ms", first}, {"median_ms", median},
        {"p95_ms", times[times.size() * 95 / 100]}, {"peak_mib", static_cast<double>(usage.ru_maxrss) / 1024}, {"bar_ms", BarMs},
        {"ok", median <= BarMs}};
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2 && count != 4) {
        std::cerr << "bench_slices FILE [WIDTH HEIGHT]\n";
        return 2;
    }
    try {
        bench(arguments[1], count == 4 ? std::atoi(arguments[2]) : 800, count == 4 ? std::atoi(arguments[3]) : 600);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
