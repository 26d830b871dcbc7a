#include "widgets/RegionsPanel.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/LabelFiles.h"
#include "processing/core/Version.h"
#include "viewers/LabelCentre.h"
#include "widgets/LabelEditing.h"
#include "widgets/LabelIcons.h"
#include "widgets/Workbench.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace insula {
namespace {

enum Column { Name, Number, Voxels, Ml, Mean, Sd, Min, P5, Median, P95, Max, ColumnCount };
constexpr int DelayMs = 400; // after the last edit
constexpr int ValueRole = Qt::UserRole;

class NumberCell : public QTableWidgetItem {
public:
    NumberCell(double value, const QString& text) : QTableWidgetItem(text)
    {
        setData(ValueRole, value);
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override { return data(ValueRole).toDouble() < other.data(ValueRole).toDouble(); }
};

NumberCell* realCell(double value)
{
    return new NumberCell(value, QString::number(value, 'g', 5));
}

NumberCell* wholeCell(std::int64_t value)
{
    return new NumberCell(static_cast<double>(value), QString::number(value));
}

} // namespace

RegionsPanel::RegionsPanel(LabelEditing& editing, Workbench& workbench, QWidget* parent) :
    QWidget(parent), m_editing(editing), m_workbench(workbench), m_watch(workbench.scene()), m_map(new QComboBox), m_image(new QComboBox),
    m_filter(new QLineEdit), m_grid(new QLabel), m_table(new QTableWidget(0, ColumnCount)), m_go(new QPushButton(tr("Go there"))),
    m_copy(new QPushButton(tr("Copy"))), m_save(new QPushButton(tr("Save..."))), m_delay(new QTimer(this))
{
    m_map->setObjectName(QStringLiteral("regionsMap"));
    m_map->setAccessibleName(tr("Label map to measure"));
    m_image->setObjectName(QStringLiteral("regionsImage"));
    m_image->setAccessibleName(tr("Image whose values are measured"));
    m_filter->setObjectName(QStringLiteral("regionsFilter"));
    m_filter->setAccessibleName(tr("Show only regions whose name has"));
    m_filter->setPlaceholderText(tr("Filter by name or number"));
    m_filter->setClearButtonEnabled(true);
    m_grid->setObjectName(QStringLiteral("regionsGrid"));
    m_grid->setMinimumWidth(60);
    m_grid->setWordWrap(true);
    m_go->setObjectName(QStringLiteral("regionsGo"));
    m_go->setToolTip(tr("Moves the crosshair to the middle of the selected region"));
    m_go->setEnabled(false);
    m_copy->setObjectName(QStringLiteral("regionsCopy"));
    m_copy->setToolTip(tr("Copies the table as tab-separated text"));
    m_save->setObjectName(QStringLiteral("regionsSave"));
    m_save->setToolTip(tr("Saves the table as tab- or comma-separated text"));
    m_table->setObjectName(QStringLiteral("regionsTable"));
    m_table->setAccessibleName(tr("Regions"));
    m_table->setHorizontalHeaderLabels(
        {tr("Region"), tr("No."), tr("Voxels"), tr("ml"), tr("Mean"), tr("SD"), tr("Min"), tr("5 %"), tr("Median"), tr("95 %"), tr("Max")});
    m_table->horizontalHeaderItem(Voxels)->setToolTip(tr("Of the label map"));
    m_table->horizontalHeaderItem(Sd)->setToolTip(tr("Standard deviation of the sample (n - 1)"));
    m_table->horizontalHeaderItem(P5)->setToolTip(tr("5th percentile"));
    m_table->horizontalHeaderItem(P95)->setToolTip(tr("95th percentile"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setMinimumSectionSize(44);
    for (auto* box : {m_map, m_image}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
    }
    auto* bar = new QHBoxLayout;
    bar->addWidget(new QLabel(tr("Labels")));
    bar->addWidget(m_map, 2);
    bar->addWidget(new QLabel(tr("Values of")));
    bar->addWidget(m_image, 2);
    bar->addWidget(m_filter, 2);
    bar->addWidget(m_go);
    bar->addWidget(m_copy);
    bar->addWidget(m_save);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_grid, 1);
    foot->addWidget(new QLabel(QStringLiteral("<b>%1</b>").arg(QLatin1String(Notice))));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->setSpacing(4);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addLayout(foot);
    m_delay->setSingleShot(true);
    m_delay->setInterval(DelayMs);
    connect(m_delay, &QTimer::timeout, this, &RegionsPanel::measure);
    connect(m_filter, &QLineEdit::textChanged, this, &RegionsPanel::filter);
    connect(m_map, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_isShowing)
            scheduleMeasure();
    });
    connect(m_image, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_isShowing)
            scheduleMeasure();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(QString::fromStdString(toText(m_regions)));
        m_workbench.inform(MessageBar::Tone::Information, tr("The table of regions is on the clipboard."));
    });
    connect(m_save, &QPushButton::clicked, this, &RegionsPanel::chooseFile);
    connect(m_table, &QTableWidget::cellClicked, this, &RegionsPanel::goTo);
    connect(m_table, &QTableWidget::cellActivated, this, &RegionsPanel::goTo);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) { m_go->setEnabled(row >= 0); });
    connect(m_go, &QPushButton::clicked, this, [this] { goTo(m_table->currentRow()); });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { // the first that is left
        for (int row = 0; row < m_table->rowCount(); ++row)
            if (!m_table->isRowHidden(row)) {
                m_table->setCurrentCell(row, Name);
                return goTo(row);
            }
    });
    connect(&m_editing, &LabelEditing::edited, this, &RegionsPanel::scheduleMeasure);
    m_listener = m_workbench.scene().addListener([this] { QTimer::singleShot(0, this, &RegionsPanel::sceneChanged); });
    sceneChanged();
}

