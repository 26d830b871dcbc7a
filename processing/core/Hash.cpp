#include "processing/core/Hash.h"

#include "processing/core/Error.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace insula {

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : m(std::make_unique<State>())
{
    if (!m->context || EVP_DigestInit_ex(m->context, EVP_sha256(), nullptr) != 1) {
        throw Error("cannot compute SHA-256: libcrypto refuses it");
    }
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes)
{
    EVP_DigestUpdate(m->context, bytes.data(), bytes.size());
}

void Sha256::add(std::string_view text)
{
    add(std::as_bytes(std::span(text)));
}

std::string Sha256::finish()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(m->context, digest.data(), &size);
    std::string result;
    for (unsigned n = 0; n < size; ++n) {
        result += fmt::format("{:02x}", digest[n]);
    }
    return result;
}

std::string sha256(std::string_view text)
{
    Sha256 hash;
    hash.add(text);
    return hash.finish();
}

std::string sha256OfFile(const std::filesystem::path& file, const Progress& progress)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        throw Error(fmt::format("cannot read '{}': {}", file.string(), std::strerror(errno)));
    }
    struct Closer {
        int descriptor;
        ~Closer() { ::close(descriptor); }
    } closer{descriptor};
    struct stat status { };
    ::fstat(descriptor, &status);
    if (S_ISDIR(status.st_mode)) {
        throw Error(fmt::format("cannot read '{}': it is a folder", file.string()));
    }
    Sha256 hash;
    std::vector<std::byte> buffer(1U << 20);
    for (std::uint64_t done = 0;;) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count == 0) {
            return hash.finish();
        }
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            throw Error(fmt::format("cannot read '{}': {}", file.string(), std::strerror(errno)));
        }
        hash.add(std::span(buffer).first(static_cast<std::size_t>(count)));
        done += static_cast<std::uint64_t>(count);
        progress.report(std::min(1.0, static_cast<double>(done) / static_cast<double>(std::max<off_t>(status.st_size, 1))));
    }
}

} // namespace insula
