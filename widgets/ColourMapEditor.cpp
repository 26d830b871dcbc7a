#include "widgets/ColourMapEditor.h"

#include "processing/core/Error.h"
#include "widgets/ColourStops.h"
#include "widgets/LayerBlending.h"
#include "widgets/Workbench.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace insula {
namespace {

QPushButton* button(const QString& text, const QString& tip, const char* name)
{
    auto* made = new QPushButton(text);
    made->setObjectName(QLatin1String(name));
    made->setToolTip(tip);
    made->setAutoDefault(false); // Return belongs to the points
    return made;
}

} // namespace

ColourMapEditor::ColourMapEditor(Workbench& workbench, QWidget* parent) :
    QDialog(parent), m_workbench(workbench), m_stops(new ColourStops), m_start(new QComboBox), m_position(new QSpinBox),
    m_colour(button(tr("Colour..."), tr("Colour of the selected point (Return on the bar)"), "mapColour")),
    m_add(button(tr("Add"), tr("A point between the selected one and the next (Insert)"), "mapAdd")),
    m_remove(button(tr("Remove"), tr("Removes the selected point (Delete)"), "mapRemove")),
    m_reverse(button(tr("Reverse"), tr("Turns the colours round"), "mapReverse")),
    m_save(button(tr("&Save"), tr("Puts the map into all lists of colour maps"), "mapSave")), m_name(new QLineEdit),
    m_use(new QCheckBox(tr("Use it for the selected layer"))), m_state(new QLabel)
{
    setObjectName(QStringLiteral("colourMapEditor"));
    setWindowTitle(tr("Colour map editor"));
    for (const auto& problem : addUserColourMaps())
        workbench.inform(MessageBar::Tone::Warning, QString::fromStdString(problem));
    build();
    connect(m_start, &QComboBox::activated, this, [this](int index) { startFrom(m_start->itemData(index).toString()); });
    connect(m_stops, &ColourStops::changed, this, &ColourMapEditor::showPoint);
    connect(m_stops, &ColourStops::colourRequested, this, &ColourMapEditor::chooseColour);
    connect(m_position, &QSpinBox::valueChanged, this, [this](int at) {
        if (!m_isShowing)
            m_stops->moveSelected(at);
    });
    connect(m_colour, &QPushButton::clicked, this, &ColourMapEditor::chooseColour);
    connect(m_add, &QPushButton::clicked, m_stops, &ColourStops::addPoint);
    connect(m_remove, &QPushButton::clicked, m_stops, &ColourStops::removeSelected);
    connect(m_reverse, &QPushButton::clicked, m_stops, &ColourStops::reverse);
    connect(m_save, &QPushButton::clicked, this, &ColourMapEditor::save);
    connect(m_name, &QLineEdit::returnPressed, this, &ColourMapEditor::save);
    startFrom(QStringLiteral("viridis"));
}

void ColourMapEditor::build()
{
    m_start->setObjectName(QStringLiteral("mapStart"));
    m_start->setAccessibleName(tr("Map to start from"));
    m_start->setToolTip(tr("One of your own maps is changed; others are left as they are and give a new one"));
    m_stops->setObjectName(QStringLiteral("mapStops"));
    m_position->setObjectName(QStringLiteral("mapPosition"));
    m_position->setAccessibleName(tr("Position of the selected point"));
    m_position->setToolTip(tr("0: low end of the window, 255: high end"));
    m_position->setRange(0, 255);
    m_position->setKeyboardTracking(false);
    m_name->setObjectName(QStringLiteral("mapName"));
    m_name->setAccessibleName(tr("Name of the map"));
    m_name->setMaxLength(60);
    m_use->setObjectName(QStringLiteral("mapUse"));
    m_use->setChecked(true);
    m_state->setObjectName(QStringLiteral("mapState"));
    m_state->setWordWrap(true);
    m_state->setMinimumHeight(2 * fontMetrics().lineSpacing()); // a message must not move the buttons
    m_state->setAlignment(Qt::AlignTop);
    auto* point = new QHBoxLayout;
    point->addWidget(m_position);
    for (auto* each : {m_colour, m_add, m_remove})
        point->addWidget(each);
    point->addStretch(1);
    point->addWidget(m_reverse);
    auto* rows = new QFormLayout;
    rows->addRow(tr("Start from"), m_start);
    rows->addRow(m_stops);
    rows->addRow(tr("Point at"), point);
    rows->addRow(tr("Name"), m_name);
    rows->addRow(QString(), m_use);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::hide); // what was made stays until it is saved
    auto* column = new QVBoxLayout(this);
    column->addLayout(rows);
    column->addWidget(m_state);
    column->addStretch(1);
    column->addWidget(buttons);
    resize(520, sizeHint().height());
}

