#include "viewers/SceneSurfaces.h"

#include "processing/core/CiftiVertexData.h"
#include "processing/core/Error.h"
#include "processing/core/MeshFormats.h"
#include "processing/core/Quantile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace insula {

namespace {

using nlohmann::json;

constexpr std::size_t FirstShown = 20000;
constexpr double AroundMm = 2;
constexpr double WidestLine = 10;
constexpr std::array<std::string_view, 3> ImageNames{"nothing", "slices", "volume"};
constexpr std::array<Rgb, 6> Palette{
    {{240, 176, 104}, {118, 192, 240}, {156, 220, 136}, {222, 156, 222}, {240, 222, 120}, {140, 226, 212}}};

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool has(const std::string& name, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&name](const char* word) { return name.find(word) != std::string::npos; });
}

WorldBox boxOf(const std::vector<std::array<float, 3>>& points)
{
    if (points.empty()) {
        return {};
    }
    auto low = points.front(), high = points.front();
    for (const auto& p : points) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            low[axis] = std::min(low[axis], p[axis]);
            high[axis] = std::max(high[axis], p[axis]);
        }
    }
    return {{low[0], low[1], low[2]}, {high[0], high[1], high[2]}};
}

void setWindow(LayerDisplay& display, const std::vector<float>& all)
{
    std::vector<float> values; // what is not background
    std::ranges::copy_if(all, std::back_inserter(values), [](float v) { return std::isfinite(v) && v != 0; });
    if (values.empty()) {
        return;
    }
    const auto percentile = [&values](double share) { return static_cast<double>(valueAtShare(values, share)); };
    const auto [least, most] = std::ranges::minmax(values);
    if (least < 0 && most > 0 && -least > most / 20 && most > -least / 20) {
        const double strongest = std::max(-static_cast<double>(least), static_cast<double>(most));
        display.colourMap = "warm";
        display.twoSided = true;
        display.windowLow = 0.3 * strongest;
        display.windowHigh = 0.9 * strongest;
        display.threshold = {.enabled = true, .low = display.windowLow, .high = strongest};
        return;
    }
    display.colourMap = "viridis";
    display.windowLow = percentile(0.02);
    display.windowHigh = percentile(0.98);
    if (!(display.windowHigh > display.windowLow)) {
        display.windowLow = std::min(0.0, static_cast<double>(least));
        display.windowHigh = most > display.windowLow ? most : display.windowLow + 1;
    }
}

double fractionOf(const json& value, const char* what)
{
    const double number = value;
    if (!(number >= 0 && number <= 1)) {
        throw Error(std::string("the scene has ") + what + " with an opacity outside 0 to 1");
    }
    return number;
}

// A CIFTI-2 file has values of both hemispheres, and each is data of its own.
constexpr char BeforeHemisphere = '\n';

std::string keyOf(const std::string& path, std::string_view hemisphere)
{
    return path + BeforeHemisphere + std::string(hemisphere);
}

std::string keyOf(const VertexData& data)
{
    return data.format == CiftiFormat ? keyOf(data.path, nameOf(data.hemisphere)) : data.path;
}

json meshJson(const SceneMesh& mesh)
{
    json overlays = json::array();
    for (const VertexOverlay& overlay : mesh.overlays) {
        json entry{{"path", overlay.data->path}, {"map", overlay.map}, {"display", toJson(overlay.display)}};
        if (overlay.data->format == CiftiFormat) {
            entry["hemisphere"] = nameOf(overlay.data->hemisphere);
        }
        overlays.push_back(std::move(entry));
    }
    return {{"path", mesh.mesh->path}, {"name", mesh.name}, {"visible", mesh.visible}, {"opacity", mesh.opacity}, {"colour", mesh.colour},
        {"outline", mesh.outline}, {"outline-colour", mesh.outlineColour}, {"overlays", overlays}};
}

