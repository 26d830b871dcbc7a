#include "models/synthesis/Structures.h"

#include <algorithm>
#include <utility>

namespace insula {
namespace {

// Left and right; 25 and 57 are lesions, 30 and 62 vessels, 136, 163 and 137, 164 the plexus of the lateral ventricles.
constexpr std::array<std::pair<int, int>, 29> Sides{{{2, 41}, {3, 42}, {4, 43}, {5, 44}, {6, 45}, {7, 46}, {8, 47}, {9, 48}, {10, 49},
    {11, 50}, {12, 51}, {13, 52}, {17, 53}, {18, 54}, {19, 55}, {20, 56}, {25, 57}, {26, 58}, {27, 59}, {28, 60}, {29, 61}, {30, 62},
    {31, 63}, {32, 64}, {33, 65}, {78, 79}, {81, 82}, {136, 163}, {137, 164}}};
constexpr std::array<std::pair<int, int>, 13> PartOf{
    {{25, 2}, {30, 2}, {31, 4}, {57, 41}, {62, 41}, {63, 43}, {72, CsfLabel}, {77, 2}, {78, 2}, {136, 4}, {137, 5}, {163, 43}, {164, 44}}};

LabelTable makeNames()
{
    constexpr std::array<const char*, 18> Names{"Cerebral-White-Matter", "Cerebral-Cortex", "Lateral-Ventricle", "Inf-Lat-Vent",
        "Cerebellum-White-Matter", "Cerebellum-Cortex", "Thalamus", "Caudate", "Putamen", "Pallidum", "3rd-Ventricle", "4th-Ventricle",
        "Brain-Stem", "Hippocampus", "Amygdala", "CSF", "Accumbens-area", "VentralDC"};
    LabelTable table;
    for (std::size_t n = 0; n < Names.size(); ++n) {
        const std::int64_t label = SynthSegLabels[n], other = otherSide(label);
        const bool hasSides = other != label;
        table[label] = {hasSides ? std::string("Left-") + Names[n] : Names[n], defaultLabelColour(label)};
        if (hasSides)
            table[other] = {std::string("Right-") + Names[n], defaultLabelColour(label)};
    }
    return table;
}

} // namespace

std::int64_t otherSide(std::int64_t label)
{
    for (const auto& [left, right] : Sides) {
        if (label == left)
            return right;
        if (label == right)
            return left;
    }
    return label;
}

std::int64_t eitherSide(std::int64_t label)
{
    return std::min(label, otherSide(label));
}

std::int64_t structureIndex(std::int64_t label)
{
    for (const auto& [part, whole] : PartOf)
        if (label == part)
            label = whole;
    const auto place = std::find(SynthSegLabels.begin(), SynthSegLabels.end(), label);
    return place == SynthSegLabels.end() ? 0 : place - SynthSegLabels.begin() + 1;
}

const LabelTable& structureNames()
{
    static const LabelTable table = makeNames();
    return table;
}

} // namespace insula
