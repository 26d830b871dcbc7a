#include "widgets/LayerControls.h"

#include "processing/core/BrainMask.h"
#include "viewers/ColourMapFile.h"
#include "viewers/WindowPresets.h"
#include "widgets/BorderControl.h"
#include "widgets/LayerBlending.h"
#include "widgets/WindowHistogram.h"
#include "widgets/DisplayNumbers.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr double TranslucentOpacity = 0.25; // of what the threshold leaves out, when asked for

} // namespace

LayerControls::LayerControls(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_opacity(new QSlider(Qt::Horizontal)), m_map(new QComboBox),
    m_interpolation(new QComboBox), m_windowLow(numberBox("windowLow", tr("Window low"), tr("window"), windowLow)),
    m_windowHigh(numberBox("windowHigh", tr("Window high"), tr("window"), windowHigh)),
    m_thresholdLow(numberBox("thresholdLow", tr("Threshold low"), tr("threshold"), thresholdLow)),
    m_thresholdHigh(numberBox("thresholdHigh", tr("Threshold high"), tr("threshold"), thresholdHigh)),
    m_inverted(new QCheckBox(tr("Inverted"))), m_twoSided(new QCheckBox(tr("Two-sided"))), m_threshold(new QCheckBox(tr("Threshold"))),
    m_translucent(new QCheckBox(tr("Faint outside"))), m_outline(new QCheckBox(tr("Outline only"))), m_border(new BorderControl),
    m_histogram(new WindowHistogram),
    m_blending(
        new LayerBlending(scene, [this](const auto& what, const auto& change, const auto& gesture) { edit(what, change, gesture); })),
    m_more(new QToolButton), m_thresholdEnds(new QWidget), m_imageRows(new QWidget)
{
    m_opacity->setRange(0, 100);
    m_opacity->setObjectName(QStringLiteral("opacity"));
    m_opacity->setAccessibleName(tr("Opacity"));
    m_map->setObjectName(QStringLiteral("colourMap"));
    m_map->setAccessibleName(tr("Colour map"));
    m_map->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_interpolation->addItems({tr("Nearest"), tr("Linear"), tr("Cubic")}); // in the order of Smoothing
    m_interpolation->setObjectName(QStringLiteral("interpolation"));
    m_interpolation->setAccessibleName(tr("Interpolation"));
    m_threshold->setObjectName(QStringLiteral("threshold"));
    m_outline->setObjectName(QStringLiteral("outline"));
    m_twoSided->setToolTip(tr("The absolute value counts; negative values take the cold colours"));
    m_translucent->setToolTip(tr("Draws what the threshold leaves out faintly instead of not at all"));
    addRows();
    connect(m_opacity, &QSlider::valueChanged, this, [this](int value) {
        edit(
            tr("opacity"), [value](LayerDisplay& d) { d.opacity = value / 100.0; }, QStringLiteral("opacity"));
    });
    connect(m_opacity, &QSlider::sliderReleased, this, [this] { m_history.endGesture(); });
    connect(m_map, &QComboBox::activated, this, [this](int index) {
        edit(tr("colour map"), [name = m_map->itemData(index).toString().toStdString()](LayerDisplay& d) { d.colourMap = name; });
    });
    connect(m_interpolation, &QComboBox::activated, this,
        [this](int index) { edit(tr("interpolation"), [index](LayerDisplay& d) { d.interpolation = static_cast<Smoothing>(index); }); });
    connect(m_inverted, &QCheckBox::clicked, this,
        [this](bool on) { edit(tr("inverted colours"), [on](LayerDisplay& d) { d.inverted = on; }); });
    connect(m_outline, &QCheckBox::clicked, this, [this](bool on) { edit(tr("outline"), [on](LayerDisplay& d) { d.outline = on; }); });
    connect(m_twoSided, &QCheckBox::clicked, this,
        [this](bool on) { edit(tr("two-sided colours"), [on](LayerDisplay& d) { d.twoSided = on; }); });
    connect(m_threshold, &QCheckBox::clicked, this, [this](bool on) {
        edit(tr("threshold"), [on](LayerDisplay& d) {
            d.threshold.enabled = on;
            if (on && d.threshold.low == d.threshold.high) // never set: from the middle of the window up
                d.threshold
                    = {true, (d.windowLow + d.windowHigh) / 2, std::max(d.windowHigh, d.windowLow) + 1e6, d.threshold.outsideOpacity};
        });
    });
    connect(m_translucent, &QCheckBox::clicked, this, [this](bool on) {
        edit(tr("faint outside"), [on](LayerDisplay& d) { d.threshold.outsideOpacity = on ? TranslucentOpacity : 0; });
    });
    connect(m_histogram, &WindowHistogram::windowChanged, this, [this](double low, double high) {
        edit(
            tr("window"),
            [low, high](LayerDisplay& d) {
                d.windowLow = low;
                d.windowHigh = high;
            },
            QStringLiteral("window"));
    });
    connect(m_histogram, &WindowHistogram::thresholdChanged, this, [this](double low) {
        edit(
            tr("threshold"), [low](LayerDisplay& d) { d.threshold.low = low; }, QStringLiteral("thresholdLow"));
    });
    connect(m_histogram, &WindowHistogram::settled, this, [this] { m_history.endGesture(); });
    connect(m_border, &BorderControl::borderChanged, this, [this](double mm) {
        edit(
            tr("border"), [mm](LayerDisplay& d) { showBorder(d, mm); }, QStringLiteral("border"));
    });
    connect(m_border, &BorderControl::settled, this, [this] { m_history.endGesture(); });
    connect(m_border, &BorderControl::maskRequested, this, &LayerControls::maskRequested);
    showSelected();
}

QDoubleSpinBox* LayerControls::numberBox(
    const QString& objectName, const QString& name, const QString& what, double& (*member)(LayerDisplay&))
{
    auto* box = displayNumberBox(objectName, name);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, what, member, objectName](double value) {
        edit(
            what, [member, value](LayerDisplay& d) { member(d) = value; }, objectName);
    });
    return box;
}

