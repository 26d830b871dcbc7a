// The three slices through the crosshair in the 3D view, as they are drawn in the slice views. In insula_volume_view.
#pragma once

#include "viewers/SliceFrame.h"
#include "viewers/SlicePicture.h"
#include "viewers/VolumePicture.h"

#include <vtkActor.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <array>

namespace insula {

class SliceActors {
public:
    // Shows them where the scene asks for them, cut by `kept`; `mmPerPixel` of their pictures. Draws a slice anew when it lies elsewhere or
    // shows something else.
    void update(const Scene& scene, const std::vector<ClipHalfSpace>& kept, double mmPerPixel, vtkRenderer& renderer);

private:
    struct Shown {
        vtkSmartPointer<vtkActor> actor;
        SliceFrame frame;
        std::uint64_t content = 0;
    };
    std::array<Shown, 3> m_shown;
    SlicePicture m_picture; // reused memory
};

// All of a plane through the crosshair within the scene's bounds, however the slice view is zoomed.
SliceFrame wholeSlice(const Scene& scene, Plane plane, double mmPerPixel);

} // namespace insula
