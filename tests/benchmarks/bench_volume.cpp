// How long the 3D view of a 256-cubed head takes while it is turned and when it is still, without a display: prints one JSON object.
//
// bench_volume [FILE] [WIDTH HEIGHT]; a phantom and 800 by 600 without. VTK's ray caster, the rival, draws the same volume in the same run
// (its module is loaded as the window loads it). Milliseconds, medians; the first frame of each (levels, shaders) is apart.
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "viewers/OffscreenContext.h"
#include "viewers/RayCaster.h"

#include <nlohmann/json.hpp>

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>

#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

using namespace insula;

namespace {

constexpr int MovingFrames = 15, StillFrames = 5, RivalFrames = 3;
constexpr double BarMs = 200; // five frames a second while moving

// A ball with a skin and folds, so that rays meet air, a thin shell and structure inside.
VolumePtr phantom()
{
    constexpr std::int64_t Side = 256;
    std::vector<std::uint8_t> voxels;
    voxels.reserve(static_cast<std::size_t>(Side * Side * Side));
    for (std::int64_t k = 0; k < Side; ++k) {
        for (std::int64_t j = 0; j < Side; ++j) {
            for (std::int64_t i = 0; i < Side; ++i) {
                const auto x = static_cast<double>(i) - 127.5, y = static_cast<double>(j) - 127.5, z = static_cast<double>(k) - 127.5;
                const double r = std::hypot(x / 85, y / 110, z / 95);
                const double folds = 12 * std::sin(x / 6) * std::sin(y / 7) * std::sin(z / 6);
                voxels.push_back(static_cast<std::uint8_t>(r > 1 ? 0 : r > 0.96 ? 180 : r > 0.88 ? 25 : 120 + folds));
            }
        }
    }
    Volume::Description description;
    description.grid = {{Side, Side, Side}, Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-127.5, -127.5, -127.5})};
    return Volume::make(std::move(description), std::move(voxels));
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

// Of one way of drawing: the first frame, then turning coarsely, then still and fine.
nlohmann::json measured(VolumePicture& picture, Scene& scene, int width, int height, int moving, int still)
{
    const auto once = [&](double azimuth, bool coarse) {
        scene.setVolumeCamera({azimuth, 20, 1});
        const VolumeProjection projection = volumeProjection(scene, width, height);
        const auto start = std::chrono::steady_clock::now();
        picture.draw(scene, projection, coarse);
        glFinish();
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    };
    const double first = once(0, true);
    std::vector<double> turning, fine;
    for (int n = 0; n < moving; ++n) {
        turning.push_back(once(24.0 * (n + 1), true));
    }
    for (int n = 0; n < still; ++n) {
        fine.push_back(once(72.0 * n + 10, false));
    }
    return {{"first_ms", first}, {"moving_ms", median(turning)}, {"still_ms", median(fine)}};
}

void bench(const std::string& file, int width, int height)
{
    Scene scene;
    scene.addLayer(file.empty() ? phantom() : readNifti(file), "head");
    const OffscreenContext context(width, height);
    nlohmann::json out{{"benchmark", "volume"}, {"picture", {width, height}}, {"bar_ms", BarMs}};
    const Size3& size = scene.layers()[0].volume->size();
    out["volume"] = {size.x, size.y, size.z};
    utsname name{};
    uname(&name);
    out["machine"] = {{"system", std::string(name.sysname) + " " + name.release + " " + name.machine},
        {"opengl", reinterpret_cast<const char*>(glGetString(GL_RENDERER))}, {"threads", std::thread::hardware_concurrency()}};
    out["rays"] = measured(*makeRayPicture(), scene, width, height, MovingFrames, StillFrames);
    VolumeRendering cut;
    cut.cutAway = true;
    scene.setVolumeRendering(cut);
    out["rays_cut_away"] = measured(*makeRayPicture(), scene, width, height, MovingFrames, StillFrames);
    scene.setVolumeRendering({});
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    out["peak_mib"] = static_cast<double>(usage.ru_maxrss) / 1024; // before the rival
    out["vtk"] = measured(*loadVolumePicture(), scene, width, height, RivalFrames, RivalFrames);
    out["ok"] = out["rays"]["moving_ms"] <= BarMs;
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    std::vector<std::string> words(arguments + 1, arguments + count);
    int width = 800, height = 600;
    if (words.size() > 1) {
        height = std::atoi(words.back().c_str());
        width = std::atoi(words[words.size() - 2].c_str());
        words.resize(words.size() - 2);
    }
    if (words.size() > 1 || width < 64 || height < 64) {
        std::cerr << "bench_volume [FILE] [WIDTH HEIGHT]\n";
        return 2;
    }
    try {
        bench(words.empty() ? std::string() : words[0], width, height);
    } catch (const Error& error) {
        std::cerr << "bench_volume: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
