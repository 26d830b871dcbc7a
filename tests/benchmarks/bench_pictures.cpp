// How long pictures and films take, and what a film in the background costs the views meanwhile, without a display: prints one JSON object.
//
// bench_pictures FILE. Milliseconds, medians of Repeats; films in pictures a second, with their encoding (MP4 where ffmpeg is installed).
// `views`: one frame of four views of 900 by 800 pixels while the crosshair moves, alone and while another thread makes a film.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Mp4Writer.h"
#include "processing/core/Nifti.h"
#include "processing/core/Tiff.h"
#include "viewers/Movie.h"
#include "viewers/Picture.h"
#include "viewers/PictureSize.h"

#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

using namespace insula;

namespace {

constexpr int Repeats = 5, FilmPictures = 48, ViewFrames = 60;

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

nlohmann::json spread(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return {{"median_ms", times[times.size() / 2]}, {"p95_ms", times[times.size() * 95 / 100]}};
}

struct StopWhenDone : ProgressSink {
    void progressed(double, std::string_view) override { ++pictures; }
    bool isCancelled() const override { return isDone; }
    std::atomic<bool> isDone = false;
    std::atomic<int> pictures = 0;
};

// From the scene to the file, with the context, as the window does it.
nlohmann::json picture(const Scene& scene, Layout layout, const PictureSize& size, double points, const std::filesystem::path& file)
{
    std::vector<double> drawing, all;
    for (int n = 0; n < Repeats; ++n) {
        const auto start = Clock::now();
        const auto copy = sceneCopy(scene);
        copy->setLayout(layout);
        PictureMaker maker(*copy, size.pixelWidth(), size.pixelHeight(), textScale(points, size.dpi), {});
        const Picture& made = maker.draw();
        drawing.push_back(msSince(start));
        writePicture(file, made.view(), factsOf(*copy, size.dpi, false));
        all.push_back(msSince(start));
    }
    return {{"pixels", {size.pixelWidth(), size.pixelHeight()}}, {"drawn", spread(drawing)}, {"drawn_and_written", spread(all)},
        {"bytes", std::filesystem::file_size(file)}};
}

double picturesASecond(const Scene& scene, MovieKind kind, const std::filesystem::path& output)
{
    MovieRequest request;
    request.kind = kind;
    request.frames = FilmPictures;
    request.picture.width = 640;
    request.picture.height = 480;
    request.picture.output = output;
    const auto copy = sceneCopy(scene);
    copy->setLayout(Layout::Axial);
    const auto start = Clock::now();
    saveMovie(*copy, request, {});
    return FilmPictures / msSince(start) * 1000;
}

nlohmann::json views(const Scene& scene)
{
    const auto copy = sceneCopy(scene);
    copy->setLayout(Layout::Four);
    PictureMaker maker(*copy, 900, 800, 1, {});
    const World middle = copy->crosshair();
    std::vector<double> times;
    for (int n = 0; n < ViewFrames; ++n) {
        copy->setCrosshair({middle.x + n % 20 - 10, middle.y + n % 16 - 8, middle.z + n % 24 - 12});
        const auto start = Clock::now();
        maker.draw();
        times.push_back(msSince(start));
    }
    return spread({times.begin() + 1, times.end()}); // without the first, which prepares
}

void bench(const std::string& file)
{
    Scene scene;
    scene.addLayer(readNifti(file), "image");
    const ScratchFolder folder;
    utsname name{};
    uname(&name);
    nlohmann::json out{{"benchmark", "pictures"},
        {"machine",
            {{"system", std::string(name.sysname) + " " + name.release + " " + name.machine},
                {"threads", std::thread::hardware_concurrency()}}}};
    const PictureSize screen{900, 800, LengthUnit::Pixels, ScreenDpi}, column{85, 75, LengthUnit::Millimetres, 600},
        page{210, 187, LengthUnit::Millimetres, 300};
    out["preview"] = picture(scene, Layout::Four, {420, 373, LengthUnit::Pixels, ScreenDpi}, 4, folder.path() / "preview.png");
    out["window"] = picture(scene, Layout::Four, screen, 9.75, folder.path() / "window.png");
    out["column_600_dpi_tiff"] = picture(scene, Layout::Slices, column, 7, folder.path() / "column.tif");
    out["a4_300_dpi"] = picture(scene, Layout::Four, page, 9, folder.path() / "page.png");
    nlohmann::json films;
    for (const auto& [what, kind] : {std::pair{"sweep", MovieKind::Sweep}, {"spin", MovieKind::Spin}}) {
        films[what]["png"] = picturesASecond(scene, kind, folder.path() / (std::string(what) + "-frames"));
        films[what]["gif"] = picturesASecond(scene, kind, folder.path() / (std::string(what) + ".gif"));
        if (findFfmpeg()) {
            films[what]["mp4"] = picturesASecond(scene, kind, folder.path() / (std::string(what) + ".mp4"));
        }
    }
    out["films_640x480_pictures_a_second"] = films;
    out["views"]["alone"] = views(scene);
    StopWhenDone stop;
    const auto copy = sceneCopy(scene);
    std::thread film([&] {
        MovieRequest request;
        request.frames = 10000;
        request.picture.width = 640;
        request.picture.height = 480;
        request.picture.output = folder.path() / "background";
        try {
            saveMovie(*copy, request, Progress(stop));
        } catch (const Cancelled&) { // when it has been measured
        }
    });
    while (stop.pictures < 3) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    out["views"]["while_a_film_is_made"] = views(scene);
    stop.isDone = true;
    film.join();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    out["peak_mib"] = static_cast<double>(usage.ru_maxrss) / 1024;
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::cerr << "bench_pictures FILE\n";
        return 2;
    }
    try {
        bench(arguments[1]);
    } catch (const Error& error) {
        std::cerr << "bench_pictures: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
