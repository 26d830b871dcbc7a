#include "widgets/ClustersPanel.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Version.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

enum Column { Number, Voxels, Millilitres, Peak, PeakPlace, Centre, Region, ColumnCount };
constexpr int ClusterRole = Qt::UserRole, SortRole = Qt::UserRole + 1;
constexpr int DelayMs = 120; // while a threshold is dragged
constexpr std::size_t MostRows = 2000;

class NumberItem : public QTableWidgetItem {
public:
    NumberItem(double value, const QString& text) : QTableWidgetItem(text)
    {
        setData(SortRole, value);
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override { return data(SortRole).toDouble() < other.data(SortRole).toDouble(); }
};

QString place(const World& w)
{
    const auto mm = [](double value) { return QString::number(std::round(value * 10) / 10 + 0.0, 'f', 1); };
    return mm(w.x) + QStringLiteral("  ") + mm(w.y) + QStringLiteral("  ") + mm(w.z);
}

} // namespace

ClustersPanel::ClustersPanel(Workbench& workbench, QWidget* parent) :
    QWidget(parent), m_workbench(workbench), m_watch(workbench.scene()), m_title(new QLabel), m_state(new QLabel),
    m_own(new QCheckBox(tr("Own threshold"))), m_twoSided(new QCheckBox(tr("Two-sided"))), m_threshold(new QDoubleSpinBox),
    m_smallest(new QDoubleSpinBox), m_unit(new QComboBox), m_connectivity(new QComboBox),
    m_remove(new QPushButton(tr("Remove small clusters"))), m_copy(new QPushButton(tr("Copy"))), m_save(new QPushButton(tr("Save as..."))),
    m_table(new QTableWidget(0, ColumnCount)), m_delay(new QTimer(this))
{
    build();
    m_delay->setSingleShot(true);
    m_delay->setInterval(DelayMs);
    connect(m_delay, &QTimer::timeout, this, &ClustersPanel::compute);
    m_listener = workbench.scene().addListener([this] { QTimer::singleShot(0, this, &ClustersPanel::follow); });
    showState();
}

ClustersPanel::~ClustersPanel()
{
    m_workbench.scene().removeListener(m_listener);
}

