// Volumes as VTK wants them: 8-bit images with right-handed axes, plus the exact matrix to World.
// Only the 3D view uses these copies; slices are drawn from the volume itself.
#pragma once

#include "processing/core/Volume.h"

#include <vtkImageData.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkSmartPointer.h>

#include <vector>

namespace insula {

struct VolumeImage {
    vtkSmartPointer<vtkImageData> image; // spacing in mm, origin 0
    vtkSmartPointer<vtkMatrix4x4> toWorld; // of image mm; carries rotation, shear and position
    double low = 0, high = 1; // values that 0 and 255 stand for
};

// Values from the smallest to the 99.9th percentile as 0 to 255; what is not finite becomes 0.
VolumeImage intensityImage(const Volume& volume, std::int64_t frame);

struct LabelImage {
    VolumeImage shown;
    std::vector<std::int64_t> labels; // labels[n - 1] is the label that voxels of value n have
};
// The most frequent labels (at most 255, without 0), cropped to where they are. No labels: a null image.
LabelImage labelImage(const Volume& volume, std::int64_t frame);

} // namespace insula
