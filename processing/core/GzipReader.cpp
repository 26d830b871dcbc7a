#include "processing/core/GzipReader.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <fmt/format.h>
#include <libdeflate.h>
#include <limits>
#include <vector>
#include <zlib.h>

namespace insula {

std::string grouped(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;)
        digits.insert(at -= 3, 1, ',');
    return digits;
}

void failTruncated(std::uint64_t found, std::uint64_t expected)
{
    throw Error(fmt::format("the file is truncated: {} of {} bytes; copy it again from the source", grouped(found), grouped(expected)));
}

struct GzipReader::State {
    z_stream stream{};
    std::span<const std::byte> left;
    bool finished = false;
    std::uint64_t produced = 0, expected = 0;
    std::size_t size = 0;
};

bool looksLikeGzip(std::span<const std::byte> bytes)
{
    return bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b};
}

GzipReader::GzipReader(std::span<const std::byte> compressed, std::uint64_t expected) : m(std::make_unique<State>())
{
    m->left = compressed;
    m->size = compressed.size();
    m->expected = expected;
    if (inflateInit2(&m->stream, 15 + 16) != Z_OK)
        throw Error("there is no memory left to decompress; close other programs");
}

GzipReader::~GzipReader()
{
    inflateEnd(&m->stream);
}

bool GzipReader::startNextMember()
{
    if (std::all_of(m->left.begin(), m->left.end(), [](std::byte b) { return b == std::byte{0}; }))
        return false;
    if (!looksLikeGzip(m->left))
        throw Error("other bytes follow the compressed data; copy the file again from the source");
    inflateReset(&m->stream);
    return true;
}

std::size_t GzipReader::read(std::span<std::byte> out)
{
    constexpr std::size_t most = std::numeric_limits<uInt>::max() / 2;
    std::size_t done = 0;
    while (done < out.size() && !m->finished) {
        const std::size_t in = std::min(m->left.size(), most);
        const std::size_t room = std::min(out.size() - done, most);
        m->stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(m->left.data()));
        m->stream.avail_in = static_cast<uInt>(in);
        m->stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
        m->stream.avail_out = static_cast<uInt>(room);
        const int result = inflate(&m->stream, Z_NO_FLUSH);
        m->left = m->left.subspan(in - m->stream.avail_in);
        done += room - m->stream.avail_out;
        m->produced += room - m->stream.avail_out;
        if (result == Z_STREAM_END)
            m->finished = !startNextMember();
        else if (result == Z_BUF_ERROR || (result == Z_OK && m->left.empty() && m->stream.avail_out > 0))
            failTruncated(m->produced, std::max(m->expected, m->produced + 1));
        else if (result != Z_OK)
            throw Error(fmt::format(
                "the compressed data is damaged ({}); copy the file again from the source", m->stream.msg ? m->stream.msg : "unknown"));
    }
    return done;
}

void GzipReader::finish(std::uint64_t atMost)
{
    std::vector<std::byte> scratch(64u << 10);
    for (std::uint64_t done = 0; done < atMost && !m->finished; done += scratch.size())
        read(scratch);
}

std::uint64_t GzipReader::produced() const
{
    return m->produced;
}

std::size_t GzipReader::consumed() const
{
    return m->size - m->left.size();
}

bool inflateAtOnce(std::span<const std::byte> compressed, std::span<std::byte> out)
{
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    if (!decompressor)
        return false;
    std::size_t used = 0, made = 0;
    const auto result
        = libdeflate_gzip_decompress_ex(decompressor.get(), compressed.data(), compressed.size(), out.data(), out.size(), &used, &made);
    return result == LIBDEFLATE_SUCCESS && used == compressed.size() && made == out.size();
}

} // namespace insula
