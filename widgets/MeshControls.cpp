#include "widgets/MeshControls.h"

#include "viewers/ColourMapFile.h"
#include "viewers/OverlayPartners.h"
#include "widgets/LayerBlending.h"
#include "widgets/DisplayNumbers.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

template <typename Widget> Widget* named(Widget* widget, const QString& objectName, const QString& name, const QString& tip = {})
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(name);
    widget->setToolTip(tip);
    return widget;
}

QWidget* beside(QWidget* a, QWidget* b)
{
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(a, 1);
    row->addWidget(b, 1);
    return both;
}

} // namespace

QIcon colourIcon(const Rgb& colour)
{
    QPixmap square(14, 14);
    square.fill(Qt::transparent);
    QPainter painter(&square);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QColor(0, 0, 0, 90));
    painter.setBrush(QColor(colour[0], colour[1], colour[2]));
    painter.drawRoundedRect(QRectF(0.5, 0.5, 13, 13), 3, 3);
    return square;
}

bool SurfaceChoice::isIn(const SceneSurfaces& surfaces) const
{
    switch (kind) {
    case Kind::Mesh:
        return index < surfaces.meshes.size();
    case Kind::Overlay:
        return index < surfaces.meshes.size() && overlay < surfaces.meshes[index].overlays.size();
    case Kind::Tract:
        return index < surfaces.tracts.size();
    case Kind::None:
        break;
    }
    return false;
}

QString SurfaceChoice::name(const SceneSurfaces& surfaces) const
{
    if (!isIn(surfaces))
        return {};
    return QString::fromStdString(kind == Kind::Tract ? surfaces.tracts[index].name
            : kind == Kind::Mesh                      ? surfaces.meshes[index].name
                                                      : surfaces.meshes[index].overlays[overlay].data->name);
}

