// Saving and restoring a scene. Keys are stable; a scene of an unknown version is refused.
#include "viewers/Scene.h"

#include "processing/core/Error.h"
#include "viewers/ColourMap.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

using nlohmann::json;

constexpr int SceneVersion = 1;
const std::array<std::string, 6> LayoutNames{"slices", "four", "sagittal", "coronal", "axial", "volume"};

json displayJson(const LayerDisplay& d)
{
    json out{{"visible", d.visible}, {"opacity", d.opacity}, {"window", {d.windowLow, d.windowHigh}}, {"colour-map", d.colourMap},
        {"inverted", d.inverted}, {"two-sided", d.twoSided},
        {"interpolation", d.interpolation == Interpolation::Linear ? "linear" : "nearest"}, {"outline", d.outline},
        {"threshold",
            {{"enabled", d.threshold.enabled}, {"low", d.threshold.low}, {"high", d.threshold.high},
                {"outside-opacity", d.threshold.outsideOpacity}}}};
    if (d.fixedFrame) {
        out["fixed-frame"] = *d.fixedFrame;
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
    d.interpolation = in.at("interpolation") == "nearest" ? Interpolation::Nearest : Interpolation::Linear;
    d.outline = in.at("outline");
    const json& threshold = in.at("threshold");
    d.threshold = {threshold.at("enabled"), threshold.at("low"), threshold.at("high"), threshold.at("outside-opacity")};
    if (in.contains("fixed-frame")) {
        d.fixedFrame = in.at("fixed-frame").get<std::int64_t>();
    }
    if (d.colourMap != "labels" && !hasColourMap(d.colourMap)) {
        throw Error("the scene names an unknown colour map '" + d.colourMap + "'");
    }
    if (!(d.opacity >= 0 && d.opacity <= 1)) {
        throw Error("the scene has a layer with an opacity outside 0 to 1");
    }
    return d;
}

Layout layoutFrom(const std::string& name)
{
    const auto found = std::find(LayoutNames.begin(), LayoutNames.end(), name);
    if (found == LayoutNames.end()) {
        throw Error("the scene names an unknown layout '" + name + "'");
    }
    return static_cast<Layout>(found - LayoutNames.begin());
}

} // namespace

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
        {"layout", LayoutNames[static_cast<std::size_t>(m_layout)]}, {"radiological", m_radiological}, {"readout", m_readoutVisible},
        {"frame", m_frame}, {"slice-cameras", cameras},
        {"volume-camera", {m_volumeCamera.azimuth, m_volumeCamera.elevation, m_volumeCamera.zoom}}};
}

void Scene::restore(const json& scene, const std::function<VolumePtr(const std::string& path, Kind kind)>& load)
{
    // Everything is read into a second scene first, so that a broken file leaves this one as it was.
    Scene next;
    try {
        if (scene.at("version") != SceneVersion) {
            throw Error("the scene was saved by another version of the program");
        }
        for (const json& entry : scene.at("layers")) {
            const Kind kind = entry.at("kind") == "labels" ? Kind::Labels : Kind::Image;
            next.addLayer(load(entry.at("path"), kind), entry.at("name"), displayFrom(entry.at("display")));
        }
        const int selected = scene.at("selected");
        next.m_selected = selected >= 0 && selected < static_cast<int>(next.m_layers.size())
            ? next.m_layers[static_cast<std::size_t>(selected)].id
            : NoLayer;
        const json& point = scene.at("crosshair");
        next.setCrosshair({point.at(0), point.at(1), point.at(2)});
        next.m_crosshairVisible = scene.at("crosshair-visible");
        next.m_layout = layoutFrom(scene.at("layout"));
        next.m_radiological = scene.at("radiological");
        next.m_readoutVisible = scene.at("readout");
        next.setFrame(scene.at("frame"));
        for (const Plane plane : Planes) {
            const json& camera = scene.at("slice-cameras").at(static_cast<std::size_t>(plane));
            next.setSliceCamera(plane, {camera.at(0), camera.at(1), camera.at(2)});
        }
        const json& camera = scene.at("volume-camera");
        next.setVolumeCamera({camera.at(0), camera.at(1), camera.at(2)});
    } catch (const json::exception& error) {
        throw Error(std::string("this is not a scene: ") + error.what());
    }
    // Ids of this scene's earlier layers are never used again.
    const LayerId shift = m_nextId - 1;
    for (Layer& layer : next.m_layers) {
        layer.id += shift;
    }
    next.m_selected += next.m_selected == NoLayer ? 0 : shift;
    m_nextId = next.m_nextId + shift;
    m_layers = std::move(next.m_layers);
    m_selected = next.m_selected;
    m_crosshair = next.m_crosshair;
    m_crosshairVisible = next.m_crosshairVisible;
    m_layout = next.m_layout;
    m_radiological = next.m_radiological;
    m_readoutVisible = next.m_readoutVisible;
    m_frame = next.m_frame;
    m_sliceCameras = next.m_sliceCameras;
    m_volumeCamera = next.m_volumeCamera;
    for (std::size_t aspect = 0; aspect < AspectCount; ++aspect) {
        changed(static_cast<Aspect>(aspect));
    }
}

} // namespace insula
