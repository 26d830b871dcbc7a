#include "models/synthesis/SynthesisRanges.h"

namespace insula {
namespace {

// A scan as research makes it: Brain-ID's mild images.
void makeMild(SynthesisRanges& r)
{
    r.anatomy.rotationDegrees = {-8, 8};
    r.anatomy.scaling = {0.9, 1.1};
    r.anatomy.translationMm = {-5, 5};
    r.anatomy.warpSdMm = {0, 1.5};
    r.anatomy.splitChance = 0.08;
    r.anatomy.lesionChance = 0.1;
    r.anatomy.implantChance = 0.02;
    r.appearance.labelSd = {0.01, 0.04};
    r.appearance.mergeChance = 0.05;
    r.appearance.darkBackgroundChance = 0.8;
    r.appearance.backgroundMean = {0, 0.1};
    r.appearance.strippedChance = 0.1;
    r.appearance.gammaSd = 0.01;
    r.appearance.biasSd = {0, 0.1};
    r.acquisition = {.thickChance = 0.1,
        .sliceSpacingMm = {2.5, 4},
        .lowResolutionChance = 0.1,
        .voxelMm = {1.5, 2.5},
        .motionChance = 0.03,
        .ringingChance = 0.05,
        .spikeChance = 0.01,
        .motionMm = {0.5, 1.5},
        .ringingKept = {0.6, 0.8},
        .spikeHeight = {0.005, 0.015},
        .noiseSd = {0.002, 0.015},
        .cropChance = 0.05,
        .cropPart = {0, 0.1},
        .lostSlicesChance = 0.01,
        .cutChance = 0.01};
}

// What still must be read: Brain-ID's severe images.
void makeSevere(SynthesisRanges& r)
{
    r.anatomy.rotationDegrees = {-30, 30};
    r.anatomy.shear = {-0.1, 0.1};
    r.anatomy.translationMm = {-25, 25};
    r.anatomy.warpSdMm = {1, 4};
    r.anatomy.splitChance = 0.4;
    r.anatomy.lesionChance = 0.5;
    r.anatomy.implantChance = 0.2;
    r.appearance.labelSd = {0.02, 0.1};
    r.appearance.mergeChance = 0.15;
    r.appearance.gammaSd = 0.25;
    r.appearance.biasSpacingMm = {25, 80};
    r.appearance.biasSd = {0.2, 0.6};
    r.acquisition = {.thickChance = 0.45,
        .sliceSpacingMm = {4, 9},
        .lowResolutionChance = 0.35,
        .voxelMm = {2.5, 5},
        .motionChance = 0.3,
        .ringingChance = 0.3,
        .spikeChance = 0.15,
        .motionMm = {2, 8},
        .ringingKept = {0.25, 0.5},
        .spikeHeight = {0.02, 0.08},
        .noiseSd = {0.02, 0.06},
        .cropChance = 0.4,
        .cropPart = {0.05, 0.33},
        .lostSlicesChance = 0.15,
        .cutChance = 0.1};
}

} // namespace

SynthesisRanges synthesisRanges(Severity severity)
{
    SynthesisRanges ranges;
    if (severity == Severity::Mild)
        makeMild(ranges);
    else if (severity == Severity::Severe)
        makeSevere(ranges);
    return ranges;
}

} // namespace insula
