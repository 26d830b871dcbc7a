#include "widgets/LayersPanel.h"

#include "widgets/LayerControls.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace insula {
namespace {

QString facts(const Layer& layer)
{
    const auto& size = layer.volume->size();
    const auto mm = layer.volume->affine().spacing();
    auto text = LayersPanel::tr("%1\n%2 x %3 x %4 voxels of %5 x %6 x %7 mm, %8")
                    .arg(QString::fromStdString(layer.volume->source().path.empty() ? layer.name : layer.volume->source().path))
                    .arg(size.x)
                    .arg(size.y)
                    .arg(size.z)
                    .arg(mm[0], 0, 'g', 4)
                    .arg(mm[1], 0, 'g', 4)
                    .arg(mm[2], 0, 'g', 4)
                    .arg(QString::fromStdString(orientationCode(layer.volume->affine())));
    if (layer.volume->frames() > 1)
        text += LayersPanel::tr(", %1 frames, TR %2 s").arg(layer.volume->frames()).arg(layer.volume->trSeconds());
    return text;
}

} // namespace

LayersPanel::LayersPanel(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_watch(scene), m_list(new QListWidget),
    m_controls(new LayerControls(scene, history)), m_up(button(tr("Up"), tr("Move the layer up"), QStringLiteral("layerUp"))),
    m_down(button(tr("Down"), tr("Move the layer down"), QStringLiteral("layerDown"))),
    m_close(button(tr("Close"), tr("Close the layer"), QStringLiteral("layerClose")))
{
    m_list->setObjectName(QStringLiteral("layers"));
    m_list->setAccessibleName(tr("Layers, topmost first"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // names are shortened instead
    m_list->setMinimumHeight(56);
    auto* buttons = new QHBoxLayout;
    for (auto* each : {m_up, m_down, m_close})
        buttons->addWidget(each);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    column->addWidget(m_controls);
    column->addStretch(0);
    connect(m_list, &QListWidget::itemChanged, this, &LayersPanel::itemChanged);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (!m_isShowing && item)
            m_scene.selectLayer(item->data(Qt::UserRole).toInt());
    });
    connect(m_up, &QToolButton::clicked, this, [this] { moveSelected(1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveSelected(-1); });
    connect(m_close, &QToolButton::clicked, this, [this] { Q_EMIT closeRequested(m_scene.selectedLayer()); });
    connect(m_controls, &LayerControls::maskRequested, this, [this] { Q_EMIT maskRequested(m_scene.selectedLayer()); });
    m_listener = m_scene.addListener([this] { scheduleShow(); });
    show();
}

LayersPanel::~LayersPanel()
{
    m_scene.removeListener(m_listener);
}

QToolButton* LayersPanel::button(const QString& text, const QString& name, const QString& objectName)
{
    auto* made = new QToolButton;
    made->setText(text);
    made->setAccessibleName(name);
    made->setToolTip(name);
    made->setObjectName(objectName);
    return made;
}

// Ten changes of the scene, one refresh.
void LayersPanel::scheduleShow()
{
    if (std::exchange(m_isScheduled, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_isScheduled = false;
        show();
    });
}

void LayersPanel::show()
{
    const auto changes = m_watch.takeChanges();
    if (!changes.has(Aspect::Layers) && !changes.has(Aspect::Display))
        return;
    showList();
    m_controls->showSelected();
}

void LayersPanel::showList()
{
    m_isShowing = true;
    const int count = static_cast<int>(m_scene.layers().size());
    while (m_list->count() > count)
        delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < count)
        m_list->addItem(new QListWidgetItem);
    for (int row = 0; row < count; ++row) {
        const auto& layer = m_scene.layers()[static_cast<std::size_t>(count - 1 - row)];
        auto* item = m_list->item(row);
        const bool otherGrid = !sameGrid(layer.volume->grid(), m_scene.layers().front().volume->grid());
        auto name = QString::fromStdString(layer.name);
        item->setData(Qt::UserRole, layer.id);
        item->setText(otherGrid ? tr("%1  [other grid]").arg(name) : name);
        item->setToolTip(
            facts(layer) + (otherGrid ? tr("\nIts grid differs from the bottom layer's; it is drawn through both affines.") : QString()));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(layer.display.visible ? Qt::Checked : Qt::Unchecked);
        if (layer.id == m_scene.selectedLayer())
            m_list->setCurrentRow(row);
    }
    const bool any = m_scene.selectedLayer() != NoLayer;
    m_close->setEnabled(any);
    m_up->setEnabled(any && m_list->currentRow() > 0);
    m_down->setEnabled(any && m_list->currentRow() < count - 1);
    m_isShowing = false;
}

void LayersPanel::itemChanged(QListWidgetItem* item)
{
    const auto id = item->data(Qt::UserRole).toInt();
    if (m_isShowing || !m_scene.hasLayer(id))
        return;
    auto display = m_scene.layer(id).display;
    display.visible = item->checkState() == Qt::Checked;
    const auto name = QString::fromStdString(m_scene.layer(id).name);
    m_history.perform(display.visible ? tr("show %1").arg(name) : tr("hide %1").arg(name), [&] { m_scene.setDisplay(id, display); });
}

void LayersPanel::moveSelected(int steps)
{
    const auto id = m_scene.selectedLayer();
    if (id == NoLayer)
        return;
    const auto& layers = m_scene.layers();
    const auto at
        = static_cast<int>(std::find_if(layers.begin(), layers.end(), [id](const Layer& each) { return each.id == id; }) - layers.begin());
    m_history.perform(tr("move layer"), [&] { m_scene.moveLayer(id, at + steps); });
}

} // namespace insula
