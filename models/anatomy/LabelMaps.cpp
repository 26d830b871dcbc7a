#include "models/anatomy/LabelMaps.h"

#include "models/synthesis/Structures.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Nifti.h"
#include "processing/core/Resample.h"
#include "processing/core/Safetensors.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <map>

namespace insula {
namespace {

constexpr const char* NumbersName = "numbers";
constexpr std::int32_t BrainStem = 16; // reaches down the neck as far as the scan does
constexpr std::int32_t HighestLabel = 32767;

using Numbers = std::vector<std::int32_t>;

struct Box {
    std::array<std::int64_t, 3> from{}, to{-1, -1, -1}; // k, j, i; inclusive
    void add(const std::array<std::int64_t, 3>& place)
    {
        for (std::size_t a = 0; a < 3; ++a) {
            from[a] = isEmpty ? place[a] : std::min(from[a], place[a]);
            to[a] = isEmpty ? place[a] : std::max(to[a], place[a]);
        }
        isEmpty = false;
    }
    bool isEmpty = true;
};

struct Sampled {
    std::string name;
    std::array<std::int64_t, 3> size{};
    Numbers numbers;
};

Sampled sampled(const std::filesystem::path& file)
{
    const VolumePtr volume = readNifti(file, {Kind::Labels, false, 0});
    const Vec3 mm = volume->affine().spacing();
    const Size3 n = volume->size();
    const double longest = std::max({double(n.x) * mm[0], double(n.y) * mm[1], double(n.z) * mm[2]});
    const auto edge = static_cast<std::int64_t>(std::ceil(longest));
    const std::vector<float> values = sampleOnGrid(*volume, conformedGrid(volume->grid(), edge, 1), Interpolation::Nearest);
    Sampled map{file.filename().string().substr(0, file.filename().string().find(".nii")), {edge, edge, edge}, Numbers(values.size())};
    for (std::size_t v = 0; v < values.size(); ++v) {
        if (!(values[v] >= 0 && values[v] <= HighestLabel && values[v] == std::floor(values[v])))
            throw Error(fmt::format("the value {} is not a label; labels are whole numbers from 0 to {}", values[v], HighestLabel));
        map.numbers[v] = static_cast<std::int32_t>(values[v]);
    }
    return map;
}

template <typename Body> void forEach(const std::array<std::int64_t, 3>& size, Body&& body)
{
    std::size_t v = 0;
    for (std::int64_t k = 0; k < size[0]; ++k)
        for (std::int64_t j = 0; j < size[1]; ++j)
            for (std::int64_t i = 0; i < size[2]; ++i, ++v)
                body(std::array{k, j, i}, v);
}

// A box around all that is labelled, with the brain in its middle.
Sampled centred(const Sampled& map)
{
    Box head, brain;
    forEach(map.size, [&](const auto& place, std::size_t v) {
        const std::int32_t label = map.numbers[v];
        if (label != 0)
            head.add(place);
        if (isBrain(label) && label != CsfLabel && label != BrainStem)
            brain.add(place);
    });
    if (brain.isEmpty)
        throw Error("there is no brain in it; labels must be FreeSurfer's numbers");
    Sampled result{map.name, {}, {}};
    std::array<std::int64_t, 3> from{};
    for (std::size_t a = 0; a < 3; ++a) {
        const std::int64_t twiceMiddle = brain.from[a] + brain.to[a];
        const std::int64_t reach = std::max(2 * head.to[a] - twiceMiddle, twiceMiddle - 2 * head.from[a]);
        from[a] = (twiceMiddle - reach) / 2;
        result.size[a] = reach + 1;
    }
    result.numbers.assign(static_cast<std::size_t>(result.size[0] * result.size[1] * result.size[2]), 0);
    forEach(result.size, [&](const auto& place, std::size_t v) {
        std::array<std::int64_t, 3> at{};
        for (std::size_t a = 0; a < 3; ++a)
            at[a] = place[a] + from[a];
        const bool isInside = at[0] >= 0 && at[1] >= 0 && at[2] >= 0 && at[0] < map.size[0] && at[1] < map.size[1] && at[2] < map.size[2];
        if (isInside)
            result.numbers[v] = map.numbers[static_cast<std::size_t>((at[0] * map.size[1] + at[1]) * map.size[2] + at[2])];
    });
    return result;
}

void add(LabelMaps& maps, const Sampled& map)
{
    std::map<std::int32_t, std::uint8_t> codes;
    for (std::size_t n = 0; n < maps.numbers.size(); ++n)
        codes[maps.numbers[n]] = static_cast<std::uint8_t>(n);
    LabelMap result{map.name, map.size, {}};
    result.codes.reserve(map.numbers.size());
    for (const std::int32_t number : map.numbers) {
        const auto [place, isNew] = codes.try_emplace(number, static_cast<std::uint8_t>(maps.numbers.size()));
        if (isNew) {
            if (maps.numbers.size() > 255)
                throw Error("the maps have more than 255 different labels");
            maps.numbers.push_back(number);
        }
        result.codes.push_back(place->second);
    }
    maps.maps.push_back(std::move(result));
}

LabelMaps fromFolder(const std::filesystem::path& folder, const Progress& progress)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file() && looksLikeNifti(entry.path()))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty())
        throw Error("there is no label map (.nii, .nii.gz) in it");
    LabelMaps maps;
    maps.numbers.push_back(0);
    for (std::size_t n = 0; n < files.size(); ++n) {
        progress.report(static_cast<double>(n) / static_cast<double>(files.size()), fmt::format("Reading {}", files[n].filename().string()));
        withContext(fmt::format("'{}' cannot be used", files[n].filename().string()), [&] { add(maps, centred(sampled(files[n]))); });
    }
    return maps;
}

