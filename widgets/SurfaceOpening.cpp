#include "widgets/SurfaceOpening.h"

#include "processing/core/CiftiFile.h"
#include "processing/core/CiftiVertexData.h"
#include "processing/core/Error.h"
#include "processing/core/MeshFormats.h"
#include "viewers/OverlayPartners.h"
#include "widgets/Application.h"
#include "widgets/Workbench.h"

#include <algorithm>
#include <string>
#include <utility>

namespace insula {
namespace {

namespace fs = std::filesystem;

bool isOther(Hemisphere a, Hemisphere b)
{
    return a != Hemisphere::Unknown && b != Hemisphere::Unknown && a != b;
}

// A label does not say how many vertices its surface has, only which are the last.
bool hasAsMany(const VertexData& data, const Mesh& mesh)
{
    return data.format == FreeSurferLabelFormat ? data.vertexCount() <= mesh.vertices.size() : data.vertexCount() == mesh.vertices.size();
}

// What of a CIFTI-2 file is not shown.
QString noteOf(const fs::path& file, const VertexData& data)
{
    const auto name = QString::fromStdString(data.name);
    if (const auto count = ciftiMapCount(file); count > data.maps.size())
        return SurfaceOpening::tr("%1: the first %2 of its %3 maps are shown.").arg(name).arg(data.maps.size()).arg(count);
    if (CiftiFile(file).hasVoxels())
        return SurfaceOpening::tr("%1: its values on the cortex are shown, those in voxels below it are not.").arg(name);
    return {};
}

void report()
{
    if (auto* application = qobject_cast<Application*>(QCoreApplication::instance()))
        application->report(std::current_exception());
}

bool fits(const VertexData& data, const Mesh& mesh)
{
    return hasAsMany(data, mesh) && !isOther(data.hemisphere, mesh.hemisphere);
}

} // namespace

SurfaceOpening::SurfaceOpening(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench)
{
    connect(&workbench.work(), &BackgroundWork::finished, this, [this](int id) {
        if (id == m_reading)
            next();
    });
}

bool SurfaceOpening::take(const fs::path& file)
{
    std::error_code ignored;
    const auto isOne = [&file] { return looksLikeTractogram(file) || surfaceFileKind(file) != SurfaceFile::None || looksLikeCifti(file); };
    if (fs::is_directory(file, ignored) || !isOne())
        return false;
    start({file, nullptr});
    return true;
}

void SurfaceOpening::addOverlay(const fs::path& file, const MeshPtr& mesh)
{
    start({file, mesh});
}

void SurfaceOpening::start(Wanted wanted)
{
    m_waiting.push_back(std::move(wanted));
    if (m_reading == 0)
        readNext();
}

void SurfaceOpening::readNext()
{
    const auto wanted = m_waiting.front();
    m_waiting.pop_front();
    m_reading = m_workbench.work().start(tr("Opening %1").arg(QString::fromStdString(wanted.file.filename().string())),
        [this, wanted](const Progress& progress) -> BackgroundWork::Continuation {
            progress.checkpoint();
            if (!wanted.onlyFor && looksLikeTractogram(wanted.file))
                return [this, made = std::make_shared<const Tractogram>(readTractogram(wanted.file))] { addTracts(made); };
            if (!wanted.onlyFor && surfaceFileKind(wanted.file) == SurfaceFile::Mesh)
                return [this, made = std::make_shared<const Mesh>(readMesh(wanted.file))] { addMesh(made); };
            std::vector<Values> read;
            if (!looksLikeCifti(wanted.file)) {
                read.push_back({std::make_shared<const VertexData>(readVertexData(wanted.file)), wanted.onlyFor, {}});
            } else {
                const auto hemispheres
                    = wanted.onlyFor ? std::vector<Hemisphere>{wanted.onlyFor->hemisphere} : ciftiHemispheres(wanted.file);
                if (hemispheres.empty())
                    throw Error("'" + wanted.file.string() + "' has no values on the cortex; values in voxels alone cannot be shown yet");
                for (const auto hemisphere : hemispheres) {
                    progress.checkpoint();
                    auto data = std::make_shared<const VertexData>(readCiftiVertexData(wanted.file, hemisphere));
                    const auto note = hemisphere == hemispheres.front() ? noteOf(wanted.file, *data) : QString();
                    read.push_back({std::move(data), wanted.onlyFor, note});
                }
            }
            return [this, read] { m_values.insert(m_values.end(), read.begin(), read.end()); };
        });
}

// However the last one ended.
void SurfaceOpening::next()
{
    m_reading = 0;
    if (!m_waiting.empty())
        return readNext();
    std::vector<Values> lonely;
    for (const auto& values : std::exchange(m_values, {})) {
        // Values that do not fit do not keep the others from being shown.
        try {
            if (!addValues(values))
                lonely.push_back(values);
            else if (!values.note.isEmpty())
                m_workbench.inform(MessageBar::Tone::Information, values.note);
        } catch (const Error&) {
            report();
        }
    }
    reportLonely(lonely);
}

// One hemisphere is enough.
void SurfaceOpening::reportLonely(const std::vector<Values>& lonely)
{
    for (const auto& values : lonely) {
        const auto isOfFile = [&values](const VertexOverlay& each) { return each.data->path == values.data->path; };
        const auto& meshes = m_workbench.scene().surfaces().meshes;
        const bool isShown = std::any_of(meshes.begin(), meshes.end(),
            [&](const SceneMesh& mesh) { return std::any_of(mesh.overlays.begin(), mesh.overlays.end(), isOfFile); });
        if (!isShown)
            return m_workbench.inform(MessageBar::Tone::Error,
                tr("%1 has values for %2 vertices of the %3 cortex, but no such surface is open: open the surfaces of its resolution "
                   "first, "
                   "then this file.")
                    .arg(QString::fromStdString(values.data->name))
                    .arg(values.data->vertexCount())
                    .arg(values.data->hemisphere == Hemisphere::Left ? tr("left") : tr("right")));
    }
}

void SurfaceOpening::addMesh(MeshPtr mesh)
{
    const auto& scene = m_workbench.scene();
    auto surfaces = scene.surfaces();
    surfaces.meshes.push_back(sceneMesh(mesh, surfaces.meshes.size()));
    m_workbench.history().perform(
        tr("open %1").arg(QString::fromStdString(mesh->name)), [&] { m_workbench.scene().setSurfaces(std::move(surfaces)); });
    warn(mesh->name, mesh->warning);
    Q_EMIT opened({SurfaceChoice::Kind::Mesh, scene.surfaces().meshes.size() - 1, 0});
}

void SurfaceOpening::addTracts(TractogramPtr tracts)
{
    auto surfaces = m_workbench.scene().surfaces();
    surfaces.tracts.push_back(sceneTract(tracts));
    m_workbench.history().perform(
        tr("open %1").arg(QString::fromStdString(tracts->name)), [&] { m_workbench.scene().setSurfaces(std::move(surfaces)); });
    warn(tracts->name, tracts->warning);
    if (tracts->count() == 0)
        m_workbench.inform(MessageBar::Tone::Warning, tr("%1 holds no streamline.").arg(QString::fromStdString(tracts->name)));
    Q_EMIT opened({SurfaceChoice::Kind::Tract, m_workbench.scene().surfaces().tracts.size() - 1, 0});
}

std::optional<std::size_t> SurfaceOpening::meshFor(const Values& values) const
{
    const auto& meshes = m_workbench.scene().surfaces().meshes;
    const auto indexOf = [&meshes](const auto& isRight) -> std::optional<std::size_t> {
        const auto found = std::find_if(meshes.begin(), meshes.end(), isRight);
        return found == meshes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - meshes.begin()));
    };
    if (values.onlyFor)
        return indexOf([&](const SceneMesh& each) { return each.mesh == values.onlyFor; });
    const auto preferred = indexOf([&](const SceneMesh& each) { return each.mesh == m_preferred && fits(*values.data, *each.mesh); });
    return preferred ? preferred : indexOf([&](const SceneMesh& each) { return fits(*values.data, *each.mesh); });
}

