#include "processing/core/CiftiFile.h"

#include "processing/core/Error.h"
#include "processing/core/GzipReader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>

namespace insula {

namespace {

constexpr int FirstIntent = 3000, LastIntent = 3099; // NIFTI_INTENT_CONNECTIVITY_..., with room for new ones
constexpr int XmlExtension = 32; // NIFTI_ECODE_CIFTI
constexpr float None = std::numeric_limits<float>::quiet_NaN();
using Along = CiftiDimension::Kind;

// Source: table 3 of the standard. Others (3000: unknown) say nothing about their dimensions.
struct KnownIntent {
    int code;
    Along maps, ordinates;
    const char* suffix;
};
constexpr std::array<KnownIntent, 9> Intents{{{3001, Along::BrainModels, Along::BrainModels, "dconn"},
    {3002, Along::Series, Along::BrainModels, "dtseries"}, {3003, Along::Parcels, Along::Parcels, "pconn"},
    {3004, Along::Series, Along::Parcels, "ptseries"}, {3006, Along::Scalars, Along::BrainModels, "dscalar"},
    {3007, Along::Labels, Along::BrainModels, "dlabel"}, {3008, Along::Scalars, Along::Parcels, "pscalar"},
    {3009, Along::BrainModels, Along::Parcels, "pdconn"}, {3010, Along::Parcels, Along::BrainModels, "dpconn"}}};

std::array<CiftiDimension, 2> dimensionsOf(const NiftiFile& file)
{
    const NiftiHeader& h = file.header;
    if (h.version != 2 || h.intentCode < FirstIntent || h.intentCode > LastIntent) {
        throw Error("it is no CIFTI file (no NIfTI-2 with an intent of connectivity); open it as an image");
    }
    if (h.dim[0] != 6) {
        throw Error(fmt::format("its header has {} dimensions; Insula reads CIFTI matrices of two (dim[0] = 6)", h.dim[0]));
    }
    if (std::any_of(h.dim.begin() + 1, h.dim.begin() + 5, [](std::int64_t n) { return n != 1; })) {
        throw Error("its header has dimensions of space or time, which CIFTI does not; export the file again");
    }
    const auto& extensions = file.description.source.extensions;
    const auto isXml = [](const HeaderExtension& extension) { return extension.code == XmlExtension; };
    const auto extension = std::ranges::find_if(extensions, isXml);
    if (extension == extensions.end() || std::ranges::count_if(extensions, isXml) > 1) {
        throw Error("it does not have one XML extension that says what its matrix is; export the file again");
    }
    std::string_view xml(reinterpret_cast<const char*>(extension->data.data()), extension->data.size());
    xml = xml.substr(0, xml.find_last_not_of('\0') + 1); // extensions are filled up with zeros
    auto dimensions = withContext("its XML", [&] { return parseCiftiXml(xml); });
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
        if (dimensions[d].length != static_cast<std::uint64_t>(h.dim[5 + d])) {
            throw Error(fmt::format("its header has {} {}, its XML {}; export the file again",
                grouped(static_cast<std::uint64_t>(h.dim[5 + d])), d == 0 ? "columns" : "rows", grouped(dimensions[d].length)));
        }
    }
    if (!dimensions[1].isSpatial()) {
        throw Error("its rows are neither brain models nor parcels; there is nothing to show on a brain");
    }
    const auto* intent = std::ranges::find(Intents, h.intentCode, &KnownIntent::code);
    if (intent != Intents.end() && (intent->maps != dimensions[0].kind || intent->ordinates != dimensions[1].kind)) {
        throw Error(fmt::format("its header says .{}.nii, its XML describes something else; export the file again", intent->suffix));
    }
    return dimensions;
}

NiftiFile opened(const std::filesystem::path& path)
{
    NiftiFile file = openNifti(path, Kind::Image, std::numeric_limits<std::uint64_t>::max()); // mapped: no memory is taken
    if (file.compressed) {
        throw Error("it is compressed, which CIFTI files are not; decompress it (gunzip) first");
    }
    if (file.image->bytes().size() != file.neededBytes()) {
        throw Error(fmt::format("it has {} bytes, {} are announced; copy or export it again", grouped(file.image->bytes().size()),
            grouped(file.neededBytes())));
    }
    return file;
}

std::string unitText(const std::string& unit)
{
    return unit == "SECOND" ? "s" : unit == "HERTZ" ? "Hz" : unit == "METER" ? "m" : "rad";
}

const char* word(Along kind)
{
    switch (kind) {
    case Along::Series:
        return "series";
    case Along::Labels:
        return "labels";
    case Along::Scalars:
        return "scalars";
    case Along::Parcels:
        return "parcel connectivity";
    default:
        return "dense connectivity";
    }
}

} // namespace

