// The tools that change labels in the slices: brush, eraser, polygon, fill, and the one that takes a label from under the pointer.
//
// Shift erases with each of them. Minus and equals change the brush's size, Enter or a double click closes a polygon, Backspace takes its
// last corner away, Escape drops it. GUI thread.
#pragma once

#include "widgets/LabelEditing.h"
#include "widgets/ViewTool.h"

#include <optional>
#include <vector>

namespace insula {

class LabelTool : public ViewTool {
public:
    enum class Kind { Brush, Eraser, Polygon, Fill, Pick };

    LabelTool(LabelEditing& editing, Kind kind) : m_editing(editing), m_kind(kind) { }

    Kind kind() const { return m_kind; }
    bool press(const ViewPoint& at) override;
    void drag(const ViewPoint& at) override;
    void release(const ViewPoint& at) override;
    void hover(const ViewPoint& at) override;
    void leave() override { m_pointer.reset(); }
    bool doubleClick(const ViewPoint& at) override;
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    QCursor cursor() const override;
    ToolPreview preview() const override;
    void putAway() override;

private:
    bool erases(const ViewPoint& at) const { return m_kind == Kind::Eraser || (at.modifiers & Qt::ShiftModifier); }
    bool mayUse(LabelNumber label) const; // says why not
    void paint(const ViewPoint& from, const ViewPoint& to);
    void closePolygon(bool isErased);
    void fill(const ViewPoint& at);

    LabelEditing& m_editing;
    Kind m_kind;
    std::optional<ViewPoint> m_pointer, m_last;
    std::vector<World> m_corners; // of the polygon
    std::optional<ViewPoint> m_first; // its first corner
    bool m_isErasing = false, m_isDrawing = false; // a stroke; free-hand corners
};

// What the pointer is over, as the slice shows it: a plane that lies between two layers of voxels is moved by a hair to the side that is
// drawn.
SlicePlane shownPlane(const Grid& grid, const ViewPoint& at);

} // namespace insula
