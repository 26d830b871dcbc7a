// Edits of a whole label: grow, shrink, smooth, fill between slices, keep the largest piece, copy a slice, replace.
//
// They look at voxels and propose which should gain or lose the label; apply() does it by the rules of the map, so that locked labels stay
// as they are. The looking may happen in another thread, on a snapshot. mm come from the lengths of the grid's axes; shear is ignored.
// Throw Error when there is nothing to do, saying why, and Cancelled.
#pragma once

#include "processing/core/EditableLabels.h"
#include "processing/core/LabelBrush.h"
#include "processing/core/Progress.h"

#include <span>
#include <vector>

namespace insula {

struct LabelProposal {
    LabelNumber label = 0; // what voxels in `gained` become
    LabelNumber lostTo = 0; // what voxels in `lost` become, as long as they have the label
    std::vector<std::int64_t> gained, lost; // ascending indices
};
// How many voxels changed.
std::int64_t apply(EditableLabels& labels, const LabelProposal& proposal);

// The voxels of a map to look at, and where they are.
struct LabelSource {
    std::span<const LabelNumber> voxels;
    const Grid& grid;
};

// By a ball of this radius: voxels whose centre is at most `mm` from the centre of one with the label, or, shrinking, of one without it.
// Beyond the edge of the image nothing is known, so it takes nothing away.
LabelProposal growLabel(const LabelSource& source, LabelNumber label, double mm, const Progress& progress = {});
LabelProposal shrinkLabel(const LabelSource& source, LabelNumber label, double mm, const Progress& progress = {});
// By so many layers of voxels, face to face, whatever their size.
LabelProposal growLabelByVoxels(const LabelSource& source, LabelNumber label, int layers, const Progress& progress = {});
LabelProposal shrinkLabelByVoxels(const LabelSource& source, LabelNumber label, int layers, const Progress& progress = {});
// Where a Gaussian of this standard deviation leaves at least half of the label.
LabelProposal smoothLabel(const LabelSource& source, LabelNumber label, double sigmaMm, const Progress& progress = {});
// On the empty slices between two that have the label, along a voxel axis (0 to 2): where the signed distance to its border, linear between
// the two, is negative. Raya and Udupa, IEEE Transactions on Medical Imaging 9 (1990), section II.
LabelProposal fillBetweenSlices(const LabelSource& source, LabelNumber label, int axis, const Progress& progress = {});
// Loses all pieces but the largest one; pieces hang together face to face.
LabelProposal keepLargestPiece(const LabelSource& source, LabelNumber label, const Progress& progress = {});
// What the plane shows of the label, one voxel on along the axis that is nearest to the plane's normal; `step` 1 or -1 along the normal.
LabelProposal copyToNextSlice(const LabelSource& source, LabelNumber label, const SlicePlane& plane, int step);
LabelProposal replaceLabel(const LabelSource& source, LabelNumber from, LabelNumber to);

} // namespace insula
