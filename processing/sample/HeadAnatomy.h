// The shape of the head phantom: which tissue is at a point. An artificial adult head drawn from a seed; no person was scanned for it.
//
// Points are RAS+ mm with the origin near the anterior commissure. On purpose left and right differ: a lesion in the left
// hemisphere's white matter, an oil capsule on the left temple, a larger right frontal and a larger left occipital pole.
// Thread: any, immutable after construction. The measures are those of an adult (Blinkov and Glezer 1968), rounded.
#pragma once

#include "processing/sample/BrainAnatomy.h"

namespace insula {

class HeadAnatomy {
public:
    explicit HeadAnatomy(std::uint64_t seed);

    std::uint8_t tissueAt(const World& p) const;
    World lesionCentre() const { return m_brain.lesionCentre(); }
    World capsuleCentre() const;

private:
    double skullThickness(const World& p) const;
    double skin(const World& p, double cavity) const; // distance to the outer surface
    std::uint8_t skullAt(const World& p, double cavity) const;
    std::uint8_t softTissueAt(const World& p, double skinDistance) const;

    BrainAnatomy m_brain;
    RandomWaves m_thickness;
};

} // namespace insula
