// What the left mouse button does in the slices while a tool is in hand (brush, ruler, ...). The wheel, the other buttons and the 3D view
// stay as they are. GUI thread.
#pragma once

#include "viewers/SliceFrame.h"
#include "viewers/ToolPreview.h"

#include <QCursor>

namespace insula {

// Where the pointer is in a slice. `frame` and `pixel` are in device pixels from the view's corner.
struct ViewPoint {
    Plane plane;
    SliceFrame frame;
    Pixel pixel;
    World world; // on the slice
    Qt::KeyboardModifiers modifiers;
};

class ViewTool {
public:
    virtual ~ViewTool() = default;
    // False: not for this tool; the views do what they do without one.
    virtual bool press(const ViewPoint& at) = 0;
    virtual void drag(const ViewPoint&) { } // since a press that was taken, also outside the view
    virtual void release(const ViewPoint&) { }
    virtual void hover(const ViewPoint&) { }
    virtual void leave() { } // the pointer left the slices
    virtual bool doubleClick(const ViewPoint&) { return false; }
    virtual bool wheel(const ViewPoint&, double) { return false; } // notches, up positive
    virtual bool key(int, Qt::KeyboardModifiers) { return false; } // Escape puts the tool away when it does not want it
    virtual QCursor cursor() const { return Qt::CrossCursor; }
    virtual ToolPreview preview() const { return {}; }
    virtual void putAway() { } // another tool is taken, or none
};

} // namespace insula
