#include "widgets/LabelEditing.h"

#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "widgets/LabelSteps.h"
#include "widgets/Workbench.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr int CopyEveryMs = 8000;
constexpr std::int64_t SmallMap = 1 << 21; // voxels; whole-label edits of more run in another thread

// Beside the image, under a name that is free.
std::string freePath(const std::string& image, const std::vector<LabelSessionPtr>& sessions)
{
    const fs::path file = image.empty() ? fs::path("image.nii.gz") : fs::path(image);
    std::string stem = file.filename().string();
    for (const char* suffix : {".gz", ".nii", ".hdr", ".img"})
        if (stem.ends_with(suffix))
            stem.resize(stem.size() - std::string(suffix).size());
    const auto isTaken = [&](const fs::path& path) {
        std::error_code ignored;
        return fs::exists(path, ignored)
            || std::any_of(sessions.begin(), sessions.end(), [&](const auto& each) { return each->paths.contains(path.string()); });
    };
    auto path = file.parent_path() / (stem + "_labels.nii.gz");
    for (int n = 2; isTaken(path); ++n)
        path = file.parent_path() / (stem + "_labels-" + std::to_string(n) + ".nii.gz");
    return path.string();
}

std::string recoveryNameOf(const std::string& path)
{
    Sha256 hash;
    hash.add(path + " " + std::to_string(QCoreApplication::applicationPid()));
    return "labels-" + hash.finish().substr(0, 16);
}

} // namespace

LabelEditing::LabelEditing(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench), m_copying(new QTimer(this))
{
    m_copying->setInterval(CopyEveryMs);
    connect(m_copying, &QTimer::timeout, this, &LabelEditing::copyUnsaved);
    m_listener = workbench.scene().addListener([this] {
        if (!std::exchange(m_isScheduled, true))
            QTimer::singleShot(0, this, [this] {
                m_isScheduled = false;
                sceneChanged();
            });
    });
}

LabelEditing::~LabelEditing()
{
    m_workbench.scene().removeListener(m_listener);
}

LabelSessionPtr LabelEditing::ofPath(const std::string& path) const
{
    const auto found = std::find_if(m_sessions.begin(), m_sessions.end(), [&path](const auto& each) { return each->paths.contains(path); });
    return found == m_sessions.end() ? nullptr : *found;
}

LayerId LabelEditing::layerOf(const LabelSession& session) const
{
    const auto& layers = m_workbench.scene().layers();
    const auto found = std::find_if(layers.rbegin(), layers.rend(), [&session](const Layer& each) { return each.volume == session.view; });
    return found == layers.rend() ? NoLayer : found->id;
}

LabelSessionPtr LabelEditing::current() const
{
    const auto& scene = m_workbench.scene();
    if (scene.selectedLayer() != NoLayer)
        for (const auto& each : m_sessions)
            if (each->view == scene.layer(scene.selectedLayer()).volume)
                return each;
    if (const auto last = m_last.lock(); last && layerOf(*last) != NoLayer)
        return last;
    for (auto each = m_sessions.rbegin(); each != m_sessions.rend(); ++each)
        if (layerOf(**each) != NoLayer)
            return *each;
    return nullptr;
}

LabelSessionPtr LabelEditing::needed() const
{
    if (auto session = current())
        return session;
    throw Error("there is no label map to edit: choose \"New label map on this image\" or \"Edit this label map\" in the Labels menu");
}

// A layer of another map is selected, a closed one came back, a file was opened again.
void LabelEditing::sceneChanged()
{
    auto& scene = m_workbench.scene();
    std::vector<std::pair<LayerId, VolumePtr>> stale;
    for (const auto& layer : scene.layers())
        if (const auto session = ofPath(layer.volume->source().path); session && layer.volume != session->view)
            stale.emplace_back(layer.id, session->view);
    for (const auto& [id, view] : stale)
        scene.setVolume(id, view);
    if (const auto now = current(); now != m_last.lock()) {
        if (const auto last = m_last.lock(); last && last->isModified() && layerOf(*last) == NoLayer)
            Q_EMIT said(tr("%1 was closed with edits that are not saved. They are kept until the window closes; Undo brings it back.")
                            .arg(last->name));
        m_last = now;
        if (now && !now->map->table().contains(m_active) && !now->map->table().empty())
            m_active = static_cast<LabelNumber>(now->map->table().begin()->first);
        Q_EMIT changed();
        Q_EMIT edited();
    }
}

