#include "viewers/Picture.h"

#include "processing/core/EditableLabels.h"
#include "processing/core/Error.h"
#include "processing/core/Version.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

namespace insula {

namespace {

constexpr int MostLooks = 8; // until nothing is missing in a picture

void applyTo(Scene& scene, const PictureLook& look)
{
    scene.setCrosshairVisible(look.crosshair.value_or(scene.isCrosshairVisible()));
    scene.setScaleBarVisible(look.scaleBar.value_or(scene.isScaleBarVisible()));
    scene.setReadoutVisible(look.readout.value_or(scene.isReadoutVisible()));
    scene.setFrameTimeVisible(false);
    scene.selectNote(-1); // without its handles
}

// From the same picture over black and over white: what is the same in both is opaque. Over black a pixel is alpha * colour, over white
// (1 - alpha) more.
void makeTransparent(std::vector<Rgba>& overBlack, const std::vector<Rgba>& overWhite)
{
    for (std::size_t n = 0; n < overBlack.size(); ++n) {
        Rgba& p = overBlack[n];
        const Rgba& w = overWhite[n];
        const int seenThrough = std::max({w.r - p.r, w.g - p.g, w.b - p.b, 0});
        const int alpha = 255 - seenThrough;
        const auto own = [alpha](int channel) {
            return static_cast<std::uint8_t>(alpha == 0 ? 0 : std::min(255, (channel * 255 + alpha / 2) / alpha));
        };
        p = {own(p.r), own(p.g), own(p.b), static_cast<std::uint8_t>(alpha)};
    }
}

// Whether an editor may change its voxels while another thread draws.
bool mayBeEdited(const Volume& volume)
{
    return volume.kind() == Kind::Labels && volume.dataType() == dataTypeOf<LabelNumber>() && volume.frames() == 1 && volume.hasFrame(0);
}

VolumePtr copyOf(const Volume& volume)
{
    const std::span<const std::byte> bytes = volume.rawFrame(0);
    std::vector<LabelNumber> voxels(bytes.size() / sizeof(LabelNumber));
    std::copy(bytes.begin(), bytes.end(), std::as_writable_bytes(std::span(voxels)).begin());
    return Volume::make(volume.description(), std::move(voxels));
}

} // namespace

PictureView Picture::view() const
{
    return {width, height, std::as_bytes(std::span(pixels)), sizeof(Rgba) * static_cast<std::size_t>(width), PixelOrder::Rgba};
}

class PictureMaker::Private {
public:
    Private(Scene& shown, int width, int height) : scene(shown), context(width, height), renderer(shown) { }
    void render();

    Scene& scene;
    OffscreenContext context; // before the renderer, which needs it to the end
    SceneRenderer renderer;
    PictureLook look;
    Picture picture;
};

void PictureMaker::Private::render()
{
    for (int looks = 0; looks < MostLooks; ++looks) { // the 3D view may lag one frame behind
        renderer.render();
        if (renderer.isComplete()) {
            break;
        }
    }
}

PictureMaker::PictureMaker(Scene& scene, int width, int height, double scale, const PictureLook& look)
{
    if (width < SmallestPictureSide || height < SmallestPictureSide || width > LargestPictureSide || height > LargestPictureSide) {
        throw usageError("a picture must have 64 to 16384 pixels each way");
    }
    if (!(scale >= SmallestPictureScale && scale <= LargestPictureScale)) {
        throw usageError("the text would be too small or too large; choose a text size from 0.05 to 16 times that of the window");
    }
    m = std::make_unique<Private>(scene, width, height);
    applyTo(scene, look);
    m->look = look;
    m->renderer.setSize(width, height, scale);
    m->renderer.setLook(look);
    m->picture.width = width;
    m->picture.height = height;
    m->picture.hasAlpha = look.backdrop == Backdrop::Transparent;
}

PictureMaker::~PictureMaker() = default;

const Picture& PictureMaker::draw()
{
    for (const Layer& layer : m->scene.layers()) {
        layer.volume->rawFrame(m->scene.shownFrame(layer)); // waits until it has arrived
    }
    m->render();
    m->picture.pixels = m->context.pixels();
    if (m->picture.hasAlpha) {
        m->renderer.setLook(m->look, 1);
        m->render();
        makeTransparent(m->picture.pixels, m->context.pixels());
        m->renderer.setLook(m->look, 0);
    }
    return m->picture;
}

PictureFacts factsOf(const Scene& scene, double dpi, bool hasAlpha)
{
    const std::string side = scene.isRadiological() ? "Radiological convention: R is on the left in axial and coronal views."
                                                    : "Neurological convention: L is on the left in axial and coronal views.";
    return {dpi, hasAlpha, {{"Software", std::string("Insula ") + Version}, {"Description", std::string(Notice) + ". " + side}}};
}

std::shared_ptr<Scene> sceneCopy(const Scene& scene)
{
    auto copy = std::make_shared<Scene>();
    std::size_t next = 0; // layers are asked for in their order
    SurfaceFiles surfaces; // they are never changed, so that both scenes may have them
    surfaces.add(scene.surfaces());
    const auto layer = [&](const std::string&, Kind) {
        const VolumePtr& volume = scene.layers().at(next++).volume;
        return mayBeEdited(*volume) ? copyOf(*volume) : volume;
    };
    copy->restore(scene.toJson(), layer, std::move(surfaces));
    copy->setReadoutAtlas(scene.readoutAtlas());
    return copy;
}

} // namespace insula
