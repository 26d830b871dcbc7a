// Decompression of gzip bytes in memory: a stream (zlib) and everything at once (libdeflate).
//
// Several members one after the other are read as one. Errors: Error for a wrong checksum or length, truncation, or bytes
// behind the last member that are no gzip. Thread: one reader per thread. Method: RFC 1951, RFC 1952.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace insula {

std::string grouped(std::uint64_t number); // 19,222,528
[[noreturn]] void failTruncated(std::uint64_t found, std::uint64_t expected);

bool looksLikeGzip(std::span<const std::byte> bytes);

class GzipReader {
public:
    // `compressed` must outlive this object. `expected`: how many bytes should come out, for the message when they do not.
    explicit GzipReader(std::span<const std::byte> compressed, std::uint64_t expected = 0);
    ~GzipReader();
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;

    // Fills `out` as far as the data goes; fewer bytes than asked only at the end of the last member.
    std::size_t read(std::span<std::byte> out);
    // Reads on to the end, so that the last checksum is checked, too; stops after `atMost` bytes.
    void finish(std::uint64_t atMost);
    std::uint64_t produced() const; // bytes so far
    std::size_t consumed() const; // of the compressed ones

private:
    bool startNextMember();

    struct State;
    std::unique_ptr<State> m;
};

// A single member of exactly out.size() bytes, checked. False when it is anything else: then read it with GzipReader.
bool inflateAtOnce(std::span<const std::byte> compressed, std::span<std::byte> out);

} // namespace insula