MeshControls::MeshControls(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history),
    m_opacity(named(new QSlider(Qt::Horizontal), QStringLiteral("surfaceOpacity"), tr("Opacity"))),
    m_colour(named(new QPushButton(tr("Choose...")), QStringLiteral("surfaceColour"), tr("Colour"))),
    m_outline(named(new QCheckBox(tr("Outline on the slices")), QStringLiteral("surfaceOutline"), tr("Outline on the slices"))),
    m_outlineColour(named(new QPushButton(tr("Choose...")), QStringLiteral("surfaceOutlineColour"), tr("Colour of the outline"))),
    m_outlineRow(beside(m_outline, m_outlineColour)),
    m_map(named(new QComboBox, QStringLiteral("surfaceMap"), tr("Map"), tr("Which of the file's maps is shown"))),
    m_colours(named(new QComboBox, QStringLiteral("surfaceColours"), tr("Colour map"))),
    m_windowLow(numberBox(QStringLiteral("surfaceWindowLow"), tr("Window low"), windowLow)),
    m_windowHigh(numberBox(QStringLiteral("surfaceWindowHigh"), tr("Window high"), windowHigh)),
    m_thresholdLow(numberBox(QStringLiteral("surfaceThresholdLow"), tr("Threshold low"), thresholdLow)),
    m_thresholdHigh(numberBox(QStringLiteral("surfaceThresholdHigh"), tr("Threshold high"), thresholdHigh)),
    m_threshold(named(new QCheckBox(tr("Threshold")), QStringLiteral("surfaceThreshold"), tr("Threshold"),
        tr("Only values between these two are painted"))),
    m_twoSided(named(new QCheckBox(tr("Two-sided")), QStringLiteral("surfaceTwoSided"), tr("Two-sided"),
        tr("The absolute value counts; negative values take the cold colours"))),
    m_inverted(named(new QCheckBox(tr("Inverted")), QStringLiteral("surfaceInverted"), tr("Inverted"), tr("Colours run backwards"))),
    m_both(named(new QCheckBox(tr("Both hemispheres alike")), QStringLiteral("surfaceBoth"), tr("Both hemispheres alike"),
        tr("What is changed here also changes the map of that name on the other hemisphere"))),
    m_colouring(named(new QComboBox, QStringLiteral("tractColouring"), tr("Colouring"),
        tr("By direction: left-right is red, front-back green, up-down blue"))),
    m_lineWidth(named(new QDoubleSpinBox, QStringLiteral("tractLineWidth"), tr("Line width"))),
    m_shown(named(new QSpinBox, QStringLiteral("tractShown"), tr("Streamlines shown"),
        tr("So many of the streamlines are drawn, evenly chosen from the file"))),
    m_rows(new QFormLayout(this))
{
    m_rows->setContentsMargins(6, 4, 6, 4);
    m_opacity->setRange(0, 100);
    m_both->setChecked(true);
    for (auto* box : {m_map, m_colours, m_colouring}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    buildSurfaceRows();
    buildOverlayRows();
    buildTractRows();
    show({});
}

void MeshControls::buildSurfaceRows()
{
    m_rows->addRow(tr("Opacity"), m_opacity);
    m_rows->addRow(tr("Colour"), m_colour);
    m_rows->addRow(m_outlineRow);
    connect(m_opacity, &QSlider::valueChanged, this, [this](int value) { setOpacity(value / 100.0); });
    connect(m_opacity, &QSlider::sliderReleased, this, [this] { m_history.endGesture(); });
    connect(m_colour, &QPushButton::clicked, this, [this] { chooseColour(false); });
    connect(m_outlineColour, &QPushButton::clicked, this, [this] { chooseColour(true); });
    connect(m_outline, &QCheckBox::clicked, this,
        [this](bool on) { edit(tr("outline"), [this, on](SceneSurfaces& s) { mesh(s).outline = on; }); });
}

void MeshControls::buildOverlayRows()
{
    m_windowEnds = beside(m_windowLow, m_windowHigh);
    m_thresholdEnds = beside(m_thresholdLow, m_thresholdHigh);
    m_sides = beside(m_inverted, m_twoSided);
    m_rows->addRow(tr("Map"), m_map);
    m_rows->addRow(tr("Colours"), m_colours);
    m_rows->addRow(tr("Window"), m_windowEnds);
    m_rows->addRow(m_threshold, m_thresholdEnds);
    m_rows->addRow(QString(), m_sides);
    m_rows->addRow(m_both);
    connect(m_map, &QComboBox::activated, this, [this](int index) {
        editOverlays(tr("map"), [map = static_cast<std::size_t>(index)](VertexOverlay& overlay) {
            overlay.map = map < overlay.data->maps.size() ? map : overlay.map;
        });
    });
    connect(m_colours, &QComboBox::activated, this, [this](int index) {
        editDisplay(
            tr("colour map"), [name = m_colours->itemData(index).toString().toStdString()](LayerDisplay& d) { d.colourMap = name; });
    });
    connect(m_threshold, &QCheckBox::clicked, this, [this](bool on) {
        editDisplay(tr("threshold"), [on](LayerDisplay& d) {
            d.threshold.enabled = on;
            if (on && d.threshold.low == d.threshold.high) // never set: from the middle of the window up
                d.threshold
                    = {true, (d.windowLow + d.windowHigh) / 2, std::max(d.windowHigh, d.windowLow) + 1e6, d.threshold.outsideOpacity};
        });
    });
    connect(m_twoSided, &QCheckBox::clicked, this,
        [this](bool on) { editDisplay(tr("two-sided colours"), [on](LayerDisplay& d) { d.twoSided = on; }); });
    connect(m_inverted, &QCheckBox::clicked, this,
        [this](bool on) { editDisplay(tr("inverted colours"), [on](LayerDisplay& d) { d.inverted = on; }); });
}

void MeshControls::buildTractRows()
{
    m_colouring->addItems({tr("By direction"), tr("One colour")});
    m_lineWidth->setRange(0.5, 10);
    m_lineWidth->setSingleStep(0.5);
    m_lineWidth->setDecimals(1);
    m_lineWidth->setKeyboardTracking(false);
    m_shown->setKeyboardTracking(false);
    m_shown->setGroupSeparatorShown(true);
    m_rows->insertRow(1, tr("Colouring"), m_colouring);
    m_rows->addRow(tr("Line width"), m_lineWidth);
    m_rows->addRow(tr("Streamlines"), m_shown);
    connect(m_colouring, &QComboBox::activated, this, [this](int index) {
        edit(tr("colouring"), [this, index](SceneSurfaces& s) { tract(s).colouring = static_cast<TractColouring>(index); });
    });
    connect(m_lineWidth, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        edit(
            tr("line width"), [this, value](SceneSurfaces& s) { tract(s).lineWidth = value; }, QStringLiteral("lineWidth"));
    });
    connect(m_shown, &QSpinBox::valueChanged, this, [this](int value) {
        edit(
            tr("number of streamlines"), [this, value](SceneSurfaces& s) { tract(s).shown = static_cast<std::size_t>(value); },
            QStringLiteral("streamlines"));
    });
}

