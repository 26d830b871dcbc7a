// Surfaces of triangles and values at their vertices, with readers for the formats of neuroimaging and of 3D printing.
//
// Vertices are RAS+ mm of the scanner. GIFTI: the file's transform is applied where it leads to the scanner (or, from an unknown
// space, to any named one). FreeSurfer: the tkRAS coordinates are moved by the volume geometry at the file's end; without it they
// stay, and `warning` says so. STL, OBJ, PLY and VTK name no frame and are taken as RAS+ mm.
// Errors: Error with one line for every inconsistency; nothing is allocated because a header asks for it. Thread: any.
// Sources: GIFTI 1.0 specification; FreeSurfer wiki FileFormats; nibabel's freesurfer.io for the footer; PLY 1.0; VTK legacy 3.0.
#pragma once

#include "processing/core/LabelTable.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace insula {

enum class Hemisphere { Unknown, Left, Right };

struct Mesh {
    std::string name, path, format;
    std::string warning; // a sentence for people, or empty
    Hemisphere hemisphere = Hemisphere::Unknown;
    std::vector<std::array<float, 3>> vertices; // RAS+ mm, finite
    std::vector<std::array<std::uint32_t, 3>> triangles; // indices of vertices, all valid
};

// Unit normals at vertices, the mean of the triangles around weighted by area; (0, 0, 0) where there is none. Triangles that
// run anticlockwise seen from outside give normals that point outwards.
std::vector<std::array<float, 3>> vertexNormals(const Mesh& mesh);

struct VertexMap {
    std::string name;
    std::vector<float> values; // scalars; empty in label data
    std::vector<std::int32_t> labels; // keys of the table (-1: none); empty in scalar data
};

// One or more maps of the same number of vertices: all scalars or all labels.
struct VertexData {
    std::string name, path, format;
    Hemisphere hemisphere = Hemisphere::Unknown;
    bool isLabels = false;
    LabelTable table;
    std::vector<VertexMap> maps; // at least one
    std::size_t vertexCount() const { return isLabels ? maps.front().labels.size() : maps.front().values.size(); }
};

enum class SurfaceFile { None, Mesh, VertexData };
// What a file seems to be, by suffix, first bytes and, for GIFTI, the kinds of arrays in it. Never throws.
SurfaceFile surfaceFileKind(const std::filesystem::path& file);

Mesh readMesh(const std::filesystem::path& file);
VertexData readVertexData(const std::filesystem::path& file);

// GIFTI with compressed arrays; each file is written whole or not at all. Throw Error.
void writeGifti(const std::filesystem::path& file, const Mesh& mesh);
void writeGifti(const std::filesystem::path& file, const VertexData& data);

// From names as lh.pial, sub-01_hemi-L_midthickness.surf.gii, fs_LR.R.white.surf.gii.
Hemisphere hemisphereOfName(const std::string& fileName);
std::string_view nameOf(Hemisphere hemisphere); // "left", "right", "unknown"

} // namespace insula
