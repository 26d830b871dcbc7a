// Draws measurements and notes with the left mouse button, and moves those that are there: by their handles, or as a whole by their line.
//
// Ruler, rectangle, ellipse and arrow (from its tip): drag. Angle: drag the first arm to the vertex, then click the end of the second.
// Text: click. Delete removes the selected note, Escape drops one that is not finished. Each change is one step of undo. GUI thread.
#pragma once

#include "viewers/Note.h"
#include "widgets/ViewTool.h"

#include <QCoreApplication>

#include <functional>
#include <optional>

namespace insula {

class SceneHistory;

class NoteTool : public ViewTool {
    Q_DECLARE_TR_FUNCTIONS(NoteTool)
public:
    // Without a kind it only selects and moves. `drawn`: called with the index of a new note.
    NoteTool(Scene& scene, SceneHistory& history, std::optional<NoteKind> kind, std::function<void(int)> drawn = {});

    bool press(const ViewPoint& at) override;
    void drag(const ViewPoint& at) override;
    void release(const ViewPoint& at) override;
    void hover(const ViewPoint& at) override;
    void leave() override { m_isOverNote = false; }
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    QCursor cursor() const override;
    ToolPreview preview() const override;
    void putAway() override { m_draft.reset(); }

private:
    struct Hit {
        int note;
        std::optional<std::size_t> handle; // none: the line
    };
    std::optional<Hit> hitAt(const ViewPoint& at) const;
    void finish();

    Scene& m_scene;
    SceneHistory& m_history;
    std::optional<NoteKind> m_kind;
    std::function<void(int)> m_drawn;
    std::optional<Note> m_draft; // being drawn
    Plane m_plane = Plane::Axial; // of the draft
    std::optional<Hit> m_held;
    Note m_before; // the held note when it was taken
    ViewPoint m_pressed{};
    bool m_isOverNote = false, m_awaitsSecondArm = false;
};

QString kindName(NoteKind kind);
// Removes the selected note; nothing when none is.
void deleteSelectedNote(Scene& scene, SceneHistory& history);

} // namespace insula
