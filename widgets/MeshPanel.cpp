#include "widgets/MeshPanel.h"

#include "widgets/PanelButton.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace insula {
namespace {

using Chosen = SurfaceChoice::Kind;

QString whole(std::size_t number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString factsOf(const SceneMesh& mesh)
{
    auto text = MeshPanel::tr("%1\n%2 vertices, %3 triangles (%4)")
                    .arg(QString::fromStdString(mesh.mesh->path), whole(mesh.mesh->vertices.size()), whole(mesh.mesh->triangles.size()),
                        QString::fromStdString(mesh.mesh->format));
    if (!mesh.mesh->warning.empty())
        text += QLatin1Char('\n') + QString::fromStdString(mesh.mesh->warning);
    return text;
}

QString factsOf(const VertexOverlay& overlay)
{
    return MeshPanel::tr("%1\n%2 vertices, %n map(s)", nullptr, static_cast<int>(overlay.data->maps.size()))
        .arg(QString::fromStdString(overlay.data->path), whole(overlay.data->vertexCount()));
}

QString factsOf(const SceneTract& tract)
{
    return MeshPanel::tr("%1\n%2 streamlines, %3 points (%4)")
        .arg(QString::fromStdString(tract.tracts->path), whole(tract.tracts->count()), whole(tract.tracts->points.size()),
            QString::fromStdString(tract.tracts->format));
}

} // namespace

MeshPanel::MeshPanel(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_watch(scene), m_list(new QTreeWidget),
    m_empty(
        new QLabel(tr("No surface is open. Open one (GIFTI, FreeSurfer, STL, OBJ, PLY, VTK) or streamlines (TCK, TRK, TRX), or drop the "
                      "files on the window."))),
    m_open(panelButton(tr("Open..."), tr("Open surfaces, values on them or streamlines"), QStringLiteral("surfaceOpen"))),
    m_addOverlay(panelButton(tr("Add overlay..."),
        tr("Paint values of a file on the chosen surface: GIFTI func, shape or label, FreeSurfer curv, sulc, thickness or annot"),
        QStringLiteral("surfaceAddOverlay"))),
    m_remove(panelButton(tr("Close"), tr("Close what is chosen (Delete)"), QStringLiteral("surfaceRemove"))), m_imageRow(new QWidget),
    m_image(new QComboBox), m_controls(new MeshControls(scene, history))
{
    m_list->setObjectName(QStringLiteral("surfaces"));
    m_list->setAccessibleName(tr("Surfaces, maps on them, and streamlines"));
    m_list->setHeaderHidden(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(90);
    m_list->setIndentation(16);
    m_list->installEventFilter(this);
    m_empty->setWordWrap(true);
    m_empty->setMargin(6);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_image->addItems({tr("Nothing"), tr("Slices"), tr("Volume, faintly")}); // in the order of ImageInVolume
    m_image->setObjectName(QStringLiteral("surfaceImage"));
    m_image->setAccessibleName(tr("Image in 3D"));
    m_image->setToolTip(tr("What the 3D view shows of the image beside them; the volume is slow without a graphics card"));
    auto* image = new QFormLayout(m_imageRow);
    image->setContentsMargins(6, 0, 6, 4);
    image->addRow(tr("Image in 3D"), m_image);
    auto* buttons = new QHBoxLayout;
    for (auto* each : {m_open, m_addOverlay, m_remove})
        buttons->addWidget(each);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(m_empty, 1);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    column->addWidget(m_controls);
    column->addWidget(m_imageRow);
    connect(m_list, &QTreeWidget::itemChanged, this, &MeshPanel::itemChanged);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!m_isShowing)
            setChoice(choiceOf(item));
    });
    connect(m_open, &QPushButton::clicked, this, &MeshPanel::openRequested);
    connect(m_addOverlay, &QPushButton::clicked, this, &MeshPanel::overlayRequested);
    connect(m_remove, &QPushButton::clicked, this, &MeshPanel::removeChosen);
    connect(m_image, &QComboBox::activated, this, [this](int index) {
        auto surfaces = m_scene.surfaces();
        surfaces.image = static_cast<ImageInVolume>(index);
        m_history.perform(tr("image beside surfaces"), [&] { m_scene.setSurfaces(std::move(surfaces)); });
    });
    m_listener = m_scene.addListener([this] { scheduleShow(); });
    showAll();
}

MeshPanel::~MeshPanel()
{
    m_scene.removeListener(m_listener);
}

MeshPtr MeshPanel::chosenMesh() const
{
    const auto& surfaces = m_scene.surfaces();
    const bool isOnMesh = m_choice.kind == Chosen::Mesh || m_choice.kind == Chosen::Overlay;
    return isOnMesh && m_choice.isIn(surfaces) ? surfaces.meshes[m_choice.index].mesh : nullptr;
}

SurfaceChoice MeshPanel::choiceOf(const QTreeWidgetItem* item)
{
    if (!item)
        return {};
    return {static_cast<Chosen>(item->data(0, Qt::UserRole).toInt()), item->data(0, Qt::UserRole + 1).toUInt(),
        item->data(0, Qt::UserRole + 2).toUInt()};
}

