// Pictures of a scene that are drawn off screen at their own size, as true as on the screen: text and lines are drawn for that size, never
// blown up.
//
// Everything of one object happens on one thread, where nothing else uses OpenGL; the scene must not change meanwhile on another one (see
// sceneCopy). Errors: Error.
#pragma once

#include "processing/core/Png.h"
#include "viewers/LayerColours.h"
#include "viewers/PictureLook.h"
#include "viewers/Scene.h"

#include <memory>
#include <vector>

namespace insula {

struct Picture {
    int width = 0, height = 0;
    std::vector<Rgba> pixels; // rows from the top; not premultiplied, and opaque unless hasAlpha
    bool hasAlpha = false;
    PictureView view() const;
};

inline constexpr int SmallestPictureSide = 64, LargestPictureSide = 16384; // pixels
inline constexpr double SmallestPictureScale = 0.05, LargestPictureScale = 16; // of text and lines (PictureSize.h)

class PictureMaker {
public:
    // Sets in the scene what the look says about crosshair, scale bar and readout. Throws Error when the machine cannot draw so large.
    PictureMaker(Scene& scene, int width, int height, double scale, const PictureLook& look);
    ~PictureMaker();
    PictureMaker(const PictureMaker&) = delete;
    PictureMaker& operator=(const PictureMaker&) = delete;

    // The scene as it is now; waits until its frames have arrived. Valid until the next call.
    const Picture& draw();

private:
    class Private;
    std::unique_ptr<Private> m;
};

// What a picture's file says about it: the program, the notice and the left-right convention, also when they are not drawn.
PictureFacts factsOf(const Scene& scene, double dpi, bool hasAlpha);

// The same scene for another thread: shares the voxels, but for label maps that may be edited meanwhile.
std::shared_ptr<Scene> sceneCopy(const Scene& scene);

} // namespace insula
