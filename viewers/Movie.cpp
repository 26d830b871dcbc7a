#include "viewers/Movie.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Gif.h"
#include "processing/core/Mp4Writer.h"
#include "processing/core/Tiff.h"
#include "viewers/Picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace insula {

namespace {

constexpr int MostFrames = 10000, SpinFrames = 72, PaletteFrames = 16;
constexpr double MostRate = 60, MostGifRate = 50, MostSeconds = 3600, MostDegrees = 3600, MostNod = 180;

void check(const MovieRequest& request)
{
    const auto extension = request.picture.output.extension();
    if (request.picture.output.empty() || (!extension.empty() && extension != ".gif" && extension != ".mp4")) {
        throw usageError("where does the film go? Name a file that ends in .mp4 or .gif, or a folder for numbered PNG files");
    }
    if (request.frames != 0 && (request.frames < 2 || request.frames > MostFrames)) {
        throw usageError("a film has 2 to 10000 frames");
    }
    const double mostRate = extension == ".gif" ? MostGifRate : MostRate;
    if (!(request.rate >= 1 && request.rate <= mostRate)) {
        throw usageError(fmt::format("a film has 1 to {} frames a second", mostRate));
    }
    if (!(request.seconds >= 0 && request.seconds <= MostSeconds)) {
        throw usageError("a film takes up to 3600 seconds");
    }
    const double mostDegrees = request.axis == SpinAxis::Horizontal ? MostNod : MostDegrees;
    if (!(std::abs(request.degrees) <= mostDegrees && request.degrees != 0)) {
        throw usageError(fmt::format("a spin turns by up to {} degrees, and not by 0", mostDegrees));
    }
    if (request.rangeMm && !(request.rangeMm->first < request.rangeMm->second)) {
        throw usageError("a sweep goes from a lower place to a higher one");
    }
}

double along(const Vec3& n, const World& w)
{
    return n[0] * w.x + n[1] * w.y + n[2] * w.z;
}

std::pair<std::int64_t, std::int64_t> cineRange(const Scene& scene, const MovieRequest& request)
{
    const std::int64_t last = scene.frames() - 1;
    if (last < 1) {
        throw usageError("a cine film needs a run of several frames; this image has one");
    }
    const auto range = request.cine.value_or(std::pair<std::int64_t, std::int64_t>(0, last));
    if (range.first < 0 || range.second <= range.first || range.second > last) {
        throw usageError(fmt::format("a cine film goes from a frame to a later one, 0 to {}", last));
    }
    return range;
}

// What changes in the scene from picture to picture.
class Course {
public:
    Course(Scene& scene, const MovieRequest& request) :
        m_scene(scene), m_request(request), m_frames(movieFrames(scene, request)), m_camera(scene.volumeCamera()),
        m_middle(scene.crosshair())
    {
        if (request.kind == MovieKind::Spin) {
            m_scene.setLayout(Layout::Volume);
        } else if (request.kind == MovieKind::Cine) {
            m_cine = cineRange(scene, request);
        } else {
            m_range = request.rangeMm.value_or(sweepRange(scene, request.plane));
        }
    }
    int frames() const { return m_frames; }
    void show(int frame)
    {
        if (m_request.kind == MovieKind::Spin) {
            turn(frame);
        } else if (m_request.kind == MovieKind::Cine) {
            const auto count = static_cast<double>(m_cine.second - m_cine.first + 1);
            const double part = static_cast<double>(step(frame)) / steps();
            m_scene.setFrame(m_cine.first + std::min(static_cast<std::int64_t>(part * count), m_cine.second - m_cine.first));
        } else {
            const Vec3 n = m_scene.normalOf(m_request.plane);
            const double part = (step(frame) + 0.5) / steps();
            const double by = m_range.first + (m_range.second - m_range.first) * part - along(n, m_middle);
            m_scene.setCrosshair({m_middle.x + by * n[0], m_middle.y + by * n[1], m_middle.z + by * n[2]});
        }
    }

private:
    int steps() const { return m_request.isReturning ? m_frames / 2 + 1 : m_frames; }
    int step(int frame) const { return frame < steps() ? frame : m_frames - frame; } // there, and back without the ends twice
    void turn(int frame)
    {
        VolumeCamera camera = m_camera;
        if (m_request.axis == SpinAxis::Horizontal) {
            const double swing = std::sin(2 * std::numbers::pi * frame / m_frames);
            camera.elevation += m_request.degrees / 2 * swing;
        } else { // the last picture of whole turns is the one before the first
            const bool isClosed = std::abs(std::remainder(m_request.degrees, 360)) < 1e-9 && !m_request.isReturning;
            camera.azimuth += m_request.degrees * step(frame) / (isClosed ? m_frames : std::max(1, steps() - 1));
        }
        m_scene.setVolumeCamera(camera);
    }

