// Saving and restoring a scene. Keys are stable; a scene of an unknown version is refused.
#include "viewers/Scene.h"

#include "processing/core/Error.h"
#include "viewers/ColourMap.h"
#include "viewers/LayoutNames.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

using nlohmann::json;

constexpr int SceneVersion = 1;

constexpr std::array<std::string_view, 3> SmoothingNames{"nearest", "linear", "cubic"};
constexpr std::array<std::string_view, 4> BlendNames{"over", "add", "multiply", "brighter"};
constexpr std::array<std::string_view, 3> PlaneNames{"sagittal", "coronal", "axial"};

template <std::size_t N> std::size_t indexOf(const std::array<std::string_view, N>& names, const std::string& name, const char* what)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        throw Error(std::string("the scene names an unknown ") + what + " '" + name + "'");
    }
    return static_cast<std::size_t>(found - names.begin());
}

Plane planeFrom(const json& name)
{
    return static_cast<Plane>(indexOf(PlaneNames, name, "plane"));
}

std::string_view nameOf(Plane plane)
{
    return PlaneNames[static_cast<std::size_t>(plane)];
}

json displayJson(const LayerDisplay& d)
{
    json out{{"visible", d.visible}, {"opacity", d.opacity}, {"window", {d.windowLow, d.windowHigh}}, {"colour-map", d.colourMap},
        {"inverted", d.inverted}, {"two-sided", d.twoSided}, {"negative-map", d.negativeMap},
        {"interpolation", SmoothingNames[static_cast<std::size_t>(d.interpolation)]},
        {"blend", BlendNames[static_cast<std::size_t>(d.blend)]}, {"alpha-from", {d.alphaFrom, d.alphaLow, d.alphaHigh}},
        {"outline", d.outline},
        {"threshold",
            {{"enabled", d.threshold.enabled}, {"low", d.threshold.low}, {"high", d.threshold.high},
                {"outside-opacity", d.threshold.outsideOpacity}}}};
    if (d.fixedFrame) {
        out["fixed-frame"] = *d.fixedFrame;
    }
    if (d.onlyLabel) {
        out["only-label"] = *d.onlyLabel;
    }
    return out;
}

LayerDisplay displayFrom(const json& in)
{
    LayerDisplay d;
    d.visible = in.at("visible");
    d.opacity = in.at("opacity");
    d.windowLow = in.at("window").at(0);
    d.windowHigh = in.at("window").at(1);
    d.colourMap = in.at("colour-map");
    d.inverted = in.at("inverted");
    d.twoSided = in.at("two-sided");
    d.interpolation = static_cast<Smoothing>(indexOf(SmoothingNames, in.at("interpolation"), "interpolation"));
    // Scenes that were saved before there were these have none.
    d.negativeMap = in.value("negative-map", std::string());
    d.blend = static_cast<Blend>(indexOf(BlendNames, in.value("blend", std::string("over")), "blend"));
    if (in.contains("alpha-from")) {
        const json& alpha = in.at("alpha-from");
        d.alphaFrom = alpha.at(0);
        d.alphaLow = alpha.at(1);
        d.alphaHigh = alpha.at(2);
    }
    if (!d.negativeMap.empty() && !hasColourMap(d.negativeMap)) {
        throw Error("the scene names an unknown colour map '" + d.negativeMap + "'");
    }
    d.outline = in.at("outline");
    const json& threshold = in.at("threshold");
    d.threshold = {threshold.at("enabled"), threshold.at("low"), threshold.at("high"), threshold.at("outside-opacity")};
    if (in.contains("fixed-frame")) {
        d.fixedFrame = in.at("fixed-frame").get<std::int64_t>();
    }
    if (in.contains("only-label")) {
        d.onlyLabel = in.at("only-label").get<std::int64_t>();
    }
    if (d.colourMap != "labels" && !hasColourMap(d.colourMap)) {
        throw Error("the scene names an unknown colour map '" + d.colourMap + "'");
    }
    if (!(d.opacity >= 0 && d.opacity <= 1)) {
        throw Error("the scene has a layer with an opacity outside 0 to 1");
    }
    return d;
}

json axesJson(const SliceAxes& axes)
{
    return {axes.right, axes.anterior, axes.superior};
}

json lightboxJson(const Lightbox& box)
{
    return {{"plane", nameOf(box.plane)}, {"spacing", box.spacingMm}, {"range", {box.lowMm, box.highMm}}};
}

json comparisonJson(const Comparison& comparison, const std::vector<Layer>& layers)
{
    json offsets = json::array();
    for (const Layer& layer : layers) {
        const auto found = comparison.offsets.find(layer.id);
        offsets.push_back(found == comparison.offsets.end() ? Vec3{0, 0, 0} : found->second);
    }
    return {{"plane", comparison.plane ? nameOf(*comparison.plane) : "all"}, {"linked", comparison.isLinked}, {"offsets", offsets}};
}

