// Columns of a model from how the head moved. Any thread.
#pragma once

#include "processing/core/MotionFile.h"
#include "processing/core/Regression.h"

#include <string>
#include <vector>

namespace insula {

struct NamedColumns {
    Columns columns;
    std::vector<std::string> names;

    void add(std::string name, std::vector<double> column);
    void append(const NamedColumns& others);
};

// The six parameters, each around its mean; with `terms` 24 also those of the frame before (the first frame's own, at the start) and the
// squares of both: Friston et al., Magn Reson Med 35 (1996) 346-355. Throws Error unless terms is 6 or 24, and when the motion
// has another number of frames than the run.
NamedColumns motionRegressors(const HeadMotion& motion, int terms, std::size_t frames);

// The columns of these names (between commas or spaces; * at the end for all that begin so) of a table such as fMRIPrep's confounds, around
// their means, n/a as the mean. Throws Error for a name that is not there, a column that is no number, and another number of rows.
NamedColumns confoundColumns(const std::filesystem::path& table, const std::string& names, std::size_t frames);

} // namespace insula