void ClustersPanel::build()
{
    const auto name = [](QWidget* widget, const char* object, const QString& accessible, const QString& tip) {
        widget->setObjectName(QLatin1String(object));
        widget->setAccessibleName(accessible);
        widget->setToolTip(tip);
    };
    name(m_own, "clusterOwn", m_own->text(), tr("Otherwise the layer's threshold counts, and the table follows it"));
    name(m_twoSided, "clusterTwoSided", m_twoSided->text(),
        tr("Clusters of negative values, too; with the layer's threshold, as the layer is"));
    name(m_threshold, "clusterThreshold", tr("Threshold of clusters"), tr("From this value on; the absolute value when two-sided"));
    name(m_smallest, "clusterSmallest", tr("Smallest cluster"), tr("Smaller clusters are left out"));
    name(m_unit, "clusterUnit", tr("Unit of the smallest cluster"), {});
    name(m_connectivity, "clusterConnectivity", tr("Neighbours"), tr("What two voxels must share to belong together"));
    name(m_remove, "clusterRemove", m_remove->text(),
        tr("Shows a copy of the map in which smaller clusters are 0 instead of the map; undo brings it back. File > Save layer as... keeps "
           "the copy"));
    name(m_copy, "clusterCopy", m_copy->text(), tr("Copies the table as tab-separated text"));
    name(m_save, "clusterSave", m_save->text(), tr("Saves the table as tab- or comma-separated text"));
    name(m_table, "clusters", tr("Clusters"), {});
    m_state->setObjectName(QStringLiteral("clusterState"));
    m_title->setMinimumWidth(60);
    m_threshold->setRange(1e-4, 1e9);
    m_threshold->setDecimals(3);
    m_threshold->setSingleStep(0.1);
    m_threshold->setValue(3.1);
    m_smallest->setRange(0, 1e9);
    m_smallest->setDecimals(0);
    m_smallest->setValue(1);
    m_unit->addItems({tr("voxels"), tr("mm3")});
    for (const auto& [text, value] : {std::pair(tr("faces (6)"), 6), std::pair(tr("edges (18)"), 18), std::pair(tr("corners (26)"), 26)})
        m_connectivity->addItem(text, value);
    m_connectivity->setCurrentIndex(2);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* top = new QHBoxLayout;
    for (QWidget* each : std::initializer_list<QWidget*>{m_own, m_threshold, m_twoSided})
        top->addWidget(each);
    top->addSpacing(10);
    top->addWidget(new QLabel(tr("At least")));
    top->addWidget(m_smallest);
    top->addWidget(m_unit);
    top->addSpacing(10);
    top->addWidget(new QLabel(tr("Sharing")));
    top->addWidget(m_connectivity);
    top->addStretch(1);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_state, 1);
    bottom->addWidget(new QLabel(QStringLiteral("<b>%1</b>").arg(QLatin1String(Notice))));
    for (auto* each : {m_remove, m_copy, m_save})
        bottom->addWidget(each);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->addWidget(m_title);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addLayout(bottom);
    for (auto* each : {m_own, m_twoSided})
        connect(each, &QCheckBox::toggled, this, &ClustersPanel::schedule);
    for (auto* each : {m_threshold, m_smallest})
        connect(each, &QDoubleSpinBox::valueChanged, this, &ClustersPanel::schedule);
    for (auto* each : {m_unit, m_connectivity})
        connect(each, &QComboBox::currentIndexChanged, this, &ClustersPanel::schedule);
    connect(m_table, &QTableWidget::cellClicked, this, &ClustersPanel::goTo);
    connect(m_table, &QTableWidget::cellActivated, this, &ClustersPanel::goTo);
    connect(m_remove, &QPushButton::clicked, this, &ClustersPanel::removeSmall);
    connect(m_save, &QPushButton::clicked, this, &ClustersPanel::save);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(table('\t'));
        m_workbench.inform(MessageBar::Tone::Information, tr("The table of clusters is on the clipboard."));
    });
}

const Layer* ClustersPanel::map() const
{
    const auto& scene = m_workbench.scene();
    if (scene.selectedLayer() == NoLayer)
        return nullptr;
    const auto& layer = scene.layer(scene.selectedLayer());
    return layer.isLabels() ? nullptr : &layer;
}

std::optional<ClusterOptions> ClustersPanel::options(const Layer& layer) const
{
    ClusterOptions wanted;
    const auto& threshold = layer.display.threshold;
    if (m_own->isChecked()) {
        wanted.low = m_threshold->value();
        wanted.isTwoSided = m_twoSided->isChecked();
    } else if (threshold.enabled && threshold.low > 0) {
        wanted.low = threshold.low;
        wanted.high = std::max(threshold.high, threshold.low) * (1 + 1e-6); // as drawn: LayerColours
        wanted.isTwoSided = layer.display.twoSided;
    } else
        return std::nullopt;
    wanted.minVoxels = m_unit->currentIndex() == 0 ? std::max<std::int64_t>(1, std::llround(m_smallest->value())) : 1;
    wanted.minMm3 = m_unit->currentIndex() == 0 ? 0 : m_smallest->value();
    wanted.connectivity = static_cast<Connectivity>(m_connectivity->currentData().toInt());
    wanted.frame = m_workbench.scene().shownFrame(layer);
    return wanted;
}

std::string ClustersPanel::space() const
{
    return m_volume ? spaceOf(m_volume->description(), m_volume->source().path) : std::string();
}

void ClustersPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    schedule();
}

void ClustersPanel::follow()
{
    const auto changes = m_watch.takeChanges();
    if (changes.has(Aspect::Layers) || changes.has(Aspect::Display) || changes.has(Aspect::Frame))
        schedule();
    if (m_atlas != m_workbench.scene().readoutAtlas()) {
        m_atlas = m_workbench.scene().readoutAtlas();
        fill();
    }
}

void ClustersPanel::schedule()
{
    m_threshold->setEnabled(m_own->isChecked());
    m_twoSided->setEnabled(m_own->isChecked());
    if (isVisible())
        m_delay->start();
}

