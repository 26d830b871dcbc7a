#include "app/insula-cli/Commands.h"

#include "models/steps/ModelSteps.h"
#include "processing/core/RunArguments.h"
#include "processing/core/StepModules.h"

namespace insula {

int runRun(Arguments arguments)
{
    // Before any thread or signal mask is made: the other program makes its own.
    if (!arguments.empty() && isTorchStep(arguments[0])) {
        becomeInfer("run", arguments);
    }
    const auto addSteps = [&arguments](StepRegistry& registry) {
        if (!arguments.empty() && !arguments[0].starts_with("-")) {
            addModuleSteps(registry);
        }
        registerModelSteps(registry, {}); // known by name, so that a mistyped one is recognised
    };
    return runMain(addSteps, arguments);
}

} // namespace insula