bool SurfaceOpening::addValues(const Values& values)
{
    const auto name = values.data->name;
    auto surfaces = m_workbench.scene().surfaces();
    const auto index = meshFor(values);
    if (!index && values.onlyFor)
        return true; // closed meanwhile
    if (!index && values.data->format == CiftiFormat)
        return false;
    if (!index && surfaces.meshes.empty())
        throw Error("'" + name + "' holds values for the vertices of a surface: open the surface first, then this file");
    auto& mesh = surfaces.meshes[index.value_or(0)]; // when it fits none, the first one says how
    if (!index && hasAsMany(*values.data, *mesh.mesh))
        throw Error("'" + name + "' is of the " + std::string(nameOf(values.data->hemisphere))
            + " hemisphere, but no surface of it is open; open that surface first");
    if (isOther(values.data->hemisphere, mesh.mesh->hemisphere) && hasAsMany(*values.data, *mesh.mesh))
        throw Error("'" + name + "' is of the " + std::string(nameOf(values.data->hemisphere)) + " hemisphere, but '" + mesh.name
            + "' of the " + std::string(nameOf(mesh.mesh->hemisphere)) + "; choose the file of the same hemisphere");
    mesh.overlays.push_back(vertexOverlay(values.data, *mesh.mesh));
    const auto count = mesh.overlays.size();
    lookLikePartner(surfaces, {index.value_or(0), count - 1});
    m_workbench.history().perform(
        tr("open %1").arg(QString::fromStdString(name)), [&] { m_workbench.scene().setSurfaces(std::move(surfaces)); });
    Q_EMIT opened({SurfaceChoice::Kind::Overlay, index.value_or(0), count - 1});
    return true;
}

void SurfaceOpening::warn(const std::string& name, const std::string& warning)
{
    if (!warning.empty())
        m_workbench.inform(MessageBar::Tone::Warning, QString::fromStdString(name + ": " + warning));
}

} // namespace insula
