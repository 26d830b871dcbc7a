// The parts of the head phantom, numbered and named as in FreeSurfer's colour table. Left and right have numbers of their own.
#pragma once

#include "processing/core/LabelTable.h"

#include <cstdint>

namespace insula {

enum Tissue : std::uint8_t {
    Outside = 0,
    LeftWhite = 2,
    LeftCortex = 3,
    LeftVentricle = 4,
    LeftCerebellumWhite = 7,
    LeftCerebellumCortex = 8,
    LeftThalamus = 10,
    LeftCaudate = 11,
    LeftPutamen = 12,
    LeftPallidum = 13,
    ThirdVentricle = 14,
    FourthVentricle = 15,
    BrainStem = 16,
    LeftHippocampus = 17,
    LeftAmygdala = 18,
    Csf = 24,
    LeftLesion = 25,
    RightWhite = 41,
    RightCortex = 42,
    RightVentricle = 43,
    RightCerebellumWhite = 46,
    RightCerebellumCortex = 47,
    RightThalamus = 49,
    RightCaudate = 50,
    RightPutamen = 51,
    RightPallidum = 52,
    RightHippocampus = 53,
    RightAmygdala = 54,
    Skin = 118,
    Capsule = 119,
    Cranium = 121,
    Muscle = 123,
    Fat = 125,
    SpinalCord = 126,
    Nerve = 128,
    Marrow = 129,
    Air = 130,
    OrbitalFat = 131,
    Eye = 134,
    Lens = 135,
    CorpusCallosum = 192,
};

// Names and colours of all of the above but Outside.
LabelTable tissueTable();
// The same part on the other side; unpaired parts are their own.
std::uint8_t otherSide(std::uint8_t tissue);
// Brain in the sense of a skull strip with CSF inside: everything within the inner table of the skull above the spinal cord.
bool isIntracranial(std::uint8_t tissue);
bool isGrey(std::uint8_t tissue);
bool isWhite(std::uint8_t tissue);

} // namespace insula
