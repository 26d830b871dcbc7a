#include "widgets/ProjectNotes.h"

#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "widgets/SavedView.h"
#include "widgets/Workbench.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QPointer>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sys/stat.h>

namespace insula {
namespace {

constexpr int SaveMs = 200; // after the last change

// As it comes back from the project: texts that are no UTF-8 are repaired, so that comparing finds no change where there is none.
AnnotationRow rowOf(const Note& note, const std::string& sha256)
{
    auto content = toJson(std::vector<Note>{note}).at(0);
    content.erase("id");
    content.erase("image");
    const auto text = content.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return {note.id, sha256, nlohmann::json::parse(text)};
}

nlohmann::json noteJson(const AnnotationRow& row, const std::string& image)
{
    auto content = row.content;
    content["id"] = row.id;
    content["image"] = image;
    return content;
}

bool isNote(const AnnotationRow& row)
{
    try {
        return row.content.is_object() && notesFromJson(nlohmann::json::array({noteJson(row, {})})).size() == 1;
    } catch (const Error&) {
        return false; // of a newer version: not shown, and left as it is
    }
}

bool overlap(const std::set<LayerId>& a, const std::set<LayerId>& b)
{
    return std::any_of(a.begin(), a.end(), [&b](LayerId id) { return b.contains(id); });
}

} // namespace

ProjectNotes::ProjectNotes(Workbench& workbench, QObject* parent) :
    QObject(parent), m_workbench(workbench), m_watch(workbench.scene()), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(SaveMs);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (QGuiApplication::mouseButtons() != Qt::NoButton)
            m_timer->start(); // a note is being moved
        else
            synchronise();
    });
    connect(&workbench.projects(), &ProjectSession::changed, this, [this] {
        m_isTold = false;
        m_timer->start();
    });
    m_listener = workbench.scene().addListener([this] { sceneChanged(); });
}

ProjectNotes::~ProjectNotes()
{
    m_workbench.scene().removeListener(m_listener);
    blockSignals(true); // those who listen are being destroyed, too
    if (m_timer->isActive()) {
        try {
            synchronise();
        } catch (const std::exception&) { // nobody is left to be told
        }
    }
}

void ProjectNotes::sceneChanged()
{
    const auto changes = m_watch.takeChanges();
    if (changes.has(Aspect::Notes) || changes.has(Aspect::Layers))
        m_timer->start();
}

// Notes from older files have none, and copies of a note have each other's.
void ProjectNotes::giveIds()
{
    auto notes = m_workbench.scene().notes();
    std::set<std::string> known;
    for (auto& note : notes)
        if (note.id.empty() || !known.insert(note.id).second)
            known.insert(note.id = newNoteId());
    m_workbench.scene().setNotes(std::move(notes));
}

std::optional<std::string> ProjectNotes::hashOf(const std::string& path)
{
    const auto known = m_known.find(path);
    return known == m_known.end() ? m_known[path] = findHash(path) : known->second;
}

// None for images that the project does not know, and for those that are being looked at.
std::optional<std::string> ProjectNotes::findHash(const std::string& path)
{
    const auto* row = path.empty() ? nullptr : m_workbench.projects().find(path);
    struct stat info { };
    if (!row || ::stat(path.c_str(), &info) != 0)
        return std::nullopt;
    const auto bytes = static_cast<std::uintmax_t>(info.st_size);
    const std::int64_t modified = info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec;
    if (row->bytes == bytes && row->modified == modified)
        return row->sha256;
    auto& known = m_hashes[path];
    if (known.bytes == bytes && known.modified == modified)
        return known.sha256.empty() ? std::nullopt : std::optional(known.sha256);
    known = {bytes, modified, {}};
    m_workbench.work().start(tr("Looking at %1").arg(QFileInfo(QString::fromStdString(path)).fileName()),
        [self = QPointer(this), path, bytes, modified](const Progress& progress) {
            return [self, path, found = Hashed{bytes, modified, sha256OfFile(path, progress)}] {
                if (!self)
                    return;
                self->m_hashes[path] = found;
                self->m_timer->start();
            };
        });
    return std::nullopt;
}

ProjectNotes::Images ProjectNotes::images()
{
    Images found;
    for (const auto& layer : m_workbench.scene().layers())
        if (isFromFile(*layer.volume))
            if (const auto hash = hashOf(layer.volume->source().path))
                found[*hash].insert(layer.id);
    for (const auto& note : m_workbench.scene().notes())
        if (const auto hash = hashOf(note.image))
            found[*hash];
    return found;
}

std::vector<AnnotationRow> ProjectNotes::mine(const Images& images)
{
    std::vector<AnnotationRow> rows;
    for (const auto& note : m_workbench.scene().notes())
        if (const auto hash = hashOf(note.image); hash && images.contains(*hash))
            rows.push_back(rowOf(note, *hash));
    return rows;
}

