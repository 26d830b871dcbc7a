// The header of NIfTI-1 and NIfTI-2 as one struct, read and written in either byte order.
//
// Units: as stored (nothing is converted to mm or s here). Frame: as stored, RAS+ by the standard. Errors: Error for what
// is no NIfTI header or cannot be used at all. Thread: plain values. Source: nifti1.h, nifti2.h.
#pragma once

#include "processing/core/DataType.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace insula {

// Something about a file that its user should know: a name for programs ("forms-disagree") and a sentence for people.
struct NiftiFinding {
    std::string name, sentence;
};
using NiftiFindings = std::vector<NiftiFinding>;

struct NiftiHeader {
    int version = 1;
    bool singleFile = true; // magic n+1, n+2
    bool swapped = false; // not in this machine's byte order

    std::array<std::int64_t, 8> dim{};
    std::array<double, 8> pixdim{};
    int datatype = 0, bitpix = 0;
    double voxOffset = 0; // as stored; checked by dataOffset()
    double slope = 0, intercept = 0, calMin = 0, calMax = 0;
    std::array<double, 3> intentParameters{};
    int intentCode = 0;
    std::string intentName, description;
    int units = 0;
    int qformCode = 0, sformCode = 0;
    std::array<double, 3> quaternion{}, qoffset{};
    std::array<double, 12> srow{};

    std::size_t byteCount() const { return version == 2 ? 540 : 348; }
    // Smallest offset of voxels in a single file: the header and the four extension flags.
    std::size_t smallestOffset() const { return byteCount() + 4; }
};

constexpr std::size_t smallestNiftiHeader = 348;

// `bytes`: the first 540 bytes of the file, or all when it is shorter.
NiftiHeader parseNiftiHeader(std::span<const std::byte> bytes);
// byteCount() bytes; fields that the struct lacks are zero. `swapped` chooses the byte order.
std::vector<std::byte> serialiseNiftiHeader(const NiftiHeader& header);

// The voxel type, checked against bitpix. Throws Error that names the type for those that Insula does not read.
DataType niftiDataType(const NiftiHeader& header);
int niftiCode(DataType type);
// Where voxels start in the (uncompressed) file. Adds a finding when the stored value was repaired.
std::uint64_t dataOffset(const NiftiHeader& header, NiftiFindings& findings);

// Reverses the bytes of every value of `width` bytes.
void swapBytes(std::span<std::byte> bytes, std::size_t width);

} // namespace insula
