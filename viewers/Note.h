// Measurements and notes in the scene: ruler, angle, regions with statistics, texts and arrows, pinned in the world with the plane that
// they were drawn on.
//
// JSON of one note: {"kind": "ruler", "name": "Ruler 1", "text": "", "points": [[x, y, z], ...], "normal": [x, y, z], "right": [x, y, z],
// "colour": [r, g, b], "image": PATH, "id": TEXT}. Points are World (RAS+ mm) and lie on the plane through the first one; `normal` and
// `right` are unit vectors, perpendicular to each other. Unknown keys are ignored. Points by kind: ruler 2 ends; angle 3, the vertex
// second; rectangle and ellipse 2 opposite corners, sides along `right` and normal x right; text 1; arrow 2, the tip first. Any thread.
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/Volume.h"

#include <array>
#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

enum class NoteKind { Ruler, Angle, Rectangle, Ellipse, Text, Arrow };
inline constexpr std::array<std::string_view, 6> NoteKindNames{"ruler", "angle", "rectangle", "ellipse", "text", "arrow"};

struct Note {
    NoteKind kind = NoteKind::Ruler;
    std::string name, text;
    std::vector<World> points;
    Vec3 normal{0, 0, 1}, right{1, 0, 0};
    std::array<std::uint8_t, 3> colour{255, 214, 90};
    std::string image; // path of the image that was selected when it was drawn; may be empty
    std::string id; // the same in every file and window; empty in files that were written before there was one

    friend bool operator==(const Note& a, const Note& b);
};

std::string newNoteId(); // random
std::size_t pointCount(NoteKind kind);
bool isRegion(NoteKind kind);
// mm of a ruler or an arrow, degrees of an angle (0 to 180; 0 where two points coincide), mm2 of a region; none of a text.
std::optional<double> valueOf(const Note& note);
std::string unitOf(NoteKind kind); // "mm", "deg", "mm2" or empty
// Signed distance of a point from the note's plane, along its normal (mm).
double distanceFromPlane(const Note& note, const World& point);
// Of a region, its four corners in turn; of the others, their points: what the user takes hold of.
std::vector<World> handlesOf(const Note& note);
// With a handle at another point, which is moved onto the note's plane. The opposite corner of a region stays.
Note withHandleAt(const Note& note, std::size_t handle, const World& point);
Note movedBy(const Note& note, const Vec3& mm);
// The curve to draw, closed for regions; an ellipse as 96 points.
std::vector<World> outlineOf(const Note& note);

// Values of an image in a region, on the image's own grid: of each column of voxels along the grid axis nearest to the normal, the voxel in
// which the column meets the plane, where it meets it within the shape. Values that are not finite are left out.
struct RegionOfInterest {
    std::int64_t voxels = 0;
    double mean = 0, sd = 0, min = 0, max = 0; // sd of a sample (n - 1), 0 for one voxel; all 0 without a voxel
    double volumeMm3 = 0; // of these voxels
};
RegionOfInterest statisticsIn(const Note& region, const Volume& image, std::int64_t frame = 0);

nlohmann::json toJson(const std::vector<Note>& notes);
std::vector<Note> notesFromJson(const nlohmann::json& list); // throws Error, naming the note

// A file of notes: {"insula-notes": 1, "program": VERSION, "notes": [...]}, each note as above and with "value", "unit".
std::string notesFile(const std::vector<Note>& notes);
std::vector<Note> readNotesFile(std::string_view text); // throws Error
// What the table of notes says about a region: the values and the name of the image that they are from.
struct MeasuredRegion {
    RegionOfInterest values;
    std::string image;
};
// name,kind,value,unit,voxels,volume_mm3,mean,sd,min,max,values_of,x,y,z,text,image with one line a note, at its first point; `valuesIn`
// measures regions, the columns stay empty where it gives none. Texts are quoted where needed.
std::string notesTable(const std::vector<Note>& notes, const std::function<std::optional<MeasuredRegion>(const Note&)>& valuesIn);

} // namespace insula
