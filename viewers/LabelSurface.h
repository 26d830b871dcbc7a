// Smooth surfaces of all labels of a layer, in their colours, for the 3D view.
#pragma once

#include "viewers/Layer.h"

#include <vtkActor.h>
#include <vtkSmartPointer.h>

namespace insula {

// Null when the layer has no label in this frame. Takes up to seconds for large label maps; keep the result.
vtkSmartPointer<vtkActor> labelSurface(const Layer& layer, std::int64_t frame);

} // namespace insula
