// Streamlines: .tck (MRtrix), .trk (TrackVis) and .trx.
//
// Points are RAS+ mm of the scanner, at voxel centres' convention: a .trk's corner-based voxel millimetres are moved by half a voxel,
// and its voxel order is honoured, as in nibabel (nibabel.streamlines.trk). Memory: 12 bytes a point and 8 a streamline, however
// many there are; values at points and streamlines are left out.
// Errors: Error with one line for every inconsistency; nothing is allocated because a header asks for it. Thread: any.
// Sources: MRtrix3 manual, "Tracks file format"; trackvis.org/docs; TRX specification 0.1; APPNOTE.TXT of ZIP 6.3.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct Tractogram {
    std::string name, path, format;
    std::string warning; // a sentence for people, or empty
    std::vector<std::array<float, 3>> points; // RAS+ mm, finite
    std::vector<std::uint64_t> starts{0}; // of each streamline in `points`, and the number of points at the end

    std::size_t count() const { return starts.size() - 1; }
    std::span<const std::array<float, 3>> streamline(std::size_t i) const
    {
        return std::span(points).subspan(starts[i], starts[i + 1] - starts[i]);
    }
};

bool looksLikeTractogram(const std::filesystem::path& file); // by suffix .tck, .trk, .trx
Tractogram readTractogram(const std::filesystem::path& file);
// Along the points (mm).
double lengthMm(std::span<const std::array<float, 3>> streamline);

// Of one format; `bytes` is the whole file.
Tractogram readTck(std::span<const std::byte> bytes);
Tractogram readTrk(std::span<const std::byte> bytes);
Tractogram readTrx(std::span<const std::byte> bytes);

} // namespace insula
