#include "viewers/Movie.h"

#include "processing/core/Error.h"
#include "processing/core/Gif.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace insula {

namespace {

constexpr int MostFrames = 2000, SpinFrames = 72, PaletteFrames = 16;

void check(const MovieRequest& request)
{
    if (request.frames != 0 && (request.frames < 2 || request.frames > MostFrames)) {
        throw usageError("a film has 2 to 2000 frames");
    }
    if (!(request.rate >= 1 && request.rate <= 50)) {
        throw usageError("a film has 1 to 50 frames a second");
    }
}

class Film {
public:
    Film(Scene& scene, const MovieRequest& request) :
        m_scene(scene), m_request(request), m_context(request.picture.width, request.picture.height), m_renderer(scene)
    {
        m_renderer.setSize(request.picture.width, request.picture.height, request.picture.scale);
        if (request.kind == MovieKind::Spin) {
            m_scene.setLayout(Layout::Volume);
            m_frames = request.frames == 0 ? SpinFrames : request.frames;
            m_azimuth = scene.volumeCamera().azimuth;
        } else if (request.kind == MovieKind::Cine) {
            if (scene.frames() < 2) {
                throw usageError("a cine film needs a run of several frames; this image has one");
            }
            m_frames = static_cast<int>(std::min<std::int64_t>(request.frames == 0 ? scene.frames() : request.frames, MostFrames));
        } else {
            prepareSweep();
        }
    }
    int frames() const { return m_frames; }
    // Valid until the next call.
    PictureView picture(int frame)
    {
        const double part = static_cast<double>(frame) / m_frames;
        if (m_request.kind == MovieKind::Spin) {
            VolumeCamera camera = m_scene.volumeCamera();
            camera.azimuth = m_azimuth + 360 * part;
            m_scene.setVolumeCamera(camera);
        } else if (m_request.kind == MovieKind::Cine) {
            m_scene.setFrame(static_cast<std::int64_t>(part * static_cast<double>(m_scene.frames())));
            for (const Layer& layer : m_scene.layers()) {
                layer.volume->rawFrame(m_scene.shownFrame(layer)); // waits until it has arrived
            }
        } else {
            const Vec3 n = m_scene.normalOf(m_request.plane);
            const double by = m_low + (m_high - m_low) * (frame + 0.5) / m_frames;
            m_scene.setCrosshair({m_middle.x + by * n[0], m_middle.y + by * n[1], m_middle.z + by * n[2]});
        }
        m_renderer.render();
        m_pixels = m_context.pixels();
        return {m_request.picture.width, m_request.picture.height, std::as_bytes(std::span(m_pixels)),
            sizeof(Rgba) * static_cast<std::size_t>(m_request.picture.width), PixelOrder::Rgba};
    }

private:
    // Through the middle of the field of view, as far as its box reaches along the normal.
    void prepareSweep()
    {
        const WorldBox box = m_scene.bounds();
        const Vec3 n = m_scene.normalOf(m_request.plane);
        m_middle = box.centre();
        m_high = (std::abs(n[0]) * (box.high.x - box.low.x) + std::abs(n[1]) * (box.high.y - box.low.y)
                     + std::abs(n[2]) * (box.high.z - box.low.z))
            / 2;
        m_low = -m_high;
        const double slices = 2 * m_high / m_scene.sliceStepMm(m_request.plane);
        m_frames = m_request.frames == 0 ? static_cast<int>(std::clamp(std::round(slices), 2.0, static_cast<double>(MostFrames)))
                                         : m_request.frames;
    }

    Scene& m_scene;
    const MovieRequest& m_request;
    OffscreenContext m_context;
    SceneRenderer m_renderer;
    std::vector<Rgba> m_pixels;
    int m_frames = 0;
    double m_azimuth = 0, m_low = 0, m_high = 0;
    World m_middle;
};

void saveGif(Film& film, const MovieRequest& request, const Progress& progress)
{
    GifPalette palette; // of some of the frames, which are drawn twice
    const int looks = std::min(film.frames(), PaletteFrames);
    for (int n = 0; n < looks; ++n) {
        progress.report(0.2 * n / looks, "choosing colours");
        palette.learn(film.picture(n * film.frames() / looks));
    }
    GifWriter gif(request.picture.output, request.picture.width, request.picture.height, palette.colours(), 1 / request.rate);
    for (int n = 0; n < film.frames(); ++n) {
        progress.report(0.2 + 0.8 * n / film.frames(), fmt::format("frame {} of {}", n + 1, film.frames()));
        gif.add(film.picture(n));
    }
    gif.finish();
}

void savePictures(Film& film, const MovieRequest& request, const Progress& progress)
{
    const std::filesystem::path& folder = request.picture.output;
    std::error_code code;
    if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder, code)) {
        throw usageError("'" + folder.string() + "' is there and not an empty folder; choose a new one for the film's pictures");
    }
    std::filesystem::create_directories(folder, code);
    if (code) {
        throw Error("cannot make the folder '" + folder.string() + "': " + code.message());
    }
    for (int n = 0; n < film.frames(); ++n) {
        progress.report(static_cast<double>(n) / film.frames(), fmt::format("frame {} of {}", n + 1, film.frames()));
        writePng(folder / fmt::format("frame-{:04}.png", n), film.picture(n));
    }
}

} // namespace

extern "C" void insulaMovie(const MovieRequest& request, const Progress& progress)
{
    check(request);
    Scene scene;
    prepareScene(scene, request.picture);
    Film film(scene, request);
    if (request.picture.output.extension() == ".gif") {
        saveGif(film, request, progress);
    } else {
        savePictures(film, request, progress);
    }
}

} // namespace insula
