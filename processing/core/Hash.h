// SHA-256 of files and bytes (FIPS 180-4), as 64 lower-case hexadecimal digits. libcrypto does the work.
#pragma once

#include "processing/core/Progress.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace insula {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::span<const std::byte> bytes);
    void add(std::string_view text);
    std::string finish(); // once

private:
    struct State;
    std::unique_ptr<State> m;
};

std::string sha256(std::string_view text);
std::string sha256OfFile(const std::filesystem::path& file, const Progress& progress = {}); // throws Error

} // namespace insula
