// FreeSurfer's label numbers, as whole-head label maps use them: which are left and right of each other, which are brain, and the 32
// structures of SynthSeg (Billot et al., Medical Image Analysis 86, 102789 (2023)). No network library in this header.
//
// Numbers from 256 on are tissue outside the brain (501 to 530 in SynthSeg's maps), 24 is CSF, also around the brain.
#pragma once

#include "processing/core/LabelTable.h"

#include <array>
#include <cstdint>

namespace insula {

constexpr std::int64_t CsfLabel = 24;
constexpr std::int64_t FirstOutsideBrain = 256;

// The label on the other side; a midline label's is itself.
std::int64_t otherSide(std::int64_t label);
// The same number for both sides: the left one.
std::int64_t eitherSide(std::int64_t label);
// CSF counts as brain here.
constexpr bool isBrain(std::int64_t label)
{
    return label > 0 && label < FirstOutsideBrain;
}

// In the order of their numbers; index n of the training targets is SynthSegLabels[n - 1], 0 is all else.
constexpr std::array<std::int64_t, 32> SynthSegLabels{
    2, 3, 4, 5, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 24, 26, 28, 41, 42, 43, 44, 46, 47, 49, 50, 51, 52, 53, 54, 58, 60};
// 0 to 32. Small parts count with what they lie in: lesions and vessels with white matter, plexus with its ventricle.
std::int64_t structureIndex(std::int64_t label);

// The names of the 32 structures with a colour each.
const LabelTable& structureNames();

} // namespace insula
