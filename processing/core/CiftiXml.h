// The XML of a CIFTI-2 file: what the rows and the columns of its matrix are.
//
// Units: RAS+ mm (the file's MeterExponent is applied). Indices count from 0 and are checked: each brain ordinate belongs to one model,
// vertices and voxels lie inside the surface or volume that the file announces, and nothing is listed twice.
// Errors: Error with one line for every inconsistency; all memory taken is less than a few times the XML's own length. Thread: any.
// Source: CIFTI-2 Connectivity File Format, version of 1 March 2014 (nitrc.org/projects/cifti).
#pragma once

#include "processing/core/Geometry.h"
#include "processing/core/LabelTable.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

// The anatomical structures that CIFTI names, in the standard's order.
enum class CiftiStructure : std::uint8_t {
    AccumbensLeft,
    AccumbensRight,
    AllGreyMatter,
    AllWhiteMatter,
    AmygdalaLeft,
    AmygdalaRight,
    BrainStem,
    CaudateLeft,
    CaudateRight,
    CerebellarWhiteMatterLeft,
    CerebellarWhiteMatterRight,
    Cerebellum,
    CerebellumLeft,
    CerebellumRight,
    CerebralWhiteMatterLeft,
    CerebralWhiteMatterRight,
    Cortex,
    CortexLeft,
    CortexRight,
    DiencephalonVentralLeft,
    DiencephalonVentralRight,
    HippocampusDentateLeft,
    HippocampusDentateRight,
    HippocampusLeft,
    HippocampusRight,
    Invalid,
    Other,
    OtherGreyMatter,
    OtherWhiteMatter,
    PallidumLeft,
    PallidumRight,
    PutamenLeft,
    PutamenRight,
    ThalamusLeft,
    ThalamusRight,
};
std::string_view nameOf(CiftiStructure structure); // "CORTEX_LEFT"
// With or without "CIFTI_STRUCTURE_". Throws Error for a name that the standard lacks.
CiftiStructure ciftiStructure(std::string_view name);

using CiftiVoxel = std::array<std::int32_t, 3>; // i, j, k

// A structure that follows another in the matrix: vertices of its surface or voxels.
struct CiftiBrainModel {
    CiftiStructure structure = CiftiStructure::Invalid;
    bool isSurface = false;
    std::uint64_t offset = 0, count = 0; // along the matrix's dimension
    std::uint64_t surfaceVertices = 0; // of the whole surface
    std::vector<std::uint32_t> vertices; // `count`, when isSurface
    std::vector<CiftiVoxel> voxels; // `count`, when not
};

struct CiftiSurface {
    CiftiStructure structure = CiftiStructure::Invalid;
    std::uint64_t vertexCount = 0;
};

struct CiftiParcel {
    struct Vertices {
        CiftiStructure structure = CiftiStructure::Invalid;
        std::vector<std::uint32_t> indices;
    };
    std::string name;
    std::vector<Vertices> vertices;
    std::vector<CiftiVoxel> voxels;
};

struct CiftiNamedMap {
    std::string name;
    LabelTable table; // empty but in label files
};

struct CiftiSeries {
    std::uint64_t count = 0;
    double start = 0, step = 0; // in units; the file's exponent is applied
    std::string unit; // "SECOND", "HERTZ", "METER", "RADIAN"
};

struct CiftiDimension {
    enum class Kind : std::uint8_t { BrainModels, Parcels, Series, Scalars, Labels };
    Kind kind = Kind::Scalars;
    std::uint64_t length = 0;
    std::optional<Grid> grid; // of the voxels, where the file has a volume
    std::vector<CiftiBrainModel> models; // by offset, without gaps
    std::vector<CiftiSurface> surfaces; // those of parcels
    std::vector<CiftiParcel> parcels;
    std::vector<CiftiNamedMap> maps;
    CiftiSeries series;
    bool isSpatial() const { return kind == Kind::BrainModels || kind == Kind::Parcels; }
};

// [0]: along a row of the matrix (dim[5] of the header, the fastest in the file), [1]: along a column.
std::array<CiftiDimension, 2> parseCiftiXml(std::string_view xml);

} // namespace insula
