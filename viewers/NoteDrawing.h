// Measurements and notes over the views. Dear ImGui draw lists; positions in device pixels.
#pragma once

#include "viewers/Annotations.h"
#include "viewers/NoteSlice.h"

#include <cstdint>
#include <map>

namespace insula {

// Statistics of the regions, kept until the region, the selected image or its frame changes. Nothing while voxels have not arrived.
class NoteValues {
public:
    std::optional<RegionOfInterest> of(const Scene& scene, std::size_t note);

private:
    struct Kept {
        Note note;
        VolumePtr image;
        std::int64_t frame;
        RegionOfInterest values;
    };
    std::map<std::size_t, Kept> m_kept;
};

// What stands beside a note: its text or name and what it measures.
std::string captionOf(const Note& note, const std::optional<RegionOfInterest>& values);
void drawNotes(
    ImDrawList& list, const Scene& scene, const ViewRect& view, const SliceFrame& frame, NoteValues& values, const AnnotationStyle& style);
void drawNotesInVolume(
    ImDrawList& list, const Scene& scene, const ViewRect& view, const VolumeProjection& projection, const AnnotationStyle& style);

} // namespace insula
