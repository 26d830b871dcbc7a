#include "viewers/SliceTexture.h"

#include <GL/gl.h>
#include <GL/glext.h>

#include <utility>

namespace insula {

SliceTexture::~SliceTexture()
{
    glDeleteTextures(1, &m_id);
}

struct SliceTexture::Format {
    int internal;
    unsigned channels, type;
};

void SliceTexture::upload(const SlicePicture& picture)
{
    upload(picture.width, picture.height, {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE}, picture.pixels.data());
}

void SliceTexture::upload(const LayerSamples& samples)
{
    upload(samples.width, samples.height, {GL_RG32F, GL_RG, GL_FLOAT}, samples.pixels.data());
}

void SliceTexture::uploadRows(const SlicePicture& picture, int first, int last)
{
    glBindTexture(GL_TEXTURE_2D, m_id);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first, m_width, last - first, GL_RGBA, GL_UNSIGNED_BYTE, &picture.at(0, first));
}

void SliceTexture::upload(int width, int height, const Format& format, const void* pixels)
{
    if (m_id == 0) {
        glGenTextures(1, &m_id);
    }
    glBindTexture(GL_TEXTURE_2D, m_id);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    if (width == m_width && height == m_height && format.internal == m_internal) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, format.channels, format.type, pixels);
        return;
    }
    m_width = width;
    m_height = height;
    m_internal = format.internal;
    for (const auto& [key, value] : {std::pair{GL_TEXTURE_MIN_FILTER, GL_NEAREST}, {GL_TEXTURE_MAG_FILTER, GL_NEAREST},
             {GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE}, {GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE}}) {
        glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(key), value);
    }
    glTexImage2D(GL_TEXTURE_2D, 0, format.internal, width, height, 0, format.channels, format.type, pixels);
}

} // namespace insula
