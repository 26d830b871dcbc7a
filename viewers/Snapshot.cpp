#include "viewers/Snapshot.h"

#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"
#include "processing/core/Nifti.h"
#include "processing/core/Tiff.h"
#include "processing/core/ViewFile.h"
#include "viewers/ColourMap.h"
#include "viewers/Picture.h"
#include "viewers/VolumePicture.h"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <span>

namespace insula {

namespace {

constexpr double MostDpi = 4800;

void check(const SnapshotRequest& request)
{
    if (request.layers.empty() && request.view.empty()) {
        throw usageError("a snapshot needs at least one image");
    }
    if (!isPictureName(request.output)) {
        throw usageError("the picture '" + request.output.string() + "' must end in .png, .tif or .tiff");
    }
    if (!(request.dpi >= 0 && request.dpi <= MostDpi)) {
        throw usageError("a picture has up to 4800 dots per inch");
    }
}

void addLayer(Scene& scene, const SnapshotLayer& wanted)
{
    NiftiReadOptions options;
    options.kind = isNamedLikeLabels(wanted.file.string()) ? Kind::Labels : Kind::Image;
    VolumePtr volume = readNifti(wanted.file, options);
    LayerDisplay display = defaultDisplay(*volume, scene.layers().size());
    if (wanted.window) {
        display.windowLow = wanted.window->first;
        display.windowHigh = wanted.window->second;
    }
    if (wanted.threshold) {
        display.threshold = {.enabled = true, .low = wanted.threshold->first, .high = wanted.threshold->second};
    }
    display.opacity = wanted.opacity.value_or(display.opacity);
    display.outline = wanted.outline;
    if (!wanted.colourMap.empty()) {
        colourTable(wanted.colourMap == "labels" ? "gray" : wanted.colourMap); // refuses unknown names
        display.colourMap = wanted.colourMap;
    }
    if (display.colourMap == "labels") {
        volume = withNamesBeside(std::move(volume));
    }
    scene.addLayer(std::move(volume), wanted.file.filename().string(), display);
}

void openView(Scene& scene, const std::filesystem::path& file)
{
    const FoundView found = readViewFile(file);
    for (const std::string& changed : found.changed) {
        fmt::print(stderr, "warning: {}\n", changed);
    }
    withContext("cannot open the view '" + file.string() + "'", [&] {
        scene.restore(found.view, [](const std::string& path, Kind kind) {
            NiftiReadOptions options;
            options.kind = kind;
            return readNifti(path, options);
        });
    });
}

void arrange(Scene& scene, const SnapshotRequest& request)
{
    for (const SnapshotLayer& layer : request.layers) {
        addLayer(scene, layer);
    }
    scene.setLayout(Layout::Slices);
    scene.setRadiological(request.radiological);
    scene.setFrame(request.frame);
    if (request.crosshair) {
        if (!std::isfinite(request.crosshair->x + request.crosshair->y + request.crosshair->z)) {
            throw usageError("the crosshair must be three numbers in mm");
        }
        scene.setCrosshair(*request.crosshair);
    }
}

void arrangeVolume(Scene& scene, const SnapshotRequest& request)
{
    scene.setVolumeCamera(request.camera.value_or(scene.volumeCamera()));
    VolumeRendering rendering = scene.volumeRendering();
    if (!request.preset.empty()) {
        const Layer* image = volumeLayer(scene);
        if (!image) {
            throw usageError("a 3D preset needs an image; there are label maps only");
        }
        rendering = withPreset(rendering, request.preset, *image->volume, scene.shownFrame(*image));
    }
    rendering.mode = request.mode.value_or(rendering.mode);
    if (rendering.mode == RenderMode::Surface && !(rendering.surfaceLevel > 0)) {
        const Layer* image = volumeLayer(scene);
        rendering.surfaceLevel = image ? image->display.windowLow + 0.3 * (image->display.windowHigh - image->display.windowLow) : 0;
    }
    rendering.planes = request.clips.empty() ? rendering.planes : request.clips;
    rendering.cutAway = rendering.cutAway || request.cutAway;
    scene.setVolumeRendering(rendering);
}

} // namespace

void prepareScene(Scene& scene, const SnapshotRequest& request)
{
    if (request.view.empty()) {
        arrange(scene, request);
    } else {
        openView(scene, request.view);
    }
    scene.setLayout(request.layout.value_or(scene.layout()));
    for (const Layer& layer : scene.layers()) {
        layer.volume->rawFrame(scene.shownFrame(layer)); // the 3D view's image is one that has arrived
    }
    arrangeVolume(scene, request);
}

extern "C" void insulaSnapshot(const SnapshotRequest& request)
{
    check(request);
    Scene scene;
    prepareScene(scene, request);
    PictureMaker maker(scene, request.width, request.height, request.scale, request.look);
    const Picture& picture = maker.draw();
    writePicture(request.output, picture.view(), factsOf(scene, request.dpi, picture.hasAlpha));
}

} // namespace insula
