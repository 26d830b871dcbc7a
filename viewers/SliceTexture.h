// A slice's picture as an OpenGL texture. The context must be current in upload() and in the destructor. One thread.
#pragma once

#include "viewers/SlicePicture.h"

namespace insula {

class SliceTexture {
public:
    SliceTexture() = default;
    ~SliceTexture();
    SliceTexture(const SliceTexture&) = delete;
    SliceTexture& operator=(const SliceTexture&) = delete;

    void upload(const SlicePicture& picture);
    unsigned id() const { return m_id; } // 0 before the first upload

private:
    unsigned m_id = 0;
    int m_width = 0, m_height = 0;
};

} // namespace insula
