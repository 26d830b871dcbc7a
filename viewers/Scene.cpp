#include "viewers/Scene.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace insula {

namespace {

constexpr std::size_t MostTouches = 64;

bool same(const World& a, const World& b)
{
    return a.x == b.x && a.y == b.y && a.z == b.z;
}

} // namespace

void Scene::changed(Aspect aspect)
{
    ++m_revisions[static_cast<std::size_t>(aspect)];
    for (const auto& [token, listener] : m_listeners) {
        listener();
    }
}

template <typename T> void Scene::assign(T& member, const T& value, Aspect aspect)
{
    if (member == value) {
        return;
    }
    member = value;
    changed(aspect);
}

LayerId Scene::addLayer(VolumePtr volume, const std::string& name)
{
    const LayerDisplay display = defaultDisplay(*volume, m_layers.size());
    return addLayer(std::move(volume), name, display);
}

LayerId Scene::addLayer(VolumePtr volume, const std::string& name, const LayerDisplay& display)
{
    assert(volume);
    const LayerId id = m_nextId++;
    m_layers.push_back({id, std::move(volume), name, display, 0});
    m_selected = id;
    if (m_layers.size() == 1) {
        m_crosshair = bounds().centre();
        changed(Aspect::Crosshair);
    }
    changed(Aspect::Layers);
    return id;
}

void Scene::removeLayer(LayerId id)
{
    const std::size_t index = indexOf(id);
    m_layers.erase(m_layers.begin() + static_cast<std::ptrdiff_t>(index));
    if (m_selected == id) { // before anybody hears of a change
        m_selected = m_layers.empty() ? NoLayer : m_layers[std::min(index, m_layers.size() - 1)].id;
    }
    if (m_layers.empty()) {
        setNotes({});
    }
    changed(Aspect::Layers);
    setFrame(m_frame);
    setCrosshair(m_crosshair);
}

void Scene::clear()
{
    if (isEmpty()) {
        return;
    }
    m_layers.clear();
    m_selected = NoLayer; // before anybody hears of a change
    setNotes({});
    setSurfaces({});
    changed(Aspect::Layers);
    setFrame(0);
}

void Scene::moveLayer(LayerId id, int index)
{
    const auto from = static_cast<std::ptrdiff_t>(indexOf(id));
    const auto to = std::clamp<std::ptrdiff_t>(index, 0, static_cast<std::ptrdiff_t>(m_layers.size()) - 1);
    if (from == to) {
        return;
    }
    const auto begin = m_layers.begin();
    if (from < to) {
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    } else {
        std::rotate(begin + to, begin + from, begin + from + 1);
    }
    changed(Aspect::Layers);
}

std::size_t Scene::indexOf(LayerId id) const
{
    const auto found = std::find_if(m_layers.begin(), m_layers.end(), [id](const Layer& layer) { return layer.id == id; });
    assert(found != m_layers.end());
    return static_cast<std::size_t>(found - m_layers.begin());
}

const Layer& Scene::layer(LayerId id) const
{
    return m_layers[indexOf(id)];
}

bool Scene::hasLayer(LayerId id) const
{
    return std::any_of(m_layers.begin(), m_layers.end(), [id](const Layer& layer) { return layer.id == id; });
}

void Scene::setVolume(LayerId id, VolumePtr volume)
{
    assert(volume);
    assign(m_layers[indexOf(id)].volume, volume, Aspect::Layers);
}

void Scene::touchVoxels(LayerId id, const std::optional<WorldBox>& where)
{
    std::uint64_t& edits = m_layers[indexOf(id)].edits;
    const std::uint64_t before = std::exchange(edits, revision(Aspect::Voxels) + 1); // never one that it had before
    m_touches.push_back({id, before, edits, where});
    if (m_touches.size() > MostTouches) {
        m_touches.pop_front();
    }
    changed(Aspect::Voxels);
}

