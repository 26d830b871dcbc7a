// One head through the anatomy network: finds where the head is, puts it on the network's grid, runs it, and tidies the distances up.
//
// The network's grid has the package's voxel size, axes left, inferior, anterior, and covers the head whatever the scan's field of view or
// orientation is; beyond the field of view it is empty. Grey values are the mean over each voxel, from 0 (the darkest of the scan) to 1 (its
// 99.9th percentile); Hounsfield units are windowed first. Errors: Error with one line, as labelHead(). Thread: any.
#pragma once

#include "models/AnatomyInference.h"
#include "models/steps/HeadNetwork.h"

namespace insula {

struct AnatomyOptions {
    HeadOptions head;
    bool logBias = false, detail = false;
    bool mirrored = true;
};

struct AnatomyHead {
    Grid grid, fineGrid; // of the network, and of its detail
    AnatomyResult result;
    std::vector<float> native; // the scan's finite values, first axis fastest
    std::string modelHash;
    std::vector<std::string> warnings;
};
AnatomyHead readAnatomy(
    const Volume& image, const FoundModel& model, const AnatomyOptions& options, const AnatomyRunner& runner, const Progress& progress);

// mm to the edge of the one large piece where `distance` is below `borderMm`, without holes; what else was below it becomes positive, and
// beyond 4 mm, where the network's values level off, the distance is measured (SynthStrip's "extended" map).
struct TidyDistance {
    std::vector<float> mm; // on the same grid
    std::int64_t piecesDropped = 0;
    double droppedMl = 0;
};
TidyDistance tidyDistance(const std::vector<float>& distance, const Grid& grid, double borderMm);

} // namespace insula