QDoubleSpinBox* MeshControls::numberBox(const QString& objectName, const QString& name, double& (*member)(LayerDisplay&))
{
    auto* box = displayNumberBox(objectName, name);
    box->setToolTip(name);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, name, member, objectName](double value) {
        editDisplay(
            name.toLower(), [member, value](LayerDisplay& d) { member(d) = value; }, objectName);
    });
    return box;
}

void MeshControls::edit(const QString& what, const Change& change, const QString& gesture)
{
    if (m_isShowing || !m_choice.isIn(m_scene.surfaces()))
        return;
    auto surfaces = m_scene.surfaces();
    const auto name = m_choice.name(surfaces);
    change(surfaces);
    m_history.perform(
        tr("%1 of %2").arg(what, name), [&] { m_scene.setSurfaces(std::move(surfaces)); }, gesture);
}

// Of the chosen map and, when it is asked for, those of the other hemisphere.
void MeshControls::editOverlays(const QString& what, const std::function<void(VertexOverlay&)>& change, const QString& gesture)
{
    if (m_choice.kind != SurfaceChoice::Kind::Overlay)
        return;
    edit(
        what,
        [&](SceneSurfaces& s) {
            const OverlayPlace place{m_choice.index, m_choice.overlay};
            change(mesh(s).overlays[m_choice.overlay]);
            if (m_both->isChecked())
                for (const auto& partner : partnersOf(s, place))
                    change(s.meshes[partner.mesh].overlays[partner.overlay]);
        },
        gesture);
}

void MeshControls::editDisplay(const QString& what, const std::function<void(LayerDisplay&)>& change, const QString& gesture)
{
    editOverlays(
        what, [&change](VertexOverlay& overlay) { change(overlay.display); }, gesture);
}

void MeshControls::setOpacity(double opacity)
{
    const auto gesture = QStringLiteral("surfaceOpacity");
    if (m_choice.kind == SurfaceChoice::Kind::Overlay)
        return editDisplay(
            tr("opacity"), [opacity](LayerDisplay& d) { d.opacity = opacity; }, gesture);
    const bool isMesh = m_choice.kind == SurfaceChoice::Kind::Mesh;
    edit(
        tr("opacity"), [&](SceneSurfaces& s) { (isMesh ? mesh(s).opacity : tract(s).opacity) = opacity; }, gesture);
}

void MeshControls::chooseColour(bool ofOutline)
{
    auto surfaces = m_scene.surfaces();
    if (!m_choice.isIn(surfaces) || m_choice.kind == SurfaceChoice::Kind::Overlay)
        return;
    const auto colourIn = [this, ofOutline](SceneSurfaces& s) -> Rgb& {
        return m_choice.kind == SurfaceChoice::Kind::Tract ? tract(s).colour : ofOutline ? mesh(s).outlineColour : mesh(s).colour;
    };
    const auto now = colourIn(surfaces);
    const auto choice = m_choice;
    const auto chosen = QColorDialog::getColor(QColor(now[0], now[1], now[2]), this, tr("Colour of %1").arg(m_choice.name(surfaces)));
    if (!chosen.isValid() || choice != m_choice)
        return;
    const Rgb colour{
        static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()), static_cast<std::uint8_t>(chosen.blue())};
    edit(tr("colour"), [&](SceneSurfaces& s) { colourIn(s) = colour; });
}

