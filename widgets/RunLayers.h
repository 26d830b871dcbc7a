// Which layers the plots of a run are about. GUI thread.
#pragma once

#include "viewers/Scene.h"

#include <QString>

#include <vector>

namespace insula {

// The selected layer when it has frames, else the topmost one that has; null when none has.
const Layer* runLayer(const Scene& scene);
// The selected layer when it is a label map or mask, else the topmost visible one; null when there is none.
const Layer* labelLayer(const Scene& scene);

// The name of a label, from its map's table if it is in there.
QString regionName(const Layer& labels, double label);
// All labels of a map but 0, by number.
std::vector<double> regionsOf(const Volume& labels);

} // namespace insula
