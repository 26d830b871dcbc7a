// The 3D view's picture. Its only implementation is in the library insula_volume_view (VTK), which is loaded when the view is
// first shown, so that a window with slices alone starts without VTK.
#pragma once

#include "viewers/SliceFrame.h"

#include <array>
#include <memory>
#include <vector>

namespace insula {

// Parallel projection: where World points are in the 3D view.
struct VolumeProjection {
    World focus; // in the middle of the view
    Vec3 right, up, toward; // unit vectors; toward the eye
    double mmPerPixel = 1;
    int width = 0, height = 0;

    Pixel pixelOf(const World& w) const;
};
VolumeProjection volumeProjection(const Scene& scene, int width, int height);

class VolumePicture {
public:
    virtual ~VolumePicture() = default; // with the context current
    virtual void setBackground(const std::array<float, 3>& colour) = 0; // VolumeBackground at first
    // Draws the scene and returns the OpenGL texture of the picture, rows from the bottom, valid until the next call. `coarse` trades
    // detail for speed. Leaves another framebuffer bound. Throws Error when this OpenGL cannot draw it.
    virtual unsigned draw(const Scene& scene, const VolumeProjection& projection, bool coarse) = 0;
};

// What clip planes and clip box keep: all points on the inner side of each of these.
struct ClipHalfSpace {
    World on; // a point of the plane
    Vec3 inward;
};
std::vector<ClipHalfSpace> keptHalfSpaces(const Scene& scene);
// Whether the rendering asks for what only the ray caster draws: projections, surfaces, outlines, depth, cut-away.
bool needsRayCaster(const Scene& scene);

// The lowest visible image of a scene, which the 3D view shows; null when there is none.
const Layer* volumeLayer(const Scene& scene);
// Whether surfaces, of labels or from files, or streamlines are to be seen, which need VTK.
bool hasSurfaces(const Scene& scene);

// Throws Error when the library is missing or broken.
std::unique_ptr<VolumePicture> loadVolumePicture();

} // namespace insula
