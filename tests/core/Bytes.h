// Files that tests construct byte by byte.
#pragma once

#include "processing/core/Error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace insula::test {

class Bytes {
public:
    explicit Bytes(std::endian order) : m_order(order) { }
    Bytes& text(std::string_view part)
    {
        m_all += part;
        return *this;
    }
    Bytes& zeros(std::size_t count)
    {
        m_all.append(count, '\0');
        return *this;
    }
    template <typename T, typename... More> Bytes& add(T first, More... more)
    {
        std::string raw(sizeof(T), '\0');
        std::memcpy(raw.data(), &first, sizeof(T));
        if (m_order != std::endian::native) {
            std::ranges::reverse(raw);
        }
        m_all += raw;
        if constexpr (sizeof...(more) > 0) {
            add(more...);
        }
        return *this;
    }
    const std::string& all() const { return m_all; }

private:
    std::string m_all;
    std::endian m_order;
};

// Calls read() on every tenth shorter file and on files with one byte changed: each must be read or refused with an Error, and never
// crash, hang or take memory that a header asks for. Returns how many were refused.
template <typename Read> int refusedWhenDamaged(const std::filesystem::path& file, const std::string& whole, Read read)
{
    int refused = 0;
    const auto attempt = [&](const std::string& bytes) {
        std::ofstream(file, std::ios::binary) << bytes; // not synced: these are many
        try {
            read(file);
        } catch (const Error& error) {
            ++refused;
            if (std::string_view(error.what()).find('\n') != std::string_view::npos) {
                throw std::logic_error("an error of more than one line");
            }
        }
    };
    const std::size_t step = std::max<std::size_t>(1, whole.size() / 40);
    for (std::size_t size = 1; size < whole.size(); size += step) {
        attempt(whole.substr(0, size));
    }
    for (std::size_t at = 0; at < whole.size(); at += step) {
        for (const char flip : {'\x01', '\x80', '\xff'}) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            attempt(changed);
        }
    }
    return refused;
}

} // namespace insula::test
