// Sampling an image once through a whole chain of transforms.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Resample.h"
#include "processing/core/Volume.h"
#include "processing/steps/ItkBridge.h"

#include <itkInterpolateImageFunction.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace insula {

class ParamBinder;

// "auto" (nearest for labels, else linear), "nearest", "linear", "cubic", "sinc".
void bindInterpolation(ParamBinder& binder, std::string& value);
// What "auto" means for this image. Usage Error when labels would be mixed.
std::string interpolationFor(const std::string& key, const Volume& image);

using Interpolator = itk::InterpolateImageFunction<FloatImage, double>;
// Linear, cubic B-spline or windowed sinc (Lanczos, radius 4).
Interpolator::Pointer interpolatorOf(const std::string& key);

// Stored numbers are copied as they are: labels above 2^24 and NaN survive. place(voxel of `to`) is a point in voxels of the image; 0
// outside.
template <typename T, typename Place>
std::vector<T> sampledNearest(const Volume& image, const Grid& to, const Place& place, int threads, const Progress& progress)
{
    const Size3 n = image.size();
    std::vector<T> out(static_cast<std::size_t>(to.size.count() * image.frames()));
    for (std::int64_t t = 0; t < image.frames(); ++t) {
        progress.report(static_cast<double>(t) / static_cast<double>(image.frames()));
        const auto* in = reinterpret_cast<const T*>(image.rawFrame(t).data());
        T* frame = out.data() + t * to.size.count();
        parallelFor(
            to.size.z,
            [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t k = begin; k < end; ++k) {
                    progress.checkpoint();
                    T* voxel = frame + k * to.size.x * to.size.y;
                    for (std::int64_t j = 0; j < to.size.y; ++j)
                        for (std::int64_t i = 0; i < to.size.x; ++i, ++voxel) {
                            const World p = place(Voxel{static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)});
                            // The small shift decides ties (exactly between two voxels) the same way despite rounding.
                            const auto x = static_cast<std::int64_t>(std::floor(p.x + 0.5 + 1e-7)),
                                       y = static_cast<std::int64_t>(std::floor(p.y + 0.5 + 1e-7)),
                                       z = static_cast<std::int64_t>(std::floor(p.z + 0.5 + 1e-7));
                            if (x >= 0 && y >= 0 && z >= 0 && x < n.x && y < n.y && z < n.z)
                                *voxel = in[x + n.x * (y + n.y * z)];
                        }
                }
            },
            threads);
    }
    return out;
}

// All frames on `to`; `pull` takes a point in mm there to the point of the image (mm). 0 outside; NaN and infinite values count as 0,
// except for nearest neighbour, which copies them. `replaced` grows by their number.
VolumePtr sampledThrough(const Volume& image, const Grid& to, const std::function<World(const World&)>& pull, const std::string& key,
    int threads, const Progress& progress, std::int64_t& replaced);

} // namespace insula
