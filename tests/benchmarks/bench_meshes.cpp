// How long the 3D view of two hemispheres of 163 842 vertices with an overlay and of 20 000 streamlines takes while it is turned and when
// it is still, and their outlines on slices, without a display: prints one JSON object.
//
// bench_meshes [WIDTH HEIGHT]; 800 by 600 without. Milliseconds, medians; the first frame (normals, buffers, shaders) is apart.
#include "processing/core/Error.h"
#include "processing/core/MeshPlane.h"
#include "tests/core/Shapes.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SurfacePick.h"

#include <nlohmann/json.hpp>

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>

#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

using namespace insula;

namespace {

constexpr int Frames = 15, Cuts = 21;
constexpr double BarMs = 200; // five frames a second while moving

MeshPtr hemisphere(double side)
{
    Mesh mesh = shapes::rings(512, 321, [side](double a, double h) {
        const double folds = 1 + 0.05 * std::sin(40 * a) * std::sin(30 * h) * std::cos(h);
        return std::array{side * 36 + 32 * folds * std::cos(h) * std::cos(a), -15 + 72 * folds * std::cos(h) * std::sin(a),
            20 + 50 * folds * std::sin(h)};
    });
    mesh.name = mesh.path = side < 0 ? "lh.pial" : "rh.pial";
    return std::make_shared<const Mesh>(std::move(mesh));
}

SceneMesh painted(const MeshPtr& mesh)
{
    VertexData data;
    data.name = data.path = mesh->name + ".zstat";
    data.maps.resize(1);
    for (const auto& v : mesh->vertices) {
        data.maps[0].values.push_back(5 * std::sin(v[1] / 20) * std::cos(v[2] / 25));
    }
    SceneMesh made = sceneMesh(mesh);
    made.overlays.push_back(vertexOverlay(std::make_shared<const VertexData>(std::move(data)), *mesh));
    return made;
}

// Arcs of 64 points in three directions.
TractogramPtr streamlines(std::size_t count)
{
    auto tracts = std::make_shared<Tractogram>();
    tracts->name = tracts->path = "bundles.tck";
    for (std::size_t n = 0; n < count; ++n) {
        const auto jitter = [n](std::size_t k) { return static_cast<float>((n * 7919 + k * 104729) % 1000) / 50 - 10; };
        for (int p = 0; p < 64; ++p) {
            const float t = static_cast<float>(p) / 31.5f - 1, arc = 1 - t * t;
            const std::array<std::array<float, 3>, 3> forms{{{45 * t, jitter(1) * 3 - 15, 30 + 18 * arc + jitter(2) / 3},
                {jitter(1), -15 + 60 * t, 20 + 35 * arc + jitter(2)}, {10 + 10 * t + jitter(1), -20 + jitter(2), 5 + 45 * t}}};
            tracts->points.push_back(forms[n % 3]);
        }
        tracts->starts.push_back(tracts->points.size());
    }
    return tracts;
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

double millisecondsOf(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Of one picture: the first frame, then turning coarsely, then still and fine.
nlohmann::json measured(const SceneSurfaces& surfaces, int width, int height)
{
    Scene scene;
    scene.setSurfaces(surfaces);
    const auto picture = loadVolumePicture();
    const auto once = [&](double azimuth, bool coarse) {
        scene.setVolumeCamera({azimuth, 20, 1});
        const VolumeProjection projection = volumeProjection(scene, width, height);
        return millisecondsOf([&] {
            picture->draw(scene, projection, coarse);
            glFinish();
        });
    };
    const double first = once(0, true);
    std::vector<double> turning, fine;
    for (int n = 0; n < Frames; ++n) {
        turning.push_back(once(24.0 * (n + 1), true));
    }
    once(5, false);
    for (int n = 0; n < Frames; ++n) {
        fine.push_back(once(24.0 * n + 10, false));
    }
    return {{"first_ms", first}, {"moving_ms", median(turning)}, {"still_ms", median(fine)}};
}

nlohmann::json outlines(const Mesh& mesh)
{
    std::vector<double> times;
    for (int n = 0; n < Cuts; ++n) {
        times.push_back(millisecondsOf([&] { section(mesh, {-36, -15, -25 + 4.0 * n}, {0.1, 0.05, 1}); }));
    }
    return median(times);
}

void bench(int width, int height)
{
    const OffscreenContext context(width, height);
    nlohmann::json out{{"benchmark", "meshes"}, {"picture", {width, height}}, {"bar_ms", BarMs}};
    utsname name{};
    uname(&name);
    out["machine"] = {{"system", std::string(name.sysname) + " " + name.release + " " + name.machine},
        {"opengl", reinterpret_cast<const char*>(glGetString(GL_RENDERER))}, {"threads", std::thread::hardware_concurrency()}};
    SceneSurfaces surfaces;
    surfaces.meshes = {painted(hemisphere(-1)), painted(hemisphere(1))};
    const Mesh& mesh = *surfaces.meshes[0].mesh;
    out["vertices"] = 2 * mesh.vertices.size();
    out["triangles"] = 2 * mesh.triangles.size();
    out["surfaces"] = measured(surfaces, width, height);
    SceneSurfaces glass = surfaces;
    glass.meshes[0].opacity = glass.meshes[1].opacity = 0.4;
    out["translucent"] = measured(glass, width, height);
    SceneSurfaces tracts;
    tracts.tracts = {sceneTract(streamlines(20000))};
    out["streamlines"] = tracts.tracts[0].tracts->count();
    out["points"] = tracts.tracts[0].tracts->points.size();
    out["tracts"] = measured(tracts, width, height);
    out["outline_ms"] = outlines(mesh);
    Scene scene;
    scene.setSurfaces(surfaces);
    out["pick_ms"] = millisecondsOf([&] { pickSurface(scene, volumeProjection(scene, width, height), {width / 2.0 + 50, height / 2.0}); });
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    out["peak_mib"] = static_cast<double>(usage.ru_maxrss) / 1024;
    out["ok"] = out["surfaces"]["moving_ms"] <= BarMs && out["tracts"]["moving_ms"] <= BarMs;
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    const int width = count == 3 ? std::atoi(arguments[1]) : 800, height = count == 3 ? std::atoi(arguments[2]) : 600;
    if ((count != 1 && count != 3) || width < 64 || height < 64) {
        std::cerr << "bench_meshes [WIDTH HEIGHT]\n";
        return 2;
    }
    try {
        bench(width, height);
    } catch (const Error& error) {
        std::cerr << "bench_meshes: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