void ClustersPanel::compute()
{
    const auto* layer = map();
    const auto wanted = layer ? options(*layer) : std::nullopt;
    const auto volume = layer ? layer->volume : nullptr;
    if (volume == m_volume && wanted == m_options)
        return showState();
    m_workbench.work().cancel(std::exchange(m_work, 0));
    m_volume = volume;
    m_options = wanted;
    m_clusters = nullptr;
    if (!wanted || !volume) {
        fill();
        return showState();
    }
    showState();
    m_work = m_workbench.work().start(
        tr("Looking for clusters"), [this, volume, wanted](const Progress& progress) -> BackgroundWork::Continuation {
            auto clusters = std::make_shared<const Clusters>(findClusters(*volume, *wanted, progress));
            return [this, clusters, volume, wanted] {
                if (volume != m_volume || wanted != m_options)
                    return; // another one was asked for meanwhile
                m_work = 0;
                m_clusters = clusters;
                fill();
                showState();
            };
        });
}

void ClustersPanel::showState()
{
    const auto* layer = map();
    m_title->setText(layer ? QStringLiteral("<b>%1</b>").arg(QString::fromStdString(layer->name).toHtmlEscaped()) : QString());
    if (!layer)
        m_state->setText(tr("Select a statistical map in the layers."));
    else if (!m_options)
        m_state->setText(tr("Switch on the layer's threshold (above 0), or set one here."));
    else if (!m_clusters)
        m_state->setText(tr("Looking..."));
    else {
        auto text = m_clusters->found.size() > MostRows
            ? tr("The largest %1 of %2 clusters: raise the threshold").arg(MostRows).arg(m_clusters->found.size())
            : tr("%n cluster(s)", nullptr, static_cast<int>(m_clusters->found.size()));
        if (m_clusters->smallOnes > 0)
            text += tr(", %1 smaller ones left out").arg(m_clusters->smallOnes);
        m_state->setText(
            text + (m_options->isTwoSided ? tr("; |value| at least %1") : tr("; value at least %1")).arg(m_options->low, 0, 'g', 4));
    }
    const bool hasRows = m_clusters && !m_clusters->found.empty();
    m_copy->setEnabled(hasRows);
    m_save->setEnabled(hasRows);
    m_remove->setEnabled(m_clusters && m_clusters->smallOnes > 0);
}

void ClustersPanel::fill()
{
    m_table->setSortingEnabled(false);
    const auto frame = isMni(space()) ? tr("RAS mm, MNI") : tr("RAS mm");
    m_table->setHorizontalHeaderLabels(
        {tr("No."), tr("Voxels"), tr("ml"), tr("Peak"), tr("Peak at (%1)").arg(frame), tr("Centre of mass (%1)").arg(frame),
            m_atlas ? tr("Region at the peak (%1)").arg(QString::fromStdString(m_atlas->name())) : tr("Region at the peak")});
    const auto count = m_clusters ? std::min(m_clusters->found.size(), MostRows) : 0;
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(count));
    for (std::size_t n = 0; n < count; ++n) {
        const auto& c = m_clusters->found[n];
        const int row = static_cast<int>(n);
        auto* number = new NumberItem(row + 1, QString::number(row + 1));
        number->setData(ClusterRole, row);
        m_table->setItem(row, Number, number);
        m_table->setItem(row, Voxels, new NumberItem(static_cast<double>(c.voxels), QString::number(c.voxels)));
        m_table->setItem(row, Millilitres, new NumberItem(c.ml(), QString::number(c.ml(), 'f', c.ml() < 1 ? 3 : 2)));
        m_table->setItem(row, Peak, new NumberItem(c.peak, QString::number(c.peak, 'f', 2)));
        m_table->setItem(row, PeakPlace, new NumberItem(c.peakAt.x, place(c.peakAt)));
        m_table->setItem(row, Centre, new NumberItem(c.centre.x, place(c.centre)));
        auto* region = new QTableWidgetItem(m_atlas ? QString::fromStdString(m_atlas->textAt(c.peakAt)) : tr("no atlas in use"));
        region->setToolTip(m_atlas ? region->text() : tr("Choose one in the Atlases panel"));
        m_table->setItem(row, Region, region);
        m_table->item(row, Centre)->setToolTip(tr("Click: the crosshair goes there"));
        m_table->item(row, PeakPlace)->setToolTip(tr("Click: the crosshair goes there"));
    }
    for (int column = 0; column < Region; ++column)
        m_table->resizeColumnToContents(column);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // the largest first, until a click
    m_table->setSortingEnabled(true);
}

