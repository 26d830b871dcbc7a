#include "processing/core/Mesh.h"

#include "processing/core/Error.h"
#include "processing/core/MappedFile.h"
#include "processing/core/MeshFormats.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <exception>
#include <fstream>

namespace insula {

namespace {

std::string lowerName(const std::filesystem::path& file)
{
    std::string name = file.filename().string();
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
}

// 0xFFFFFE begins a triangle surface, 0xFFFFFF a curvature file; 0 otherwise.
unsigned freeSurferMagic(const std::filesystem::path& file)
{
    std::array<char, 3> raw{};
    std::ifstream in(file, std::ios::binary);
    if (!in.read(raw.data(), 3) || raw[0] != '\xff' || raw[1] != '\xff') {
        return 0;
    }
    return static_cast<unsigned char>(raw[2]) >= 0xfe ? static_cast<unsigned char>(raw[2]) : 0;
}

// ITK-SNAP's .label files are tables of names.
bool beginsAsLabel(const std::filesystem::path& file)
{
    std::array<char, 13> raw{};
    std::ifstream in(file, std::ios::binary);
    return in.read(raw.data(), raw.size()) && std::string_view(raw.data(), raw.size()) == "#!ascii label";
}

std::string_view textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void check(const Mesh& mesh)
{
    if (mesh.vertices.empty()) {
        throw Error("it holds no vertex");
    }
    for (const auto& v : mesh.vertices) {
        if (!std::ranges::all_of(v, [](float c) { return std::isfinite(c); })) {
            throw Error("a vertex has a coordinate that is not a finite number; export the surface again");
        }
    }
    for (const auto& t : mesh.triangles) {
        const std::uint32_t largest = std::max({t[0], t[1], t[2]});
        if (largest >= mesh.vertices.size()) {
            throw Error("a triangle names vertex " + std::to_string(largest) + ", but there are only "
                + std::to_string(mesh.vertices.size()) + "; export the surface again");
        }
    }
}

void check(const VertexData& data)
{
    if (data.maps.empty() || data.vertexCount() == 0) {
        throw Error("it holds no values for vertices");
    }
    for (const VertexMap& map : data.maps) {
        const std::size_t count = data.isLabels ? map.labels.size() : map.values.size();
        if (count != data.vertexCount()) {
            throw Error("its maps have " + std::to_string(data.vertexCount()) + " and " + std::to_string(count) + " vertices");
        }
    }
}

Mesh readMeshBytes(const std::filesystem::path& file, std::span<const std::byte> bytes)
{
    const std::string name = lowerName(file);
    if (name.ends_with(".gii")) {
        GiftiContent content = readGifti(textOf(bytes), file.parent_path());
        if (!content.hasMesh) {
            throw Error("it holds values for vertices, no surface; open the surface first (.surf.gii), then this file");
        }
        return std::move(content.mesh);
    }
    if (name.ends_with(".stl")) {
        return readStl(bytes);
    }
    if (name.ends_with(".obj")) {
        return readObj(textOf(bytes));
    }
    if (name.ends_with(".ply")) {
        return readPly(bytes);
    }
    if (name.ends_with(".vtk")) {
        return readVtkPolyData(bytes);
    }
    if (freeSurferMagic(file) == 0xfe) {
        return readFreeSurferSurface(bytes);
    }
    throw Error("not a surface that Insula reads (GIFTI, FreeSurfer, STL, OBJ, PLY, VTK)");
}

} // namespace

SurfaceFile surfaceFileKind(const std::filesystem::path& file)
{
    const std::string name = lowerName(file);
    for (const char* suffix : {".stl", ".obj", ".ply", ".vtk"}) {
        if (name.ends_with(suffix)) {
            return SurfaceFile::Mesh;
        }
    }
    if (name.ends_with(".annot") || (name.ends_with(".label") && beginsAsLabel(file))) {
        return SurfaceFile::VertexData;
    }
    if (name.ends_with(".gii")) {
        if (name.ends_with(".surf.gii")) {
            return SurfaceFile::Mesh;
        }
        try {
            const MappedFile mapped(file);
            return textOf(mapped.bytes()).find("NIFTI_INTENT_TRIANGLE") != std::string_view::npos ? SurfaceFile::Mesh
                                                                                                  : SurfaceFile::VertexData;
        } catch (const std::exception&) {
            return SurfaceFile::VertexData; // reading it will say what is wrong
        }
    }
    switch (freeSurferMagic(file)) {
    case 0xfe:
        return SurfaceFile::Mesh;
    case 0xff:
        return SurfaceFile::VertexData;
    default:
        return SurfaceFile::None;
    }
}

Mesh readMesh(const std::filesystem::path& file)
{
    return withContext("cannot read the surface '" + file.string() + "'", [&] {
        const MappedFile mapped(file);
        Mesh mesh = readMeshBytes(file, mapped.bytes());
        check(mesh);
        mesh.path = file.string();
        mesh.name = file.filename().string();
        if (mesh.hemisphere == Hemisphere::Unknown) {
            mesh.hemisphere = hemisphereOfName(mesh.name);
        }
        return mesh;
    });
}

VertexData readVertexData(const std::filesystem::path& file)
{
    return withContext("cannot read the vertex data '" + file.string() + "'", [&] {
        const MappedFile mapped(file);
        const std::string name = lowerName(file);
        VertexData data;
        if (name.ends_with(".gii")) {
            data = readGifti(textOf(mapped.bytes()), file.parent_path()).data;
        } else if (name.ends_with(".annot")) {
            data = readFreeSurferAnnotation(mapped.bytes());
        } else if (name.ends_with(".label")) {
            data = readFreeSurferLabel(textOf(mapped.bytes()));
            data.table.at(1).name = file.stem().string();
        } else if (freeSurferMagic(file) == 0xff) {
            data = readFreeSurferCurvature(mapped.bytes());
        } else {
            throw Error("not vertex data that Insula reads (GIFTI, FreeSurfer curv, sulc, thickness, annot or label)");
        }
        check(data);
        data.path = file.string();
        data.name = file.filename().string();
        if (data.hemisphere == Hemisphere::Unknown) {
            data.hemisphere = hemisphereOfName(data.name);
        }
        return data;
    });
}

void addPolygon(Mesh& mesh, std::span<const std::uint32_t> corners)
{
    if (corners.size() < 3) {
        throw Error("a polygon has " + std::to_string(corners.size()) + " corners, at least 3 are needed");
    }
    for (std::size_t i = 2; i < corners.size(); ++i) {
        mesh.triangles.push_back({corners[0], corners[i - 1], corners[i]});
    }
}

std::vector<std::array<float, 3>> vertexNormals(const Mesh& mesh)
{
    std::vector<std::array<float, 3>> normals(mesh.vertices.size(), {0, 0, 0});
    for (const auto& t : mesh.triangles) {
        const auto &a = mesh.vertices[t[0]], &b = mesh.vertices[t[1]], &c = mesh.vertices[t[2]];
        const std::array<float, 3> u{b[0] - a[0], b[1] - a[1], b[2] - a[2]}, v{c[0] - a[0], c[1] - a[1], c[2] - a[2]};
        const std::array<float, 3> cross{u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        for (const std::uint32_t corner : t) {
            for (std::size_t k = 0; k < 3; ++k) {
                normals[corner][k] += cross[k]; // its length is twice the area
            }
        }
    }
    for (auto& n : normals) {
        const float length = std::hypot(n[0], n[1], n[2]);
        for (float& c : n) {
            c = length > 0 ? c / length : 0;
        }
    }
    return normals;
}

Hemisphere hemisphereOfName(const std::string& fileName)
{
    const std::string name = lowerName(fileName);
    const auto has = [&name](std::string_view part) { return name.find(part) != std::string::npos; };
    if (name.starts_with("lh.") || has("hemi-l") || has(".l.") || has("_lh.") || has(".lh.")) {
        return Hemisphere::Left;
    }
    if (name.starts_with("rh.") || has("hemi-r") || has(".r.") || has("_rh.") || has(".rh.")) {
        return Hemisphere::Right;
    }
    return Hemisphere::Unknown;
}

std::string_view nameOf(Hemisphere hemisphere)
{
    return hemisphere == Hemisphere::Left ? "left" : hemisphere == Hemisphere::Right ? "right" : "unknown";
}

} // namespace insula
