// The ray caster's picture as an OpenGL texture.
#include "viewers/RayCaster.h"
#include "viewers/VolumeTransfer.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>

namespace insula {
namespace {

constexpr int CoarseStride = 2; // pixels a ray, each way, while moving

class RayPicture final : public VolumePicture {
public:
    RayPicture() = default;
    ~RayPicture() override { glDeleteTextures(1, &m_texture); }
    RayPicture(const RayPicture&) = delete;
    RayPicture& operator=(const RayPicture&) = delete;

    void setBackground(const std::array<float, 3>& colour) override { m_background = colour; }
    unsigned draw(const Scene& scene, const VolumeProjection& projection, bool coarse) override
    {
        if (const Layer* layer = volumeLayer(scene)) {
            m_caster.setVolume(layer->volume, scene.shownFrame(*layer));
            RayView view = rayView(scene, *layer, projection);
            view.background = m_background;
            m_caster.draw(view, projection, coarse ? CoarseStride : 1, m_pixels);
        } else {
            const auto channel = [](float share) { return static_cast<std::uint8_t>(share * 255 + 0.5f); };
            const Rgba background{channel(m_background[0]), channel(m_background[1]), channel(m_background[2]), 255};
            m_pixels.assign(static_cast<std::size_t>(projection.width) * static_cast<std::size_t>(projection.height), background);
        }
        flip(projection.width, projection.height);
        upload(projection.width, projection.height);
        return m_texture;
    }

private:
    // Textures of this interface have their rows from the bottom.
    void flip(int width, int height)
    {
        for (int y = 0; y < height / 2; ++y) {
            const auto row = m_pixels.begin() + static_cast<std::ptrdiff_t>(y) * width;
            std::swap_ranges(row, row + width, m_pixels.begin() + static_cast<std::ptrdiff_t>(height - 1 - y) * width);
        }
    }
    void upload(int width, int height)
    {
        if (m_texture == 0) {
            glGenTextures(1, &m_texture);
        }
        glBindTexture(GL_TEXTURE_2D, m_texture);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
        glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, m_pixels.data());
    }

    RayCaster m_caster;
    std::array<float, 3> m_background = VolumeBackground;
    std::vector<Rgba> m_pixels;
    GLuint m_texture = 0;
};

} // namespace

std::unique_ptr<VolumePicture> makeRayPicture()
{
    return std::make_unique<RayPicture>();
}

} // namespace insula
