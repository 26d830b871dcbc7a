#include "processing/core/CiftiChecks.h"

#include "processing/core/Error.h"
#include "processing/core/GzipReader.h"

#include <algorithm>
#include <iterator>

namespace insula {

namespace {

constexpr std::uint64_t MostVertices = std::uint64_t{1} << 24U;
constexpr std::int64_t MostVoxels = std::int64_t{1} << 26U;

constexpr std::array<std::string_view, 35> Names{"ACCUMBENS_LEFT", "ACCUMBENS_RIGHT", "ALL_GREY_MATTER", "ALL_WHITE_MATTER",
    "AMYGDALA_LEFT", "AMYGDALA_RIGHT", "BRAIN_STEM", "CAUDATE_LEFT", "CAUDATE_RIGHT", "CEREBELLAR_WHITE_MATTER_LEFT",
    "CEREBELLAR_WHITE_MATTER_RIGHT", "CEREBELLUM", "CEREBELLUM_LEFT", "CEREBELLUM_RIGHT", "CEREBRAL_WHITE_MATTER_LEFT",
    "CEREBRAL_WHITE_MATTER_RIGHT", "CORTEX", "CORTEX_LEFT", "CORTEX_RIGHT", "DIENCEPHALON_VENTRAL_LEFT", "DIENCEPHALON_VENTRAL_RIGHT",
    "HIPPOCAMPUS_DENTATE_LEFT", "HIPPOCAMPUS_DENTATE_RIGHT", "HIPPOCAMPUS_LEFT", "HIPPOCAMPUS_RIGHT", "INVALID", "OTHER",
    "OTHER_GREY_MATTER", "OTHER_WHITE_MATTER", "PALLIDUM_LEFT", "PALLIDUM_RIGHT", "PUTAMEN_LEFT", "PUTAMEN_RIGHT", "THALAMUS_LEFT",
    "THALAMUS_RIGHT"};
static_assert(Names.size() == static_cast<std::size_t>(CiftiStructure::ThalamusRight) + 1);

[[noreturn]] void fail(const std::string& fact)
{
    throw Error(fact + "; export the file again");
}

std::string text(CiftiStructure structure)
{
    return std::string(nameOf(structure));
}

// Takes the list: sorting a copy finds what is listed twice without room for the whole surface or volume.
template <typename Index> void refuseRepeats(std::vector<Index> indices, const std::string& what)
{
    std::ranges::sort(indices);
    if (std::ranges::adjacent_find(indices) != indices.end()) {
        fail(what + " are listed twice");
    }
}

void checkVertices(const std::vector<std::uint32_t>& vertices, std::uint64_t surface, CiftiStructure structure)
{
    if (surface < 1 || surface > MostVertices) {
        fail(
            text(structure) + " announces a surface of " + grouped(surface) + " vertices; 1 to " + grouped(MostVertices) + " are possible");
    }
    const auto beyond = std::ranges::find_if(vertices, [&](std::uint32_t v) { return v >= surface; });
    if (beyond != vertices.end()) {
        fail(text(structure) + " names vertex " + std::to_string(*beyond) + " of a surface of " + std::to_string(surface));
    }
}

void checkVoxels(const std::vector<CiftiVoxel>& voxels, const std::optional<Grid>& grid, const std::string& of)
{
    if (!grid) {
        fail(of + " has voxels, but the file does not say where they are");
    }
    const Size3& n = grid->size;
    for (const auto& [i, j, k] : voxels) {
        if (i < 0 || j < 0 || k < 0 || i >= n.x || j >= n.y || k >= n.z) {
            fail(of + " names the voxel " + std::to_string(i) + " " + std::to_string(j) + " " + std::to_string(k)
                + ", which is outside its volume of " + std::to_string(n.x) + " x " + std::to_string(n.y) + " x " + std::to_string(n.z));
        }
    }
}

void checkModels(CiftiDimension& d)
{
    if (d.models.empty()) {
        fail("it has no brain model");
    }
    std::ranges::stable_sort(d.models, {}, &CiftiBrainModel::offset);
    std::vector<CiftiVoxel> allVoxels;
    std::vector<std::pair<bool, CiftiStructure>> structures;
    for (const CiftiBrainModel& model : d.models) {
        const std::uint64_t listed = model.isSurface ? model.vertices.size() : model.voxels.size();
        if (model.count != listed || listed == 0) {
            fail(text(model.structure) + " announces " + std::to_string(model.count) + " brain ordinates and lists "
                + std::to_string(listed));
        }
        if (model.offset != d.length) {
            fail(text(model.structure) + " begins at " + std::to_string(model.offset) + ", but those before end at "
                + std::to_string(d.length));
        }
        d.length += model.count;
        structures.emplace_back(model.isSurface, model.structure);
        if (model.isSurface) {
            checkVertices(model.vertices, model.surfaceVertices, model.structure);
            refuseRepeats(model.vertices, "vertices of " + text(model.structure));
        } else {
            checkVoxels(model.voxels, d.grid, text(model.structure));
            std::ranges::copy(model.voxels, std::back_inserter(allVoxels));
        }
    }
    refuseRepeats(std::move(structures), "brain structures");
    refuseRepeats(std::move(allVoxels), "voxels");
}

void checkParcels(CiftiDimension& d)
{
    if (d.parcels.empty()) {
        fail("it has no parcel");
    }
    d.length = d.parcels.size();
    std::vector<CiftiStructure> structures;
    for (const CiftiSurface& surface : d.surfaces) {
        structures.push_back(surface.structure);
        checkVertices({}, surface.vertexCount, surface.structure);
    }
    refuseRepeats(std::move(structures), "surfaces");
    std::vector<CiftiVoxel> allVoxels;
    std::vector<std::pair<CiftiStructure, std::uint32_t>> allVertices;
    for (const CiftiParcel& parcel : d.parcels) {
        const std::string named = "parcel '" + parcel.name.substr(0, 60) + "'";
        for (const CiftiParcel::Vertices& part : parcel.vertices) {
            const auto surface = std::ranges::find(d.surfaces, part.structure, &CiftiSurface::structure);
            if (surface == d.surfaces.end()) {
                fail(named + " has vertices of " + text(part.structure) + ", whose surface is not described");
            }
            checkVertices(part.indices, surface->vertexCount, part.structure);
            for (const std::uint32_t v : part.indices) {
                allVertices.emplace_back(part.structure, v);
            }
        }
        if (!parcel.voxels.empty()) {
            checkVoxels(parcel.voxels, d.grid, named);
            std::ranges::copy(parcel.voxels, std::back_inserter(allVoxels));
        }
    }
    refuseRepeats(std::move(allVertices), "vertices of parcels");
    refuseRepeats(std::move(allVoxels), "voxels of parcels");
}

} // namespace

std::string_view nameOf(CiftiStructure structure)
{
    return Names.at(static_cast<std::size_t>(structure));
}

CiftiStructure ciftiStructure(std::string_view name)
{
    constexpr std::string_view prefix = "CIFTI_STRUCTURE_";
    const auto found = std::ranges::find(Names, name.starts_with(prefix) ? name.substr(prefix.size()) : name);
    if (found == Names.end()) {
        throw Error("'" + std::string(name.substr(0, 60)) + "' is no brain structure of CIFTI");
    }
    return static_cast<CiftiStructure>(found - Names.begin());
}

void checkCiftiDimension(CiftiDimension& d)
{
    d.length = 0;
    if (d.grid) {
        const Size3& n = d.grid->size; // each below 2^31
        if (n.x > MostVoxels || n.y > MostVoxels / n.x || n.z > MostVoxels / (n.x * n.y)) {
            fail("its volume of " + std::to_string(n.x) + " x " + std::to_string(n.y) + " x " + std::to_string(n.z)
                + " voxels is larger than any that is used");
        }
    }
    switch (d.kind) {
    case CiftiDimension::Kind::BrainModels:
        checkModels(d);
        break;
    case CiftiDimension::Kind::Parcels:
        checkParcels(d);
        break;
    case CiftiDimension::Kind::Series:
        d.length = d.series.count;
        break;
    default:
        d.length = d.maps.size();
    }
    if (d.length == 0) {
        fail("a dimension of its matrix is empty");
    }
}

} // namespace insula
