// What a picture that is saved shows over its images, and what lies behind them. The window draws with the default.
#pragma once

#include <optional>

namespace insula {

// Behind the images: as on the screen (black in the slices, dark grey around), black, white or nothing. Texts are dark with a light edge
// on white and on nothing.
enum class Backdrop { Screen, Black, White, Transparent };

struct PictureLook {
    bool letters = true; // which side is which
    std::optional<bool> colourBars; // none: as the readout
    bool notice = true; // research use, and the left-right convention, in a strip along the bottom
    bool notes = true; // measurements, arrows, texts, regions
    // None: as the scene says.
    std::optional<bool> crosshair, scaleBar, readout;
    Backdrop backdrop = Backdrop::Screen;
    friend bool operator==(const PictureLook&, const PictureLook&) = default;
};

// Nothing but the images.
inline PictureLook plainLook()
{
    return {false, false, false, false, false, false, false, Backdrop::Screen};
}

} // namespace insula
