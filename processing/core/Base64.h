// Bytes as text in the alphabet of RFC 4648, section 4. Any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace insula {

std::string base64(std::span<const std::byte> bytes);

} // namespace insula
