// The border between the step that makes synthetic images and the library that computes them. No network library in this header.
#pragma once

#include "models/synthesis/SynthesisOptions.h"
#include "processing/core/Geometry.h"
#include "processing/core/Progress.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct SynthesisRequest {
    std::span<const std::int32_t> labels; // first axis fastest
    Grid grid; // of the labels
    Grid target; // of the images: same axes and middle
    SynthesisOptions options;
    int threads = 0; // 0: as many as the machine has
};

struct SynthesisResult {
    std::vector<float> images; // on the target, first axis fastest, one image after the other
    std::vector<std::int32_t> labels; // on the target
    std::vector<std::string> severities; // of each image: "mild", "moderate", "severe"
    std::string device; // that was used
};

// Throws Error or Cancelled.
using Synthesiser = std::function<SynthesisResult(const SynthesisRequest&, const Progress&)>;

} // namespace insula