std::optional<WorldBox> Scene::touchedSince(const Layer& layer, std::uint64_t edits) const
{
    std::optional<WorldBox> box;
    for (auto touch = m_touches.rbegin(); touch != m_touches.rend(); ++touch) {
        if (touch->layer != layer.id) {
            continue;
        }
        if (!touch->where || (!box && touch->after != layer.edits)) {
            return std::nullopt;
        }
        const WorldBox& b = *touch->where;
        const WorldBox a = box.value_or(b);
        box = {{std::min(a.low.x, b.low.x), std::min(a.low.y, b.low.y), std::min(a.low.z, b.low.z)},
            {std::max(a.high.x, b.high.x), std::max(a.high.y, b.high.y), std::max(a.high.z, b.high.z)}};
        if (touch->before == edits) {
            return box;
        }
    }
    return std::nullopt; // too long ago
}

void Scene::setName(LayerId id, const std::string& name)
{
    assign(m_layers[indexOf(id)].name, name, Aspect::Layers);
}

void Scene::setDisplay(LayerId id, const LayerDisplay& display)
{
    assign(m_layers[indexOf(id)].display, display, Aspect::Display);
}

void Scene::selectLayer(LayerId id)
{
    assert(id == NoLayer || hasLayer(id));
    assign(m_selected, id, Aspect::Layers);
}

void Scene::setCrosshair(const World& point)
{
    assert(std::isfinite(point.x) && std::isfinite(point.y) && std::isfinite(point.z));
    World clamped = point;
    if (!isEmpty()) {
        const WorldBox box = bounds();
        clamped = {std::clamp(point.x, box.low.x, box.high.x), std::clamp(point.y, box.low.y, box.high.y),
            std::clamp(point.z, box.low.z, box.high.z)};
    }
    if (!same(clamped, m_crosshair)) {
        m_crosshair = clamped;
        changed(Aspect::Crosshair);
    }
}

void Scene::setCrosshairVisible(bool visible)
{
    assign(m_crosshairVisible, visible, Aspect::Crosshair);
}

void Scene::setLayout(Layout layout)
{
    assign(m_layout, layout, Aspect::Layout);
}

void Scene::setRadiological(bool radiological)
{
    assign(m_radiological, radiological, Aspect::Orientation);
}

void Scene::setSliceAxes(const SliceAxes& axes)
{
    assign(m_sliceAxes, orthonormal(axes), Aspect::Orientation);
}

Vec3 Scene::normalOf(Plane plane) const
{
    return plane == Plane::Sagittal ? m_sliceAxes.right : plane == Plane::Coronal ? m_sliceAxes.anterior : m_sliceAxes.superior;
}

void Scene::setLightbox(const Lightbox& lightbox)
{
    assign(m_lightbox, lightbox, Aspect::Layout);
}

void Scene::setComparison(const Comparison& comparison)
{
    Comparison kept = comparison;
    std::erase_if(kept.offsets, [this](const auto& entry) { return !hasLayer(entry.first) || entry.second == Vec3{0, 0, 0}; });
    assign(m_comparison, kept, Aspect::Layout);
}

Vec3 Scene::pointerOffset(LayerId column) const
{
    const auto found = m_comparison.offsets.find(column);
    return m_layout != Layout::Compare || found == m_comparison.offsets.end() ? Vec3{0, 0, 0} : found->second;
}

World Scene::pointer(LayerId column) const
{
    const Vec3 offset = pointerOffset(column);
    return {m_crosshair.x + offset[0], m_crosshair.y + offset[1], m_crosshair.z + offset[2]};
}

void Scene::setScaleBarVisible(bool visible)
{
    assign(m_scaleBarVisible, visible, Aspect::Layout);
}

void Scene::setReadoutAtlas(AtlasPtr atlas)
{
    assign(m_readoutAtlas, atlas, Aspect::Layout);
}

void Scene::setReadoutVisible(bool visible)
{
    assign(m_readoutVisible, visible, Aspect::Layout);
}

void Scene::setFrameTimeVisible(bool visible)
{
    assign(m_frameTimeVisible, visible, Aspect::Layout);
}

void Scene::setSwipeOn(bool on)
{
    assign(m_swipeOn, on, Aspect::Swipe);
}

void Scene::setSwipeAt(double fraction)
{
    assign(m_swipeAt, std::clamp(fraction, 0.0, 1.0), Aspect::Swipe);
}

void Scene::setFrame(std::int64_t frame)
{
    assign(m_frame, std::clamp<std::int64_t>(frame, 0, frames() - 1), Aspect::Frame);
}

void Scene::setNotes(std::vector<Note> notes)
{
    if (notes != m_notes) {
        m_notes = std::move(notes);
        changed(Aspect::Notes);
    }
}

