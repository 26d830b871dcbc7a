// Reads numbers in either byte order, lines and raw bytes from a block of memory, never beyond its end.
//
// Errors: Error ("truncated: ...") when fewer bytes are left than asked for. Thread: plain values; the bytes must outlive it.
#pragma once

#include "processing/core/Error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace insula {

class ByteCursor {
public:
    explicit ByteCursor(std::span<const std::byte> bytes, std::endian order = std::endian::big) : m_bytes(bytes), m_order(order) { }

    std::size_t left() const { return m_bytes.size() - m_at; }
    std::size_t position() const { return m_at; }
    void setOrder(std::endian order) { m_order = order; }

    std::span<const std::byte> take(std::uint64_t count)
    {
        if (count > left()) {
            throw Error("truncated: " + std::to_string(count) + " more bytes expected at byte " + std::to_string(m_at) + ", "
                + std::to_string(left()) + " left; copy or export the file again");
        }
        const auto part = m_bytes.subspan(m_at, static_cast<std::size_t>(count));
        m_at += part.size();
        return part;
    }
    template <typename T> T number()
    {
        std::array<std::byte, sizeof(T)> raw;
        std::ranges::copy(take(sizeof(T)), raw.begin());
        if (m_order != std::endian::native) {
            std::ranges::reverse(raw);
        }
        return std::bit_cast<T>(raw);
    }
    // Refuses `count` values of `bytesEach` bytes that cannot be there, before anyone makes room for them.
    void expect(std::uint64_t count, std::uint64_t bytesEach, const char* what) const
    {
        if (count > left() / bytesEach) {
            throw Error("truncated: " + std::to_string(count) + " " + what + " announced, but only " + std::to_string(left())
                + " bytes are left; copy or export the file again");
        }
    }
    std::string_view text(std::uint64_t count)
    {
        const auto raw = take(count);
        return {reinterpret_cast<const char*>(raw.data()), raw.size()};
    }
    // Up to the next line feed, which is skipped and not part of it, nor is a carriage return before it.
    std::string_view line()
    {
        const std::string_view rest(reinterpret_cast<const char*>(m_bytes.data()) + m_at, left());
        if (rest.empty()) {
            throw Error("truncated: the file ends in the middle of its header; copy or export it again");
        }
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        m_at += std::min(end + 1, rest.size());
        std::string_view found = rest.substr(0, end);
        if (found.ends_with('\r')) {
            found.remove_suffix(1);
        }
        return found;
    }

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    std::endian m_order;
};

} // namespace insula
