// The scene's streamlines in VTK, as lines without light. In insula_volume_view.
#pragma once

#include "viewers/SceneSurfaces.h"
#include "viewers/VolumePicture.h"

#include <vtkActor.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <vector>

namespace insula {

class TractActors {
public:
    // Shows the visible streamlines, cut by `kept`. While moving (`coarse`) fewer of them with fewer points, so that software OpenGL keeps
    // up.
    void update(const SceneSurfaces& surfaces, const std::vector<ClipHalfSpace>& kept, bool coarse, vtkRenderer& renderer);
    bool isTranslucent() const;

private:
    struct Shown {
        SceneTract look;
        vtkSmartPointer<vtkActor> fine, coarse; // the same when there are few
    };
    Shown take(const SceneTract& tract, vtkRenderer& renderer);
    std::vector<Shown> m_shown;
};

} // namespace insula