SceneMesh meshFrom(const json& in, SurfaceFiles& files)
{
    SceneMesh mesh = sceneMesh(files.mesh(in.at("path")));
    mesh.name = in.at("name");
    mesh.visible = in.at("visible");
    mesh.opacity = fractionOf(in.at("opacity"), "a surface");
    mesh.colour = in.at("colour").get<Rgb>();
    mesh.outline = in.at("outline");
    mesh.outlineColour = in.at("outline-colour").get<Rgb>();
    for (const json& each : in.at("overlays")) {
        const std::string path = each.at("path");
        const std::string key = each.contains("hemisphere") ? keyOf(path, each.at("hemisphere").get<std::string>()) : path;
        VertexOverlay overlay = vertexOverlay(files.vertexData(key), *mesh.mesh, each.at("map").get<std::size_t>());
        overlay.display = layerDisplayFrom(each.at("display"));
        mesh.overlays.push_back(std::move(overlay));
    }
    return mesh;
}

json tractJson(const SceneTract& tract)
{
    return {{"path", tract.tracts->path}, {"name", tract.name}, {"visible", tract.visible}, {"opacity", tract.opacity},
        {"colouring", tract.colouring == TractColouring::Direction ? "direction" : "one-colour"}, {"colour", tract.colour},
        {"line-width", tract.lineWidth}, {"shown", tract.shown}};
}

SceneTract tractFrom(const json& in, SurfaceFiles& files)
{
    SceneTract tract = sceneTract(files.tractogram(in.at("path")));
    tract.name = in.at("name");
    tract.visible = in.at("visible");
    tract.opacity = fractionOf(in.at("opacity"), "streamlines");
    const std::string colouring = in.at("colouring");
    if (colouring != "direction" && colouring != "one-colour") {
        throw Error("the scene names an unknown colouring of streamlines '" + colouring + "'");
    }
    tract.colouring = colouring == "direction" ? TractColouring::Direction : TractColouring::OneColour;
    tract.colour = in.at("colour").get<Rgb>();
    tract.lineWidth = in.at("line-width");
    if (!(tract.lineWidth > 0 && tract.lineWidth <= WidestLine)) {
        throw Error("the scene has streamlines with a line width outside 0 to 10 pixels");
    }
    tract.shown = std::min(in.at("shown").get<std::size_t>(), tract.tracts->count());
    return tract;
}

} // namespace

SceneMesh sceneMesh(MeshPtr mesh, std::size_t others)
{
    SceneMesh made;
    made.name = mesh->name;
    made.box = boxOf(mesh->vertices);
    const std::string name = lower(mesh->name);
    made.outline = !has(name, {"inflated", "sphere", "flat"});
    made.outlineColour = has(name, {"pial"}) ? Rgb{255, 96, 84}
        : has(name, {"white", "smoothwm"})   ? Rgb{255, 226, 96}
                                             : Palette[others % Palette.size()];
    made.mesh = std::move(mesh);
    return made;
}

SceneTract sceneTract(TractogramPtr tracts)
{
    SceneTract made;
    made.name = tracts->name;
    made.box = boxOf(tracts->points);
    made.shown = std::min(tracts->count(), FirstShown);
    made.tracts = std::move(tracts);
    return made;
}

VertexOverlay vertexOverlay(VertexDataPtr data, const Mesh& mesh, std::size_t map)
{
    if (data->format == FreeSurferLabelFormat && data->vertexCount() < mesh.vertices.size()) { // it does not list what it leaves out
        auto whole = std::make_shared<VertexData>(*data);
        whole->maps[0].labels.resize(mesh.vertices.size(), -1);
        data = std::move(whole);
    }
    if (data->vertexCount() != mesh.vertices.size()) {
        throw Error("'" + data->name + "' has values for " + std::to_string(data->vertexCount()) + " vertices, but the surface '"
            + mesh.name + "' has " + std::to_string(mesh.vertices.size())
            + "; choose the file of the same subject, hemisphere and resolution");
    }
    if (map >= data->maps.size()) {
        throw Error("'" + data->name + "' has no map " + std::to_string(map + 1) + "; it has " + std::to_string(data->maps.size()));
    }
    VertexOverlay overlay{data, map, {}};
    LayerDisplay& display = overlay.display;
    const std::string name = lower(data->name + " " + data->maps[map].name);
    if (data->isLabels) {
        display.colourMap = "labels";
    } else if (has(name, {"curv", "sulc"})) {
        const double most = has(name, {"sulc"}) ? 10 : 0.3;
        display.colourMap = "gray";
        display.inverted = true;
        display.windowLow = -most;
        display.windowHigh = most;
    } else {
        setWindow(display, data->maps[map].values);
    }
    return overlay;
}

