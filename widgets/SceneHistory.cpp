#include "widgets/SceneHistory.h"

#include "processing/core/Error.h"

#include <QUndoCommand>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace insula {
namespace {

constexpr int MostSteps = 200;

using Pool = std::map<std::pair<std::string, Kind>, VolumePtr>;

void addVolumes(Pool& pool, const Scene& scene)
{
    for (const auto& layer : scene.layers())
        pool[{layer.volume->source().path, layer.volume->kind()}] = layer.volume;
}

} // namespace

class SceneHistory::Edit : public QUndoCommand {
public:
    Edit(Scene& scene, const QString& name, QString gesture, nlohmann::json before, nlohmann::json after, Pool volumes) :
        QUndoCommand(name), m_scene(scene), m_gesture(std::move(gesture)), m_before(std::move(before)), m_after(std::move(after)),
        m_volumes(std::move(volumes))
    {
    }
    int id() const override { return m_gesture.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* next) override
    {
        const auto* other = static_cast<const Edit*>(next);
        if (other->m_gesture != m_gesture)
            return false;
        m_after = other->m_after;
        m_volumes.insert(other->m_volumes.begin(), other->m_volumes.end());
        return true;
    }
    void redo() override
    {
        if (std::exchange(m_isFirst, false))
            return; // done already, by the one who pushed it
        apply(m_before, m_after);
    }
    void undo() override { apply(m_after, m_before); }

private:
    void apply(const nlohmann::json& from, const nlohmann::json& to)
    {
        auto target = m_scene.toJson();
        for (const auto& [key, value] : to.items())
            if (from.at(key) != value)
                target[key] = value;
        auto volumes = m_volumes;
        addVolumes(volumes, m_scene);
        m_scene.restore(target, [&volumes](const std::string& path, Kind kind) {
            const auto found = volumes.find({path, kind});
            if (found == volumes.end())
                throw Error("the image '" + path + "' is no longer in memory; open it again");
            return found->second;
        });
    }

    Scene& m_scene;
    QString m_gesture;
    nlohmann::json m_before, m_after;
    Pool m_volumes;
    bool m_isFirst = true;
};

SceneHistory::SceneHistory(Scene& scene, QObject* parent) : QObject(parent), m_scene(scene)
{
    m_stack.setUndoLimit(MostSteps);
}

void SceneHistory::perform(const QString& name, const std::function<void()>& change, const QString& gesture)
{
    auto before = m_scene.toJson();
    Pool volumes;
    addVolumes(volumes, m_scene);
    change();
    auto after = m_scene.toJson();
    if (before == after)
        return;
    const bool layersChanged = before.at("layers") != after.at("layers");
    if (layersChanged)
        addVolumes(volumes, m_scene);
    else
        volumes.clear();
    const auto key = gesture.isEmpty() ? gesture : QStringLiteral("%1 %2").arg(gesture).arg(m_gestureNumber);
    m_stack.push(new Edit(m_scene, name, key, std::move(before), std::move(after), std::move(volumes)));
}

void SceneHistory::endGesture()
{
    ++m_gestureNumber;
}

} // namespace insula
