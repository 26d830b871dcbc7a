// A CIFTI-2 file (.dscalar.nii, .dlabel.nii, .dtseries.nii, .pscalar.nii, .ptseries.nii, .dconn.nii, .pconn.nii and the mixed ones):
// values of brain structures, on surfaces and in voxels, in one or more maps.
//
// The file's matrix is [ordinate][map], maps of one ordinate side by side. It stays in the mapped file and is read where asked for; so a
// map of a long series costs a look at every page of the file, a series of one ordinate one page.
// Frame and units: voxels in RAS+ mm; values as stored, with slope and intercept of the header; a map of a series is a point of it.
// Errors: Error with one line for every inconsistency of header, XML and length, before memory is taken. Thread: immutable.
// Source: CIFTI-2 Connectivity File Format (2014); nifti2.h.
#pragma once

#include "processing/core/CiftiXml.h"
#include "processing/core/NiftiFile.h"

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

// By content: a NIfTI-2 header with one of CIFTI's intents. Never throws.
bool looksLikeCifti(const std::filesystem::path& file);

class CiftiFile {
public:
    explicit CiftiFile(const std::filesystem::path& file);

    const std::string& path() const { return m_path; }
    // "dense scalars", "dense labels", "dense series", "parcel scalars", "dense connectivity", ...
    std::string kind() const;
    bool isLabels() const { return maps().kind == CiftiDimension::Kind::Labels; }
    DataType dataType() const { return m_file.description.dataType; }

    const CiftiDimension& ordinates() const { return m_dimensions[1]; } // brain models or parcels
    const CiftiDimension& maps() const { return m_dimensions[0]; }
    std::uint64_t mapCount() const { return maps().length; }
    // The map's name, "12.5 s" in a series, what the column belongs to in connectivity. Like all below: Error for an unknown map.
    std::string mapName(std::uint64_t map) const;
    const LabelTable& labels(std::uint64_t map) const; // empty but in label files

    // Structures with a surface, in the file's order, and how many vertices their whole surfaces have.
    std::vector<CiftiSurface> surfaces() const;
    bool hasVoxels() const;

    // One value for each ordinate.
    std::vector<float> values(std::uint64_t map) const;
    // All maps of one ordinate.
    std::vector<float> course(std::uint64_t ordinate) const;
    // The ordinate (brain model's or parcel's) of a vertex; none where the file has no value.
    std::optional<std::uint64_t> ordinateOf(CiftiStructure structure, std::uint32_t vertex) const;
    // One value for each vertex of the whole surface, NaN where the file has none. Keys of the table in label files. Error for a structure
    // without surface.
    std::vector<float> vertexValues(CiftiStructure structure, std::uint64_t map) const;
    // The voxels on the file's whole grid: an image that is NaN, or a label map that is 0, where the file has no value. Error without
    // voxels.
    VolumePtr subcortical(std::uint64_t map) const;

private:
    void checkMap(std::uint64_t map) const;
    float value(std::uint64_t ordinate, std::uint64_t map) const;
    template <typename Use> void eachVoxel(Use use) const; // use(voxel, ordinate)

    std::string m_path;
    NiftiFile m_file;
    std::array<CiftiDimension, 2> m_dimensions;
};

// What to paint on a surface: vertexValues(). Error for a map or a structure that the file lacks.
std::vector<float> overlayForVertices(const CiftiFile& file, CiftiStructure structure, int map);

} // namespace insula