LabelSessionPtr LabelEditing::add(std::shared_ptr<EditableLabels> map, const QString& name)
{
    auto session = std::make_shared<LabelSession>();
    session->map = std::move(map);
    session->name = name;
    session->paths = {session->map->path()};
    session->recoveryName = recoveryNameOf(session->map->path());
    session->view = session->map->view();
    m_sessions.push_back(session);
    m_copying->start();
    return session;
}

LabelSessionPtr LabelEditing::startOn(LayerId image)
{
    auto& scene = m_workbench.scene();
    const auto& volume = *scene.layer(image).volume;
    const auto path = freePath(volume.source().path, m_sessions);
    const auto name = fs::path(path).filename().string();
    auto session = add(EditableLabels::on(volume, path), QString::fromStdString(name));
    m_workbench.history().perform(tr("new label map %1").arg(session->name),
        [&] { scene.addLayer(session->view, name, defaultDisplay(*session->view, scene.layers().size())); });
    m_active = 1;
    m_last = session;
    Q_EMIT changed();
    Q_EMIT edited();
    return session;
}

LabelSessionPtr LabelEditing::startEditing(LayerId labels)
{
    auto& scene = m_workbench.scene();
    const auto layer = scene.layer(labels);
    auto session = ofPath(layer.volume->source().path);
    if (!session) {
        auto map = EditableLabels::from(*layer.volume);
        if (map->path().empty()) // made in memory; a map is known by its path
            map->setPath(freePath({}, m_sessions));
        if (const auto names = labelTableBeside(map->path()); !names.empty()) {
            auto table = map->table();
            for (const auto& [number, label] : names)
                table.insert_or_assign(number, label);
            map->setTable(table);
        }
        session = add(std::move(map), QString::fromStdString(layer.name));
    }
    scene.setVolume(labels, session->view);
    scene.selectLayer(labels);
    if (auto display = layer.display; !layer.isLabels()) {
        display = defaultDisplay(*session->view, scene.layers().size() - 1);
        m_workbench.history().perform(tr("show %1 as labels").arg(session->name), [&] { scene.setDisplay(labels, display); });
    }
    if (!session->map->table().contains(m_active))
        m_active = session->map->table().empty() ? 1 : static_cast<LabelNumber>(session->map->table().begin()->first);
    m_last = session;
    Q_EMIT changed();
    Q_EMIT edited();
    return session;
}

bool LabelEditing::isShown(const LabelSession& session) const
{
    const auto layer = layerOf(session);
    return layer != NoLayer && m_workbench.scene().layer(layer).display.visible;
}

bool LabelEditing::hasUnsaved() const
{
    return std::any_of(m_sessions.begin(), m_sessions.end(), [](const auto& each) { return each->isModified(); });
}

void LabelEditing::setActive(LabelNumber label)
{
    if (std::exchange(m_active, label) != label)
        Q_EMIT changed();
}

void LabelEditing::setBrush(const LabelBrush& brush)
{
    auto kept = brush;
    kept.diameterMm = std::clamp(brush.diameterMm, 0.2, 200.0);
    if (std::exchange(m_brush, kept) != kept)
        Q_EMIT changed();
}

void LabelEditing::setRules(const LabelRules& rules)
{
    const auto session = needed();
    if (session->map->rules() == rules)
        return;
    session->map->setRules(rules);
    Q_EMIT changed();
}

void LabelEditing::setHidden(const std::set<LabelNumber>& labels)
{
    const auto session = needed();
    if (session->map->hidden() == labels)
        return;
    session->map->setHidden(labels);
    renewView(session);
    Q_EMIT changed();
}

QString LabelEditing::nameOf(LabelNumber label) const
{
    if (label == 0)
        return tr("background");
    if (const auto session = current()) {
        const auto found = session->map->table().find(label);
        if (found != session->map->table().end() && !found->second.name.empty() && found->second.name != "Label " + std::to_string(label))
            return QString::fromStdString(found->second.name);
    }
    return tr("label %1").arg(label);
}

void LabelEditing::showStroke(const std::optional<WorldBox>& where)
{
    const auto session = needed();
    if (const auto layer = layerOf(*session); layer != NoLayer)
        m_workbench.scene().touchVoxels(layer, where);
}

bool LabelEditing::finish(const QString& name)
{
    const auto session = needed();
    if (!session->map->isRecording())
        return false;
    pushChange(session, name);
    return true;
}