    Scene& m_scene;
    const MovieRequest& m_request;
    int m_frames;
    VolumeCamera m_camera;
    World m_middle;
    std::pair<double, double> m_range;
    std::pair<std::int64_t, std::int64_t> m_cine;
};

class Film {
public:
    Film(Scene& scene, const MovieRequest& request) :
        m_course(scene, request), m_maker(scene, side(request, request.picture.width), side(request, request.picture.height),
                                      request.picture.scale, opaque(request.picture.look)),
        m_width(side(request, request.picture.width)), m_height(side(request, request.picture.height))
    {
    }
    int frames() const { return m_course.frames(); }
    int width() const { return m_width; }
    int height() const { return m_height; }
    // Valid until the next call.
    PictureView picture(int frame)
    {
        m_course.show(frame);
        return m_maker.draw().view();
    }

private:
    static int side(const MovieRequest& request, int wanted)
    {
        return request.picture.output.extension() == ".mp4" ? wanted / 2 * 2 : wanted;
    }
    static PictureLook opaque(PictureLook look)
    {
        look.backdrop = look.backdrop == Backdrop::Transparent ? Backdrop::White : look.backdrop; // films have no alpha
        return look;
    }

    Course m_course;
    PictureMaker m_maker;
    int m_width, m_height;
};

void reportFrame(const Progress& progress, int frame, int frames)
{
    progress.report(static_cast<double>(frame) / frames, fmt::format("frame {} of {}", frame + 1, frames));
}

void saveGif(Film& film, const MovieRequest& request, const Progress& progress)
{
    GifPalette palette; // of some of the frames, which are drawn twice
    const int looks = std::min(film.frames(), PaletteFrames);
    for (int n = 0; n < looks; ++n) {
        progress.report(0.2 * n / looks, "choosing colours");
        palette.learn(film.picture(n * film.frames() / looks));
    }
    const Progress rest = progress.part(0.2, 1);
    GifWriter gif(request.picture.output, film.width(), film.height(), palette.colours(), 1 / request.rate);
    for (int n = 0; n < film.frames(); ++n) {
        reportFrame(rest, n, film.frames());
        gif.add(film.picture(n));
    }
    gif.finish();
}

void saveMp4(Film& film, const MovieRequest& request, const Progress& progress)
{
    Mp4Writer mp4(request.picture.output, film.width(), film.height(), request.rate);
    for (int n = 0; n < film.frames(); ++n) {
        reportFrame(progress, n, film.frames());
        mp4.add(film.picture(n), progress);
    }
    mp4.finish(progress);
}

void savePictures(Film& film, const Scene& scene, const MovieRequest& request, const Progress& progress)
{
    const std::filesystem::path folder = std::filesystem::absolute(request.picture.output).lexically_normal();
    std::error_code code;
    if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder, code)) {
        throw usageError("'" + folder.string() + "' is there and not an empty folder; choose a new one for the film's pictures");
    }
    const ScratchFolder scratch(folder.parent_path());
    const std::filesystem::path pictures = scratch.path() / "frames";
    std::filesystem::create_directory(pictures);
    const PictureFacts facts = factsOf(scene, request.picture.dpi, false);
    for (int n = 0; n < film.frames(); ++n) {
        reportFrame(progress, n, film.frames());
        writePng(pictures / fmt::format("frame-{:04}.png", n), film.picture(n), facts);
    }
    std::filesystem::rename(pictures, folder, code); // over an empty folder, too
    if (code) {
        throw Error("cannot make the folder '" + folder.string() + "': " + code.message());
    }
}

} // namespace

std::pair<double, double> sweepRange(const Scene& scene, Plane plane)
{
    const WorldBox box = scene.bounds();
    const Vec3 n = scene.normalOf(plane);
    const double half = (std::abs(n[0]) * (box.high.x - box.low.x) + std::abs(n[1]) * (box.high.y - box.low.y)
                            + std::abs(n[2]) * (box.high.z - box.low.z))
        / 2;
    const double middle = along(n, box.centre());
    return {middle - half, middle + half};
}

int movieFrames(const Scene& scene, const MovieRequest& request)
{
    double frames = request.frames > 0 ? request.frames : std::round(request.seconds * request.rate);
    if (request.kind == MovieKind::Cine) {
        const auto [first, last] = cineRange(scene, request); // refuses single images
        const auto all = static_cast<double>(last - first + 1);
        frames = frames > 0 ? frames : request.isReturning ? 2 * all - 2 : all;
    }
    if (!(frames > 0) && request.kind == MovieKind::Spin) {
        frames = SpinFrames;
    }
    if (!(frames > 0)) {
        const auto [low, high] = request.rangeMm.value_or(sweepRange(scene, request.plane));
        frames = std::round((high - low) / scene.sliceStepMm(request.plane)) * (request.isReturning ? 2 : 1);
    }
    return static_cast<int>(std::clamp(frames, 2.0, static_cast<double>(MostFrames)));
}

void showMovieFrame(Scene& scene, const MovieRequest& request, int frame)
{
    Course(scene, request).show(frame);
}

void saveMovie(Scene& scene, const MovieRequest& request, const Progress& progress)
{
    check(request);
    const auto extension = request.picture.output.extension();
    Film film(scene, request);
    if (extension == ".gif") {
        saveGif(film, request, progress);
    } else if (extension == ".mp4") {
        saveMp4(film, request, progress);
    } else {
        savePictures(film, scene, request, progress);
    }
}

extern "C" void insulaMovie(const MovieRequest& request, const Progress& progress)
{
    check(request);
    Scene scene;
    prepareScene(scene, request.picture);
    saveMovie(scene, request, progress);
}

} // namespace insula
