#include "widgets/NoteTool.h"

#include "viewers/NoteSlice.h"
#include "widgets/SceneHistory.h"

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr double HandlePixels = 9, LinePixels = 6; // within this, a note is meant
constexpr double LeastPixels = 3; // shorter drags are clicks that missed

double distance(const Pixel& a, const Pixel& b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

double distanceToSegment(const Pixel& p, const Pixel& a, const Pixel& b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, size = dx * dx + dy * dy;
    const double t = size > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / size, 0.0, 1.0) : 0;
    return distance(p, {a.x + t * dx, a.y + t * dy});
}

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

// The first free "Ruler 3".
std::string freeName(const Scene& scene, NoteKind kind)
{
    for (int number = 1;; ++number) {
        const auto name = QStringLiteral("%1 %2").arg(kindName(kind)).arg(number).toStdString();
        if (std::none_of(scene.notes().begin(), scene.notes().end(), [&](const Note& note) { return note.name == name; }))
            return name;
    }
}

} // namespace

QString kindName(NoteKind kind)
{
    switch (kind) {
    case NoteKind::Ruler:
        return NoteTool::tr("Ruler");
    case NoteKind::Angle:
        return NoteTool::tr("Angle");
    case NoteKind::Rectangle:
        return NoteTool::tr("Rectangle");
    case NoteKind::Ellipse:
        return NoteTool::tr("Ellipse");
    case NoteKind::Text:
        return NoteTool::tr("Text");
    case NoteKind::Arrow:
        break;
    }
    return NoteTool::tr("Arrow");
}

void deleteSelectedNote(Scene& scene, SceneHistory& history)
{
    const int selected = scene.selectedNote();
    if (selected < 0)
        return;
    auto notes = scene.notes();
    const auto name = QString::fromStdString(notes[static_cast<std::size_t>(selected)].name);
    notes.erase(notes.begin() + selected);
    history.perform(NoteTool::tr("delete %1").arg(name), [&] { scene.setNotes(std::move(notes)); });
    scene.selectNote(-1);
}

NoteTool::NoteTool(Scene& scene, SceneHistory& history, std::optional<NoteKind> kind, std::function<void(int)> drawn) :
    m_scene(scene), m_history(history), m_kind(kind), m_drawn(std::move(drawn))
{
}

std::optional<NoteTool::Hit> NoteTool::hitAt(const ViewPoint& at) const
{
    std::optional<Hit> line;
    for (int index = static_cast<int>(m_scene.notes().size()) - 1; index >= 0; --index) { // the last one lies on top
        const auto& note = m_scene.notes()[static_cast<std::size_t>(index)];
        if (noteStrength(m_scene, note, at.frame) < 1)
            continue;
        const auto handles = handlesOf(note);
        for (std::size_t handle = 0; handle < handles.size(); ++handle)
            if (distance(at.frame.pixelOf(handles[handle]), at.pixel) <= HandlePixels)
                return Hit{index, handle};
        const auto outline = outlineOf(note);
        for (std::size_t n = isRegion(note.kind) ? 0 : 1; n < outline.size() && !line; ++n) {
            const auto from = at.frame.pixelOf(outline[(n + outline.size() - 1) % outline.size()]);
            if (distanceToSegment(at.pixel, from, at.frame.pixelOf(outline[n])) <= LinePixels)
                line = Hit{index, std::nullopt};
        }
    }
    return line;
}

bool NoteTool::press(const ViewPoint& at)
{
    if (m_awaitsSecondArm && m_draft && at.plane == m_plane) {
        m_draft->points.back() = at.world;
        return true;
    }
    m_draft.reset();
    m_awaitsSecondArm = false;
    m_held = hitAt(at);
    m_pressed = at;
    if (m_held) {
        m_before = m_scene.notes()[static_cast<std::size_t>(m_held->note)];
        m_scene.selectNote(m_held->note);
        return true;
    }
    m_scene.selectNote(-1);
    if (!m_kind || (at.modifiers & (Qt::ShiftModifier | Qt::ControlModifier)))
        return false;
    Note note;
    note.kind = *m_kind;
    note.name = freeName(m_scene, *m_kind);
    note.id = newNoteId();
    note.points.assign(pointCount(*m_kind), at.world);
    note.right = at.frame.right;
    note.normal = cross(at.frame.right, at.frame.down);
    if (m_scene.selectedLayer() != NoLayer)
        note.image = m_scene.layer(m_scene.selectedLayer()).volume->source().path;
    if (*m_kind == NoteKind::Text || *m_kind == NoteKind::Arrow)
        note.text = note.name;
    m_draft = std::move(note);
    m_plane = at.plane;
    return true;
}