void LayerControls::addRows()
{
    const auto pair = [](QWidget* a, QWidget* b, QWidget* c = nullptr) {
        auto* row = new QHBoxLayout;
        row->addWidget(a, 1);
        row->addWidget(b, 1);
        if (c)
            row->addWidget(c);
        return row;
    };
    auto* ends = pair(m_thresholdLow, m_thresholdHigh);
    ends->setContentsMargins(0, 0, 0, 0);
    m_thresholdEnds->setLayout(ends);
    m_more->setText(tr("More"));
    m_more->setObjectName(QStringLiteral("moreDisplay"));
    m_more->setToolTip(tr("Blending, opacity from another layer, colours of negative values"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_more, &QToolButton::toggled, this, [this](bool on) {
        m_more->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        m_rows->setRowVisible(m_blending, on);
    });
    auto* rows = m_rows = new QFormLayout(m_imageRows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addRow(tr("Colours"), m_map);
    rows->addRow(m_histogram);
    rows->addRow(tr("Window"), pair(m_windowLow, m_windowHigh, windowButton()));
    rows->addRow(m_threshold, m_thresholdEnds);
    rows->addRow(tr("Between voxels"), m_interpolation);
    rows->addRow(QString(), pair(m_inverted, m_twoSided));
    rows->addRow(QString(), pair(m_translucent, m_more));
    rows->addRow(m_blending);
    rows->setRowVisible(m_blending, false);
    auto* whole = m_whole = new QFormLayout(this);
    whole->setContentsMargins(6, 4, 6, 4);
    whole->addRow(tr("Border (mm)"), m_border);
    whole->addRow(tr("Opacity"), m_opacity);
    whole->addRow(m_outline);
    whole->addRow(m_imageRows);
}

// Automatic at a click, other windows in its menu.
QWidget* LayerControls::windowButton()
{
    auto* button = new QToolButton;
    button->setText(tr("Auto"));
    button->setObjectName(QStringLiteral("autoWindow"));
    button->setToolTip(tr("The window that suits this image: 2nd to 98th percentile of what is not background; other windows in the menu"));
    button->setAccessibleName(tr("Automatic window"));
    button->setPopupMode(QToolButton::MenuButtonPopup);
    const auto setWindow = [this](const QString& what, double low, double high) {
        edit(what, [low, high](LayerDisplay& d) {
            d.windowLow = low;
            d.windowHigh = high;
        });
    };
    connect(button, &QToolButton::clicked, this, [this, setWindow] {
        const auto& layer = m_scene.layer(m_scene.selectedLayer());
        const auto start = defaultDisplay(*layer.volume, layer.id == m_scene.layers().front().id ? 0 : 1);
        setWindow(tr("automatic window"), start.windowLow, start.windowHigh);
    });
    auto* menu = new QMenu(button);
    menu->addAction(tr("Whole range"), this, [this, setWindow] {
        const auto& layer = m_scene.layer(m_scene.selectedLayer());
        const auto range = valueRange(*layer.volume, m_scene.shownFrame(layer));
        setWindow(tr("whole range"), layer.display.twoSided ? 0 : range.min, range.max);
    });
    menu->addSeparator();
    for (const auto& preset : WindowPresets)
        menu->addAction(QString::fromLatin1(preset.title.data(), static_cast<int>(preset.title.size())), this,
            [setWindow, preset] { setWindow(tr("window preset"), preset.low, preset.high); });
    button->setMenu(menu);
    return button;
}

void LayerControls::edit(const QString& what, const std::function<void(LayerDisplay&)>& change, const QString& gesture)
{
    const auto id = m_scene.selectedLayer();
    if (m_isShowing || id == NoLayer)
        return;
    auto display = m_scene.layer(id).display;
    change(display);
    m_history.perform(
        tr("%1 of %2").arg(what, QString::fromStdString(m_scene.layer(id).name)), [&] { m_scene.setDisplay(id, display); }, gesture);
}

// As many decimals as the window needs: four significant digits of its width.
void LayerControls::fit(const Layer& layer)
{
    const auto& d = layer.display;
    const double width = std::max(std::abs(d.windowHigh - d.windowLow), 1e-9);
    const int decimals = std::clamp(static_cast<int>(std::ceil(2 - std::log10(width))), 0, 9);
    for (auto* box : {m_windowLow, m_windowHigh, m_thresholdLow, m_thresholdHigh}) {
        box->setDecimals(decimals);
        box->setSingleStep(width / 100);
    }
    m_windowLow->setValue(d.windowLow);
    m_windowHigh->setValue(d.windowHigh);
    m_thresholdLow->setValue(d.threshold.low);
    m_thresholdHigh->setValue(d.threshold.high);
}

void LayerControls::showSelected()
{
    const auto id = m_scene.selectedLayer();
    setEnabled(id != NoLayer);
    const bool hasBorder = id != NoLayer && isDistanceMap(*m_scene.layer(id).volume);
    m_whole->setRowVisible(m_border, hasBorder);
    if (id == NoLayer)
        return;
    m_isShowing = true;
    const auto& layer = m_scene.layer(id);
    const auto& d = layer.display;
    addUserColourMaps(); // here, not at the start: files and pictures take a moment
    fillColourMaps(*m_map);
    m_opacity->setValue(static_cast<int>(std::lround(d.opacity * 100)));
    m_map->setCurrentIndex(m_map->findData(QString::fromStdString(d.colourMap)));
    m_interpolation->setCurrentIndex(static_cast<int>(d.interpolation));
    m_inverted->setChecked(d.inverted);
    m_twoSided->setChecked(d.twoSided);
    m_threshold->setChecked(d.threshold.enabled);
    m_translucent->setChecked(d.threshold.outsideOpacity > 0);
    m_outline->setChecked(d.outline);
    for (QWidget* each : std::initializer_list<QWidget*>{m_thresholdLow, m_thresholdHigh, m_translucent})
        each->setEnabled(d.threshold.enabled);
    m_imageRows->setVisible(!layer.isLabels());
    m_rows->setRowVisible(m_thresholdEnds, !hasBorder);
    m_translucent->setVisible(!hasBorder);
    m_twoSided->setVisible(!hasBorder);
    m_border->setBorder(d.threshold.high);
    m_rows->setRowVisible(m_histogram, !hasBorder && !layer.isLabels());
    if (m_rows->isRowVisible(m_histogram))
        m_histogram->showLayer(layer, m_scene.shownFrame(layer));
    m_blending->showLayer(layer);
    fit(layer);
    m_isShowing = false;
}

} // namespace insula