RegionsPanel::~RegionsPanel()
{
    m_workbench.scene().removeListener(m_listener);
}

QSize RegionsPanel::sizeHint() const
{
    return {900, 260};
}

LayerId RegionsPanel::chosen(const QComboBox* box) const
{
    const LayerId id = box->currentData().toInt();
    return m_workbench.scene().hasLayer(id) ? id : NoLayer;
}

void RegionsPanel::sceneChanged()
{
    const auto changes = m_watch.takeChanges();
    if (!changes.has(Aspect::Layers) && !changes.has(Aspect::Display) && !(changes.has(Aspect::Frame) && chosen(m_image) != NoLayer))
        return;
    const auto& scene = m_workbench.scene();
    const LayerId mapBefore = chosen(m_map), imageBefore = chosen(m_image);
    const bool wasEmpty = m_map->count() == 0;
    m_isShowing = true;
    m_map->clear();
    m_image->clear();
    m_image->addItem(tr("(no image)"), NoLayer);
    for (const auto& layer : scene.layers())
        (layer.isLabels() ? m_map : m_image)->addItem(QString::fromStdString(layer.name), layer.id);
    // Kept, or the topmost map and the lowest image.
    m_map->setCurrentIndex(mapBefore != NoLayer ? std::max(0, m_map->findData(mapBefore)) : m_map->count() - 1);
    m_image->setCurrentIndex(imageBefore != NoLayer ? std::max(0, m_image->findData(imageBefore))
            : wasEmpty && m_image->count() > 1      ? 1
                                                    : 0);
    m_isShowing = false;
    scheduleMeasure();
}

void RegionsPanel::scheduleMeasure()
{
    m_isStale = true;
    if (isVisible())
        m_delay->start();
}

void RegionsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        m_delay->start(0);
}

void RegionsPanel::measure()
{
    if (*m_running > 0)
        return m_delay->start(); // one at a time
    m_isStale = false;
    const auto map = chosen(m_map), image = chosen(m_image);
    const auto& scene = m_workbench.scene();
    if (map == NoLayer) {
        m_regions = {};
        m_grid->setText(tr("Open a label map, or draw one, to measure its regions."));
        return fill();
    }
    const auto& layer = scene.layer(map);
    VolumePtr labels = layer.volume, values = image == NoLayer ? nullptr : scene.layer(image).volume;
    for (const auto& session : m_editing.sessions())
        if (session->view == labels)
            labels = session->map->snapshot(); // the other thread must not see it change
    const auto frame = image == NoLayer ? 0 : scene.shownFrame(scene.layer(image));
    const auto mapName = QString::fromStdString(layer.name),
               imageName = image == NoLayer ? QString() : QString::fromStdString(scene.layer(image).name);
    ++*m_running;
    const auto running = m_running;
    m_workbench.work().start(tr("Measuring %1").arg(mapName), [=, this](const Progress& progress) -> BackgroundWork::Continuation {
        RegionTable table;
        LabelTable colours;
        try {
            auto description = labels->description();
            if (description.labels.empty()) // a map that is only looked at has its names in the table beside it
                description.labels = labelTableBeside(description.source.path);
            colours = description.labels;
            table = regionStatistics(*redescribed(labels, description), values.get(), frame, progress);
        } catch (...) {
            --*running; // and the panel may be gone
            throw;
        }
        return [=, this] {
            --*running;
            m_regions = table;
            m_colours = colours;
            const auto& n = values ? values->size() : labels->size();
            m_grid->setText(!values ? tr("Sizes on the grid of %1").arg(mapName)
                    : table.isOnOneGrid
                    ? tr("Values of %1 on its own grid, %2 x %3 x %4, which is that of the labels")
                          .arg(imageName)
                          .arg(n.x)
                          .arg(n.y)
                          .arg(n.z)
                    : tr("Values of %1 on its own grid, %2 x %3 x %4; each voxel has the label at its centre. Sizes: grid of %5")
                          .arg(imageName)
                          .arg(n.x)
                          .arg(n.y)
                          .arg(n.z)
                          .arg(mapName));
            m_grid->setToolTip(m_grid->text());
            fill();
        };
    });
}