void ClustersPanel::goTo(int row, int column)
{
    const auto* item = m_table->item(row, Number);
    if (!item || !m_clusters)
        return;
    const auto n = item->data(ClusterRole).toInt();
    const auto& cluster = m_clusters->found.at(static_cast<std::size_t>(n));
    m_workbench.history().perform(
        column == Centre ? tr("go to the centre of cluster %1").arg(n + 1) : tr("go to the peak of cluster %1").arg(n + 1),
        [&] { m_workbench.scene().setCrosshair(column == Centre ? cluster.centre : cluster.peakAt); });
}

QString ClustersPanel::table(char separator) const
{
    std::vector<Cluster> shown;
    std::vector<std::string> regions;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        shown.push_back(m_clusters->found.at(static_cast<std::size_t>(m_table->item(row, Number)->data(ClusterRole).toInt())));
        if (m_atlas)
            regions.push_back(m_atlas->textAt(shown.back().peakAt));
    }
    return QString::fromStdString(clusterTable(shown, regions, space(), separator));
}

void ClustersPanel::save()
{
    const QFileInfo start(QString::fromStdString(m_volume->source().path));
    auto file = QFileDialog::getSaveFileName(this, tr("Save the table of clusters"),
        start.absolutePath() + QLatin1Char('/') + start.baseName() + QStringLiteral("_clusters.tsv"),
        tr("Tables (*.tsv);;Comma-separated tables (*.csv)"));
    if (file.isEmpty())
        return;
    const bool isCsv = file.endsWith(QStringLiteral(".csv"));
    if (!isCsv && !file.endsWith(QStringLiteral(".tsv")))
        file += QStringLiteral(".tsv");
    writeTextFile(file.toStdString(), table(isCsv ? ',' : '\t').toStdString());
}

// The copy is in memory until "Save layer as..." writes it.
void ClustersPanel::removeSmall()
{
    const auto* layer = map();
    if (!layer || layer->volume != m_volume || !m_clusters || !m_options)
        return;
    m_workbench.work().start(tr("Removing small clusters"),
        [this, volume = m_volume, clusters = m_clusters, frame = m_options->frame, id = layer->id, number = ++m_copies](
            const Progress&) -> BackgroundWork::Continuation {
            const auto found = withoutSmallClusters(*volume, *clusters, frame);
            auto description = found->description();
            // No file's path; undo tells volumes apart by it.
            description.source.path = "large-clusters-" + std::to_string(number) + ":" + volume->source().path;
            const auto cleaned = redescribed(found, std::move(description));
            return [this, cleaned, id] {
                auto& scene = m_workbench.scene();
                if (!scene.hasLayer(id))
                    return; // closed meanwhile
                m_workbench.history().perform(tr("remove small clusters of %1").arg(QString::fromStdString(scene.layer(id).name)), [&] {
                    auto display = scene.layer(id).display;
                    display.fixedFrame.reset();
                    const auto name = scene.layer(id).name;
                    const auto& layers = scene.layers();
                    const auto at = std::find_if(layers.begin(), layers.end(), [id](const Layer& each) { return each.id == id; });
                    const int index = static_cast<int>(at - layers.begin()) + 1;
                    const auto added
                        = scene.addLayer(cleaned, tr("%1, large clusters").arg(QString::fromStdString(name)).toStdString(), display);
                    scene.moveLayer(added, index);
                    display = scene.layer(id).display;
                    display.visible = false;
                    scene.setDisplay(id, display);
                });
            };
        });
}

} // namespace insula
