#include "processing/core/UnpackZip.h"

#include "processing/core/Error.h"
#include "processing/core/MappedFile.h"
#include "processing/core/ZipArchive.h"

#include <fmt/format.h>

#include <fstream>
#include <string>
#include <vector>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t LargestGrowth = 200, AlwaysAllowed = 64u << 20; // scans shrink to a third, label maps to a hundredth
constexpr std::size_t MostEntries = 200000, EachFolder = 1000;

void check(const ZipArchive& zip, std::uint64_t archiveBytes, const fs::path& folder)
{
    if (zip.entries().size() > MostEntries)
        throw Error(fmt::format("it has {} entries; at most {} are unpacked", zip.entries().size(), MostEntries));
    std::uint64_t total = 0, packed = 0;
    for (const auto& [name, entry] : zip.entries()) {
        total += std::min(entry.size, UINT64_MAX / 2 - std::min(total, UINT64_MAX / 2));
        packed += std::min(entry.packed, UINT64_MAX / 2 - std::min(packed, UINT64_MAX / 2));
    }
    if (packed > archiveBytes)
        throw Error("its entries overlap: it is made to do harm");
    if (total > AlwaysAllowed && total / LargestGrowth > archiveBytes)
        throw Error(fmt::format(
            "it would grow from {} to {} bytes: it is made to do harm; unpack it yourself if you trust it", archiveBytes, total));
    std::error_code code;
    const auto space = fs::space(folder, code);
    if (!code && total > space.available)
        throw Error(fmt::format(
            "unpacked it takes {} MiB, and '{}' has {} MiB left; make room", total >> 20, folder.string(), space.available >> 20));
}

} // namespace

bool looksLikeZip(const fs::path& file)
{
    char head[4]{};
    std::ifstream(file, std::ios::binary).read(head, 4);
    return head[0] == 'P' && head[1] == 'K' && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
}

std::size_t unpackZip(const fs::path& archive, const fs::path& folder, const Progress& progress)
{
    return withContext(fmt::format("cannot unpack '{}'", archive.string()), [&] {
        const MappedFile file(archive);
        const ZipArchive zip(file.bytes());
        check(zip, file.bytes().size(), folder);
        std::size_t count = 0;
        for (const auto& [name, entry] : zip.entries()) {
            progress.report(static_cast<double>(count) / static_cast<double>(zip.entries().size()), "unpacking");
            if (name.ends_with('/') || entry.size == 0)
                continue;
            const fs::path place = folder / fmt::format("{:03}", count / EachFolder);
            fs::create_directories(place);
            const std::vector<std::byte> bytes = zip.read(name);
            std::string ending = fs::path(name).extension().string();
            if (ending.size() > 8
                || ending.find_first_not_of(".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos)
                ending.clear();
            std::ofstream out(place / fmt::format("{:06}{}", ++count, ending), std::ios::binary);
            out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
            if (!out.flush())
                throw Error(fmt::format("cannot write below '{}': the disk is full", folder.string()));
        }
        return count;
    });
}

} // namespace insula
