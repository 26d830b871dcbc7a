// What is shown and how: layers, crosshair, layout, cameras, frame. The one thing that views draw and panels edit.
//
// Points are World (RAS+ mm). Setting a value that is already set changes nothing. Each real change raises the revision of
// one aspect and calls the listeners; views collect what changed since they last looked and draw once (ten changes, one
// frame). Unknown layer ids and out-of-range indices are programming mistakes (asserted). Use from one thread.
#pragma once

#include "processing/core/Atlas.h"
#include "processing/core/Volume.h"
#include "viewers/Layer.h"
#include "viewers/Note.h"
#include "viewers/SceneSurfaces.h"
#include "viewers/SliceAxes.h"
#include "viewers/VolumeRendering.h"
#include "viewers/WorldBox.h"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace insula {

enum class Plane { Sagittal, Coronal, Axial };
inline constexpr std::array<Plane, 3> Planes{Plane::Sagittal, Plane::Coronal, Plane::Axial};

// Slices: the three planes, no 3D. Four: sagittal, coronal / axial, 3D. The others show one view alone.
// Lightbox: many slices of one plane. Compare: images side by side (Comparison.h).
enum class Layout { Slices, Four, Sagittal, Coronal, Axial, Volume, Lightbox, Compare };

struct Lightbox {
    Plane plane = Plane::Axial;
    double spacingMm = 0; // between slices; 0: so that about two dozen cover the range
    double lowMm = 0, highMm = 0; // along the plane's normal (R, A or S); equal: the whole field of view
    friend bool operator==(const Lightbox&, const Lightbox&) = default;
};

struct Comparison {
    std::optional<Plane> plane = Plane::Axial; // none: all three, one below the other
    bool isLinked = true; // one pointer moves the others
    std::map<LayerId, Vec3> offsets; // mm, of a column's pointer from the crosshair; 0 when absent
    friend bool operator==(const Comparison&, const Comparison&) = default;
};

// How a slice view looks at its plane: zoom 1 fits the field of view; pan in mm along the screen's right and up.
struct SliceCamera {
    double zoom = 1;
    double panRightMm = 0, panUpMm = 0;
    friend bool operator==(const SliceCamera&, const SliceCamera&) = default;
};

// The 3D view's eye: degrees around the S axis (0: from the front, 90: from the patient's left) and above the axial plane.
struct VolumeCamera {
    double azimuth = 30, elevation = 15;
    double zoom = 1;
    friend bool operator==(const VolumeCamera&, const VolumeCamera&) = default;
};

// Voxels: of an editable label map, changed where they are.
enum class Aspect { Layers, Display, Crosshair, Layout, Camera, Frame, Orientation, Swipe, Voxels, Notes, Surfaces };
inline constexpr std::size_t AspectCount = 11;

// A set of aspects.
class Changes {
public:
    bool has(Aspect aspect) const { return (m_bits >> static_cast<unsigned>(aspect)) & 1U; }
    void add(Aspect aspect) { m_bits |= 1U << static_cast<unsigned>(aspect); }
    bool isEmpty() const { return m_bits == 0; }

private:
    unsigned m_bits = 0;
};

class Scene {
public:
    Scene() = default;
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    // Layers, bottom first. A new layer goes on top, with defaultDisplay(), and is selected; the first one centres the crosshair.
    LayerId addLayer(VolumePtr volume, const std::string& name);
    LayerId addLayer(VolumePtr volume, const std::string& name, const LayerDisplay& display);
    void removeLayer(LayerId id);
    void clear(); // of layers, notes and surfaces
    bool isEmpty() const { return m_layers.empty() && m_surfaces.isEmpty(); }
    void moveLayer(LayerId id, int index); // index is clamped
    const std::vector<Layer>& layers() const { return m_layers; }
    const Layer& layer(LayerId id) const;
    bool hasLayer(LayerId id) const;
    // Replaces the voxels (a label map after an edit); the display stays.
    void setVolume(LayerId id, VolumePtr volume);
    // Its voxels changed where they are (EditableLabels), inside of `where` if that is known. Slices are drawn anew, there only; surfaces
    // wait for setVolume(), as they take long.
    void touchVoxels(LayerId id, const std::optional<WorldBox>& where = std::nullopt);
    // What holds all changes of a layer since its `edits` had this value; none when that is not known.
    std::optional<WorldBox> touchedSince(const Layer& layer, std::uint64_t edits) const;
    void setName(LayerId id, const std::string& name);
    void setDisplay(LayerId id, const LayerDisplay& display);
    // The panel's current layer; NoLayer when there is none.
    LayerId selectedLayer() const { return m_selected; }
    void selectLayer(LayerId id);

    const World& crosshair() const { return m_crosshair; }
    void setCrosshair(const World& point); // clamped to the bounds of what is open; must be finite
    bool isCrosshairVisible() const { return m_crosshairVisible; }
    void setCrosshairVisible(bool visible);

    Layout layout() const { return m_layout; }
    void setLayout(Layout layout);
    // True: the patient's right is on the left of the picture in axial and coronal views. Sagittal views look from the
    // patient's left, anterior on the left, either way.
    bool isRadiological() const { return m_radiological; }
    void setRadiological(bool radiological);
    // Which planes the slices are; see SliceAxes.h.
    const SliceAxes& sliceAxes() const { return m_sliceAxes; }
    void setSliceAxes(const SliceAxes& axes); // orthonormal
    Vec3 normalOf(Plane plane) const;
    const Lightbox& lightbox() const { return m_lightbox; }
    void setLightbox(const Lightbox& lightbox);
    const Comparison& comparison() const { return m_comparison; }
    void setComparison(const Comparison& comparison);
    // Of a column's pointer from the crosshair; 0 unless images are compared.
    Vec3 pointerOffset(LayerId column) const;
    World pointer(LayerId column) const;
    bool isScaleBarVisible() const { return m_scaleBarVisible; }
    void setScaleBarVisible(bool visible);
    bool isReadoutVisible() const { return m_readoutVisible; }
    void setReadoutVisible(bool visible);
    bool isFrameTimeVisible() const { return m_frameTimeVisible; }
    void setFrameTimeVisible(bool visible);