LabelMaps fromFile(const std::filesystem::path& path)
{
    const Safetensors file(path);
    LabelMaps maps;
    for (const Tensor& tensor : file.tensors()) {
        if (tensor.name == NumbersName && tensor.type == "I32") {
            maps.numbers.resize(tensor.bytes.size() / sizeof(std::int32_t));
            std::memcpy(maps.numbers.data(), tensor.bytes.data(), tensor.bytes.size());
            continue;
        }
        if (tensor.type != "U8" || tensor.shape.size() != 3)
            throw Error(fmt::format("the tensor '{}' is not a label map: U8 with three axes", tensor.name));
        const auto* codes = reinterpret_cast<const std::uint8_t*>(tensor.bytes.data());
        maps.maps.push_back({tensor.name, {tensor.shape[0], tensor.shape[1], tensor.shape[2]}, {codes, codes + tensor.bytes.size()}});
    }
    if (maps.numbers.empty() || maps.numbers[0] != 0)
        throw Error("it does not say which label numbers its codes mean");
    for (const LabelMap& map : maps.maps)
        for (const std::uint8_t code : map.codes)
            if (code >= maps.numbers.size())
                throw Error(fmt::format("the map '{}' has codes beyond its label numbers", map.name));
    std::sort(maps.maps.begin(), maps.maps.end(), [](const LabelMap& a, const LabelMap& b) { return a.name < b.name; });
    return maps;
}

} // namespace

std::string LabelMaps::sha256() const
{
    Sha256 hash;
    hash.add(std::as_bytes(std::span(numbers)));
    for (const LabelMap& map : maps) {
        hash.add(map.name);
        hash.add(std::as_bytes(std::span(map.size)));
        hash.add(std::as_bytes(std::span(map.codes)));
    }
    return hash.finish();
}

LabelMaps readLabelMaps(const std::filesystem::path& folderOrFile, const Progress& progress)
{
    return withContext(fmt::format("the label maps in '{}' cannot be read", folderOrFile.string()), [&] {
        std::error_code code;
        if (std::filesystem::is_directory(folderOrFile, code))
            return fromFolder(folderOrFile, progress);
        return fromFile(folderOrFile);
    });
}

void writeLabelMaps(const std::filesystem::path& file, const LabelMaps& maps)
{
    std::vector<Tensor> tensors{{NumbersName, "I32", {static_cast<std::int64_t>(maps.numbers.size())}, std::as_bytes(std::span(maps.numbers))}};
    for (const LabelMap& map : maps.maps)
        tensors.push_back({map.name, "U8", {map.size[0], map.size[1], map.size[2]}, std::as_bytes(std::span(map.codes))});
    writeSafetensors(file, std::move(tensors));
}

} // namespace insula