void ColourMapEditor::startFrom(const QString& map)
{
    const auto name = map.toStdString();
    fillColourMaps(*m_start);
    m_start->setCurrentIndex(m_start->findData(map));
    const auto file = isOwnColourMap(name) ? std::filesystem::path() : userColourMapFile(name);
    m_edited = file.empty() ? QString() : map;
    m_stops->setPoints(file.empty() ? pointsOf(colourTable(name)) : readColourPoints(file));
    QString fresh = m_edited.isEmpty() ? tr("my %1").arg(map) : map;
    for (int number = 2; m_edited.isEmpty() && hasColourMap(fresh.toStdString()); ++number)
        fresh = tr("my %1 %2").arg(map).arg(number);
    m_name->setText(fresh);
    m_state->clear();
}

void ColourMapEditor::showPoint()
{
    const auto& points = m_stops->points();
    const auto& point = points[static_cast<std::size_t>(m_stops->selected())];
    m_isShowing = true;
    m_position->setValue(point.at);
    m_isShowing = false;
    QPixmap swatch(14, 14);
    const QColor colour(point.colour[0], point.colour[1], point.colour[2]);
    swatch.fill(colour);
    m_colour->setIcon(swatch);
    m_colour->setAccessibleName(tr("Colour of the selected point: %1").arg(colour.name()));
    m_remove->setEnabled(points.size() > 2);
    m_state->clear();
}

void ColourMapEditor::chooseColour()
{
    const auto& now = m_stops->points()[static_cast<std::size_t>(m_stops->selected())].colour;
    const auto chosen = QColorDialog::getColor(QColor(now[0], now[1], now[2]), this, tr("Colour of the point"));
    if (chosen.isValid())
        m_stops->colourSelected(
            {static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()), static_cast<std::uint8_t>(chosen.blue())});
}

void ColourMapEditor::save()
{
    const auto text = m_name->text().trimmed();
    const auto name = text.toStdString();
    if (text != m_edited && hasColourMap(name) && !isOwnColourMap(name)) {
        m_state->setText(
            tr("You have a map called %1 already: give this one another name, or start from that one to change it.").arg(text));
        return;
    }
    try {
        saveUserColourMap(name, m_stops->points());
    } catch (const Error& error) {
        m_state->setText(QString::fromStdString(error.what()));
        return;
    }
    m_edited = text;
    m_name->setText(text);
    fillColourMaps(*m_start);
    m_start->setCurrentIndex(m_start->findData(text));
    auto& scene = m_workbench.scene();
    if (const auto id = scene.selectedLayer(); m_use->isChecked() && id != NoLayer && !scene.layer(id).isLabels()) {
        auto display = scene.layer(id).display;
        display.colourMap = name;
        m_workbench.history().perform(
            tr("colour map of %1").arg(QString::fromStdString(scene.layer(id).name)), [&] { scene.setDisplay(id, display); });
    }
    showAnew(name);
    m_state->setText(tr("%1 is saved, and in all lists of colour maps.").arg(text));
}

// The name in the scene is as before, so that nobody would notice: each layer that uses the map says that it changed. Without one, the
// selected layer does, so that the lists are filled again.
void ColourMapEditor::showAnew(const std::string& map)
{
    auto& scene = m_workbench.scene();
    for (const auto& layer : scene.layers()) {
        if (layer.display.colourMap != map && layer.display.negativeMap != map && layer.id != scene.selectedLayer())
            continue;
        const auto display = layer.display;
        auto other = display;
        other.opacity = display.opacity > 0.5 ? 0 : 1;
        scene.setDisplay(layer.id, other);
        scene.setDisplay(layer.id, display);
    }
}

} // namespace insula
