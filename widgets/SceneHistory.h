// Undo and redo of everything that changes the scene, by name ("Undo threshold of zmap").
//
// A step remembers which parts of the scene's JSON it changed, and gives back only those; what was changed otherwise in
// between (a playing run's frame) stays. There is no limit to the steps; what was removed is kept for the last 200. GUI thread.
#pragma once

#include "viewers/Scene.h"

#include <QObject>
#include <QUndoStack>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

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
    // Changes what every step gives back for one key of the scene's JSON: for what came from elsewhere (another window) and belongs to all
    // of them. Steps that changed the layers, too, stay as they are.
    void amend(const std::string& key, const std::function<void(nlohmann::json& value)>& change);
    QUndoStack* stack() { return &m_stack; }

private:
    class Edit;
    struct Pool { // what was opened from files
        std::map<std::pair<std::string, Kind>, VolumePtr> volumes; // by path
        SurfaceFiles surfaces;
    };
    Scene& m_scene;
    QUndoStack m_stack;
    std::deque<std::weak_ptr<Pool>> m_withVolumes; // of the steps, the oldest first
    int m_gestureNumber = 0;
};

} // namespace insula
