// A 4D run as a scanner would record it while the head phantom taps its right hand, with everything known about it.
//
// 3 mm, 120 frames, TR 2 s, int16. 20 s of tapping and 20 s of rest by turns; the left motor hand area follows the boxcar convolved with
// the canonical two-gamma response (Glover 1999), 3 % at its plateau. On top: slow drift, small rigid motion, noise. World RAS+ mm.
// The same phantom gives the same voxels on any number of threads. Thread: any.
#pragma once

#include "processing/sample/HeadPhantom.h"

#include <string>
#include <vector>

namespace insula {

struct TaskEvent {
    double onset, duration; // seconds
    std::string type;
};

// Rigid motion of the head in one frame.
struct HeadMotion {
    Vec3 shiftMm, turnDegrees;
};

struct BoldRun {
    VolumePtr bold;
    VolumePtr active; // labels on the run's grid: 1 where at least half of a voxel belongs to the active area
    std::vector<TaskEvent> events;
    std::vector<double> response; // the expected time course, one value per frame, plateau 1
    std::vector<HeadMotion> motion;
};

// Throws Cancelled.
BoldRun makeBoldRun(const HeadPhantom& phantom, const Progress& progress = {});

// The response to `events`, sampled at the start of each frame; its plateau in a long block is 1.
std::vector<double> haemodynamicResponse(const std::vector<TaskEvent>& events, std::int64_t frames, double trSeconds);
World motorHandArea(); // left, mm

} // namespace insula
