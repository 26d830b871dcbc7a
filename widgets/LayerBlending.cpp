#include "widgets/LayerBlending.h"

#include "viewers/ColourMap.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPixmap>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {
namespace {

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

} // namespace

void fillColourMaps(QComboBox& box, const QString& first)
{
    const int before = first.isEmpty() ? 0 : 1;
    const auto revision = QVariant::fromValue<qulonglong>(colourMapsRevision());
    if (box.count() == static_cast<int>(colourMaps().size()) + before && box.property("revision") == revision)
        return;
    box.setProperty("revision", revision);
    const QSignalBlocker quiet(box);
    box.clear();
    box.setIconSize({64, 12});
    if (!first.isEmpty())
        box.addItem(first, QString());
    for (const auto& map : colourMaps())
        box.addItem(swatch(map.name), QString::fromStdString(map.title), QString::fromStdString(map.name));
}

LayerBlending::LayerBlending(const Scene& scene, Edit edit, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_edit(std::move(edit)), m_blend(new QComboBox), m_negative(new QComboBox), m_alpha(new QComboBox),
    m_alphaLow(end(QStringLiteral("alphaLow"), tr("No opacity up to"), &LayerDisplay::alphaLow)),
    m_alphaHigh(end(QStringLiteral("alphaHigh"), tr("Full opacity from"), &LayerDisplay::alphaHigh)), m_alphaEnds(new QWidget),
    m_rows(new QFormLayout(this))
{
    m_blend->addItems({tr("Over"), tr("Added"), tr("Multiplied"), tr("Brighter of the two")});
    m_blend->setObjectName(QStringLiteral("blend"));
    m_blend->setAccessibleName(tr("Blend with the layers below"));
    m_negative->setObjectName(QStringLiteral("negativeMap"));
    m_negative->setAccessibleName(tr("Colours of negative values"));
    m_alpha->setObjectName(QStringLiteral("alphaFrom"));
    m_alpha->setAccessibleName(tr("Opacity from the values of"));
    m_alpha->setToolTip(tr("Faint where another map is weak: effects coloured here, as opaque as their t values there"));
    for (auto* each : {m_blend, m_negative, m_alpha})
        each->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* ends = new QHBoxLayout(m_alphaEnds);
    ends->setContentsMargins(0, 0, 0, 0);
    ends->addWidget(m_alphaLow);
    ends->addWidget(m_alphaHigh);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->addRow(tr("Negative"), m_negative);
    m_rows->addRow(tr("Blend"), m_blend);
    m_rows->addRow(tr("Opacity from"), m_alpha);
    m_rows->addRow(tr("none / full at"), m_alphaEnds);
    connect(m_blend, &QComboBox::activated, this,
        [this](int index) { m_edit(tr("blend"), [index](LayerDisplay& d) { d.blend = static_cast<Blend>(index); }, {}); });
    connect(m_negative, &QComboBox::activated, this, [this](int index) {
        m_edit(tr("negative colours"),
            [name = m_negative->itemData(index).toString().toStdString()](LayerDisplay& d) { d.negativeMap = name; }, {});
    });
    connect(m_alpha, &QComboBox::activated, this, [this](int index) {
        const auto& layers = m_scene.layers();
        const auto path = m_alpha->itemData(index).toString().toStdString();
        const auto source
            = std::find_if(layers.begin(), layers.end(), [&](const Layer& each) { return each.volume->source().path == path; });
        m_edit(tr("opacity from another layer"),
            [&](LayerDisplay& d) {
                d.alphaFrom = path;
                if (!path.empty() && source != layers.end()) { // as that layer's window has it
                    d.alphaLow = source->display.twoSided ? 0 : source->display.windowLow;
                    d.alphaHigh = source->display.windowHigh;
                }
            },
            {});
    });
}

QDoubleSpinBox* LayerBlending::end(const QString& objectName, const QString& name, double LayerDisplay::*member)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setRange(-1e12, 1e12);
    box->setKeyboardTracking(false);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, name, member, objectName](double value) {
        if (!m_isShowing)
            m_edit(
                name.toLower(), [member, value](LayerDisplay& d) { d.*member = value; }, objectName);
    });
    return box;
}

void LayerBlending::showLayer(const Layer& layer)
{
    m_isShowing = true;
    const auto& d = layer.display;
    fillColourMaps(*m_negative, tr("Automatic"));
    m_negative->setCurrentIndex(std::max(0, m_negative->findData(QString::fromStdString(d.negativeMap))));
    m_rows->setRowVisible(m_negative, d.twoSided);
    m_blend->setCurrentIndex(static_cast<int>(d.blend));
    m_alpha->clear();
    m_alpha->addItem(tr("the slider alone"), QString());
    for (const auto& other : m_scene.layers())
        if (other.id != layer.id && !other.volume->source().path.empty())
            m_alpha->addItem(QString::fromStdString(other.name), QString::fromStdString(other.volume->source().path));
    const int chosen = std::max(0, m_alpha->findData(QString::fromStdString(d.alphaFrom)));
    m_alpha->setCurrentIndex(chosen);
    m_rows->setRowVisible(m_alphaEnds, chosen > 0);
    const double width = std::max(std::abs(d.alphaHigh - d.alphaLow), 1e-9);
    for (auto* box : {m_alphaLow, m_alphaHigh})
        box->setDecimals(std::clamp(static_cast<int>(std::ceil(2 - std::log10(width))), 0, 9));
    m_alphaLow->setValue(d.alphaLow);
    m_alphaHigh->setValue(d.alphaHigh);
    m_isShowing = false;
}

} // namespace insula
