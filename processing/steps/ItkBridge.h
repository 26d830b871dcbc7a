// Volumes to ITK images and back: the only place that knows LPS, ITK's exceptions and ITK's way of aborting.
//
// ITK wants right-angled axes and keeps world coordinates as left, posterior, superior (mm). An image made here has the volume's
// geometry exactly when its axes are at right angles (left-handed and oblique ones too), else the nearest right-angled one with the
// same spacing and first voxel; results never take their affine back from ITK, they get the exact one of the input (DerivedVolume.h).
// Errors: Error instead of itk::ExceptionObject, Cancelled instead of itk::ProcessAborted. Thread: any, one filter per thread.
#pragma once

#include "processing/core/Progress.h"
#include "processing/core/Volume.h"

#include <itkImage.h>
#include <itkProcessObject.h>

#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace insula {

using FloatImage = itk::Image<float, 3>;
using MaskImage = itk::Image<std::uint8_t, 3>;
using LabelImage = itk::Image<std::int32_t, 3>;

// The same point, or the same direction, in the other convention: x and y change sign.
Vec3 lpsFromRas(const Vec3& ras);
Vec3 rasFromLps(const Vec3& lps);
// Voxel to RAS mm from three axes (direction times spacing) and the first voxel's centre in LPS mm.
Affine affineFromLps(const Vec3& i, const Vec3& j, const Vec3& k, const Vec3& origin);

// Largest deviation of two axes from a right angle in degrees.
double shearDegrees(const Affine& affine);

// `values`: first axis fastest, as many as the grid has voxels.
FloatImage::Pointer toItk(std::span<const float> values, const Grid& grid);
MaskImage::Pointer toItk(std::span<const std::uint8_t> values, const Grid& grid);
LabelImage::Pointer toItk(std::span<const std::int32_t> values, const Grid& grid);
std::vector<float> fromItk(const FloatImage& image);

// An image in voxel coordinates: origin 0, spacing 1, no rotation. For filters that are given an exact index-to-index transform.
FloatImage::Pointer toItkIndexSpace(std::span<const float> values, const Size3& size);

// Observes one filter: passes on its progress and makes it stop when the user asked to. Iterative filters are given the number of
// iterations, because ITK's own progress says nothing useful for them.
class FilterProgress {
public:
    FilterProgress(itk::ProcessObject& filter, const Progress& progress, int iterations = 0);
    ~FilterProgress();
    FilterProgress(const FilterProgress&) = delete;
    FilterProgress& operator=(const FilterProgress&) = delete;

private:
    itk::ProcessObject& m_filter;
    std::vector<unsigned long> m_tags;
    std::mutex m_mutex;
    double m_last = 0;
};

// Runs one filter with progress and abort; `what` begins the message when ITK refuses ("smoothing failed"). threads 0: all.
void runFilter(itk::ProcessObject& filter, const std::string& what, const Progress& progress, int threads = 0, int iterations = 0);

// Runs work() with ITK's (and GDCM's) exceptions translated.
void withItkErrors(const std::string& what, const std::function<void()>& work);

} // namespace insula
