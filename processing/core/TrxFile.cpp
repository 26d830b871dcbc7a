#include "processing/core/ByteCursor.h"
#include "processing/core/Tractogram.h"
#include "processing/core/ZipArchive.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace insula {

namespace {

// IEEE 754 binary16.
float fromHalf(std::uint16_t half)
{
    const int exponent = half >> 10 & 31, fraction = half & 1023;
    const float sign = (half & 0x8000U) != 0 ? -1.0F : 1.0F;
    if (exponent == 31) {
        return fraction != 0 ? std::nanf("") : sign * INFINITY;
    }
    return sign
        * (exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24) : std::ldexp(static_cast<float>(1024 + fraction), exponent - 25));
}

// "positions.3.float32": the entry at the archive's top whose name starts so.
std::string entryNamed(const ZipArchive& archive, const std::string& start)
{
    for (const auto& [name, entry] : archive.entries()) {
        if (name.starts_with(start) && name.find('/') == std::string::npos) {
            return name;
        }
    }
    throw Error("its entry '" + start + "*' is missing");
}

void readPositions(const ZipArchive& archive, Tractogram& tracts, std::uint64_t count)
{
    const std::string name = entryNamed(archive, "positions.3.");
    const std::vector<std::byte> raw = archive.read(name);
    const std::size_t width = name.ends_with("float16") ? 2 : name.ends_with("float32") ? 4 : name.ends_with("float64") ? 8 : 0;
    if (width == 0) {
        throw Error("its positions are '" + name + "'; float16, float32 or float64 is expected");
    }
    if (raw.size() % (3 * width) != 0 || raw.size() / (3 * width) != count) {
        throw Error("its positions are " + std::to_string(raw.size()) + " bytes, but " + std::to_string(count) + " points are announced");
    }
    ByteCursor in(raw, std::endian::little);
    tracts.points.resize(count);
    for (auto& p : tracts.points) {
        for (float& c : p) {
            c = width == 2   ? fromHalf(in.number<std::uint16_t>())
                : width == 4 ? in.number<float>()
                             : static_cast<float>(in.number<double>());
        }
    }
}

void readOffsets(const ZipArchive& archive, Tractogram& tracts, std::uint64_t count)
{
    const std::string name = entryNamed(archive, "offsets.");
    const std::vector<std::byte> raw = archive.read(name);
    const bool isShort = name.ends_with("int32");
    if (!isShort && !name.ends_with("int64")) {
        throw Error("its offsets are '" + name + "'; uint32 or uint64 is expected");
    }
    const std::size_t width = isShort ? 4 : 8, found = raw.size() / width;
    if (raw.size() % width != 0 || (found != count && found != count + 1)) { // the end may be among them
        throw Error("it has " + std::to_string(found) + " offsets, but " + std::to_string(count) + " streamlines are announced");
    }
    ByteCursor in(raw, std::endian::little);
    std::uint64_t last = 0;
    for (std::size_t i = 0; i <= count; ++i) {
        const std::uint64_t offset = i == found ? tracts.points.size() : isShort ? in.number<std::uint32_t>() : in.number<std::uint64_t>();
        if (offset < last || offset > tracts.points.size() || (i == 0 && offset != 0) || (i == count && offset != tracts.points.size())) {
            throw Error("its offsets are out of order at streamline " + std::to_string(i));
        }
        if (offset > last) { // empty ones are nothing to draw
            tracts.starts.push_back(offset);
        }
        last = offset;
    }
}

} // namespace

Tractogram readTrx(std::span<const std::byte> bytes)
{
    const ZipArchive archive(bytes);
    const std::vector<std::byte> text = archive.read("header.json");
    const auto* first = reinterpret_cast<const char*>(text.data());
    const auto header = nlohmann::json::parse(first, first + text.size(), nullptr, false);
    const auto number = [&header](const char* key) {
        const auto found = header.is_object() ? header.find(key) : header.end();
        if (!header.is_object() || found == header.end() || !found->is_number_unsigned()) {
            throw Error(std::string("its header.json lacks the whole number '") + key + "'");
        }
        return found->get<std::uint64_t>();
    };
    Tractogram tracts;
    tracts.format = "TRX";
    readPositions(archive, tracts, number("NB_VERTICES"));
    readOffsets(archive, tracts, number("NB_STREAMLINES"));
    return tracts;
}

} // namespace insula
