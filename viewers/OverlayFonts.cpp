#include "viewers/OverlayFonts.h"

#include <filesystem>
#include <string>

namespace insula {

namespace {

ImFont* load(const char* file, float pixels)
{
    static const ImWchar Ranges[] = {0x20, 0x7e, 0xa0, 0xff, 0}; // Latin-1
    const std::string path = std::string("/usr/share/fonts/truetype/dejavu/") + file;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.OversampleH = 1; // texts stand on whole pixels
    config.PixelSnapH = true;
    if (std::filesystem::exists(path)) {
        return atlas.AddFontFromFileTTF(path.c_str(), pixels, &config, Ranges);
    }
    config.SizePixels = pixels;
    return atlas.AddFontDefault(&config);
}

} // namespace

AnnotationStyle loadOverlayFonts(double pixelRatio)
{
    const auto scale = static_cast<float>(pixelRatio);
    ImGui::GetIO().Fonts->Clear();
    return {load("DejaVuSans.ttf", 13 * scale), load("DejaVuSans-Bold.ttf", 15 * scale), scale};
}

} // namespace insula
