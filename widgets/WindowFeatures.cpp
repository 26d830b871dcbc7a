#include "widgets/WindowFeature.h"

namespace insula {

void addViewCommands(const WindowParts& parts);
void addVolumeCommands(const WindowParts& parts);
void addLabels(const WindowParts& parts);

void addFeatures(const WindowParts& parts)
{
    addViewCommands(parts);
    addVolumeCommands(parts);
    addLabels(parts);
}

} // namespace insula
