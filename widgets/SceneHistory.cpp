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

constexpr std::size_t MostWithVolumes = 200; // older steps no longer keep closed images in memory

void addVolumes(std::map<std::pair<std::string, Kind>, VolumePtr>& pool, const Scene& scene)
{
    for (const auto& layer : scene.layers())
        pool[{layer.volume->source().path, layer.volume->kind()}] = layer.volume;
}

} // namespace

class SceneHistory::Edit : public QUndoCommand {
public:
    // `before` and `after`: what differs, by key.
    Edit(Scene& scene, const QString& name, QString gesture, nlohmann::json before, nlohmann::json after, std::shared_ptr<Pool> volumes) :
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
        for (const auto& [key, value] : other->m_after.items()) {
            m_after[key] = value;
            if (!m_before.contains(key))
                m_before[key] = other->m_before.at(key);
        }
        m_volumes->volumes.insert(other->m_volumes->volumes.begin(), other->m_volumes->volumes.end());
        m_volumes->surfaces.add(other->m_volumes->surfaces);
        return true;
    }
    void redo() override
    {
        if (std::exchange(m_isFirst, false))
            return; // done already, by the one who pushed it
        apply(m_after);
    }
    void undo() override { apply(m_before); }
    void amend(const std::string& key, const std::function<void(nlohmann::json&)>& change) const
    {
        if (!m_before.contains(key) || m_before.contains("layers"))
            return;
        change(m_before.at(key));
        change(m_after.at(key));
    }

private:
    void apply(const nlohmann::json& to)
    {
        auto target = m_scene.toJson();
        for (const auto& [key, value] : to.items())
            target[key] = value;
        auto volumes = m_volumes->volumes;
        addVolumes(volumes, m_scene);
        const auto find = [&volumes](const std::string& path, Kind kind) {
            const auto found = volumes.find({path, kind});
            if (found == volumes.end())
                throw Error("the image '" + path + "' is no longer in memory; open it again");
            return found->second;
        };
        m_scene.restore(target, find, m_volumes->surfaces);
    }

    Scene& m_scene;
    QString m_gesture;
    mutable nlohmann::json m_before, m_after; // the stack gives its commands as const
    std::shared_ptr<Pool> m_volumes;
    bool m_isFirst = true;
};

SceneHistory::SceneHistory(Scene& scene, QObject* parent) : QObject(parent), m_scene(scene) { }

void SceneHistory::perform(const QString& name, const std::function<void()>& change, const QString& gesture)
{
    const auto all = m_scene.toJson();
    auto volumes = std::make_shared<Pool>();
    addVolumes(volumes->volumes, m_scene);
    volumes->surfaces.add(m_scene.surfaces());
    change();
    const auto now = m_scene.toJson();
    auto before = nlohmann::json::object(), after = nlohmann::json::object();
    for (const auto& [key, value] : now.items())
        if (all.at(key) != value) {
            before[key] = all.at(key);
            after[key] = value;
        }
    if (after.empty())
        return;
    if (after.contains("layers"))
        addVolumes(volumes->volumes, m_scene);
    else
        volumes->volumes.clear();
    if (after.contains("surfaces"))
        volumes->surfaces.add(m_scene.surfaces());
    else
        volumes->surfaces.clear();
    m_withVolumes.push_back(volumes);
    if (m_withVolumes.size() > MostWithVolumes) {
        if (const auto oldest = m_withVolumes.front().lock())
            *oldest = {};
        m_withVolumes.pop_front();
    }
    const auto key = gesture.isEmpty() ? gesture : QStringLiteral("%1 %2").arg(gesture).arg(m_gestureNumber);
    m_stack.push(new Edit(m_scene, name, key, std::move(before), std::move(after), std::move(volumes)));
}

void SceneHistory::amend(const std::string& key, const std::function<void(nlohmann::json&)>& change)
{
    for (int n = 0; n < m_stack.count(); ++n)
        if (const auto* edit = dynamic_cast<const Edit*>(m_stack.command(n)))
            edit->amend(key, change);
}

void SceneHistory::endGesture()
{
    ++m_gestureNumber;
}

} // namespace insula
