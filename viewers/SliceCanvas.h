// Slices on the graphics card: each layer of each view is a texture of its values (LayerSamples.h), which a shader colours and blends.
// Window, threshold, colours, opacity and blend are numbers for the shader: changing them sends no texture. Label maps and outlines are
// textures of colours. The same rules as drawSlice(), to the rounding of 8 bits. OpenGL 3.2 core must be current in all functions, the same
// context every time. Use from one thread.
#pragma once

#include "viewers/ViewLayout.h"

#include <array>
#include <cstdint>
#include <memory>

namespace insula {

struct SliceFrame;

class SliceCanvas {
public:
    SliceCanvas();
    ~SliceCanvas();

    // Draws a view into the framebuffer that is bound, which is `windowHeight` pixels high; opaque. `place`: the view's
    // place in the arrangement, for what is kept of it. False when something had not arrived from its file.
    bool draw(const Scene& scene, std::size_t place, const ViewRect& view, const SliceFrame& frame, int windowHeight);
    // Of every view, behind its layers; black at first.
    void setBackground(const std::array<float, 3>& colour);
    // Forgets what is kept of this place and those after it.
    void forgetFrom(std::size_t place);
    // Textures that were sent since the start.
    std::uint64_t uploads() const;

private:
    class Private;
    std::unique_ptr<Private> m;
};

} // namespace insula
