// How strong the noise of a scan is, from the scan alone.
//
// Values: first axis fastest, finite. Result in the values' own unit. Errors: Error when nothing varies. Thread: any.
// Reference: Coupe P et al. Robust Rician noise estimation for MR images. Med Image Anal 14 (2010) 483-493 (median of the finest diagonal
// wavelet coefficients of the object, where it is smooth); Koay CG, Basser PJ. J Magn Reson 179 (2006) 317-322 (Rician correction).
#pragma once

#include "processing/core/Geometry.h"

#include <span>

namespace insula {

// Standard deviation of the noise in each of the two channels of a magnitude image (`isRician`), or of Gaussian noise. Of one slice the
// slice's own diagonal detail is used. What a scanner interpolated has less of it than the scan had noise.
double noiseLevel(std::span<const float> values, const Size3& size, bool isRician);

// What turns the squared standard deviation of a magnitude image into that of its noise, at a true signal of `snr` standard deviations.
double koayFactor(double snr);

} // namespace insula
