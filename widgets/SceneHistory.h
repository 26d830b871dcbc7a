// Undo and redo of everything that changes the scene, by name ("Undo threshold of zmap").
//
// A step remembers which parts of the scene's JSON it changed, and gives back only those; what was changed otherwise in
// between (a playing run's frame) stays. Volumes that were removed are kept as long as a step can bring them back. GUI thread.
#pragma once

#include "viewers/Scene.h"

#include <QObject>
#include <QUndoStack>

#include <functional>

namespace insula {

class SceneHistory : public QObject {
    Q_OBJECT
public:
    explicit SceneHistory(Scene& scene, QObject* parent = nullptr);

    // Does `change` and records what it changed as a step called `name`; nothing when it changed nothing. A step right after one
    // of the same non-empty `gesture` becomes part of it (a drag is one step).
    void perform(const QString& name, const std::function<void()>& change, const QString& gesture = {});
    // The next step starts anew, even with the gesture of the last one.
    void endGesture();
    QUndoStack* stack() { return &m_stack; }

private:
    class Edit;
    Scene& m_scene;
    QUndoStack m_stack;
    int m_gestureNumber = 0;
};

} // namespace insula
