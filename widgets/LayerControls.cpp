#include "widgets/LayerControls.h"

#include "processing/core/BrainMask.h"
#include "viewers/ColourMap.h"
#include "widgets/BorderControl.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

constexpr double TranslucentOpacity = 0.25; // of what the threshold leaves out, when asked for

QPixmap swatch(const std::string& map)
{
    const auto table = colourTable(map);
    QImage image(64, 12, QImage::Format_RGB32);
    for (int x = 0; x < image.width(); ++x) {
        const auto& c = table[static_cast<std::size_t>(x * 255 / (image.width() - 1))];
        for (int y = 0; y < image.height(); ++y)
            image.setPixel(x, y, qRgb(c[0], c[1], c[2]));
    }
    return QPixmap::fromImage(image);
}

double& windowLow(LayerDisplay& d)
{
    return d.windowLow;
}
double& windowHigh(LayerDisplay& d)
{
    return d.windowHigh;
}
double& thresholdLow(LayerDisplay& d)
{
    return d.threshold.low;
}
double& thresholdHigh(LayerDisplay& d)
{
    return d.threshold.high;
}

} // namespace

LayerControls::LayerControls(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_opacity(new QSlider(Qt::Horizontal)), m_map(new QComboBox),
    m_interpolation(new QComboBox), m_windowLow(numberBox("windowLow", tr("Window low"), tr("window"), windowLow)),
    m_windowHigh(numberBox("windowHigh", tr("Window high"), tr("window"), windowHigh)),
    m_thresholdLow(numberBox("thresholdLow", tr("Threshold low"), tr("threshold"), thresholdLow)),
    m_thresholdHigh(numberBox("thresholdHigh", tr("Threshold high"), tr("threshold"), thresholdHigh)),
    m_inverted(new QCheckBox(tr("Inverted"))), m_twoSided(new QCheckBox(tr("Two-sided"))), m_threshold(new QCheckBox(tr("Threshold"))),
    m_translucent(new QCheckBox(tr("Faint outside"))), m_outline(new QCheckBox(tr("Outline only"))), m_border(new BorderControl),
    m_thresholdEnds(new QWidget), m_imageRows(new QWidget)
{
    m_opacity->setRange(0, 100);
    m_opacity->setObjectName(QStringLiteral("opacity"));
    m_opacity->setAccessibleName(tr("Opacity"));
    m_map->setObjectName(QStringLiteral("colourMap"));
    m_map->setAccessibleName(tr("Colour map"));
    m_map->setIconSize({64, 12});
    m_map->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_interpolation->addItem(tr("Linear"));
    m_interpolation->addItem(tr("Nearest"));
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
    connect(m_interpolation, &QComboBox::activated, this, [this](int index) {
        edit(tr("interpolation"),
            [index](LayerDisplay& d) { d.interpolation = index == 0 ? Interpolation::Linear : Interpolation::Nearest; });
    });
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
    auto* box = new QDoubleSpinBox;
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setRange(-1e12, 1e12);
    box->setKeyboardTracking(false);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setMinimumWidth(56);
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
    auto* automatic = new QPushButton(tr("Auto"));
    automatic->setObjectName(QStringLiteral("autoWindow"));
    automatic->setToolTip(tr("The window that suits this image: 2nd to 98th percentile of what is not background"));
    automatic->setAccessibleName(tr("Automatic window"));
    automatic->setMaximumWidth(52);
    connect(automatic, &QPushButton::clicked, this, [this] {
        const auto& layer = m_scene.layer(m_scene.selectedLayer());
        const auto start = defaultDisplay(*layer.volume, layer.id == m_scene.layers().front().id ? 0 : 1);
        edit(tr("automatic window"), [&start](LayerDisplay& d) {
            d.windowLow = start.windowLow;
            d.windowHigh = start.windowHigh;
        });
    });
    auto* rows = m_rows = new QFormLayout(m_imageRows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addRow(tr("Colours"), m_map);
    rows->addRow(tr("Window"), pair(m_windowLow, m_windowHigh, automatic));
    rows->addRow(m_threshold, m_thresholdEnds);
    rows->addRow(tr("Between voxels"), m_interpolation);
    rows->addRow(QString(), pair(m_inverted, m_twoSided));
    rows->addRow(QString(), m_translucent);
    auto* whole = m_whole = new QFormLayout(this);
    whole->setContentsMargins(6, 4, 6, 4);
    whole->addRow(tr("Border (mm)"), m_border);
    whole->addRow(tr("Opacity"), m_opacity);
    whole->addRow(m_outline);
    whole->addRow(m_imageRows);
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
    if (m_map->count() == 0) // here, not at the start: the pictures take a moment
        for (const auto& map : colourMaps())
            m_map->addItem(swatch(std::string(map.name)), QString::fromUtf8(map.title.data(), static_cast<int>(map.title.size())),
                QString::fromUtf8(map.name.data(), static_cast<int>(map.name.size())));
    m_opacity->setValue(static_cast<int>(std::lround(d.opacity * 100)));
    m_map->setCurrentIndex(m_map->findData(QString::fromStdString(d.colourMap)));
    m_interpolation->setCurrentIndex(d.interpolation == Interpolation::Linear ? 0 : 1);
    m_inverted->setChecked(d.inverted);
    m_twoSided->setChecked(d.twoSided);
    m_threshold->setChecked(d.threshold.enabled);
    m_translucent->setChecked(d.threshold.outsideOpacity > 0);
    m_outline->setChecked(d.outline);
    for (QWidget* each : std::initializer_list<QWidget*>{m_thresholdLow, m_thresholdHigh, m_translucent})
        each->setEnabled(d.threshold.enabled);
    m_imageRows->setVisible(!layer.isLabels());
    m_rows->setRowVisible(m_thresholdEnds, !hasBorder);
    m_rows->setRowVisible(m_translucent, !hasBorder);
    m_twoSided->setVisible(!hasBorder);
    m_border->setBorder(d.threshold.high);
    fit(layer);
    m_isShowing = false;
}

} // namespace insula