bool looksLikeCifti(const std::filesystem::path& path)
{
    try {
        std::ifstream in(path, std::ios::binary);
        std::array<std::byte, 540> bytes{};
        in.read(reinterpret_cast<char*>(bytes.data()), bytes.size());
        if (in.gcount() != static_cast<std::streamsize>(bytes.size())) {
            return false;
        }
        const NiftiHeader header = parseNiftiHeader(bytes);
        return header.version == 2 && header.intentCode >= FirstIntent && header.intentCode <= LastIntent;
    } catch (const std::exception&) {
        return false;
    }
}

CiftiFile::CiftiFile(const std::filesystem::path& file) : m_path(file.string())
{
    withContext("cannot read '" + file.filename().string() + "'", [&] {
        m_file = opened(file);
        m_dimensions = dimensionsOf(m_file);
    });
}

std::string CiftiFile::kind() const
{
    const bool isDense = ordinates().kind == Along::BrainModels;
    if (!maps().isSpatial()) {
        return fmt::format("{} {}", isDense ? "dense" : "parcel", word(maps().kind));
    }
    return maps().kind == ordinates().kind ? word(maps().kind) : isDense ? "dense-to-parcel connectivity" : "parcel-to-dense connectivity";
}

void CiftiFile::checkMap(std::uint64_t map) const
{
    if (map >= mapCount()) {
        throw Error(fmt::format("there is no map {}; the file has {}", map + 1, grouped(mapCount())));
    }
}

std::string CiftiFile::mapName(std::uint64_t map) const
{
    checkMap(map);
    switch (maps().kind) {
    case Along::Series:
        return fmt::format("{:g} {}", maps().series.start + static_cast<double>(map) * maps().series.step, unitText(maps().series.unit));
    case Along::Parcels:
        return maps().parcels[map].name;
    case Along::BrainModels:
        break;
    default:
        return maps().maps[map].name;
    }
    const auto model = std::ranges::find_if(maps().models, [&](const CiftiBrainModel& m) { return map < m.offset + m.count; });
    const std::uint64_t at = map - model->offset;
    if (model->isSurface) {
        return fmt::format("{}, vertex {}", nameOf(model->structure), model->vertices[at]);
    }
    const auto& [i, j, k] = model->voxels[at];
    return fmt::format("{}, voxel {} {} {}", nameOf(model->structure), i, j, k);
}

const LabelTable& CiftiFile::labels(std::uint64_t map) const
{
    static const LabelTable none;
    checkMap(map);
    return isLabels() ? maps().maps[map].table : none;
}

std::vector<CiftiSurface> CiftiFile::surfaces() const
{
    if (ordinates().kind == Along::Parcels) {
        return ordinates().surfaces;
    }
    std::vector<CiftiSurface> found;
    for (const CiftiBrainModel& model : ordinates().models) {
        if (model.isSurface) {
            found.push_back({model.structure, model.surfaceVertices});
        }
    }
    return found;
}

bool CiftiFile::hasVoxels() const
{
    return std::ranges::any_of(ordinates().models, [](const CiftiBrainModel& model) { return !model.isSurface; })
        || std::ranges::any_of(ordinates().parcels, [](const CiftiParcel& parcel) { return !parcel.voxels.empty(); });
}

float CiftiFile::value(std::uint64_t ordinate, std::uint64_t map) const
{
    const Volume::Description& d = m_file.description;
    const std::size_t width = bytesPerVoxel(d.dataType);
    std::array<std::byte, 8> raw{};
    std::memcpy(raw.data(), m_file.image->bytes().data() + m_file.dataOffset + (ordinate * mapCount() + map) * width, width);
    if (m_file.header.swapped) {
        std::reverse(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(width));
    }
    const double stored = dispatch(d.dataType, [&]<typename T>(T) {
        T number;
        std::memcpy(&number, raw.data(), sizeof(T));
        return static_cast<double>(number);
    });
    return static_cast<float>(d.slope * stored + d.intercept);
}

std::vector<float> CiftiFile::values(std::uint64_t map) const
{
    checkMap(map);
    std::vector<float> out(ordinates().length);
    for (std::uint64_t n = 0; n < out.size(); ++n) {
        out[n] = value(n, map);
    }
    return out;
}

