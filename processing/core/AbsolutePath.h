// Absolute paths for records: without "." and "..", yet the same file.
#pragma once

#include <filesystem>

namespace insula {

// Where a part of the path may be a link, ".." is resolved on the disk (link/../file does not lie beside link); a link at its end stays.
std::filesystem::path absolutePath(const std::filesystem::path& path);

} // namespace insula
