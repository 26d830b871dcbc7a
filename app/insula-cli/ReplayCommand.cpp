#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/Error.h"
#include "processing/core/Project.h"
#include "processing/core/RunArguments.h"

#include <fmt/format.h>

namespace insula {

int runReplay(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR RUN", 2, 2}, {{"json"}});
    const auto number = wholeNumber(line.operands()[1]);
    if (!number || *number < 1) {
        throw usageError(
            fmt::format("RUN must be the number of a run, not '{}'; insula-cli project show DIR lists them", line.operands()[1]));
    }
    const std::vector<std::string> plain{line.operands()[0], line.operands()[1], line.has("json") ? "json" : "text"};
    const std::string step = Project::open(line.operands()[0]).run(*number).step;
    if (isTorchStep(step)) {
        becomeInfer("replay", plain);
    }
    return replayMain(addAllSteps, plain);
}

} // namespace insula