// restore() leaves the atlas alone: whoever opens a view reads it (installedAtlas()).
json atlasJson(const AtlasPtr& atlas)
{
    return atlas ? json{{"name", atlas->name()}, {"image", atlas->volume()->source().path}} : json();
}

Layout layoutFrom(const std::string& name)
{
    const auto found = layoutNamed(name);
    if (!found) {
        throw Error("the scene names an unknown layout '" + name + "'");
    }
    return *found;
}

} // namespace

json toJson(const LayerDisplay& display)
{
    return displayJson(display);
}

LayerDisplay layerDisplayFrom(const json& display)
{
    return displayFrom(display);
}

json Scene::toJson() const
{
    json layers = json::array();
    for (const Layer& layer : m_layers) {
        layers.push_back({{"path", layer.volume->source().path}, {"kind", layer.volume->kind() == Kind::Labels ? "labels" : "image"},
            {"name", layer.name}, {"display", displayJson(layer.display)}});
    }
    json cameras = json::array();
    for (const SliceCamera& camera : m_sliceCameras) {
        cameras.push_back({camera.zoom, camera.panRightMm, camera.panUpMm});
    }
    const auto selected = std::find_if(m_layers.begin(), m_layers.end(), [this](const Layer& layer) { return layer.id == m_selected; });
    return {{"version", SceneVersion}, {"layers", layers}, {"selected", selected == m_layers.end() ? -1 : selected - m_layers.begin()},
        {"crosshair", {m_crosshair.x, m_crosshair.y, m_crosshair.z}}, {"crosshair-visible", m_crosshairVisible},
        {"layout", nameOf(m_layout)}, {"radiological", m_radiological}, {"readout", m_readoutVisible}, {"frame", m_frame},
        {"swipe", {{"on", m_swipeOn}, {"at", m_swipeAt}}}, {"axes", axesJson(m_sliceAxes)}, {"lightbox", lightboxJson(m_lightbox)},
        {"comparison", comparisonJson(m_comparison, m_layers)}, {"scale-bar", m_scaleBarVisible}, {"notes", insula::toJson(m_notes)},
        {"readout-atlas", atlasJson(m_readoutAtlas)}, {"surfaces", insula::toJson(m_surfaces)},
        {"volume-rendering", insula::toJson(m_rendering)}, {"slice-cameras", cameras},
        {"volume-camera", {m_volumeCamera.azimuth, m_volumeCamera.elevation, m_volumeCamera.zoom}}};
}

void Scene::restore(const json& scene, const std::function<VolumePtr(const std::string& path, Kind kind)>& load, SurfaceFiles files)
{
    // Everything is read into a second scene first, so that a broken file leaves this one as it was.
    Scene next;
    files.add(m_surfaces);
    next.read(scene, load, files);
    keepIdentities(next);
    adopt(next);
}

// Into an empty scene.
void Scene::read(const json& scene, const std::function<VolumePtr(const std::string& path, Kind kind)>& load, SurfaceFiles& files)
{
    try {
        if (scene.at("version") != SceneVersion) {
            throw Error("the scene was saved by another version of the program");
        }
        for (const json& entry : scene.at("layers")) {
            const Kind kind = entry.at("kind") == "labels" ? Kind::Labels : Kind::Image;
            addLayer(load(entry.at("path"), kind), entry.at("name"), displayFrom(entry.at("display")));
        }
        if (scene.contains("surfaces")) { // views that were saved before there were any have none
            m_surfaces = surfacesFrom(scene.at("surfaces"), files);
        }
        const int selected = scene.at("selected");
        const bool isSelected = selected >= 0 && selected < static_cast<int>(m_layers.size());
        m_selected = isSelected ? m_layers[static_cast<std::size_t>(selected)].id : NoLayer;
        const json& point = scene.at("crosshair");
        setCrosshair({point.at(0), point.at(1), point.at(2)});
        m_crosshairVisible = scene.at("crosshair-visible");
        m_layout = layoutFrom(scene.at("layout"));
        m_radiological = scene.at("radiological");
        m_readoutVisible = scene.at("readout");
        setFrame(scene.at("frame"));
        if (scene.contains("swipe")) { // views that were saved before there was one have none
            m_swipeOn = scene.at("swipe").at("on");
            setSwipeAt(scene.at("swipe").at("at"));
        }
        readArrangement(scene);
        for (const Plane plane : Planes) {
            const json& camera = scene.at("slice-cameras").at(static_cast<std::size_t>(plane));
            setSliceCamera(plane, {camera.at(0), camera.at(1), camera.at(2)});
        }
        const json& camera = scene.at("volume-camera");
        setVolumeCamera({camera.at(0), camera.at(1), camera.at(2)});
    } catch (const json::exception& error) {
        throw Error(std::string("this is not a scene: ") + error.what());
    }
}

