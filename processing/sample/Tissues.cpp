#include "processing/sample/Tissues.h"

#include <array>
#include <utility>

namespace insula {
namespace {

constexpr std::array<std::pair<std::uint8_t, std::uint8_t>, 11> Pairs{
    {{LeftWhite, RightWhite}, {LeftCortex, RightCortex}, {LeftVentricle, RightVentricle}, {LeftCerebellumWhite, RightCerebellumWhite},
        {LeftCerebellumCortex, RightCerebellumCortex}, {LeftThalamus, RightThalamus}, {LeftCaudate, RightCaudate},
        {LeftPutamen, RightPutamen}, {LeftPallidum, RightPallidum}, {LeftHippocampus, RightHippocampus}, {LeftAmygdala, RightAmygdala}}};

} // namespace

LabelTable tissueTable()
{
    return {
        {LeftWhite, {"Left-Cerebral-White-Matter", {245, 245, 245, 255}}},
        {RightWhite, {"Right-Cerebral-White-Matter", {225, 225, 225, 255}}},
        {LeftCortex, {"Left-Cerebral-Cortex", {205, 62, 78, 255}}},
        {RightCortex, {"Right-Cerebral-Cortex", {215, 92, 88, 255}}},
        {LeftVentricle, {"Left-Lateral-Ventricle", {120, 18, 134, 255}}},
        {RightVentricle, {"Right-Lateral-Ventricle", {140, 48, 154, 255}}},
        {LeftCerebellumWhite, {"Left-Cerebellum-White-Matter", {220, 248, 164, 255}}},
        {RightCerebellumWhite, {"Right-Cerebellum-White-Matter", {200, 232, 144, 255}}},
        {LeftCerebellumCortex, {"Left-Cerebellum-Cortex", {230, 148, 34, 255}}},
        {RightCerebellumCortex, {"Right-Cerebellum-Cortex", {214, 132, 24, 255}}},
        {LeftThalamus, {"Left-Thalamus", {0, 118, 14, 255}}},
        {RightThalamus, {"Right-Thalamus", {24, 142, 38, 255}}},
        {LeftCaudate, {"Left-Caudate", {122, 186, 220, 255}}},
        {RightCaudate, {"Right-Caudate", {102, 166, 205, 255}}},
        {LeftPutamen, {"Left-Putamen", {236, 13, 176, 255}}},
        {RightPutamen, {"Right-Putamen", {216, 33, 166, 255}}},
        {LeftPallidum, {"Left-Pallidum", {12, 48, 255, 255}}},
        {RightPallidum, {"Right-Pallidum", {13, 78, 225, 255}}},
        {ThirdVentricle, {"3rd-Ventricle", {204, 182, 142, 255}}},
        {FourthVentricle, {"4th-Ventricle", {42, 204, 164, 255}}},
        {BrainStem, {"Brain-Stem", {119, 159, 176, 255}}},
        {LeftHippocampus, {"Left-Hippocampus", {220, 216, 20, 255}}},
        {RightHippocampus, {"Right-Hippocampus", {200, 196, 30, 255}}},
        {LeftAmygdala, {"Left-Amygdala", {103, 255, 255, 255}}},
        {RightAmygdala, {"Right-Amygdala", {83, 225, 225, 255}}},
        {Csf, {"CSF", {60, 60, 160, 255}}},
        {LeftLesion, {"Left-Lesion", {255, 165, 0, 255}}},
        {CorpusCallosum, {"Corpus-Callosum", {250, 255, 190, 255}}},
        {SpinalCord, {"Spinal-Cord", {170, 120, 200, 255}}},
        {Skin, {"Skin", {235, 190, 160, 255}}},
        {Fat, {"Fat", {245, 222, 120, 255}}},
        {Muscle, {"Muscle", {170, 70, 60, 255}}},
        {Cranium, {"Bone", {238, 230, 205, 255}}},
        {Marrow, {"Bone-Marrow", {214, 186, 130, 255}}},
        {Air, {"Air", {90, 90, 90, 255}}},
        {OrbitalFat, {"Orbital-Fat", {250, 240, 150, 255}}},
        {Nerve, {"Optic-Nerve", {200, 170, 90, 255}}},
        {Eye, {"Eye", {100, 150, 230, 255}}},
        {Lens, {"Lens", {40, 60, 140, 255}}},
        {Capsule, {"Left-Marker-Capsule", {255, 120, 0, 255}}},
    };
}

std::uint8_t otherSide(std::uint8_t tissue)
{
    for (const auto& [left, right] : Pairs) {
        if (tissue == left)
            return right;
        if (tissue == right)
            return left;
    }
    return tissue;
}

bool isIntracranial(std::uint8_t tissue)
{
    return (tissue > Outside && tissue < Skin) || tissue == CorpusCallosum;
}

bool isGrey(std::uint8_t tissue)
{
    return tissue == LeftCortex || tissue == RightCortex;
}

bool isWhite(std::uint8_t tissue)
{
    return tissue == LeftWhite || tissue == RightWhite || tissue == CorpusCallosum;
}

} // namespace insula
