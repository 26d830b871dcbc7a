// The settings of the 3D view in the view itself (Dear ImGui): transfer function over the histogram, presets, mode, light, clip planes,
// cut-away.
//
// It changes nothing: what the user asks for is a wish, which the owner of the scene and its history fulfils before the next frame. Use
// between ImGui's NewFrame() and Render(), from one thread.
#pragma once

#include "processing/core/Histogram.h"
#include "viewers/SliceFrame.h"
#include "viewers/ViewLayout.h"

#include <optional>
#include <string>

namespace insula {

struct AnnotationStyle;

class VolumeEditor {
public:
    struct Wish {
        std::string what; // for the history: "opacity of the 3D view"
        VolumeRendering rendering;
    };

    // The button in the view's corner, and the panel when it is open. Nothing without an image.
    void draw(const Scene& scene, const ViewRect& view, const AnnotationStyle& style);
    void hide() { m_panel = m_button = {}; } // no 3D view in this frame
    bool isOpen() const { return m_isOpen; }
    void setOpen(bool open)
    {
        m_isOpen = open;
        m_settling = FramesToSettle;
    }
    // Dear ImGui knows the size of what is new only after it has drawn it once, so a few more frames are needed.
    bool isSettling() const { return m_isOpen && m_settling > 0; }
    // Whether a pixel of the window is on the button or the panel as they were drawn last.
    bool contains(const Pixel& p) const;
    std::optional<Wish> takeWish();

    // Where a point of the transfer function was drawn last, in pixels of the window; for tests.
    std::optional<Pixel> pixelOfPoint(std::size_t index) const;

private:
    struct Rect {
        double x = 0, y = 0, width = 0, height = 0;
        bool contains(const Pixel& p) const { return p.x >= x && p.y >= y && p.x < x + width && p.y < y + height; }
    };
    void drawButton(const ViewRect& view, float scale);
    void drawPanel(const Scene& scene, const Layer& layer, const ViewRect& view, float scale);
    void chooseLook(const Scene& scene, const Layer& layer, VolumeRendering& r);
    void editPoints(const Layer& layer, VolumeRendering& r, float scale);
    void drawCurve(const std::vector<TransferPoint>& points, float scale) const;
    void editLight(VolumeRendering& r);
    void editClips(const Scene& scene, VolumeRendering& r);
    double xOf(double value) const { return m_plot.x + m_plot.width * (value - m_low) / (m_high - m_low); }
    double yOf(double opacity) const { return m_plot.y + m_plot.height * (1 - opacity); }

    static constexpr int FramesToSettle = 3;
    bool m_isOpen = false;
    int m_settling = 0;
    Rect m_panel, m_button, m_plot;
    std::optional<Wish> m_wish;
    std::string m_what; // of this frame's change
    VolumePtr m_volume; // of the histogram
    std::int64_t m_frame = -1;
    Histogram m_histogram;
    double m_low = 0, m_high = 1; // values at the plot's ends
    std::vector<TransferPoint> m_drawn;
    std::optional<std::size_t> m_dragged;
    std::size_t m_selected = 0;
};

} // namespace insula