void Scene::setSurfaces(SceneSurfaces surfaces)
{
    if (surfaces == m_surfaces) {
        return;
    }
    const bool wasEmpty = isEmpty();
    m_surfaces = std::move(surfaces);
    changed(Aspect::Surfaces);
    if (m_layers.empty()) { // they are the bounds
        setCrosshair(wasEmpty ? bounds().centre() : m_crosshair);
    }
}

void Scene::selectNote(int index)
{
    assign(m_selectedNote, index, Aspect::Notes);
}

std::int64_t Scene::frames() const
{
    std::int64_t longest = 1;
    for (const Layer& layer : m_layers) {
        longest = std::max(longest, layer.volume->frames());
    }
    return longest;
}

std::int64_t Scene::shownFrame(const Layer& layer) const
{
    return std::clamp<std::int64_t>(layer.display.fixedFrame.value_or(m_frame), 0, layer.volume->frames() - 1);
}

void Scene::setSliceCamera(Plane plane, const SliceCamera& camera)
{
    SliceCamera kept = camera;
    kept.zoom = std::clamp(camera.zoom, 0.1, 100.0);
    assign(m_sliceCameras[static_cast<std::size_t>(plane)], kept, Aspect::Camera);
}

void Scene::setVolumeCamera(const VolumeCamera& camera)
{
    const VolumeCamera kept{
        std::remainder(camera.azimuth, 360.0), std::clamp(camera.elevation, -90.0, 90.0), std::clamp(camera.zoom, 0.1, 100.0)};
    assign(m_volumeCamera, kept, Aspect::Camera);
}

void Scene::setVolumeRendering(const VolumeRendering& rendering)
{
    assert(rendering.planes.size() <= MostClipPlanes);
    assign(m_rendering, rendering, Aspect::Camera);
}

void Scene::resetCameras()
{
    for (const Plane plane : Planes) {
        setSliceCamera(plane, {});
    }
    setVolumeCamera({});
}

WorldBox Scene::bounds() const
{
    if (m_layers.empty()) {
        return boundsOf(m_surfaces).value_or(WorldBox{{-100, -100, -100}, {100, 100, 100}});
    }
    const Grid& grid = m_layers.front().volume->grid();
    const World first = grid.affine.toWorld({-0.5, -0.5, -0.5});
    WorldBox box{first, first};
    for (unsigned corner = 1; corner < 8; ++corner) {
        const auto edge = [corner](unsigned bit, std::int64_t size) { return (corner & bit) ? static_cast<double>(size) - 0.5 : -0.5; };
        const World w = grid.affine.toWorld({edge(1, grid.size.x), edge(2, grid.size.y), edge(4, grid.size.z)});
        box.low = {std::min(box.low.x, w.x), std::min(box.low.y, w.y), std::min(box.low.z, w.z)};
        box.high = {std::max(box.high.x, w.x), std::max(box.high.y, w.y), std::max(box.high.z, w.z)};
    }
    return box;
}

double Scene::sliceStepMm(Plane plane) const
{
    if (m_layers.empty()) {
        return 1;
    }
    const Affine& affine = m_layers.front().volume->affine();
    const Vec3 normal = normalOf(plane);
    double nearest = -1, step = 1;
    for (int axis = 0; axis < 3; ++axis) {
        const Vec3 column = affine.column(axis);
        const double spacing = affine.spacing()[static_cast<std::size_t>(axis)];
        const double along = std::abs(column[0] * normal[0] + column[1] * normal[1] + column[2] * normal[2]) / spacing;
        if (along > nearest) {
            nearest = along;
            step = spacing;
        }
    }
    return step;
}

int Scene::addListener(std::function<void()> listener)
{
    m_listeners.emplace(m_nextToken, std::move(listener));
    return m_nextToken++;
}

void Scene::removeListener(int token)
{
    m_listeners.erase(token);
}

Changes SceneWatch::takeChanges()
{
    Changes changes;
    for (std::size_t index = 0; index < AspectCount; ++index) {
        const auto aspect = static_cast<Aspect>(index);
        if (m_first || m_seen[index] != m_scene.revision(aspect)) {
            changes.add(aspect);
        }
        m_seen[index] = m_scene.revision(aspect);
    }
    m_first = false;
    return changes;
}

} // namespace insula
