#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "processing/core/CancelWatch.h"
#include "processing/core/ProgressJson.h"
#include "processing/sample/SampleProject.h"

#include <fmt/format.h>

namespace insula {

int runSample(Arguments arguments)
{
    const CommandLine line(arguments, {"DIR", 1, 1}, {{"seed", OptionRule::Form::Value}});
    const auto seed = static_cast<std::uint64_t>(line.integer("seed", 0, INT64_MAX).value_or(1));
    const CancelWatch watch;
    TextRunEvents events(stdout, stderr, [&watch] { return watch.isCancelled(); });
    const SampleFiles files = makeSampleProject(line.operands()[0], seed, Progress(events));
    events.clear();
    print(fmt::format("{}\n", files.project.string()));
    return 0;
}

} // namespace insula
