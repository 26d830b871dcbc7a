#include "widgets/WindowFeature.h"

namespace insula {

void addRunCommands(const WindowParts& parts);
void addViewCommands(const WindowParts& parts);
void addVolumeCommands(const WindowParts& parts);
void addLabels(const WindowParts& parts);

void addFeatures(const WindowParts& parts)
{
    addViewCommands(parts);
    addVolumeCommands(parts);
    addRunCommands(parts);
    addLabels(parts);
}

} // namespace insula
