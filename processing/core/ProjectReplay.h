// Doing a recorded run again, to see whether it still gives the same.
//
// Inputs must have the recorded hashes. The run goes to a scratch folder; nothing of the project changes but one event, "replayed".
#pragma once

#include "processing/core/Project.h"
#include "processing/core/Runner.h"

namespace insula {

enum class Agreement { Identical, WithinTolerance, Different };
std::string_view name(Agreement agreement); // "bit-identical", "within tolerance", "different"

struct ReplayedOutput {
    std::string port;
    Agreement agreement = Agreement::Different;
    double maxDifference = 0; // largest absolute difference of voxel values, in their own unit; infinite when only one is finite
    double dice = 1; // of the non-zero voxels with equal labels; labels only
    std::string reason; // when they cannot be compared: other grid, missing file
};

struct ReplayTolerance {
    double relative = 1e-4; // of the recorded output's largest absolute value
    double dice = 0.999;
};

struct ReplayResult {
    Agreement agreement = Agreement::Identical; // the worst of all outputs
    std::vector<ReplayedOutput> outputs;
};

// Throws Error when the run did not finish, an input is missing or changed, or the step is unknown; Cancelled leaves nothing behind.
ReplayResult replayRun(
    Project& project, std::int64_t run, const StepRegistry& steps, const Progress& progress, const ReplayTolerance& tolerance = {});

// Voxel by voxel: same shape and affine, then values.
ReplayedOutput compareVolumes(const Volume& recorded, const Volume& again, bool labels, const ReplayTolerance& tolerance);

} // namespace insula
