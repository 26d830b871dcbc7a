// Surfaces with values at their vertices and streamlines, as part of a scene: what is shown and how. Points are World (RAS+ mm).
//
// Files are read once and shared; two of one file are the same. A value of the scene like the notes: panels copy it, change the copy and
// set it. Thread: any for what is not Scene's.
#pragma once

#include "processing/core/Mesh.h"
#include "processing/core/Tractogram.h"
#include "viewers/ColourMap.h"
#include "viewers/Layer.h"
#include "viewers/WorldBox.h"

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace insula {

using MeshPtr = std::shared_ptr<const Mesh>;
using VertexDataPtr = std::shared_ptr<const VertexData>;
using TractogramPtr = std::shared_ptr<const Tractogram>;

// One map of a file on a surface. Of its display count: visibility, opacity, colours, window, threshold; "labels" for label data.
struct VertexOverlay {
    VertexDataPtr data;
    std::size_t map = 0;
    LayerDisplay display;
    friend bool operator==(const VertexOverlay&, const VertexOverlay&) = default;
};

struct SceneMesh {
    MeshPtr mesh;
    WorldBox box{}; // of its vertices
    std::string name;
    bool visible = true;
    double opacity = 1; // in the 3D view, 0 to 1
    Rgb colour{212, 206, 196}; // where no overlay paints
    bool outline = true; // on the slices
    Rgb outlineColour{240, 176, 104};
    std::vector<VertexOverlay> overlays; // the lowest first; of as many vertices as the mesh
    friend bool operator==(const SceneMesh& a, const SceneMesh& b)
    {
        return a.mesh == b.mesh && a.name == b.name && a.visible == b.visible && a.opacity == b.opacity && a.colour == b.colour
            && a.outline == b.outline && a.outlineColour == b.outlineColour && a.overlays == b.overlays;
    }
};

// Direction: |x|, |y| and |z| of each point's direction are red, green and blue (Pajevic and Pierpaoli, Magn Reson Med 42(3), 1999).
enum class TractColouring { Direction, OneColour };

struct SceneTract {
    TractogramPtr tracts;
    WorldBox box{};
    std::string name;
    bool visible = true;
    double opacity = 1;
    TractColouring colouring = TractColouring::Direction;
    Rgb colour{240, 200, 90};
    double lineWidth = 1; // logical pixels
    std::size_t shown = 0; // streamlines that are drawn, evenly chosen; at most as many as there are
    friend bool operator==(const SceneTract& a, const SceneTract& b)
    {
        return a.tracts == b.tracts && a.name == b.name && a.visible == b.visible && a.opacity == b.opacity && a.colouring == b.colouring
            && a.colour == b.colour && a.lineWidth == b.lineWidth && a.shown == b.shown;
    }
};

// What the 3D view shows of the image while there are surfaces or streamlines in it: nothing, the three slices through the crosshair, or
// the volume, faintly around them.
enum class ImageInVolume { Nothing, Slices, Volume };

struct SceneSurfaces {
    std::vector<SceneMesh> meshes;
    std::vector<SceneTract> tracts;
    ImageInVolume image = ImageInVolume::Nothing;
    bool isEmpty() const { return meshes.empty() && tracts.empty(); }
    friend bool operator==(const SceneSurfaces&, const SceneSurfaces&) = default;
};

// With sensible settings: outlines of the pial surface are red, of the white one yellow, of others in turn (`others`: meshes that are
// there); inflated ones have none.
SceneMesh sceneMesh(MeshPtr mesh, std::size_t others = 0);
// Of many streamlines, 20 000 are shown at first.
SceneTract sceneTract(TractogramPtr tracts);
// Label colours for labels; curvature and sulcal depth grey, sulci dark; maps of both signs two-sided and thresholded; everything else
// from its 2nd to its 98th percentile. Throws Error when the data has another number of vertices than the mesh, or no such map.
VertexOverlay vertexOverlay(VertexDataPtr data, const Mesh& mesh, std::size_t map = 0);

// What holds all of them, visible or not, and 2 mm around; none when there are none.
std::optional<WorldBox> boundsOf(const SceneSurfaces& surfaces);
// Whether the 3D view shows any.
bool hasVisible(const SceneSurfaces& surfaces);

// Files that are in memory, by path; others are read when they are asked for. Throws Error.
class SurfaceFiles {
public:
    void add(const SceneSurfaces& surfaces);
    void add(const SurfaceFiles& others);
    MeshPtr mesh(const std::string& path);
    VertexDataPtr vertexData(const std::string& path);
    TractogramPtr tractogram(const std::string& path);
    void clear() { *this = {}; }

private:
    std::map<std::string, MeshPtr> m_meshes;
    std::map<std::string, VertexDataPtr> m_data;
    std::map<std::string, TractogramPtr> m_tracts;
};

nlohmann::json toJson(const SceneSurfaces& surfaces);
// Throws Error, naming what is wrong, or a JSON exception.
SceneSurfaces surfacesFrom(const nlohmann::json& json, SurfaceFiles& files);

// Of SceneJson.cpp.
nlohmann::json toJson(const LayerDisplay& display);
LayerDisplay layerDisplayFrom(const nlohmann::json& json);

} // namespace insula
