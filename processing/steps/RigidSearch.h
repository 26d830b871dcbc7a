// Where to begin a registration: the best of many coarse guesses.
#pragma once

#include "processing/steps/Registration.h"

namespace insula {

// Rigid guess in RAS mm, fixed to moving: no shift at all, or the centres of mass on each other with every combination of rotations of
// -30, -15, 0, 15 and 30 degrees about the three axes; the best of them at 8 mm voxels.
Affine coarseRigid(const RegistrationImage& fixed, const RegistrationImage& moving, int threads, const Progress& progress);

// Centre of mass (mm) of the mask, or of what is brighter than the background.
World centreOfMass(const RegistrationImage& image);

// Rotation by x, y, z radians about the axes of `middle`, then a shift: p -> Rz Ry Rx (p - middle) + middle + shift.
Affine rotationAbout(const World& middle, const Vec3& radians, const Vec3& shift);

} // namespace insula