std::optional<WorldBox> boundsOf(const SceneSurfaces& surfaces)
{
    std::optional<WorldBox> all;
    const auto add = [&all](const WorldBox& b) {
        const WorldBox a = all.value_or(b);
        all = {{std::min(a.low.x, b.low.x), std::min(a.low.y, b.low.y), std::min(a.low.z, b.low.z)},
            {std::max(a.high.x, b.high.x), std::max(a.high.y, b.high.y), std::max(a.high.z, b.high.z)}};
    };
    for (const SceneMesh& mesh : surfaces.meshes) {
        add(mesh.box);
    }
    for (const SceneTract& tract : surfaces.tracts) {
        if (!tract.tracts->points.empty()) {
            add(tract.box);
        }
    }
    if (all) {
        all = {{all->low.x - AroundMm, all->low.y - AroundMm, all->low.z - AroundMm},
            {all->high.x + AroundMm, all->high.y + AroundMm, all->high.z + AroundMm}};
    }
    return all;
}

bool hasVisible(const SceneSurfaces& surfaces)
{
    const auto isShown = [](const auto& each) { return each.visible && each.opacity > 0; };
    return std::ranges::any_of(surfaces.meshes, isShown) || std::ranges::any_of(surfaces.tracts, isShown);
}

void SurfaceFiles::add(const SceneSurfaces& surfaces)
{
    for (const SceneMesh& mesh : surfaces.meshes) {
        m_meshes.try_emplace(mesh.mesh->path, mesh.mesh);
        for (const VertexOverlay& overlay : mesh.overlays) {
            m_data.try_emplace(keyOf(*overlay.data), overlay.data);
        }
    }
    for (const SceneTract& tract : surfaces.tracts) {
        m_tracts.try_emplace(tract.tracts->path, tract.tracts);
    }
}

void SurfaceFiles::add(const SurfaceFiles& others)
{
    m_meshes.insert(others.m_meshes.begin(), others.m_meshes.end());
    m_data.insert(others.m_data.begin(), others.m_data.end());
    m_tracts.insert(others.m_tracts.begin(), others.m_tracts.end());
}

MeshPtr SurfaceFiles::mesh(const std::string& path)
{
    MeshPtr& found = m_meshes[path];
    return found ? found : found = std::make_shared<const Mesh>(readMesh(path));
}

VertexDataPtr SurfaceFiles::vertexData(const std::string& path)
{
    VertexDataPtr& found = m_data[path];
    if (!found) {
        const std::size_t end = path.find(BeforeHemisphere);
        const Hemisphere hemisphere = path.ends_with(keyOf({}, nameOf(Hemisphere::Left))) ? Hemisphere::Left : Hemisphere::Right;
        found = std::make_shared<const VertexData>(
            end == std::string::npos ? readVertexData(path) : readCiftiVertexData(path.substr(0, end), hemisphere));
    }
    return found;
}

TractogramPtr SurfaceFiles::tractogram(const std::string& path)
{
    TractogramPtr& found = m_tracts[path];
    return found ? found : found = std::make_shared<const Tractogram>(readTractogram(path));
}

json toJson(const SceneSurfaces& surfaces)
{
    json meshes = json::array(), tracts = json::array();
    for (const SceneMesh& mesh : surfaces.meshes) {
        meshes.push_back(meshJson(mesh));
    }
    for (const SceneTract& tract : surfaces.tracts) {
        tracts.push_back(tractJson(tract));
    }
    return {{"meshes", meshes}, {"tracts", tracts}, {"image", ImageNames[static_cast<std::size_t>(surfaces.image)]}};
}

SceneSurfaces surfacesFrom(const json& in, SurfaceFiles& files)
{
    SceneSurfaces surfaces;
    for (const json& each : in.at("meshes")) {
        surfaces.meshes.push_back(meshFrom(each, files));
    }
    for (const json& each : in.at("tracts")) {
        surfaces.tracts.push_back(tractFrom(each, files));
    }
    const std::string image = in.at("image");
    const auto found = std::ranges::find(ImageNames, image);
    if (found == ImageNames.end()) {
        throw Error("the scene names an unknown image in the 3D view '" + image + "'");
    }
    surfaces.image = static_cast<ImageInVolume>(found - ImageNames.begin());
    return surfaces;
}

} // namespace insula
