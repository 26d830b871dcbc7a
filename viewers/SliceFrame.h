// Where a slice view lies in the world: the map between its pixels and World mm.
//
// Pixels are continuous, (0, 0) is the upper left corner of the picture, x to the right, y down; a pixel's centre is at + 0.5.
// A view shows a plane of the world, perpendicular to one of the scene's slice axes, whatever the volumes' own axes are.
#pragma once

#include "viewers/Scene.h"

#include <array>
#include <string>

namespace insula {

struct Pixel {
    double x = 0, y = 0;
};

struct SliceFrame {
    Plane plane = Plane::Axial;
    int width = 0, height = 0; // pixels
    World origin; // of pixel (0, 0)
    Vec3 right{1, 0, 0}, down{0, 0, -1}; // unit vectors
    double mmPerPixel = 1;

    World worldAt(const Pixel& p) const;
    Pixel pixelOf(const World& w) const; // of the point's projection on the plane
    Affine pixelToWorld() const; // third axis: the normal, right x down
    // At the left, right, top and bottom edge: L R A P S I, of oblique planes the two or three that the edge lies towards, largest first.
    std::array<std::string, 4> letters() const;
};

// The scene's view of a plane through the crosshair. `fitMmPerPixel` is the scale at zoom 1.
SliceFrame sliceFrame(const Scene& scene, Plane plane, int width, int height, double fitMmPerPixel);
// Through another point.
SliceFrame sliceFrame(const Scene& scene, Plane plane, const World& through, int width, int height, double fitMmPerPixel);

// The largest scale (mm per pixel) needed so that `box` fits a view of this size with `margin` pixels free on each side.
double fitMmPerPixel(const WorldBox& box, Plane plane, int width, int height, double margin);

// The World axis (0 x, 1 y, 2 z) that a plane is perpendicular to.
int normalAxis(Plane plane);
double coordinate(const World& w, int axis);
World withCoordinate(const World& w, int axis, double value);

} // namespace insula
