// The scene's surfaces in VTK: smooth normals, light, colours of their overlays. In insula_volume_view.
#pragma once

#include "viewers/SceneSurfaces.h"
#include "viewers/VolumePicture.h"

#include <vtkActor.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <vector>

namespace insula {

class SurfaceActors {
public:
    // Shows the visible surfaces, cut by `kept`. Vertices and normals are prepared once a mesh, colours when they change. `coarse`: with
    // fewer triangles when there are many; `coarseGlass`: only of translucent ones, which are drawn several times.
    void update(
        const SceneSurfaces& surfaces, const std::vector<ClipHalfSpace>& kept, bool coarse, bool coarseGlass, vtkRenderer& renderer);
    bool isTranslucent() const; // one of them

private:
    struct Shown {
        SceneMesh look;
        vtkSmartPointer<vtkActor> fine, coarse; // the same when there are few triangles
    };
    Shown take(const SceneMesh& mesh, vtkRenderer& renderer);
    std::vector<Shown> m_shown;
};

// Cuts what an actor shows.
void setClips(vtkActor& actor, const std::vector<ClipHalfSpace>& kept);

} // namespace insula