void RegionsPanel::fill()
{
    const int order = m_table->horizontalHeader()->sortIndicatorSection();
    const auto direction = m_table->horizontalHeader()->sortIndicatorOrder();
    const bool isSorted = m_table->isSortingEnabled();
    m_table->setSortingEnabled(false);
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(m_regions.regions.size()));
    int row = 0;
    for (const auto& each : m_regions.regions) {
        const auto known = m_colours.find(each.label);
        const auto c = known == m_colours.end() ? defaultLabelColour(each.label) : known->second.rgba;
        const auto name = each.name.empty() ? tr("Label %1").arg(each.label) : QString::fromStdString(each.name);
        auto* item = new QTableWidgetItem(colourIcon(QColor(c[0], c[1], c[2])), name);
        item->setToolTip(tr("Click: the crosshair goes there"));
        m_table->setItem(row, Name, item);
        m_table->setItem(row, Number, wholeCell(each.label));
        m_table->setItem(row, Voxels, wholeCell(each.voxels));
        m_table->setItem(row, Ml, new NumberCell(each.ml, QString::number(each.ml, 'f', each.ml < 1 ? 4 : 2)));
        const auto v = each.values.value_or(RegionValues{});
        const std::array<double, 7> numbers{v.mean, v.sd, v.min, v.p5, v.median, v.p95, v.max};
        for (int n = 0; n < 7; ++n)
            m_table->setItem(row, Mean + n,
                each.values ? realCell(numbers[static_cast<std::size_t>(n)])
                            : new NumberCell(-1e300, m_regions.hasImage ? tr("n/a") : QString()));
        ++row;
    }
    for (int column = Mean; column < ColumnCount; ++column)
        m_table->setColumnHidden(column, !m_regions.hasImage);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    if (isSorted)
        m_table->horizontalHeader()->setSortIndicator(order, direction);
    else
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // by number, until a click
    m_table->setSortingEnabled(true);
    m_copy->setEnabled(!m_regions.regions.empty());
    m_save->setEnabled(!m_regions.regions.empty());
    filter();
}

void RegionsPanel::goTo(int row)
{
    const auto id = chosen(m_map);
    if (id == NoLayer || row < 0)
        return;
    const auto number = static_cast<std::int64_t>(m_table->item(row, Number)->data(ValueRole).toDouble());
    const auto name = m_table->item(row, Name)->text();
    if (const auto centre = centreOfLabel(*m_workbench.scene().layer(id).volume, number))
        m_workbench.history().perform(tr("go to %1").arg(name), [&] { m_workbench.scene().setCrosshair(*centre); });
    else
        m_workbench.inform(MessageBar::Tone::Information, tr("No voxel has the region %1.").arg(name));
}

void RegionsPanel::filter()
{
    const auto wanted = m_filter->text().trimmed();
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHidden(
            row, !m_table->item(row, Name)->text().contains(wanted, Qt::CaseInsensitive) && m_table->item(row, Number)->text() != wanted);
}

void RegionsPanel::save(const QString& file)
{
    writeTextFile(file.toStdString(), toText(m_regions, file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? ',' : '\t'));
    m_workbench.inform(MessageBar::Tone::Information, tr("Saved the table of regions as %1.").arg(file));
}

void RegionsPanel::chooseFile()
{
    const auto map = chosen(m_map);
    if (map == NoLayer)
        return;
    const auto start = labelTableFile(m_workbench.scene().layer(map).volume->source().path);
    const auto suggested = (start.parent_path() / (start.stem().string() + "_regions.tsv")).string();
    const auto file = QFileDialog::getSaveFileName(
        this, tr("Save the table of regions"), QString::fromStdString(suggested), tr("Tab-separated (*.tsv);;Comma-separated (*.csv)"));
    if (!file.isEmpty())
        save(file);
}

} // namespace insula