void NoteTool::drag(const ViewPoint& at)
{
    if (m_draft) {
        for (std::size_t n = m_awaitsSecondArm ? 2 : 1; n < m_draft->points.size(); ++n)
            m_draft->points[n] = at.world;
        if (m_draft->kind == NoteKind::Text)
            m_draft->points[0] = at.world;
        return;
    }
    if (!m_held || m_held->note >= static_cast<int>(m_scene.notes().size()))
        return;
    const World &from = m_pressed.world, &to = at.world;
    const Vec3 by{to.x - from.x, to.y - from.y, to.z - from.z};
    auto notes = m_scene.notes();
    auto& note = notes[static_cast<std::size_t>(m_held->note)];
    if (m_held->handle) { // the handle keeps its distance from the pointer
        const World start = handlesOf(m_before).at(*m_held->handle);
        note = withHandleAt(m_before, *m_held->handle, {start.x + by[0], start.y + by[1], start.z + by[2]});
    } else
        note = movedBy(m_before, by);
    m_history.perform(
        tr("move %1").arg(QString::fromStdString(note.name)), [&] { m_scene.setNotes(std::move(notes)); }, QStringLiteral("move note"));
}

void NoteTool::release(const ViewPoint& at)
{
    m_held.reset();
    if (!m_draft)
        return;
    const auto kind = m_draft->kind;
    if (kind != NoteKind::Text && !m_awaitsSecondArm && distance(at.pixel, m_pressed.pixel) < LeastPixels) {
        m_draft.reset();
        return;
    }
    if (kind == NoteKind::Angle && !m_awaitsSecondArm) {
        m_awaitsSecondArm = true;
        return;
    }
    finish();
}

void NoteTool::finish()
{
    auto notes = m_scene.notes();
    const auto name = kindName(m_draft->kind).toLower();
    notes.push_back(std::move(*m_draft));
    m_draft.reset();
    m_awaitsSecondArm = false;
    const int index = static_cast<int>(notes.size()) - 1;
    m_history.perform(tr("draw %1").arg(name), [&] { m_scene.setNotes(std::move(notes)); });
    m_scene.selectNote(index);
    if (m_drawn)
        m_drawn(index);
}

void NoteTool::hover(const ViewPoint& at)
{
    if (m_awaitsSecondArm && m_draft && at.plane == m_plane)
        m_draft->points.back() = at.world;
    m_isOverNote = !m_draft && hitAt(at).has_value();
}

bool NoteTool::key(int key, Qt::KeyboardModifiers)
{
    if (key == Qt::Key_Escape && m_draft) {
        m_draft.reset();
        m_awaitsSecondArm = false;
        return true;
    }
    if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && m_scene.selectedNote() >= 0) {
        deleteSelectedNote(m_scene, m_history);
        return true;
    }
    return false;
}

QCursor NoteTool::cursor() const
{
    return m_isOverNote ? Qt::SizeAllCursor : m_kind ? Qt::CrossCursor : Qt::ArrowCursor;
}

ToolPreview NoteTool::preview() const
{
    if (!m_draft)
        return {};
    PreviewCurve curve;
    curve.points = outlineOf(*m_draft);
    curve.isClosed = isRegion(m_draft->kind);
    curve.colour = {m_draft->colour[0], m_draft->colour[1], m_draft->colour[2], 255};
    if (const auto value = valueOf(*m_draft); value && m_draft->kind != NoteKind::Arrow)
        curve.text = QStringLiteral("%1 %2").arg(*value, 0, 'f', 1).arg(QString::fromStdString(unitOf(m_draft->kind))).toStdString();
    return {m_plane, {curve}};
}

} // namespace insula
