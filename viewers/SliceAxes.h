// The axes that the three slice planes are perpendicular to: RAS, or turned for oblique slicing. Unit vectors in World, at right angles,
// right-handed: sagittal planes are perpendicular to `right`, coronal ones to `anterior`, axial ones to `superior`.
#pragma once

#include "processing/core/Geometry.h"

namespace insula {

struct SliceAxes {
    Vec3 right{1, 0, 0}, anterior{0, 1, 0}, superior{0, 0, 1};
    friend bool operator==(const SliceAxes&, const SliceAxes&) = default;
};

// Turned by `radians` about the unit vector `about` (right-hand rule), made exactly orthonormal again.
SliceAxes turned(const SliceAxes& axes, const Vec3& about, double radians);
// The nearest to RAS among the ways to lay axes along those of a voxel grid; of a sheared grid as near as right angles allow.
SliceAxes alongGrid(const Affine& affine);
// Of the rotation that takes RAS to these axes, in degrees: 0 when straight.
double obliqueDegrees(const SliceAxes& axes);
// Orthonormal and right-handed axes near to the given ones. Throws Error when they are not finite or span no space.
SliceAxes orthonormal(const SliceAxes& axes);

} // namespace insula
