// The 3D view of an image on the processor, for machines whose OpenGL is software, and for what VTK does not draw: a shaded volume like
// VTK's, projections, surfaces, outlines, cut-away, overlays painted on the surface.
//
// Parallel rays from the front to the back; blocks in which nothing can be seen are skipped, and a ray ends where it is opaque
// (Levoy, ACM Transactions on Graphics 9(3), 1990). Through the exact affine, so oblique, sheared and left-handed volumes are right.
// Thread: any, one at a time; uses as many threads as the machine has.
#pragma once

#include "viewers/LayerColours.h"
#include "viewers/SliceSampler.h"
#include "viewers/VolumePicture.h"
#include "viewers/VolumeTransfer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace insula {

// A thresholded layer that is painted on the surface.
struct RayOverlay {
    VolumePtr volume;
    LayerColours colours;
    SliceSampler sampler;
};

// The octant that is open: all points whose distances from the corner along the three axes are positive.
struct RayCutAway {
    World corner;
    std::array<Vec3, 3> axes;
};

// What is shown of the prepared volume, and how.
struct RayView {
    LayerDisplay display;
    VolumeRendering rendering{};
    std::vector<ClipHalfSpace> kept{};
    std::optional<RayCutAway> cutAway{};
    std::vector<RayOverlay> overlays{};
    std::array<float, 3> background = VolumeBackground;
};
// Of the scene's image `layer`, seen as `projection` says.
RayView rayView(const Scene& scene, const Layer& layer, const VolumeProjection& projection);
// The layers that are painted on the surface: visible, thresholded, neither label maps nor outlines, arrived.
std::vector<const Layer*> paintedLayers(const Scene& scene);

class RayCaster {
public:
    // Prepares a volume's frame (which must have arrived); nothing when it is the one already prepared.
    void setVolume(const VolumePtr& volume, std::int64_t frame);
    // Rows from the top, opaque. `stride`: one ray for so many pixels each way.
    void draw(const RayView& view, const VolumeProjection& projection, int stride, std::vector<Rgba>& pixels) const;

private:
    using Point = std::array<float, 3>; // in voxels
    struct Rays;
    struct Segment;
    struct Shading;
    struct Span;
    struct Hit;
    void findBlocks();
    void findBlocksOfSlab(int slab);
    Rays raysOf(const RayView& view, const VolumeProjection& projection, double stepMm) const;
    Shading shadingOf(const RayView& view, const VolumeProjection& projection, double stepMm) const;
    Rgba trace(const Rays& rays, const Shading& shading, double x, double y) const;
    std::array<Span, 2> spansOf(const Rays& rays, const Point& start) const;
    void goThrough(const Rays& rays, const Shading& shading, const Point& start, const Span& span, Hit& hit) const;
    void project(const Rays& rays, const Shading& shading, const Point& start, const Span& span, Hit& hit) const;
    bool showCap(const Rays& rays, const Shading& shading, const Point& start, const Span& span, Hit& hit) const;
    void paint(const Rays& rays, const Shading& shading, const Point& start, float from, double depthMm, Hit& hit) const;
    void light(const Rays& rays, const Shading& shading, const Point& start, Hit& hit) const;
    std::pair<float, float> extent(const Rays& rays, const Point& start) const;
    float skipBlock(const Rays& rays, const Shading& shading, const Point& start, const Point& p, int least) const;
    Point normalAt(const Shading& shading, const Point& p) const; // in World, not of unit length
    float sample(const Point& p) const;
    Point inside(Point p) const;
    // The largest coordinate at which a sample has both neighbours.
    float last(std::size_t axis) const { return std::max(0.0f, static_cast<float>(m_size[axis]) - 1.001f); }

    VolumePtr m_volume;
    std::int64_t m_frame = -1;
    double m_low = 0, m_high = 1; // values of the levels 0 and 255
    std::array<int, 3> m_size{}, m_blocks{};
    std::vector<std::uint8_t> m_levels; // first axis fastest
    std::vector<std::uint8_t> m_largest; // of each block and its border
};

// Draws with a RayCaster into an OpenGL texture.
std::unique_ptr<VolumePicture> makeRayPicture();

} // namespace insula
