// A slice's picture, or the values of one layer in it, as an OpenGL texture. The context must be current in upload() and in the destructor.
// One thread.
#pragma once

#include "viewers/LayerSamples.h"

namespace insula {

class SliceTexture {
public:
    SliceTexture() = default;
    ~SliceTexture();
    SliceTexture(const SliceTexture&) = delete;
    SliceTexture& operator=(const SliceTexture&) = delete;

    void upload(const SlicePicture& picture);
    void upload(const LayerSamples& samples); // red: values, green: cover
    // Rows of a picture as large as the one that was sent last.
    void uploadRows(const SlicePicture& picture, int first, int last);
    unsigned id() const { return m_id; } // 0 before the first upload

private:
    struct Format;
    void upload(int width, int height, const Format& format, const void* pixels);

    unsigned m_id = 0;
    int m_width = 0, m_height = 0, m_internal = 0; // its format
};

} // namespace insula