void LabelEditing::pushChange(const LabelSessionPtr& session, const QString& name)
{
    auto change = session->map->finish();
    if (change.isEmpty())
        return;
    const auto before = std::exchange(session->state, m_nextState++);
    m_workbench.history().endGesture();
    m_workbench.history().stack()->push(
        new LabelVoxelStep(name, session, std::move(change), before, session->state, [self = QPointer(this), session] {
            if (self)
                self->touched(session);
        }));
}

// Its voxels are others now, by an edit or by undo.
void LabelEditing::touched(const LabelSessionPtr& session)
{
    if (const auto layer = layerOf(*session); layer != NoLayer) {
        m_workbench.scene().touchVoxels(layer);
        if (m_updatesSurfaces)
            renewView(session);
    }
    Q_EMIT changed();
    Q_EMIT edited();
}

void LabelEditing::renewView(const LabelSessionPtr& session)
{
    const auto layer = layerOf(*session);
    session->view = session->map->view();
    if (layer != NoLayer)
        m_workbench.scene().setVolume(layer, session->view);
}

void LabelEditing::updateSurfaces()
{
    renewView(needed());
}

void LabelEditing::setUpdatesSurfaces(bool after)
{
    if (std::exchange(m_updatesSurfaces, after) == after)
        return;
    if (const auto session = current(); session && after)
        renewView(session);
    Q_EMIT changed();
}

void LabelEditing::run(const QString& name, Operation operation)
{
    const auto session = needed();
    finish(tr("paint"));
    const auto use = [this, session, name](const LabelProposal& proposal) {
        if (session->map->isRecording())
            pushChange(session, tr("paint")); // a stroke that is not done yet
        apply(*session->map, proposal);
        if (session->map->isRecording())
            pushChange(session, name);
        else
            Q_EMIT said(tr("Nothing to do for \"%1\": no voxel may change. Look at the locks and at what may be painted over.").arg(name));
    };
    if (session->map->grid().size.count() <= SmallMap)
        return use(operation({session->map->voxels(), session->map->grid()}, {}));
    m_workbench.work().start(name,
        [use, operation = std::move(operation), copy = session->map->snapshot()](const Progress& progress) -> BackgroundWork::Continuation {
            const auto bytes = copy->rawFrame(0);
            const std::span voxels(reinterpret_cast<const LabelNumber*>(bytes.data()), bytes.size() / sizeof(LabelNumber));
            return [use, proposal = operation({voxels, copy->grid()}, progress)] { use(proposal); };
        });
}

void LabelEditing::setTable(const QString& name, const LabelTable& table)
{
    const auto session = needed();
    finish(tr("paint"));
    const auto before = std::exchange(session->state, m_nextState++);
    const auto shown = [self = QPointer(this), session] {
        if (self) {
            self->renewView(session);
            self->touched(session);
        }
    };
    m_workbench.history().stack()->push(new LabelTableStep(name, session, session->map->table(), table, before, session->state, shown));
}

LabelNumber LabelEditing::addLabel()
{
    auto table = needed()->map->table();
    LabelNumber number = 1;
    while (table.contains(number))
        ++number;
    table[number] = {"Label " + std::to_string(number), defaultLabelColour(number)};
    setTable(tr("add label %1").arg(number), table);
    setActive(number);
    return number;
}

void LabelEditing::removeLabel(LabelNumber label)
{
    const auto session = needed();
    if (session->map->rules().locked.contains(label))
        throw Error("the label is locked: unlock it first, then delete it");
    finish(tr("paint"));
    const auto name = tr("delete %1").arg(nameOf(label));
    auto table = session->map->table();
    table.erase(label);
    auto* stack = m_workbench.history().stack();
    const auto rules = session->map->rules();
    auto all = rules;
    all.over = LabelRules::Over::Everything;
    session->map->setRules(all);
    apply(*session->map, replaceLabel({session->map->voxels(), session->map->grid()}, label, 0));
    auto kept = rules;
    if (kept.over == LabelRules::Over::Label && kept.only == label)
        kept.over = LabelRules::Over::Everything; // what may be painted over is gone
    session->map->setRules(kept);
    stack->beginMacro(name);
    if (session->map->isRecording())
        pushChange(session, name);
    setTable(name, table);
    stack->endMacro();
    if (m_active == label)
        setActive(table.empty() ? 1 : static_cast<LabelNumber>(table.begin()->first));
}

VolumePtr LabelEditing::rangeImage() const
{
    const auto& scene = m_workbench.scene();
    return scene.hasLayer(m_brush.image) ? scene.layer(m_brush.image).volume : nullptr;
}

} // namespace insula
