#include "viewers/Note.h"

#include "processing/core/Error.h"
#include "processing/core/Version.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

using nlohmann::json;

constexpr int FileVersion = 1;
constexpr double Tolerance = 1e-6; // of lengths and right angles of unit vectors
constexpr double MostMm = 1e6;

json triple(const World& w)
{
    return {w.x, w.y, w.z};
}

json noteJson(const Note& note)
{
    json points = json::array();
    for (const World& point : note.points) {
        points.push_back(triple(point));
    }
    return {{"kind", NoteKindNames[static_cast<std::size_t>(note.kind)]}, {"name", note.name}, {"text", note.text}, {"points", points},
        {"normal", note.normal}, {"right", note.right}, {"colour", note.colour}, {"image", note.image}, {"id", note.id}};
}

Vec3 vectorFrom(const json& in)
{
    if (!in.is_array() || in.size() != 3) {
        throw Error("a point or direction must be three numbers");
    }
    const auto v = in.get<Vec3>();
    if (!std::ranges::all_of(v, [](double c) { return std::abs(c) <= MostMm; })) {
        throw Error("a point is not within 1000 m of the origin");
    }
    return v;
}

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Note noteFrom(const json& in)
{
    Note note;
    const auto kind = in.at("kind").get<std::string>();
    const auto found = std::ranges::find(NoteKindNames, kind);
    if (found == NoteKindNames.end()) {
        throw Error("there is no kind '" + kind + "'");
    }
    note.kind = static_cast<NoteKind>(found - NoteKindNames.begin());
    note.name = in.value("name", std::string());
    note.text = in.value("text", std::string());
    note.image = in.value("image", std::string());
    note.id = in.value("id", std::string());
    note.normal = vectorFrom(in.at("normal"));
    note.right = vectorFrom(in.at("right"));
    const auto isUnit = [](const Vec3& v) { return std::abs(dot(v, v) - 1) < Tolerance; };
    if (!isUnit(note.normal) || !isUnit(note.right) || std::abs(dot(note.normal, note.right)) > Tolerance) {
        throw Error("normal and right must be unit vectors, perpendicular to each other");
    }
    for (const json& point : in.at("points")) {
        const Vec3 p = vectorFrom(point);
        note.points.push_back({p[0], p[1], p[2]});
    }
    if (note.points.size() != pointCount(note.kind)) {
        throw Error(fmt::format("a note of kind '{}' has {} points, not {}", kind, pointCount(note.kind), note.points.size()));
    }
    if (in.contains("colour")) {
        for (std::size_t c = 0; c < 3; ++c) {
            const int channel = in.at("colour").at(c);
            if (channel < 0 || channel > 255) {
                throw Error("a colour must be three numbers from 0 to 255");
            }
            note.colour[c] = static_cast<std::uint8_t>(channel);
        }
    }
    return note;
}

std::string quoted(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' ? "\"\"" : std::string(1, c);
    }
    return out + '"';
}

} // namespace

json toJson(const std::vector<Note>& notes)
{
    json list = json::array();
    for (const Note& note : notes) {
        list.push_back(noteJson(note));
    }
    return list;
}

std::vector<Note> notesFromJson(const json& list)
{
    if (!list.is_array()) {
        throw Error("the notes must be a list");
    }
    std::vector<Note> notes;
    for (const json& entry : list) {
        try {
            notes.push_back(noteFrom(entry));
        } catch (const json::exception& error) {
            throw Error(fmt::format("note {}: {}", notes.size() + 1, error.what()));
        } catch (const Error& error) {
            throw error.wrapped(fmt::format("note {}", notes.size() + 1));
        }
    }
    return notes;
}

std::string notesFile(const std::vector<Note>& notes)
{
    json list = toJson(notes);
    for (std::size_t n = 0; n < notes.size(); ++n) {
        if (const auto value = valueOf(notes[n])) {
            list[n]["value"] = *value;
            list[n]["unit"] = unitOf(notes[n].kind);
        }
    }
    // Names that come from files may be no UTF-8; they are kept as far as possible.
    return json{{"insula-notes", FileVersion}, {"program", Version}, {"notes", list}}.dump(2, ' ', false, json::error_handler_t::replace)
        + "\n";
}

std::vector<Note> readNotesFile(std::string_view text)
{
    const json file = json::parse(text, nullptr, false);
    if (!file.is_object() || !file.contains("insula-notes")) {
        throw Error("this is not a file of notes; choose one that \"Export notes\" wrote");
    }
    if (file.at("insula-notes") != FileVersion || !file.contains("notes")) {
        throw Error("the notes were saved by another version of the program");
    }
    return notesFromJson(file.at("notes"));
}

std::string notesTable(const std::vector<Note>& notes, const std::function<std::optional<MeasuredRegion>(const Note&)>& valuesIn)
{
    std::string table = "name,kind,value,unit,voxels,volume_mm3,mean,sd,min,max,values_of,x,y,z,text,image\n";
    for (const Note& note : notes) {
        const auto value = valueOf(note);
        const World& at = note.points.at(0);
        const auto region = isRegion(note.kind) ? valuesIn(note) : std::nullopt;
        table += fmt::format("{},{},{},{},", quoted(note.name), NoteKindNames[static_cast<std::size_t>(note.kind)],
            value ? fmt::format("{:.6g}", *value) : "", unitOf(note.kind));
        if (region && region->values.voxels > 0) {
            const RegionOfInterest& r = region->values;
            table += fmt::format(
                "{},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{},", r.voxels, r.volumeMm3, r.mean, r.sd, r.min, r.max, quoted(region->image));
        } else {
            table += region ? fmt::format("0,0,,,,,{},", quoted(region->image)) : ",,,,,,,";
        }
        table += fmt::format("{},{},{},{},{}\n", at.x, at.y, at.z, quoted(note.text), quoted(note.image));
    }
    return table;
}

} // namespace insula
