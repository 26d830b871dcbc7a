// The scene's streamlines in VTK, as lines without light. In insula_volume_view.
#pragma once

#include "viewers/ActorPairs.h"
#include "viewers/SceneSurfaces.h"

#include <vector>

namespace insula {

class TractActors {
public:
    // Shows the visible streamlines, cut by `kept`. While moving (`coarse`) fewer of them with fewer points, so that software OpenGL keeps
    // up.
    void update(const SceneSurfaces& surfaces, const std::vector<ClipHalfSpace>& kept, bool coarse, vtkRenderer& renderer);
    bool isTranslucent() const { return isAnyTranslucent(m_shown); }

private:
    using Shown = ActorPair<SceneTract>;
    Shown take(const SceneTract& tract, vtkRenderer& renderer);
    std::vector<Shown> m_shown;
};

} // namespace insula
