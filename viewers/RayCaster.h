// The 3D view of an image on the processor, for machines whose OpenGL is software: a shaded volume like VTK's, without its library.
//
// Parallel rays from the front to the back; blocks in which nothing can be seen are skipped, and a ray ends where it is opaque
// (Levoy, ACM Transactions on Graphics 9(3), 1990). Through the exact affine, so oblique, sheared and left-handed volumes are right.
// Thread: any, one at a time; uses as many threads as the machine has.
#pragma once

#include "viewers/LayerColours.h"
#include "viewers/VolumePicture.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace insula {

class RayCaster {
public:
    // Prepares a volume's frame (which must have arrived); nothing when it is the one already prepared.
    void setVolume(const VolumePtr& volume, std::int64_t frame);
    // Rows from the top, opaque. `stride`: one ray for so many pixels each way.
    void draw(const LayerDisplay& display, const VolumeProjection& projection, int stride, std::vector<Rgba>& pixels) const;

private:
    using Point = std::array<float, 3>; // in voxels
    struct Light {
        float diffuse = 1, gloss = 0;
    };
    struct Rays;
    struct Segment;
    struct Shading;
    void findBlocks();
    void findBlocksOfSlab(int slab);
    Rays raysOf(const VolumeProjection& projection, double stepMm) const;
    Shading shadingOf(const LayerDisplay& display, const VolumeProjection& projection, double stepMm) const;
    Rgba trace(const Rays& rays, const Shading& shading, double x, double y) const;
    std::pair<float, float> extent(const Rays& rays, const Point& start) const;
    float skipBlock(const Rays& rays, const Shading& shading, const Point& start, const Point& p) const;
    Light lightAt(const Shading& shading, const Point& p) const;
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
