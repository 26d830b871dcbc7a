#include "viewers/SliceTexture.h"

#include <GL/gl.h>

#include <utility>

namespace insula {

SliceTexture::~SliceTexture()
{
    glDeleteTextures(1, &m_id);
}

void SliceTexture::upload(const SlicePicture& picture)
{
    if (m_id == 0) {
        glGenTextures(1, &m_id);
    }
    glBindTexture(GL_TEXTURE_2D, m_id);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    if (picture.width == m_width && picture.height == m_height) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, m_width, m_height, GL_RGBA, GL_UNSIGNED_BYTE, picture.pixels.data());
        return;
    }
    m_width = picture.width;
    m_height = picture.height;
    for (const auto& [key, value] : {std::pair{GL_TEXTURE_MIN_FILTER, GL_NEAREST}, {GL_TEXTURE_MAG_FILTER, GL_NEAREST},
             {GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE}, {GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE}}) {
        glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(key), value);
    }
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, m_width, m_height, 0, GL_RGBA, GL_UNSIGNED_BYTE, picture.pixels.data());
}

} // namespace insula
