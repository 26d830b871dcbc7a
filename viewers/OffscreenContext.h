// An OpenGL context without a window or a display (EGL, surfaceless): for snapshots and tests.
#pragma once

#include "viewers/LayerColours.h"

#include <memory>
#include <vector>

namespace insula {

class OffscreenContext {
public:
    // Makes the context current on this thread, with a framebuffer of this size. Throws Error when the machine's OpenGL library
    // cannot draw without a display.
    OffscreenContext(int width, int height);
    ~OffscreenContext();
    OffscreenContext(const OffscreenContext&) = delete;
    OffscreenContext& operator=(const OffscreenContext&) = delete;

    // What was drawn, rows from the top.
    std::vector<Rgba> pixels() const;

private:
    struct State;
    std::unique_ptr<State> m;
};

} // namespace insula
