// The 3D view among the views: which renderer draws it, and whether its last picture still stands. Thread: the scene's, with the OpenGL
// context current.
#pragma once

#include "viewers/ViewLayout.h"
#include "viewers/VolumeContent.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace insula {

class VolumePart {
public:
    VolumePart();
    ~VolumePart();
    VolumePart(const VolumePart&) = delete;
    VolumePart& operator=(const VolumePart&) = delete;

    void setBackground(const std::array<float, 3>& colour); // what is drawn next is drawn anew
    // Draws when something that is seen in it has changed; false while the picture is coarse or behind the scene. Keeps the framebuffer.
    bool update(const Scene& scene, const ViewRect& view, bool isInteracting);
    void frameWasDrawn(std::int64_t frame) { m_frameDrawn = frame; } // of a run, in the views together
    unsigned texture() const { return m_texture; } // as large as the view; 0 before the first picture
    const std::string& problem() const { return m_problem; } // why there is no 3D view; empty when there is one

private:
    VolumePicture& picture(const Scene& scene);
    void draw(const Scene& scene, const VolumeProjection& projection, bool isInteracting);

    std::unique_ptr<VolumePicture> m_rays, m_vtk; // on the processor; by VTK
    std::array<float, 3> m_background;
    VolumeProjection m_projection; // of the last picture, as what follows
    std::vector<InVolume> m_content;
    RenderingDrawn m_rendering;
    double m_ms = 0; // that it took
    std::int64_t m_frameDrawn = -1;
    unsigned m_texture = 0;
    std::string m_problem;
    bool m_isCoarse = false;
};

} // namespace insula