std::vector<float> CiftiFile::course(std::uint64_t ordinate) const
{
    if (ordinate >= ordinates().length) {
        throw Error(fmt::format("there is no brain ordinate {}; the file has {}", ordinate + 1, grouped(ordinates().length)));
    }
    std::vector<float> out(mapCount());
    for (std::uint64_t map = 0; map < out.size(); ++map) {
        out[map] = value(ordinate, map);
    }
    return out;
}

std::optional<std::uint64_t> CiftiFile::ordinateOf(CiftiStructure structure, std::uint32_t vertex) const
{
    for (const CiftiBrainModel& model : ordinates().models) {
        const auto found = std::ranges::find(model.vertices, vertex);
        if (model.isSurface && model.structure == structure && found != model.vertices.end()) {
            return model.offset + static_cast<std::uint64_t>(found - model.vertices.begin());
        }
    }
    for (std::uint64_t p = 0; p < ordinates().parcels.size(); ++p) {
        for (const CiftiParcel::Vertices& part : ordinates().parcels[p].vertices) {
            if (part.structure == structure && std::ranges::find(part.indices, vertex) != part.indices.end()) {
                return p;
            }
        }
    }
    return std::nullopt;
}

std::vector<float> CiftiFile::vertexValues(CiftiStructure structure, std::uint64_t map) const
{
    checkMap(map);
    const auto all = surfaces();
    const auto surface = std::ranges::find(all, structure, &CiftiSurface::structure);
    if (surface == all.end()) {
        throw Error(fmt::format("the file has no values on a surface of {}", nameOf(structure)));
    }
    std::vector<float> out(surface->vertexCount, None);
    for (const CiftiBrainModel& model : ordinates().models) {
        if (model.isSurface && model.structure == structure) {
            for (std::uint64_t n = 0; n < model.count; ++n) {
                out[model.vertices[n]] = value(model.offset + n, map);
            }
        }
    }
    for (std::uint64_t p = 0; p < ordinates().parcels.size(); ++p) {
        for (const CiftiParcel::Vertices& part : ordinates().parcels[p].vertices) {
            if (part.structure == structure) {
                const float ofParcel = value(p, map);
                std::ranges::for_each(part.indices, [&](std::uint32_t v) { out[v] = ofParcel; });
            }
        }
    }
    return out;
}

template <typename Use> void CiftiFile::eachVoxel(Use use) const
{
    for (const CiftiBrainModel& model : ordinates().models) {
        for (std::uint64_t n = 0; n < model.voxels.size(); ++n) {
            use(model.voxels[n], model.offset + n);
        }
    }
    for (std::uint64_t p = 0; p < ordinates().parcels.size(); ++p) {
        std::ranges::for_each(ordinates().parcels[p].voxels, [&](const CiftiVoxel& voxel) { use(voxel, p); });
    }
}

VolumePtr CiftiFile::subcortical(std::uint64_t map) const
{
    checkMap(map);
    if (!hasVoxels()) {
        throw Error("the file has surfaces only, no voxels");
    }
    Volume::Description description;
    description.grid = *ordinates().grid;
    description.source.path = m_path;
    description.source.format = "CIFTI-2";
    const Size3& n = description.grid.size;
    const auto fill = [&](auto& voxels) {
        eachVoxel([&](const CiftiVoxel& voxel, std::uint64_t ordinate) {
            const float found = value(ordinate, map);
            auto& target = voxels[static_cast<std::size_t>(voxel[0] + n.x * (voxel[1] + n.y * voxel[2]))];
            if constexpr (std::is_same_v<std::decay_t<decltype(target)>, float>) {
                target = found;
            } else if (std::isfinite(found) && std::abs(found) < 2147483648.0F) {
                target = static_cast<std::int32_t>(std::lround(found));
            }
        });
    };
    if (isLabels()) {
        description.kind = Kind::Labels;
        description.labels = labels(map);
        std::vector<std::int32_t> voxels(static_cast<std::size_t>(n.count()), 0);
        fill(voxels);
        return Volume::make(std::move(description), std::move(voxels));
    }
    std::vector<float> voxels(static_cast<std::size_t>(n.count()), None);
    fill(voxels);
    return Volume::make(std::move(description), std::move(voxels));
}

std::vector<float> overlayForVertices(const CiftiFile& file, CiftiStructure structure, int map)
{
    if (map < 0) {
        throw Error("maps are counted from 0");
    }
    return file.vertexValues(structure, static_cast<std::uint64_t>(map));
}

} // namespace insula
