#include "processing/core/CiftiVertexData.h"

#include "processing/core/CiftiFile.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>

namespace insula {

namespace {

constexpr std::uint64_t MostBytes = 1 << 28;
constexpr std::int64_t NumbersOfATable = 1000000;
constexpr std::uint64_t MostTables = 2000; // whose numbers fit into 32 bits

CiftiStructure cortexOf(Hemisphere hemisphere)
{
    return hemisphere == Hemisphere::Left ? CiftiStructure::CortexLeft : CiftiStructure::CortexRight;
}

bool sameTable(const LabelTable& a, const LabelTable& b)
{
    const auto same = [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.name == y.second.name && x.second.rgba == y.second.rgba;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

void addLabels(VertexData& data, const CiftiFile& file, std::uint64_t map, const std::vector<float>& values)
{
    const bool isOther = map > 0 && !sameTable(file.labels(map), file.labels(0));
    if (isOther && map > MostTables) {
        throw Error("it has more than " + std::to_string(MostTables) + " tables of labels; split it into several files");
    }
    const std::int64_t shift = isOther ? static_cast<std::int64_t>(map) * NumbersOfATable : 0;
    for (const auto& [number, label] : file.labels(map)) {
        if (number > 0 && number < NumbersOfATable) {
            data.table[number + shift] = label;
        }
    }
    for (const float value : values) {
        const bool isLabel = value > 0 && value < static_cast<float>(NumbersOfATable);
        data.maps.back().labels.push_back(isLabel ? static_cast<std::int32_t>(std::llround(value) + shift) : -1);
    }
}

} // namespace

std::vector<Hemisphere> ciftiHemispheres(const std::filesystem::path& path)
{
    std::vector<Hemisphere> found;
    const CiftiFile file(path);
    const auto surfaces = file.surfaces();
    for (const Hemisphere hemisphere : {Hemisphere::Left, Hemisphere::Right}) {
        if (std::ranges::any_of(surfaces, [&](const CiftiSurface& each) { return each.structure == cortexOf(hemisphere); })) {
            found.push_back(hemisphere);
        }
    }
    return found;
}

VertexData readCiftiVertexData(const std::filesystem::path& path, Hemisphere hemisphere)
{
    return withContext("cannot read the vertex data '" + path.string() + "'", [&] {
        const CiftiFile file(path);
        if (file.kind().find("connectivity") != std::string::npos) {
            throw Error("it is a matrix of connectivity, which has no map to paint; write the row of a seed as .dscalar.nii first");
        }
        if (hemisphere == Hemisphere::Unknown) {
            throw Error("its values are of the left and of the right cortex, but the surface does not say which it is; name it lh. or rh., "
                        "or with hemi-L or hemi-R");
        }
        VertexData data;
        data.name = path.filename().string();
        data.path = path.string();
        data.format = std::string(CiftiFormat);
        data.hemisphere = hemisphere;
        data.isLabels = file.isLabels();
        for (std::uint64_t map = 0, taken = 0; map < file.mapCount() && taken < MostBytes; ++map) {
            const std::vector<float> values = file.vertexValues(cortexOf(hemisphere), map);
            taken += values.size() * sizeof(float);
            data.maps.push_back({file.mapName(map), {}, {}});
            if (data.isLabels) {
                addLabels(data, file, map, values);
            } else {
                data.maps.back().values = values;
            }
        }
        if (data.maps.empty() || data.vertexCount() == 0) {
            throw Error("it holds no values for vertices");
        }
        return data;
    });
}

std::uint64_t ciftiMapCount(const std::filesystem::path& file)
{
    return CiftiFile(file).mapCount();
}

} // namespace insula
