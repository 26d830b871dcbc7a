#include "processing/core/Base64.h"

#include <string_view>

namespace insula {

std::string base64(std::span<const std::byte> bytes)
{
    constexpr std::string_view Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve(bytes.size() / 3 * 4 + 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = bits << 8U | (i + k < bytes.size() ? std::to_integer<unsigned>(bytes[i + k]) : 0U);
        }
        for (unsigned k = 0; k < 4; ++k) {
            out += i + k > bytes.size() ? '=' : Digits[bits >> (18 - 6 * k) & 63U];
        }
    }
    return out;
}

} // namespace insula
