// Unpacks an archive that somebody sent, into an empty folder.
//
// Entries get numbers for names ("000001" and the ending), in folders of their own, so that no name in the archive decides where anything
// is written. Before anything is written, an archive is refused whose entries would grow to more than 200 times its size (beyond 64 MiB),
// to more than the disk has, or overlap in the file, or that has more than 200,000 of them. Errors: Error with one line. Any thread.
#pragma once

#include "processing/core/Progress.h"

#include <cstddef>
#include <filesystem>

namespace insula {

bool looksLikeZip(const std::filesystem::path& file); // by its first bytes
// The number of files written.
std::size_t unpackZip(const std::filesystem::path& archive, const std::filesystem::path& folder, const Progress& progress = {});

} // namespace insula
