#include "widgets/WindowFeature.h"

namespace insula {

void addNotes(const WindowParts& parts);
void addViewCommands(const WindowParts& parts);
void addVolumeCommands(const WindowParts& parts);

void addFeatures(const WindowParts& parts)
{
    addViewCommands(parts);
    addVolumeCommands(parts);
    addNotes(parts);
}

} // namespace insula
