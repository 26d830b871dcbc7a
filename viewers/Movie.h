// A film of a saved view or of images, drawn off screen as its pictures are (Snapshot.h).
#pragma once

#include "processing/core/Progress.h"
#include "viewers/Snapshot.h"

#include <utility>

namespace insula {

enum class MovieKind {
    Spin, // the 3D view turns
    Sweep, // slices of a plane, from its low end (left, posterior, inferior) to its high one
    Cine // the frames of a run
};

// Vertical: about the S axis, as on a turntable. Horizontal: up and down by half the degrees each way, and back.
enum class SpinAxis { Vertical, Horizontal };

struct MovieRequest {
    // Its output: .mp4 (by ffmpeg), .gif, or a folder for numbered PNG files, which must be new or empty. Sizes of an .mp4 are rounded
    // down to even ones.
    SnapshotRequest picture;
    MovieKind kind = MovieKind::Spin;
    SpinAxis axis = SpinAxis::Vertical;
    double degrees = 360; // of a spin; negative: the other way round; -3600 to 3600, up to 180 about the horizontal axis
    Plane plane = Plane::Axial; // of a sweep
    std::optional<std::pair<double, double>> rangeMm; // of a sweep, along the plane's normal (R, A or S); the whole field of view
    std::optional<std::pair<std::int64_t, std::int64_t>> cine; // first and last frame, from 0; all
    bool isReturning = false; // to its beginning, the same way back
    int frames = 0; // 2 to 10000; 0: as many as `seconds` need, or without those 72 of a spin, the slices of a sweep, all of a cine
    double seconds = 0; // 0: as long as the frames take
    double rate = 12; // frames a second, 1 to 60 (50 of a GIF)
};

// Throws Error, Cancelled; then a file that was there is still the old one, and there is no new folder. insulaMovie must not be called
// from a process that uses OpenGL on this thread otherwise.
extern "C" void insulaMovie(const MovieRequest& request, const Progress& progress);
// Of a scene that is open: of the request's picture count output, size, scale and look. Changes the scene.
void saveMovie(Scene& scene, const MovieRequest& request, const Progress& progress);
// How many pictures it will have. Throws Error when it cannot be made of this scene.
int movieFrames(const Scene& scene, const MovieRequest& request);
// Turns a scene as it is before the film into what one of its pictures shows; 0 to movieFrames() - 1.
void showMovieFrame(Scene& scene, const MovieRequest& request, int frame);
// Where along the plane's normal the field of view begins and ends, mm from the origin.
std::pair<double, double> sweepRange(const Scene& scene, Plane plane);

} // namespace insula