void ProjectNotes::synchronise()
{
    m_timer->stop();
    m_known.clear();
    auto& projects = m_workbench.projects();
    if (projects.folder() != m_folder) {
        m_folder = projects.folder();
        m_images.clear();
        m_base.clear();
    }
    if (!projects.isOpen()) {
        tellState();
        return;
    }
    giveIds();
    const auto now = images();
    // Notes that vanish together with the layers that they were on (another view was opened, the image closed) were not removed by anybody.
    std::erase_if(m_base, [&](const auto& entry) {
        const auto open = now.find(entry.second.sha256);
        return open == now.end() || (!open->second.empty() && !overlap(open->second, m_images[entry.second.sha256]));
    });
    m_images = now;
    const auto own = mine(now);
    AnnotationMerge merged;
    std::set<std::string> stored;
    const auto merge = [&](const std::vector<AnnotationRow>& all) {
        std::vector<AnnotationRow> theirs;
        std::copy_if(all.begin(), all.end(), std::back_inserter(theirs),
            [&](const AnnotationRow& row) { return now.contains(row.sha256) && isNote(row); });
        stored.clear();
        for (const auto& row : theirs)
            stored.insert(row.id);
        merged = mergeAnnotations(m_base, own, theirs, newNoteId);
        return merged.change;
    };
    if (!merge(projects.project().annotations()).isEmpty()) {
        if (projects.project().isReadOnly()) {
            show(merged.shown, now);
            std::erase_if(m_base, [&](const auto& entry) { return !stored.contains(entry.first); });
            tellState();
            return;
        }
        try {
            projects.project().changeAnnotations(merge);
        } catch (const Error& error) {
            if (!std::exchange(m_isTold, true)) // each change tries again, but says it once
                m_workbench.inform(MessageBar::Tone::Error, tr("The notes are not saved in the project: %1").arg(error.what()));
            return;
        }
    }
    show(merged.shown, now);
    tellState();
}

void ProjectNotes::show(const std::vector<AnnotationRow>& rows, const Images& images)
{
    auto& scene = m_workbench.scene();
    const auto pathOf = [&](const AnnotationRow& row) -> std::string {
        const auto& layers = images.at(row.sha256);
        if (!layers.empty())
            return scene.layer(*layers.begin()).volume->source().path;
        for (const auto& note : scene.notes())
            if (hashOf(note.image) == row.sha256)
                return note.image;
        return {};
    };
    std::map<std::string, const AnnotationRow*> left;
    for (const auto& row : rows)
        left[row.id] = &row;
    std::map<std::string, nlohmann::json> changed; // with content from elsewhere
    std::set<std::string> removed;
    const auto selected = scene.selectedNote() < 0 ? std::string() : scene.notes()[static_cast<std::size_t>(scene.selectedNote())].id;
    std::vector<Note> notes;
    const auto fromRow = [&](const AnnotationRow& row, const std::string& image) {
        changed[row.id] = noteJson(row, image);
        notes.push_back(notesFromJson(nlohmann::json::array({changed[row.id]})).at(0));
    };
    for (const auto& note : scene.notes()) {
        const auto hash = hashOf(note.image);
        const auto row = left.find(note.id);
        if (!hash || !images.contains(*hash))
            notes.push_back(note);
        else if (row == left.end())
            removed.insert(note.id);
        else if (rowOf(note, *hash) == *row->second)
            notes.push_back(note);
        else
            fromRow(*row->second, note.image);
        if (row != left.end())
            left.erase(row);
    }
    for (const auto& row : rows)
        if (left.contains(row.id))
            fromRow(row, pathOf(row));
    m_base.clear();
    for (const auto& row : rows)
        m_base[row.id] = row;
    if (changed.empty() && removed.empty())
        return;
    // Undoing a step of this window must not take away what another one did meanwhile.
    m_workbench.history().amend("notes", [&](nlohmann::json& list) {
        auto next = nlohmann::json::array();
        auto fresh = changed;
        for (const auto& note : list) {
            const auto id = note.value("id", std::string());
            if (removed.contains(id))
                continue;
            const auto found = changed.find(id);
            next.push_back(found == changed.end() ? note : found->second);
            fresh.erase(id);
        }
        for (const auto& [id, note] : fresh)
            next.push_back(note);
        list = std::move(next);
    });
    scene.setNotes(notes);
    const auto at = std::find_if(notes.begin(), notes.end(), [&](const Note& note) { return !selected.empty() && note.id == selected; });
    scene.selectNote(at == notes.end() ? -1 : static_cast<int>(at - notes.begin()));
}

void ProjectNotes::tellState()
{
    QString state;
    auto& projects = m_workbench.projects();
    const auto& notes = m_workbench.scene().notes();
    std::map<std::string, bool> isKnown; // by image
    for (const auto& note : notes)
        if (!isKnown.contains(note.image))
            isKnown[note.image] = projects.find(note.image) != nullptr;
    const auto stranger = std::find_if(notes.begin(), notes.end(), [&](const Note& note) { return !isKnown.at(note.image); });
    if (notes.empty())
        state = QString();
    else if (!projects.isOpen())
        state = tr("Not in a project: export the notes or save the view to keep them.");
    else if (projects.project().isReadOnly())
        state = tr("The project can only be read: export the notes to keep new ones.");
    else if (stranger == notes.end())
        state = tr("Kept in the project %1.").arg(QString::fromStdString(projects.project().name()));
    else
        state = tr("%1 does not belong to the project: add it, or export its notes to keep them.")
                    .arg(stranger->image.empty() ? stranger->name.c_str() : QFileInfo(QString::fromStdString(stranger->image)).fileName());
    if (state != m_state)
        Q_EMIT stateChanged(m_state = state);
}

} // namespace insula