// Views that were saved before there were these have none of them.
void Scene::readArrangement(const json& scene)
{
    if (scene.contains("axes")) {
        const json& axes = scene.at("axes");
        setSliceAxes({axes.at(0).get<Vec3>(), axes.at(1).get<Vec3>(), axes.at(2).get<Vec3>()});
    }
    if (scene.contains("lightbox")) {
        const json& box = scene.at("lightbox");
        m_lightbox = {planeFrom(box.at("plane")), box.at("spacing"), box.at("range").at(0), box.at("range").at(1)};
    }
    if (scene.contains("comparison")) {
        const json& comparison = scene.at("comparison");
        Comparison next;
        next.plane = comparison.at("plane") == "all" ? std::nullopt : std::optional(planeFrom(comparison.at("plane")));
        next.isLinked = comparison.at("linked");
        for (std::size_t index = 0; index < m_layers.size() && index < comparison.at("offsets").size(); ++index) {
            next.offsets[m_layers[index].id] = comparison.at("offsets").at(index).get<Vec3>();
        }
        setComparison(next);
    }
    m_scaleBarVisible = scene.value("scale-bar", false);
    if (scene.contains("volume-rendering")) {
        m_rendering = volumeRenderingFrom(scene.at("volume-rendering"));
    }
    if (scene.contains("notes")) {
        m_notes = notesFromJson(scene.at("notes"));
    }
}

// Takes everything from another scene; tells what differs.
void Scene::adopt(Scene& next)
{
    std::array<bool, AspectCount> differs{};
    const auto take = [&differs](auto& mine, auto& theirs, Aspect aspect) {
        differs[static_cast<std::size_t>(aspect)] |= !(mine == theirs);
        mine = std::move(theirs);
    };
    const auto sameLayer = [](const Layer& a, const Layer& b) { return a.id == b.id && a.volume == b.volume && a.name == b.name; };
    const auto sameDisplay = [](const Layer& a, const Layer& b) { return a.display == b.display; };
    const auto same = [&](const auto& equal) {
        return std::equal(m_layers.begin(), m_layers.end(), next.m_layers.begin(), next.m_layers.end(), equal);
    };
    differs[static_cast<std::size_t>(Aspect::Layers)] = !same(sameLayer);
    differs[static_cast<std::size_t>(Aspect::Display)] = !same(sameDisplay);
    m_layers = std::move(next.m_layers);
    take(m_selected, next.m_selected, Aspect::Layers);
    differs[static_cast<std::size_t>(Aspect::Crosshair)]
        = m_crosshair.x != next.m_crosshair.x || m_crosshair.y != next.m_crosshair.y || m_crosshair.z != next.m_crosshair.z;
    m_crosshair = next.m_crosshair;
    take(m_crosshairVisible, next.m_crosshairVisible, Aspect::Crosshair);
    take(m_layout, next.m_layout, Aspect::Layout);
    take(m_radiological, next.m_radiological, Aspect::Orientation);
    take(m_readoutVisible, next.m_readoutVisible, Aspect::Layout);
    take(m_frame, next.m_frame, Aspect::Frame);
    take(m_swipeOn, next.m_swipeOn, Aspect::Swipe);
    take(m_swipeAt, next.m_swipeAt, Aspect::Swipe);
    take(m_sliceAxes, next.m_sliceAxes, Aspect::Orientation);
    take(m_lightbox, next.m_lightbox, Aspect::Layout);
    take(m_comparison, next.m_comparison, Aspect::Layout);
    take(m_scaleBarVisible, next.m_scaleBarVisible, Aspect::Layout);
    take(m_notes, next.m_notes, Aspect::Notes);
    take(m_surfaces, next.m_surfaces, Aspect::Surfaces);
    take(m_sliceCameras, next.m_sliceCameras, Aspect::Camera);
    take(m_volumeCamera, next.m_volumeCamera, Aspect::Camera);
    take(m_rendering, next.m_rendering, Aspect::Camera);
    for (std::size_t aspect = 0; aspect < AspectCount; ++aspect) {
        if (differs[aspect]) {
            changed(static_cast<Aspect>(aspect));
        }
    }
}

// Layers of the coming scene that show a volume of this one keep its id, so that nothing is prepared twice; the others get ids
// that were never used.
void Scene::keepIdentities(Scene& next)
{
    std::vector<LayerId> ids;
    for (const Layer& layer : next.m_layers) {
        const auto kept = std::find_if(m_layers.begin(), m_layers.end(),
            [&](const Layer& mine) { return mine.volume == layer.volume && std::find(ids.begin(), ids.end(), mine.id) == ids.end(); });
        ids.push_back(kept == m_layers.end() ? m_nextId++ : kept->id);
    }
    LayerId selected = NoLayer;
    for (std::size_t index = 0; index < ids.size(); ++index) {
        selected = next.m_layers[index].id == next.m_selected ? ids[index] : selected;
        next.m_layers[index].id = ids[index];
    }
    next.m_selected = selected;
}

} // namespace insula
