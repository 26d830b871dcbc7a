// What `snapshot` and `movie` have in common: the images, how each is drawn, and the picture's options. Errors: usage Error.
#pragma once

#include "app/insula-cli/CommandLine.h"
#include "app/insula-cli/Commands.h"

#include "viewers/Snapshot.h"

#include <string_view>
#include <vector>

namespace insula {

// Options of a layer belong to the file before them, so each overlay and surface begins a part of its own; those of the picture may stand
// in any. `more`: the rules of the command's own options.
std::vector<CommandLine> pictureParts(Arguments arguments, const std::vector<OptionRule>& more = {});
// Everything but the output's ending is checked. A .json file is a saved view, which takes no options of layers.
SnapshotRequest pictureRequest(const std::vector<CommandLine>& parts, Arguments arguments);
// Throws a usage Error when a file that is shown would be replaced, or crosshair and frame are not in the images.
void checkPlace(const SnapshotRequest& request);

// Help of those options, for the table of commands.
extern const std::string_view LayerOptionsHelp, PictureOptionsHelp;

} // namespace insula
