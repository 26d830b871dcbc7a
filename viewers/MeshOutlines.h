// Outlines of the surfaces on the slices: where the slice's plane cuts them, in world mm, in the colour of each. Dear ImGui draw lists.
#pragma once

#include "processing/core/MeshPlane.h"
#include "viewers/Annotations.h"

#include <vector>

namespace insula {

// Sections that are kept from one frame to the next.
class MeshOutlines {
public:
    const std::vector<SectionLine>& of(const MeshPtr& mesh, const SliceFrame& frame);
    void forgetUnused(); // since the last call: at the end of each frame

private:
    struct Kept {
        MeshPtr mesh;
        Vec3 normal;
        double height;
        std::vector<SectionLine> lines;
        bool isUsed;
    };
    std::vector<Kept> m_kept;
};

void drawOutlines(ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, MeshOutlines& outlines,
    const AnnotationStyle& style);

} // namespace insula
