// What is inside the skull of the head phantom: cerebrum with a folded cortex, deep nuclei, ventricles, cerebellum, brain stem.
//
// Sulci are walls that stand on the zero lines of a random-wave field on the brain's hull; cortex is what lies within a few mm of
// the hull or of such a wall. Points RAS+ mm. Thread: any, immutable after construction.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/sample/RandomWaves.h"
#include "processing/sample/Tissues.h"

#include <cstdint>
#include <optional>

namespace insula {

class BrainAnatomy {
public:
    explicit BrainAnatomy(std::uint64_t seed);

    // Signed distance (mm) to the inner table of the skull, negative inside.
    double cavity(const World& p) const;
    // For points with cavity(p) = `cavity` < 0.
    std::uint8_t tissueAt(const World& p, double cavity) const;
    World lesionCentre() const { return m_lesion; }

private:
    double midline(const World& p) const; // x of the gap between the hemispheres
    // Distance (mm) into the cerebrum from the nearest CSF-bathed surface, folds included; negative in CSF. `right`: which hemisphere.
    double pialDepth(const World& p, double cavity, bool right) const;
    double sulcalDistance(const World& p, double depth, bool medial, bool right) const;
    std::optional<std::uint8_t> deepTissue(const World& p, bool right) const;
    std::optional<std::uint8_t> hindbrain(const World& p, double cavity, bool right) const;
    std::uint8_t cerebellum(const World& p, double depth, bool right) const;

    double m_scale; // size of this head
    World m_lesion;
    RandomWaves m_folds, m_fineFolds, m_foldDepth, m_warpLeft, m_warpRight, m_texture;
};

} // namespace insula
