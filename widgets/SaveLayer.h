// A layer's image as a NIfTI file: for maps that are in no file yet, and for copies. GUI thread.
#pragma once

#include "viewers/Layer.h"

#include <QString>

namespace insula {

class Workbench;

// Writes in another thread. A layer that was in no file is then that file's (one step of undo); one that has a file stays with it. Throws
// Error for a label map, and when another layer shows the file.
void saveLayerAs(Workbench& workbench, LayerId layer, const QString& file);

} // namespace insula
