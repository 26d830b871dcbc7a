#include "app/insula-cli/PictureOptions.h"

#include "processing/core/Error.h"
#include "processing/core/StepModules.h"
#include "processing/core/Tiff.h"

#include <fmt/format.h>

namespace insula {

int runSnapshot(Arguments arguments)
{
    const SnapshotRequest request = pictureRequest(pictureParts(arguments), arguments);
    if (!isPictureName(request.output)) {
        throw usageError(request.output.empty() ? "where does the picture go? Name it with -o FILE.png or -o FILE.tif"
                                                : fmt::format("the picture '{}' must end in .png, .tif or .tiff", request.output.string()));
    }
    checkPlace(request);
    moduleFunction<void(const SnapshotRequest&)>("insula_viewers", "insulaSnapshot")(request);
    print(fmt::format("{}\n", request.output.string()));
    return 0;
}

} // namespace insula