    // What regions are called in the readout, drawn or not. The JSON names it; restore() leaves it as it is, as it is no layer.
    const AtlasPtr& readoutAtlas() const { return m_readoutAtlas; }
    void setReadoutAtlas(AtlasPtr atlas);

    // Before and after in every slice, left and right of a line (Swipe.h) at this part of the view's width.
    bool isSwipeOn() const { return m_swipeOn; }
    void setSwipeOn(bool on);
    double swipeAt() const { return m_swipeAt; }
    void setSwipeAt(double fraction); // clamped to 0 to 1

    // The frame that 4D layers show, from 0; clamped to the longest layer.
    std::int64_t frame() const { return m_frame; }
    void setFrame(std::int64_t frame);
    std::int64_t frames() const; // of the longest layer, at least 1
    std::int64_t shownFrame(const Layer& layer) const; // of this layer now

    const SliceCamera& sliceCamera(Plane plane) const { return m_sliceCameras[static_cast<std::size_t>(plane)]; }
    void setSliceCamera(Plane plane, const SliceCamera& camera);
    const VolumeCamera& volumeCamera() const { return m_volumeCamera; }
    void setVolumeCamera(const VolumeCamera& camera);
    void resetCameras();
    const VolumeRendering& volumeRendering() const { return m_rendering; }
    void setVolumeRendering(const VolumeRendering& rendering);

    // Measurements and notes; they go with the last layer. The selected one shows its handles: an index, or -1, which is not saved.
    const std::vector<Note>& notes() const { return m_notes; }
    void setNotes(std::vector<Note> notes);
    int selectedNote() const { return m_selectedNote < static_cast<int>(m_notes.size()) ? m_selectedNote : -1; }
    void selectNote(int index);

    // Surfaces and streamlines. The first ones of a scene without layers centre the crosshair.
    const SceneSurfaces& surfaces() const { return m_surfaces; }
    void setSurfaces(SceneSurfaces surfaces);

    // Field of view of the bottom layer (the reference that the cameras fit), without layers what holds all surfaces and streamlines, and a
    // 200 mm cube about the origin without those.
    WorldBox bounds() const;
    // Distance between slices of the bottom layer along the plane's normal, for scrolling (mm); along the voxel axis nearest to it.
    double sliceStepMm(Plane plane) const;

    std::uint64_t revision(Aspect aspect) const { return m_revisions[static_cast<std::size_t>(aspect)]; }
    // Called after every change, from the setter; listeners only schedule (post an event, ask for a repaint).
    int addListener(std::function<void()> listener);
    void removeListener(int token);

    // Everything but voxels, vertices and points: paths of the files and all settings.
    nlohmann::json toJson() const;
    // Replaces everything. `load` gives the volume of a path, or throws; a layer whose volume is shown already keeps its id. Only
    // aspects that differ change. Surfaces and streamlines are those of `files`, or read. Throws Error, naming the key, when the JSON is
    // not a scene; then nothing has changed.
    void restore(
        const nlohmann::json& scene, const std::function<VolumePtr(const std::string& path, Kind kind)>& load, SurfaceFiles files = {});

private:
    template <typename T> void assign(T& member, const T& value, Aspect aspect);
    void changed(Aspect aspect);
    std::size_t indexOf(LayerId id) const;
    void readArrangement(const nlohmann::json& scene);
    void read(const nlohmann::json& scene, const std::function<VolumePtr(const std::string& path, Kind kind)>& load, SurfaceFiles& files);
    void keepIdentities(Scene& next);
    void adopt(Scene& next);

    std::vector<Layer> m_layers;
    LayerId m_selected = NoLayer;
    LayerId m_nextId = 1;
    World m_crosshair;
    bool m_crosshairVisible = true, m_radiological = true, m_readoutVisible = true, m_frameTimeVisible = false, m_swipeOn = false;
    bool m_scaleBarVisible = false;
    AtlasPtr m_readoutAtlas;
    SliceAxes m_sliceAxes;
    Lightbox m_lightbox;
    Comparison m_comparison;
    double m_swipeAt = 0.5;
    Layout m_layout = Layout::Four;
    std::int64_t m_frame = 0;
    struct Touch {
        LayerId layer;
        std::uint64_t before, after; // of the layer's edits
        std::optional<WorldBox> where;
    };
    std::deque<Touch> m_touches; // the last ones
    std::array<SliceCamera, 3> m_sliceCameras;
    VolumeCamera m_volumeCamera;
    VolumeRendering m_rendering;
    std::vector<Note> m_notes;
    int m_selectedNote = -1;
    SceneSurfaces m_surfaces;
    std::array<std::uint64_t, AspectCount> m_revisions{};
    std::map<int, std::function<void()>> m_listeners;
    int m_nextToken = 1;
};

// Tells one observer what changed since it last asked (everything the first time).
class SceneWatch {
public:
    explicit SceneWatch(const Scene& scene) : m_scene(scene) { }
    Changes takeChanges();

private:
    const Scene& m_scene;
    std::array<std::uint64_t, AspectCount> m_seen{};
    bool m_first = true;
};

} // namespace insula
