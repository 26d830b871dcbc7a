// FreeSurfer's binary surfaces, per-vertex scalars (new format) and annotations. All numbers are big-endian.
#include "processing/core/ByteCursor.h"
#include "processing/core/MeshFormats.h"
#include "processing/core/TextWords.h"

#include <map>
#include <optional>
#include <string>

namespace insula {

namespace {

constexpr std::int32_t TagUseRealRas = 2, TagSurfaceGeometry = 20;
constexpr std::size_t TriangleBytes = 12, VertexBytes = 12;

std::uint64_t count(ByteCursor& in, const char* what)
{
    const auto n = in.number<std::int32_t>();
    if (n < 0) {
        throw Error(std::string("it announces ") + std::to_string(n) + " " + what + "; the file is damaged");
    }
    return static_cast<std::uint64_t>(n);
}

struct VolumeGeometry {
    std::array<float, 3> x{-1, 0, 0}, y{0, 0, -1}, z{0, 1, 0}, centre{0, 0, 0};
};

// The lines "key = values" behind the triangles; none when the volume is not known.
std::optional<VolumeGeometry> readGeometry(ByteCursor& in)
{
    VolumeGeometry geometry;
    std::map<std::string, std::array<float, 3>*> wanted{
        {"xras", &geometry.x}, {"yras", &geometry.y}, {"zras", &geometry.z}, {"cras", &geometry.centre}};
    bool isValid = false;
    while (in.left() > 0 && !wanted.empty()) {
        const std::string_view line = in.line();
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            break; // another tag, in binary
        }
        TextWords key(line.substr(0, equals)), values(line.substr(equals + 1));
        const std::string name(key.next());
        if (name == "valid") {
            isValid = values.next() == "1";
        } else if (const auto found = wanted.find(name); found != wanted.end()) {
            for (float& c : *found->second) {
                c = values.number<float>();
            }
            wanted.erase(found);
        }
    }
    if (isValid && !wanted.empty()) {
        throw Error("its volume geometry lacks '" + wanted.begin()->first + "'; copy the file again");
    }
    return isValid ? std::optional(geometry) : std::nullopt;
}

// tkRAS has its origin at the volume's centre and the axes of a coronal volume, whatever the volume's own are.
void toScanner(Mesh& mesh, const VolumeGeometry& g)
{
    for (auto& v : mesh.vertices) {
        const std::array<float, 3> t = v;
        for (std::size_t c = 0; c < 3; ++c) {
            v[c] = -g.x[c] * t[0] + g.z[c] * t[1] - g.y[c] * t[2] + g.centre[c];
        }
    }
}

void readFooter(ByteCursor& in, Mesh& mesh)
{
    bool isScanner = false;
    std::optional<VolumeGeometry> geometry;
    if (in.left() >= 8) {
        auto tag = in.number<std::int32_t>();
        if (tag == TagUseRealRas) {
            isScanner = in.number<std::int32_t>() != 0;
            tag = in.left() >= 4 ? in.number<std::int32_t>() : 0;
        }
        if (tag == TagSurfaceGeometry) {
            geometry = readGeometry(in);
        }
    }
    if (geometry && !isScanner) {
        toScanner(mesh, *geometry);
    } else if (!isScanner) {
        mesh.warning = "This surface does not say where its volume was in the scanner; it may be shifted against images.";
    }
}

std::string boundedName(ByteCursor& in)
{
    std::string name(in.text(count(in, "characters")));
    name.resize(std::min(name.find('\0'), name.size()));
    return name;
}

std::uint8_t colourByte(ByteCursor& in)
{
    const auto value = in.number<std::int32_t>();
    if (value < 0 || value > 255) {
        throw Error("its colour table has a colour of " + std::to_string(value) + ", outside 0 to 255");
    }
    return static_cast<std::uint8_t>(value);
}

// Adds one entry under `number`; returns how vertices name it.
std::int32_t readEntry(ByteCursor& in, std::int32_t number, LabelTable& table)
{
    Label label;
    label.name = boundedName(in);
    for (std::size_t c = 0; c < 4; ++c) {
        label.rgba[c] = colourByte(in);
    }
    const std::int32_t code = label.rgba[0] + 256 * label.rgba[1] + 65536 * label.rgba[2];
    label.rgba[3] = static_cast<std::uint8_t>(255 - label.rgba[3]); // stored as transparency
    if (!table.emplace(number, std::move(label)).second) {
        throw Error("its colour table has entry " + std::to_string(number) + " twice");
    }
    return code;
}

} // namespace

