#include "widgets/CrosshairStatus.h"

#include "viewers/CrosshairValues.h"

#include <QTimer>

#include <utility>

namespace insula {

CrosshairStatus::CrosshairStatus(Scene& scene, QWidget* parent) : QLabel(parent), m_scene(scene)
{
    setObjectName(QStringLiteral("crosshairStatus"));
    setAccessibleName(tr("At the crosshair"));
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setMinimumWidth(60); // gives way in a narrow window
    m_listener = m_scene.addListener([this] {
        if (std::exchange(m_isScheduled, true))
            return;
        // Posted, not by a timer: before the views are painted, so that the window is put together once a frame.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_isScheduled = false;
                refresh();
            },
            Qt::QueuedConnection);
    });
    refresh();
}

CrosshairStatus::~CrosshairStatus()
{
    m_scene.removeListener(m_listener);
}

void CrosshairStatus::refresh()
{
    if (m_scene.isEmpty()) {
        setText({});
        return;
    }
    const auto& point = m_scene.crosshair();
    auto text = tr("x %1  y %2  z %3 mm").arg(point.x + 0.0, 0, 'f', 1).arg(point.y + 0.0, 0, 'f', 1).arg(point.z + 0.0, 0, 'f', 1);
    const auto* layer = m_scene.layers().empty() ? nullptr
        : m_scene.selectedLayer() == NoLayer     ? &m_scene.layers().front()
                                                 : &m_scene.layer(m_scene.selectedLayer());
    if (const auto voxel = layer ? voxelAt(*layer->volume, point) : std::nullopt)
        text += tr("   |   voxel %1 %2 %3").arg((*voxel)[0]).arg((*voxel)[1]).arg((*voxel)[2]);
    if (const auto region = regionText(m_scene); !region.empty())
        text += QStringLiteral("   |   ") + QString::fromStdString(region);
    for (auto each = m_scene.layers().rbegin(); each != m_scene.layers().rend(); ++each)
        if (each->display.visible)
            text += QStringLiteral("   |   %1: %2")
                        .arg(QString::fromStdString(each->name), QString::fromStdString(readoutValue(m_scene, *each)));
    for (const auto& line : vertexLines(m_scene))
        if (!line.value.empty())
            text += QStringLiteral("   |   %1: %2").arg(QString::fromStdString(line.what), QString::fromStdString(line.value));
    setText(text);
}

} // namespace insula
