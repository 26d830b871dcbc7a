// One head through a network: clean, conform, scale, run, keep the largest component, back to the head's own grid.
//
// The image is sampled trilinearly on the package's conformed grid (zero outside), scaled by the package's intensity rule, and the
// classes come back by nearest neighbour, so that the result lies on exactly the grid of the input. Errors: Error with one line
// (an empty or constant image, mostly NaN, a model that is not ready). Thread: any.
#pragma once

#include "models/Inference.h"
#include "processing/core/ParamBinder.h"
#include "processing/core/Volume.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct HeadOptions {
    std::int64_t frame = 0;
    std::string device = "auto";
    int threads = 0;
};

struct HeadLabels {
    std::vector<std::uint8_t> labels; // on the input's own grid, first axis fastest
    std::int64_t componentsDropped = 0; // at the network's resolution
    double droppedMl = 0;
    std::string device, modelHash;
    std::vector<std::string> warnings;
};

// The package of that name or folder. Error when it cannot be read (weights may still be missing); a usage error when it is made for
// none of the tasks.
FoundModel modelForTask(const std::string& nameOrFolder, const std::vector<std::string>& tasks);

HeadLabels labelHead(
    const Volume& image, const FoundModel& model, const HeadOptions& options, const NetworkRunner& runner, const Progress& progress);

// The parameters that every step on a head has.
void bindFrameAndDevice(ParamBinder& b, std::int64_t& frame, std::string& device);
void warnAboutForms(const Volume& image, std::vector<std::string>& warnings); // the header's two orientations disagree
// A usage error when there is no such frame; a warning when there are others.
void requireFrame(const Volume& image, std::int64_t frame, std::vector<std::string>& warnings);
// Finite values of one frame; what is not finite becomes 0, with a warning. Error when at least half is not finite, or all values are
// equal.
std::vector<float> cleanFrame(const Volume& image, std::int64_t frame, std::vector<std::string>& warnings);
// In place, over all values. Percentiles are interpolated between neighbours in rank, as NumPy's default. Error when both are equal.
void scaleIntensities(std::span<float> values, const IntensityRule& rule);

double voxelMl(const Grid& grid);

} // namespace insula
