// The scene's surfaces in VTK: smooth normals, light, colours of their overlays. In insula_volume_view.
#pragma once

#include "viewers/ActorPairs.h"
#include "viewers/SceneSurfaces.h"

#include <vector>

namespace insula {

class SurfaceActors {
public:
    // Shows the visible surfaces, cut by `kept`. Vertices and normals are prepared once a mesh, colours when they change. `coarse`: with
    // fewer triangles when there are many; `coarseGlass`: only of translucent ones, which are drawn several times.
    void update(
        const SceneSurfaces& surfaces, const std::vector<ClipHalfSpace>& kept, bool coarse, bool coarseGlass, vtkRenderer& renderer);
    bool isTranslucent() const { return isAnyTranslucent(m_shown); } // one of them

private:
    using Shown = ActorPair<SceneMesh>;
    Shown take(const SceneMesh& mesh, vtkRenderer& renderer);
    std::vector<Shown> m_shown;
};

} // namespace insula
