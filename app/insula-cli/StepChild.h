// Runs a step as `insula-cli run` does, in a process of its own whose memory comes back when it ends.
//
// Progress and outcome come from its events. When progress is cancelled the child gets SIGTERM, and SIGKILL when it does not end; it also
// ends when this process dies. Throws Error (what the child said, or how it died) or Cancelled.
#pragma once

#include "processing/core/Runner.h"

namespace insula {

RunOutcome runStepChild(const RunRequest& request, const Progress& progress);

} // namespace insula