// Ten changes of the scene, one refresh.
void MeshPanel::scheduleShow()
{
    if (!std::exchange(m_isScheduled, true))
        QTimer::singleShot(0, this, [this] {
            m_isScheduled = false;
            if (const auto changes = m_watch.takeChanges(); changes.has(Aspect::Surfaces) || changes.has(Aspect::Layers))
                showAll();
        });
}

void MeshPanel::showAll()
{
    const auto& surfaces = m_scene.surfaces();
    showList();
    m_empty->setVisible(surfaces.isEmpty());
    m_list->setVisible(!surfaces.isEmpty());
    m_imageRow->setVisible(!surfaces.isEmpty() && !m_scene.layers().empty());
    m_image->setCurrentIndex(static_cast<int>(surfaces.image));
    setChoice(m_choice);
}

// The highest overlay first, as it is seen.
void MeshPanel::showList()
{
    m_isShowing = true;
    m_list->clear();
    const auto& surfaces = m_scene.surfaces();
    for (std::size_t n = 0; n < surfaces.meshes.size(); ++n) {
        const auto& mesh = surfaces.meshes[n];
        auto* item = new QTreeWidgetItem(m_list);
        fill(item, {Chosen::Mesh, n, 0}, mesh.visible, factsOf(mesh), colourIcon(mesh.outline ? mesh.outlineColour : mesh.colour));
        for (std::size_t k = mesh.overlays.size(); k-- > 0;)
            fill(new QTreeWidgetItem(item), {Chosen::Overlay, n, k}, mesh.overlays[k].display.visible, factsOf(mesh.overlays[k]), {});
        item->setExpanded(true);
    }
    for (std::size_t n = 0; n < surfaces.tracts.size(); ++n) {
        const auto& tract = surfaces.tracts[n];
        const auto icon = tract.colouring == TractColouring::OneColour ? colourIcon(tract.colour) : QIcon();
        fill(new QTreeWidgetItem(m_list), {Chosen::Tract, n, 0}, tract.visible, factsOf(tract), icon);
    }
    m_isShowing = false;
}

void MeshPanel::fill(QTreeWidgetItem* item, const SurfaceChoice& choice, bool isVisible, const QString& facts, const QIcon& icon)
{
    item->setData(0, Qt::UserRole, static_cast<int>(choice.kind));
    item->setData(0, Qt::UserRole + 1, static_cast<uint>(choice.index));
    item->setData(0, Qt::UserRole + 2, static_cast<uint>(choice.overlay));
    item->setText(0, choice.name(m_scene.surfaces()));
    item->setToolTip(0, facts);
    item->setIcon(0, icon);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(0, isVisible ? Qt::Checked : Qt::Unchecked);
    if (choice == m_choice)
        m_list->setCurrentItem(item);
}

void MeshPanel::setChoice(const SurfaceChoice& choice)
{
    m_choice = choice.isIn(m_scene.surfaces()) ? choice : SurfaceChoice{};
    m_controls->show(m_choice);
    m_addOverlay->setEnabled(chosenMesh() != nullptr);
    m_remove->setEnabled(m_choice.kind != Chosen::None);
    Q_EMIT chosen();
}

void MeshPanel::choose(const SurfaceChoice& choice)
{
    m_choice = choice;
    showAll(); // it may not be in the list yet
}

void MeshPanel::itemChanged(QTreeWidgetItem* item)
{
    const auto choice = choiceOf(item);
    auto surfaces = m_scene.surfaces();
    if (m_isShowing || !choice.isIn(surfaces))
        return;
    const bool on = item->checkState(0) == Qt::Checked;
    bool& visible = choice.kind == Chosen::Mesh ? surfaces.meshes[choice.index].visible
        : choice.kind == Chosen::Tract          ? surfaces.tracts[choice.index].visible
                                                : surfaces.meshes[choice.index].overlays[choice.overlay].display.visible;
    visible = on;
    const auto name = choice.name(surfaces);
    m_history.perform(on ? tr("show %1").arg(name) : tr("hide %1").arg(name), [&] { m_scene.setSurfaces(std::move(surfaces)); });
}

void MeshPanel::removeChosen()
{
    auto surfaces = m_scene.surfaces();
    if (!m_choice.isIn(surfaces))
        return;
    const auto name = m_choice.name(surfaces);
    const auto at = [](auto& list, std::size_t index) { list.erase(list.begin() + static_cast<std::ptrdiff_t>(index)); };
    if (m_choice.kind == Chosen::Mesh)
        at(surfaces.meshes, m_choice.index);
    else if (m_choice.kind == Chosen::Tract)
        at(surfaces.tracts, m_choice.index);
    else
        at(surfaces.meshes[m_choice.index].overlays, m_choice.overlay);
    m_history.perform(tr("close %1").arg(name), [&] { m_scene.setSurfaces(std::move(surfaces)); });
    // The one that took its place, else the one before.
    auto next = m_choice;
    std::size_t& index = next.kind == Chosen::Overlay ? next.overlay : next.index;
    while (!next.isIn(m_scene.surfaces()) && index > 0)
        --index;
    if (!next.isIn(m_scene.surfaces()) && next.kind == Chosen::Overlay)
        next = {Chosen::Mesh, next.index, 0};
    m_choice = next;
    showAll();
}

bool MeshPanel::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_list && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        removeChosen();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace insula
