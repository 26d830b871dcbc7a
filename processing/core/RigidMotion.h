// Rigid motion of the head during a run: estimating it frame by frame, and taking it away.
//
// A pose says where the head of the reference is in a frame: a point p of the reference lies at R (p - c) + c + t, c being the centre of
// the field of view, R = Rx Ry Rz with right-handed angles about the world axes (radians), t in mm; World is RAS+. So a head that moved up
// has a positive z. Least squares over the voxels with most of the gradient, coarse then fine, both images smoothed, with a factor for
// brightness: Friston et al., Human Brain Mapping 2 (1995) 165-189 (the model); Baker and Matthews, IJCV 56 (2004), section 3.2 (the
// reference's derivatives serve every frame and iteration); Jenkinson et al., NeuroImage 17 (2002) 825-841 (coarse to fine). The result
// does not depend on the number of threads. Any thread.
#pragma once

#include "processing/core/FrameStore.h"
#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <array>
#include <string>
#include <vector>

namespace insula {

struct RigidPose {
    Vec3 translationMm{};
    Vec3 rotation{}; // radians about x, y, z

    // World of the reference to world of the frame.
    Affine about(const World& centre) const;
    static RigidPose of(const Affine& rigid, const World& centre);
};

struct MotionOptions {
    double fwhmMm = 5; // of the smoothing before the last level
    int threads = 0;
};

struct MotionEstimate {
    std::vector<RigidPose> poses; // one per frame
    std::vector<std::int64_t> failed; // frames without enough structure or overlap: they have their neighbour's pose
};

// `reference`: an image on the run's grid, its values finite. What is not finite in the run counts as 0. Waits for frames. Throws Error
// when an axis has fewer than 4 voxels or the reference has no structure; Cancelled.
MotionEstimate estimateMotion(
    const Volume& run, const std::vector<float>& reference, const MotionOptions& options, const Progress& progress = {});

// One frame as if the head had not moved: sampled once, by cubic B-splines. Beyond the field of view the outermost voxels go on.
std::vector<float> frameInPose(const Volume& run, std::int64_t frame, const RigidPose& pose);

// All frames so, one after the other.
std::shared_ptr<const FrameStore> motionCorrected(
    const Volume& run, const std::vector<RigidPose>& poses, int threads, const Progress& progress = {});
// Their mean; the run itself is not kept.
std::vector<float> meanInPoses(const Volume& run, const std::vector<RigidPose>& poses, int threads, const Progress& progress = {});

} // namespace insula
