#include "widgets/WindowFeature.h"

namespace insula {

void addRunCommands(const WindowParts& parts);
void addSurfaces(const WindowParts& parts);
void addAtlases(const WindowParts& parts);
void addDefacing(const WindowParts& parts);
void addClusters(const WindowParts& parts);
void addLanguages(const WindowParts& parts);
void addMissingFiles(const WindowParts& parts);
void addColourMapEditor(const WindowParts& parts);
void addSaveLayer(const WindowParts& parts);
void addShortcuts(const WindowParts& parts);
void addThemes(const WindowParts& parts);
void addNotes(const WindowParts& parts);
void addPages(const WindowParts& parts);
void addSaving(const WindowParts& parts);
void addViewCommands(const WindowParts& parts);
void addVolumeCommands(const WindowParts& parts);
void addLabels(const WindowParts& parts);
void addPipelines(const WindowParts& parts);

void addFeatures(const WindowParts& parts)
{
    addViewCommands(parts);
    addAtlases(parts);
    addClusters(parts);
    addDefacing(parts);
    addThemes(parts);
    addLanguages(parts);
    addVolumeCommands(parts);
    addRunCommands(parts);
    addLabels(parts);
    addNotes(parts);
    addSurfaces(parts);
    addSaveLayer(parts);
    addMissingFiles(parts);
    addPages(parts);
    addColourMapEditor(parts);
    addSaving(parts);
    addPipelines(parts);
    addShortcuts(parts); // last: the user's keys for the commands of all
}

} // namespace insula
