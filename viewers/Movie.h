// A film of a saved view or an image, drawn off screen as its pictures are (Snapshot.h).
#pragma once

#include "processing/core/Progress.h"
#include "viewers/Snapshot.h"

namespace insula {

enum class MovieKind {
    Spin, // the 3D view, once around
    Sweep, // slices of a plane, from its low end (left, posterior, inferior) to its high one
    Cine // the frames of a run
};

struct MovieRequest {
    SnapshotRequest picture; // its output: a .gif, or a folder for numbered PNG files, which must be new or empty
    MovieKind kind = MovieKind::Spin;
    Plane plane = Plane::Axial; // of a sweep
    int frames = 0; // 2 to 2000; 0: 72 of a spin, the slices of a sweep, all of a cine
    double rate = 12; // frames a second, 1 to 50
};

// Throws Error, Cancelled; then a GIF that was there is still the old one. Must not be called from a process that uses OpenGL on this
// thread otherwise.
extern "C" void insulaMovie(const MovieRequest& request, const Progress& progress);

} // namespace insula
