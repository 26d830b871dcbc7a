// How fast a run is worked with: prints one JSON object.
//
// bench_run [REPEATS]; 31 without. Makes its own files in a temporary folder: a 64 x 64 x 36 x 300 16-bit run as .nii.gz and a .nii of
// 2 GB (sparse). Measures the course at the crosshair, frames while scrubbing (slices alone and with the 3D view, 800 x 600, in OpenGL
// without a display), the update of the seed correlation map, the memory of a loaded run beside its bytes, the first frame beyond the
// decompression of its bytes, and opening the large file by memory map. Milliseconds, medians. Memory first, since peaks only grow.
#include "processing/core/Error.h"
#include "processing/core/GzipReader.h"
#include "processing/core/Nifti.h"
#include "processing/core/NiftiFile.h"
#include "processing/core/SeedCorrelation.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <GL/gl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>
#include <vector>

using namespace insula;

namespace {

namespace fs = std::filesystem;

constexpr Size3 Size{64, 64, 36};
constexpr std::int64_t Frames = 300;
constexpr int Width = 800, Height = 600;

template <typename Work> double millisecondsOf(const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

double percentile95(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() * 95 / 100];
}

double residentMib()
{
    std::ifstream in("/proc/self/statm");
    double size = 0, resident = 0;
    in >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576;
}

nlohmann::json machine()
{
    utsname name{};
    uname(&name);
    return {
        {"system", std::string(name.sysname) + " " + name.release + " " + name.machine}, {"threads", std::thread::hardware_concurrency()}};
}

// A folder that goes when the program ends.
class Folder {
public:
    Folder() : m_path(fs::temp_directory_path() / ("bench_run." + std::to_string(getpid()))) { fs::create_directories(m_path); }
    ~Folder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    fs::path operator/(const char* name) const { return m_path / name; }

private:
    fs::path m_path;
};

// A bright ball with two waves in it and noise, as 16-bit numbers.
VolumePtr madeRun()
{
    std::vector<std::int16_t> voxels(static_cast<std::size_t>(Size.count() * Frames));
    std::uint32_t random = 12345;
    std::size_t n = 0;
    for (std::int64_t t = 0; t < Frames; ++t)
        for (std::int64_t k = 0; k < Size.z; ++k)
            for (std::int64_t j = 0; j < Size.y; ++j)
                for (std::int64_t i = 0; i < Size.x; ++i) {
                    random = random * 1664525u + 1013904223u;
                    const double x = static_cast<double>(i) - 32, y = static_cast<double>(j) - 30, z = 1.6 * (static_cast<double>(k) - 18);
                    const bool isInside = x * x + y * y + z * z < 26 * 26;
                    const double wave = std::sin((x < 0 ? 0.3 : 0.5) * static_cast<double>(t));
                    voxels[n++] = static_cast<std::int16_t>((isInside ? 1000 + 20 * wave : 20) + (random >> 24) / 8.0);
                }
    Volume::Description description;
    description.grid = {Size, Affine::fromColumns({-3, 0, 0}, {0, 3, 0}, {0, 0, 4}, {96, -96, -60})};
    description.frames = Frames;
    description.trSeconds = 2;
    return Volume::make(std::move(description), std::move(voxels));
}

// Its header by the writer, its voxels as a hole in the file.
void makeLargeFile(const fs::path& file)
{
    const auto run = madeRun();
    writeNifti(file, *run);
    const auto frames = static_cast<std::int16_t>((std::int64_t{2} << 30) / (Size.count() * 2) + 1);
    {
        std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
        out.seekp(40 + 2 * 4); // dim[4] of NIfTI-1
        out.write(reinterpret_cast<const char*>(&frames), sizeof frames);
        if (!out)
            throw Error("cannot write the large file");
    }
    fs::resize_file(file, 352 + static_cast<std::uintmax_t>(Size.count()) * 2 * static_cast<std::uintmax_t>(frames));
}

std::vector<double> scrub(Layout layout, const VolumePtr& run, int repeats)
{
    const OffscreenContext context(Width, Height);
    Scene scene;
    scene.addLayer(run, "run");
    scene.setLayout(layout);
    SceneRenderer renderer(scene);
    renderer.setSize(Width, Height, 1);
    renderer.render();
    std::vector<double> times;
    for (int n = 0; n < 4 * repeats; ++n) {
        scene.setFrame((n * 7 + 1) % Frames);
        times.push_back(millisecondsOf([&] {
            renderer.render();
            glFinish();
        }));
    }
    return times;
}

nlohmann::json bench(int repeats)
{
    const Folder folder;
    const auto gz = folder / "run.nii.gz", large = folder / "large.nii";
    writeNifti(gz, *madeRun());
    makeLargeFile(large);
    nlohmann::json out{{"benchmark", "run"}, {"machine", machine()}, {"volume", {Size.x, Size.y, Size.z, Frames}}, {"repeats", repeats},
        {"view", {Width, Height}}};

    const double rawMib = static_cast<double>(Size.count() * Frames * 2) / 1048576, before = residentMib();
    VolumePtr run;
    out["load_all_ms"] = millisecondsOf([&] {
        run = readNifti(gz);
        run->rawFrame(Frames - 1);
    });
    const double grown = residentMib() - before;
    out["memory"] = {{"raw_mib", rawMib}, {"grown_mib", grown}, {"ratio", grown / rawMib}, {"bar", 1.15}};

    std::vector<double> first, inflate, course, voxel;
    for (int n = 0; n < std::min(repeats, 11); ++n) {
        VolumePtr again;
        first.push_back(millisecondsOf([&] {
            again = readNifti(gz);
            again->rawFrame(0);
        }));
        again.reset();
        const auto file = openNifti(gz);
        std::vector<std::byte> bytes(static_cast<std::size_t>(file.dataOffset + file.frameBytes));
        inflate.push_back(millisecondsOf([&] { GzipReader(file.image->bytes()).read(bytes); }));
    }
    out["first_frame"]
        = {{"ms", median(first)}, {"inflate_ms", median(inflate)}, {"beyond_ms", median(first) - median(inflate)}, {"bar_ms", 100}};

    for (int n = 0; n < repeats; ++n)
        course.push_back(millisecondsOf([&] { run->timeCourse(10 + n % 40, 20 + n % 30, 5 + n % 25); }));
    out["time_course_ms"] = median(course);

    std::unique_ptr<SeedCorrelation> seed;
    const double prepare = millisecondsOf([&] { seed = std::make_unique<SeedCorrelation>(run); });
    for (int n = 0; n < repeats; ++n)
        voxel.push_back(millisecondsOf([&] { correlationVolume(*run, seed->withVoxel((n * 7919 + 70000) % Size.count()), "map"); }));
    out["seed"] = {{"prepare_ms", prepare}, {"update_ms", median(voxel)}, {"update_95th_ms", percentile95(voxel)},
        {"memory_mib", static_cast<double>(seed->bytes()) / 1048576}, {"bar_ms", 30}};
    seed.reset();

    for (const auto& [layout, name] : {std::pair{Layout::Slices, "scrub_slices"}, std::pair{Layout::Four, "scrub_with_3d"}}) {
        const auto times = scrub(layout, run, repeats);
        out[name] = {{"frame_ms", median(times)}, {"frame_95th_ms", percentile95(times)}, {"bar_ms", 1000.0 / 60}};
    }
    run.reset();

    const double beforeLarge = residentMib();
    VolumePtr mappedRun;
    const double opening = millisecondsOf([&] {
        mappedRun = readNifti(large);
        mappedRun->value(30, 30, 18, 0);
    });
    const double afterOpening = residentMib();
    const double crossing = millisecondsOf([&] { mappedRun->timeCourse(30, 30, 18); });
    out["large_file"] = {{"bytes", fs::file_size(large)}, {"open_ms", opening}, {"bar_ms", 200}, {"grown_mib", afterOpening - beforeLarge},
        {"first_course_ms", crossing}, {"grown_with_course_mib", residentMib() - beforeLarge}, {"bar_mib", 300}};
    return out;
}

} // namespace

int main(int count, char** arguments)
{
    const int repeats = count == 2 ? std::atoi(arguments[1]) : 31;
    if (count > 2 || repeats < 1) {
        std::cerr << "bench_run [REPEATS]\n";
        return 2;
    }
    try {
        std::cout << bench(repeats).dump(2) << '\n';
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
