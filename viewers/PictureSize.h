// How large a picture is: in pixels, or on paper at a resolution. Header only and without OpenGL, for programs that check a size before
// they load the viewers.
#pragma once

#include "processing/core/Error.h"

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace insula {

enum class LengthUnit { Pixels, Millimetres, Centimetres, Inches };
inline constexpr double ScreenDpi = 96; // at which text has the size of the window's
inline constexpr double PrintDpi = 300, PrintTextPoints = 8; // as journals ask for
inline constexpr double TextPixels = 13; // height of text at scale 1

struct PictureSize {
    double width = 0, height = 0; // in the unit
    LengthUnit unit = LengthUnit::Pixels;
    double dpi = ScreenDpi;

    static double inchesOf(LengthUnit unit) // of one; not for pixels
    {
        return unit == LengthUnit::Millimetres ? 1 / 25.4 : unit == LengthUnit::Centimetres ? 1 / 2.54 : 1;
    }
    double dotsPerUnit() const { return unit == LengthUnit::Pixels ? 1 : dpi * inchesOf(unit); }
    int pixelWidth() const { return pixels(width); }
    int pixelHeight() const { return pixels(height); }

private:
    // At most what an int holds, so that a check can refuse it.
    int pixels(double length) const { return static_cast<int>(std::lround(std::fmin(length * dotsPerUnit(), 1e9))); }
};

// The scale of a picture's text and lines at which text is so many points (1/72 inch) high.
inline double textScale(double points, double dpi)
{
    return points / 72 * dpi / TextPixels;
}

// "1200x900", "85x60mm", "8.5x6cm", "3.3x2.4in". Throws Error (usage).
inline PictureSize pictureSizeFrom(std::string_view text)
{
    PictureSize size;
    std::string_view rest = text;
    const auto number = [&rest](double& value) {
        const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        rest.remove_prefix(code == std::errc() ? static_cast<std::size_t>(end - rest.data()) : 0);
        return code == std::errc() && std::isfinite(value) && value > 0;
    };
    const auto take = [&rest](char wanted) {
        const bool isThere = !rest.empty() && rest.front() == wanted;
        rest.remove_prefix(isThere ? 1 : 0);
        return isThere;
    };
    const bool isFine = number(size.width) && (take('x') || take(',')) && number(size.height);
    bool isUnit = true;
    if (rest == "mm" || rest == "cm" || rest == "in") {
        size.unit = rest == "mm" ? LengthUnit::Millimetres : rest == "cm" ? LengthUnit::Centimetres : LengthUnit::Inches;
    } else {
        isUnit = rest.empty() || rest == "px";
    }
    const bool isWhole
        = size.unit != LengthUnit::Pixels || (std::floor(size.width) == size.width && std::floor(size.height) == size.height);
    if (!isFine || !isUnit || !isWhole) {
        throw usageError(
            "a size is WIDTHxHEIGHT in pixels, 64 to 16384 pixels each, or in mm, cm or in (\"85x60mm\"), not '" + std::string(text) + "'");
    }
    return size;
}

} // namespace insula
