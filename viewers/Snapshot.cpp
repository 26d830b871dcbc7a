#include "viewers/Snapshot.h"

#include "processing/core/AtlasFolder.h"
#include "processing/core/CiftiFile.h"
#include "processing/core/CiftiVertexData.h"
#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"
#include "processing/core/Nifti.h"
#include "processing/core/Tiff.h"
#include "processing/core/ViewFile.h"
#include "viewers/ColourMapFile.h"
#include "viewers/Picture.h"
#include "viewers/VolumePicture.h"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
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

void applyTo(LayerDisplay& display, const SnapshotLayer& wanted)
{
    if (wanted.window) {
        display.windowLow = wanted.window->first;
        display.windowHigh = wanted.window->second;
    }
    if (wanted.threshold) {
        display.threshold = {.enabled = true, .low = wanted.threshold->first, .high = wanted.threshold->second};
    }
    display.opacity = wanted.opacity.value_or(display.opacity);
    if (!wanted.colourMap.empty()) {
        if (!hasColourMap(wanted.colourMap)) {
            addUserColourMaps();
        }
        colourTable(wanted.colourMap == "labels" ? "gray" : wanted.colourMap); // refuses unknown names
        display.colourMap = wanted.colourMap;
    }
}

void addLayer(Scene& scene, const SnapshotLayer& wanted)
{
    NiftiReadOptions options;
    options.kind = isNamedLikeLabels(wanted.file.string()) ? Kind::Labels : Kind::Image;
    VolumePtr volume = readNifti(wanted.file, options);
    LayerDisplay display = defaultDisplay(*volume, scene.layers().size());
    applyTo(display, wanted);
    display.outline = wanted.outline;
    if (display.colourMap == "labels") {
        volume = withNamesBeside(std::move(volume));
    }
    scene.addLayer(std::move(volume), wanted.file.filename().string(), display);
}

// The picture is drawn without names when the atlas is not here.
void useAtlasOf(Scene& scene, const nlohmann::json& view)
{
    const auto reference = view.find("readout-atlas");
    if (reference == view.end() || !reference->is_object() || !reference->contains("image") || !reference->at("image").is_string()) {
        return;
    }
    const std::filesystem::path image = reference->at("image").get<std::string>();
    try {
        const auto installed = installedAtlas(image, atlasFolders());
        if (!installed) {
            throw Error("the file is not there, and no atlas of this name is installed");
        }
        scene.setReadoutAtlas(readAtlas(*installed));
    } catch (const Error& error) {
        fmt::print(stderr, "warning: the regions are not named by '{}': {}\n", image.string(), error.what());
    }
}

// False: it is an image.
bool addSurface(Scene& scene, const SnapshotLayer& wanted)
{
    const SurfaceFile kind = surfaceFileKind(wanted.file);
    SceneSurfaces surfaces = scene.surfaces();
    if (looksLikeTractogram(wanted.file)) {
        surfaces.tracts.push_back(sceneTract(std::make_shared<const Tractogram>(readTractogram(wanted.file))));
        surfaces.tracts.back().opacity = wanted.opacity.value_or(1);
    } else if (kind == SurfaceFile::Mesh) {
        surfaces.meshes.push_back(sceneMesh(std::make_shared<const Mesh>(readMesh(wanted.file)), surfaces.meshes.size()));
        surfaces.meshes.back().opacity = wanted.opacity.value_or(1);
    } else if (kind == SurfaceFile::VertexData || looksLikeCifti(wanted.file)) {
        if (surfaces.meshes.empty()) {
            throw usageError("'" + wanted.file.string() + "' holds values for a surface; name the surface before it (--surface FILE)");
        }
        SceneMesh& mesh = surfaces.meshes.back();
        VertexData data
            = kind == SurfaceFile::VertexData ? readVertexData(wanted.file) : readCiftiVertexData(wanted.file, mesh.mesh->hemisphere);
        mesh.overlays.push_back(vertexOverlay(std::make_shared<const VertexData>(std::move(data)), *mesh.mesh, wanted.map));
        applyTo(mesh.overlays.back().display, wanted);
    } else {
        return false;
    }
    scene.setSurfaces(std::move(surfaces));
    return true;
}

void openView(Scene& scene, const std::filesystem::path& file)
{
    const FoundView found = readViewFile(file);
    for (const std::string& problem : addUserColourMaps()) {
        fmt::print(stderr, "warning: {}\n", problem);
    }
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
    useAtlasOf(scene, found.view);
}

void arrange(Scene& scene, const SnapshotRequest& request)
{
    for (const SnapshotLayer& layer : request.layers) {
        if (!addSurface(scene, layer)) {
            addLayer(scene, layer);
        }
    }
    scene.setLayout(Layout::Slices);
    scene.setRadiological(request.radiological);
    scene.setFrame(request.frame);
    if (request.crosshair) {
        if (!std::isfinite(request.crosshair->x + request.crosshair->y + request.crosshair->z)) {
            throw usageError("the crosshair must be three numbers in mm");
        }
        scene.setCrosshair(*request.crosshair);
        const World &wanted = *request.crosshair, &set = scene.crosshair();
        if (scene.layers().empty() && (set.x != wanted.x || set.y != wanted.y || set.z != wanted.z)) {
            throw usageError("the crosshair is outside what the surfaces reach");
        }
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
