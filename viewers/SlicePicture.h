// The picture of one slice view: all visible layers blended, bottom first, over black.
// No OpenGL: the same function serves the window, the snapshot and the tests.
#pragma once

#include "viewers/LayerColours.h"
#include "viewers/SliceFrame.h"

#include <optional>
#include <vector>

namespace insula {

struct SlicePicture {
    int width = 0, height = 0;
    std::vector<Rgba> pixels; // rows from the top; opaque
    // Frames that had not arrived from the file yet were left out.
    bool isComplete = true;

    const Rgba& at(int x, int y) const
    {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
};

// Draws into `picture`, whose memory is reused. Uses as many threads as the machine has (0) or `threads`. `column`: what this column of a
// comparison shows; otherwise everything, or before and after.
void drawSlice(
    const Scene& scene, const SliceFrame& frame, SlicePicture& picture, int threads = 0, std::optional<LayerId> column = std::nullopt);

} // namespace insula