Mesh readFreeSurferSurface(std::span<const std::byte> bytes)
{
    ByteCursor in(bytes);
    in.take(3); // the magic number, which chose this reader
    in.line(); // "created by ..."
    if (!in.line().empty()) {
        throw Error("its header is not that of a FreeSurfer surface");
    }
    Mesh mesh;
    mesh.format = "FreeSurfer surface";
    const std::uint64_t vertices = count(in, "vertices"), triangles = count(in, "triangles");
    in.expect(vertices, VertexBytes, "vertices");
    mesh.vertices.resize(vertices);
    for (auto& v : mesh.vertices) {
        for (float& c : v) {
            c = in.number<float>();
        }
    }
    in.expect(triangles, TriangleBytes, "triangles");
    mesh.triangles.resize(triangles);
    for (auto& t : mesh.triangles) {
        for (std::uint32_t& corner : t) {
            corner = in.number<std::uint32_t>();
        }
    }
    readFooter(in, mesh);
    return mesh;
}

VertexData readFreeSurferCurvature(std::span<const std::byte> bytes)
{
    ByteCursor in(bytes);
    in.take(3);
    const std::uint64_t vertices = count(in, "vertices");
    count(in, "triangles");
    if (const std::uint64_t each = count(in, "values a vertex"); each != 1) {
        throw Error("it has " + std::to_string(each) + " values a vertex; only files with one are known");
    }
    in.expect(vertices, sizeof(float), "values");
    if (in.left() != vertices * sizeof(float)) {
        throw Error(std::to_string(in.left() - vertices * sizeof(float))
            + " bytes are left behind its values; old FreeSurfer files must be written again with mris_convert");
    }
    VertexData data;
    data.format = "FreeSurfer values";
    data.maps.resize(1);
    data.maps[0].values.resize(vertices);
    for (float& value : data.maps[0].values) {
        value = in.number<float>();
    }
    return data;
}

VertexData readFreeSurferAnnotation(std::span<const std::byte> bytes)
{
    ByteCursor in(bytes);
    VertexData data;
    data.format = "FreeSurfer annotation";
    data.isLabels = true;
    data.maps.resize(1);
    const std::uint64_t vertices = count(in, "vertices");
    in.expect(vertices, 8, "vertices");
    std::vector<std::int32_t> codes(vertices, 0);
    std::vector<bool> seen(vertices, false);
    for (std::uint64_t i = 0; i < vertices; ++i) {
        const std::uint64_t vertex = count(in, "as a vertex");
        if (vertex >= vertices || seen[vertex]) {
            throw Error("it labels vertex " + std::to_string(vertex) + (vertex < vertices ? " twice" : ", which it does not have"));
        }
        seen[vertex] = true;
        codes[vertex] = in.number<std::int32_t>();
    }
    if (in.left() < 8 || in.number<std::int32_t>() == 0) {
        throw Error("it has no colour table, so that its labels have no names; write it again with one");
    }
    std::map<std::int32_t, std::int32_t> numberOf;
    const auto version = in.number<std::int32_t>();
    if (version > 0) { // the old form: this is the number of entries
        boundedName(in);
        for (std::int32_t i = 0; i < version; ++i) {
            numberOf.emplace(readEntry(in, i, data.table), i);
        }
    } else if (version == -2) {
        count(in, "entries");
        boundedName(in);
        const std::uint64_t entries = count(in, "entries");
        for (std::uint64_t i = 0; i < entries; ++i) {
            const auto number = static_cast<std::int32_t>(count(in, "as an entry"));
            numberOf.emplace(readEntry(in, number, data.table), number);
        }
    } else {
        throw Error("its colour table has version " + std::to_string(-static_cast<std::int64_t>(version)) + "; 1 and 2 are known");
    }
    data.maps[0].labels.reserve(vertices);
    for (const std::int32_t code : codes) {
        const auto found = numberOf.find(code);
        data.maps[0].labels.push_back(found == numberOf.end() ? -1 : found->second);
    }
    return data;
}

} // namespace insula
