// Every range that the generator of synthetic training images draws from, with its source. No network library in this header.
//
// Sources, by their short names below:
//   SynthStrip  Hoopes et al., NeuroImage 260, 119474 (2022)
//   SynthSeg    Billot et al., Medical Image Analysis 86, 102789 (2023)
//   Brain-ID    Liu et al., ECCV 2024: mild and severe images of one anatomy
//   voxynth     the SynthStrip authors' published generator
// "here" marks what no source gives a number for. Intensities are on a scale where tissue means reach from 0 to 1; lengths are in mm.
#pragma once

namespace insula {

enum class Severity { Mild, Moderate, Severe };

struct Range {
    double low = 0, high = 0;
};

// Shape and content of the head: drawn once for all images of a batch.
struct AnatomyRanges {
    double flipChance = 0.5; // SynthSeg
    Range rotationDegrees{-15, 15}; // each axis: SynthSeg, Brain-ID (SynthStrip: up to 45)
    Range scaling{0.8, 1.2}; // each axis: SynthStrip, SynthSeg, Brain-ID
    Range shear{-0.012, 0.012}; // SynthSeg (Brain-ID: up to 0.2)
    Range translationMm{-10, 10}; // here, so that the head stays in the field (SynthStrip: up to 50 mm)
    Range warpSpacingMm{8, 16}; // of the velocity's control points: SynthStrip
    Range warpSdMm{0, 3}; // of the velocity: SynthStrip (SynthSeg: 0 to 4 voxels)
    double splitChance = 0.2; // that a label gets two tissues: here; SynthSeg clusters the intensities inside labels
    Range splitSpacingMm{10, 40}; // here
    double lesionChance = 0.3; // here; Brain-ID is measured with simulated lesions
    Range lesionRadiusMm{3, 15}; // here
    int lesionsAtMost = 3; // here
    double implantChance = 0.1; // here
    Range implantRadiusMm{3, 12}; // here
};

// Contrast: drawn for each image.
struct AppearanceRanges {
    Range labelMean{0.05, 0.95}; // SynthStrip 0 to 1; Brain-ID 25 to 225 of 255
    Range labelSd{0.01, 0.07}; // SynthStrip 0 to 0.1; Brain-ID 5 to 25 of 255
    double mergeChance = 0.1; // that a label takes another's tissue: here
    double darkBackgroundChance = 0.5; // Brain-ID, SynthSeg
    Range backgroundMean{0, 0.3}; // otherwise; here (the sources allow all means)
    double strippedChance = 0.15; // that all outside the brain is background: here
    Range tissueBlurVoxels{0.4, 0.7}; // mixing at borders of labels, as a sigma: here
    double gammaSd = 0.1; // x^exp(sd N(0,1)): Brain-ID 0.01 mild, 0.1 severe
    Range biasSpacingMm{40, 100}; // SynthSeg 0.025 of the points, Brain-ID 0.01 to 0.04
    Range biasSd{0, 0.3}; // of the logarithm: SynthSeg 0 to 0.7; Brain-ID 0 to 0.02 mild, 0.1 to 0.6 severe
};

// What the scanner does: drawn for each image.
struct AcquisitionRanges {
    double thickChance = 0.3; // one axis in thick slices: Brain-ID's clinical scans
    Range sliceSpacingMm{2.5, 8.5}; // Brain-ID
    Range thicknessLimitMm{4, 6}; // thickness = min(spacing, this): Brain-ID
    double lowResolutionChance = 0.2; // all axes: Brain-ID, SynthStrip
    Range voxelMm{2, 4}; // Brain-ID 2 to 5, SynthStrip 1 to 5
    Range profile{0.85, 1.15}; // times ln 5 / pi times the thickness is the blur's sigma: Brain-ID, SynthSR
    double motionChance = 0.1, ringingChance = 0.15, spikeChance = 0.05; // here
    Range motionMm{1, 5}; // largest shift of the head during the scan: here
    Range ringingKept{0.4, 0.7}; // part of the frequencies that is measured: here
    Range spikeHeight{0.02, 0.06}; // here; voxynth's stripes reach 0.05
    Range noiseSd{0, 0.03}; // Brain-ID 0 mild, 0.017 to 0.05 severe; voxynth 0 to 0.05
    double cropChance = 0.2; // voxynth
    Range cropPart{0, 0.2}; // of the head's extent, from a side: voxynth at most a third
    double lostSlicesChance = 0.05; // slices of a constant: voxynth's line corruption
    double cutChance = 0.03; // a part beyond an oblique plane is zero, as in defaced scans: here
};

struct SynthesisRanges {
    AnatomyRanges anatomy;
    AppearanceRanges appearance;
    AcquisitionRanges acquisition;
};

// Moderate is what stands above.
SynthesisRanges synthesisRanges(Severity severity);

} // namespace insula
