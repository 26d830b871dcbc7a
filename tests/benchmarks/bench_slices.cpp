// How long the three slices take to be drawn again after a crosshair move and after a window change, without a display: prints one JSON
// object.
//
// bench_slices FILE [OVERLAY] [WIDTH HEIGHT]; 800 by 600 without. Each crosshair frame moves it in all three directions, so that every
// slice is sampled, sent and drawn; each window frame changes the window of the top layer, which must send no texture. glFinish() ends
// each. Milliseconds; the first frame (fonts, shaders, textures) is apart.
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
#include <string>
#include <thread>
#include <vector>

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

nlohmann::json summary(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return {{"median_ms", times[times.size() / 2]}, {"p95_ms", times[times.size() * 95 / 100]}};
}

void bench(const std::vector<std::string>& files, int width, int height)
{
    Scene scene;
    for (const std::string& file : files) {
        scene.addLayer(readNifti(file), "image");
    }
    scene.setLayout(Layout::Slices);
    const OffscreenContext context(width, height);
    SceneRenderer renderer(scene);
    renderer.setSize(width, height, 1);
    const double first = millisecondsOf(renderer);
    const World centre = scene.crosshair();
    std::vector<double> moves, windows;
    for (int n = 0; n < Frames; ++n) {
        const double shift = 0.3 * (n % 100) - 15;
        scene.setCrosshair({centre.x + shift, centre.y - shift, centre.z + shift / 2});
        moves.push_back(millisecondsOf(renderer));
    }
    const std::uint64_t uploads = renderer.sliceUploads();
    const Layer& top = scene.layers().back();
    const LayerDisplay start = top.display;
    for (int n = 0; n < Frames; ++n) {
        LayerDisplay display = start;
        display.windowHigh += (start.windowHigh - start.windowLow) * 0.002 * (n + 1);
        scene.setDisplay(top.id, display);
        windows.push_back(millisecondsOf(renderer));
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const Size3& size = scene.layers()[0].volume->size();
    const nlohmann::json move = summary(moves), window = summary(windows);
    const std::uint64_t sent = renderer.sliceUploads() - uploads;
    const nlohmann::json out{{"benchmark", "slices"}, {"machine", machine()}, {"volume", {size.x, size.y, size.z}},
        {"layers", files.size()}, {"picture", {width, height}}, {"frames", Frames}, {"first_ms", first}, {"crosshair", move},
        {"window", window}, {"window_uploads", sent}, {"peak_mib", static_cast<double>(usage.ru_maxrss) / 1024}, {"bar_ms", BarMs},
        {"ok", move["median_ms"] <= BarMs && sent == 0}};
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    std::vector<std::string> files(arguments + 1, arguments + count);
    int width = 800, height = 600;
    if (files.size() > 2) {
        height = std::atoi(files.back().c_str());
        width = std::atoi(files[files.size() - 2].c_str());
        files.resize(files.size() - 2);
    }
    if (files.empty() || files.size() > 2 || width < 64 || height < 64) {
        std::cerr << "bench_slices FILE [OVERLAY] [WIDTH HEIGHT]\n";
        return 2;
    }
    try {
        bench(files, width, height);
    } catch (const Error& error) {
        std::cerr << "bench_slices: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