void MeshControls::show(const SurfaceChoice& choice)
{
    m_isShowing = true;
    const auto& surfaces = m_scene.surfaces();
    m_choice = choice.isIn(surfaces) ? choice : SurfaceChoice{};
    using Chosen = SurfaceChoice::Kind;
    const auto kind = m_choice.kind;
    setVisible(kind != Chosen::None);
    m_rows->setRowVisible(m_outlineRow, kind == Chosen::Mesh);
    for (QWidget* row : std::initializer_list<QWidget*>{m_map, m_colours, m_windowEnds, m_thresholdEnds, m_sides, m_both})
        m_rows->setRowVisible(row, kind == Chosen::Overlay);
    for (QWidget* row : std::initializer_list<QWidget*>{m_colouring, m_lineWidth, m_shown})
        m_rows->setRowVisible(row, kind == Chosen::Tract);
    m_rows->setRowVisible(m_colour, kind == Chosen::Mesh || kind == Chosen::Tract);
    if (kind == Chosen::Mesh)
        showMesh(surfaces.meshes[m_choice.index]);
    else if (kind == Chosen::Overlay)
        showOverlay(surfaces.meshes[m_choice.index].overlays[m_choice.overlay]);
    else if (kind == Chosen::Tract)
        showTract(surfaces.tracts[m_choice.index]);
    m_isShowing = false;
}

void MeshControls::showMesh(const SceneMesh& mesh)
{
    m_opacity->setValue(static_cast<int>(std::lround(mesh.opacity * 100)));
    m_colour->setIcon(colourIcon(mesh.colour));
    m_outline->setChecked(mesh.outline);
    m_outlineColour->setIcon(colourIcon(mesh.outlineColour));
}

void MeshControls::showOverlay(const VertexOverlay& overlay)
{
    const auto& d = overlay.display;
    m_opacity->setValue(static_cast<int>(std::lround(d.opacity * 100)));
    m_map->clear();
    for (std::size_t n = 0; n < overlay.data->maps.size(); ++n) {
        const auto& name = overlay.data->maps[n].name;
        m_map->addItem(name.empty() ? tr("Map %1").arg(n + 1) : QString::fromStdString(name));
    }
    m_map->setCurrentIndex(static_cast<int>(overlay.map));
    m_rows->setRowVisible(m_map, overlay.data->maps.size() > 1);
    for (QWidget* row : std::initializer_list<QWidget*>{m_colours, m_windowEnds, m_thresholdEnds, m_sides})
        m_rows->setRowVisible(row, !overlay.data->isLabels);
    m_rows->setRowVisible(m_both, !partnersOf(m_scene.surfaces(), {m_choice.index, m_choice.overlay}).empty());
    if (overlay.data->isLabels)
        return;
    addUserColourMaps();
    fillColourMaps(*m_colours);
    m_colours->setCurrentIndex(m_colours->findData(QString::fromStdString(d.colourMap)));
    // As many decimals as the window needs: four significant digits of its width.
    const double width = std::max(std::abs(d.windowHigh - d.windowLow), 1e-9);
    const int decimals = std::clamp(static_cast<int>(std::ceil(2 - std::log10(width))), 0, 9);
    const std::array<std::pair<QDoubleSpinBox*, double>, 4> boxes{
        {{m_windowLow, d.windowLow}, {m_windowHigh, d.windowHigh}, {m_thresholdLow, d.threshold.low}, {m_thresholdHigh, d.threshold.high}}};
    for (const auto& [box, value] : boxes) {
        box->setDecimals(decimals);
        box->setSingleStep(width / 100);
        box->setValue(value);
    }
    m_threshold->setChecked(d.threshold.enabled);
    m_thresholdEnds->setEnabled(d.threshold.enabled);
    m_twoSided->setChecked(d.twoSided);
    m_inverted->setChecked(d.inverted);
}

void MeshControls::showTract(const SceneTract& tract)
{
    const auto count = static_cast<int>(std::min<std::size_t>(tract.tracts->count(), INT_MAX));
    m_opacity->setValue(static_cast<int>(std::lround(tract.opacity * 100)));
    m_colour->setIcon(colourIcon(tract.colour));
    m_colouring->setCurrentIndex(static_cast<int>(tract.colouring));
    m_rows->setRowVisible(m_colour, tract.colouring == TractColouring::OneColour);
    m_lineWidth->setValue(tract.lineWidth);
    m_shown->setRange(0, count);
    m_shown->setSingleStep(std::max(1, count / 20));
    m_shown->setSuffix(tr(" of %L1").arg(count));
    m_shown->setValue(static_cast<int>(tract.shown));
}

} // namespace insula
