#include "widgets/VolumesPanel.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Version.h"
#include "widgets/PlotExport.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QScrollArea>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

enum Column { Name, Total, Left, Right, Asymmetry, Dice, ColumnCount };
constexpr int StructureRole = Qt::UserRole, NumberRole = Qt::UserRole + 1;

// Sorts by its number; what has none comes last when the largest are first.
class NumberItem : public QTableWidgetItem {
public:
    NumberItem(std::optional<double> value, int decimals) : QTableWidgetItem(value ? QString::number(*value, 'f', decimals) : QString())
    {
        setData(NumberRole, value.value_or(-1e300));
        setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    bool operator<(const QTableWidgetItem& other) const override { return data(NumberRole).toDouble() < other.data(NumberRole).toDouble(); }
};

std::optional<double> mlOf(const std::optional<VolumeOfPart>& part)
{
    return part ? std::optional(part->ml) : std::nullopt;
}

QPixmap swatch(const QColor& colour)
{
    QPixmap picture(12, 12);
    picture.fill(colour);
    return picture;
}

} // namespace

VolumesPanel::VolumesPanel(QWidget* parent) :
    QWidget(parent), m_title(new QLabel),
    m_empty(new QLabel(tr("No volumes are shown.\n\nSegmenting steps measure them: their table opens here when the step is done, and by a "
                          "double click on it in the project."))),
    m_split(new QSplitter), m_table(new QTableWidget(0, ColumnCount)), m_plot(new VolumesPlot), m_plotArea(new QScrollArea),
    m_copy(new QPushButton(tr("Copy"))), m_save(new QPushButton(tr("Save as...")))
{
    m_empty->setObjectName(QStringLiteral("volumesEmpty"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setContentsMargins(8, 8, 8, 8);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setMinimumWidth(60);
    m_copy->setObjectName(QStringLiteral("volumesCopy"));
    m_copy->setToolTip(tr("Copies the table as tab-separated text"));
    m_save->setObjectName(QStringLiteral("volumesSave"));
    m_save->setToolTip(tr("Saves the table as tab-separated text"));
    m_table->setObjectName(QStringLiteral("volumesTable"));
    m_table->setAccessibleName(tr("Volumes"));
    m_table->setHorizontalHeaderLabels({tr("Structure"), tr("Total (ml)"), tr("Left"), tr("Right"), tr("Asymmetry"), tr("Exp. Dice")});
    m_table->horizontalHeaderItem(Asymmetry)->setToolTip(tr("Left minus right in percent of their mean"));
    m_table->horizontalHeaderItem(Dice)->setToolTip(
        tr("Expected Dice: how sure the network is of its own labels; of two sides the lower one"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_plotArea->setWidget(m_plot);
    m_plotArea->setWidgetResizable(true);
    m_plotArea->setFrameShape(QFrame::NoFrame);
    m_plotArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // wide enough, also beside a vertical one
    m_plotArea->setMinimumWidth(m_plot->minimumSizeHint().width() + m_plotArea->verticalScrollBar()->sizeHint().width());
    addPlotMenu(*m_plot, QStringLiteral("volumes"));
    m_split->addWidget(m_table);
    m_split->addWidget(m_plotArea);
    m_split->setChildrenCollapsible(false);
    auto* notice = new QLabel(QStringLiteral("<b>%1</b>").arg(QLatin1String(Notice)));
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_title, 1);
    bar->addWidget(notice);
    bar->addWidget(m_copy);
    bar->addWidget(m_save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->addLayout(bar);
    column->addWidget(m_empty, 1);
    column->addWidget(m_split, 1);
    m_split->hide();
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(tsv());
        Q_EMIT informed(tr("The table of volumes is on the clipboard."));
    });
    connect(m_save, &QPushButton::clicked, this, &VolumesPanel::save);
    connect(m_table, &QTableWidget::cellClicked, this,
        [this](int row, int clicked) { choose(m_table->item(row, Name)->data(StructureRole).toInt(), clicked); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0 && m_table->item(row, Name))
            m_plot->choose(m_table->item(row, Name)->data(StructureRole).toInt());
    });
    connect(m_table, &QTableWidget::cellActivated, this,
        [this](int row, int clicked) { choose(m_table->item(row, Name)->data(StructureRole).toInt(), clicked); });
    connect(m_plot, &VolumesPlot::chosen, this, [this](int structure) {
        for (int row = 0; row < m_table->rowCount(); ++row)
            if (m_table->item(row, Name)->data(StructureRole).toInt() == structure)
                m_table->setCurrentCell(row, Name);
        choose(structure, Name);
    });
}

void VolumesPanel::showTable(const QString& file)
{
    m_structures = readVolumesTable(file.toStdString());
    m_file = file;
    m_title->setText(QFileInfo(file).fileName());
    m_title->setToolTip(file);
    m_empty->hide();
    m_split->show();
    m_copy->setEnabled(true);
    m_save->setEnabled(true);
    fill();
}

void VolumesPanel::setColours(const LabelTable& table)
{
    m_colours = table;
    if (!m_structures.empty())
        fill();
}

QColor VolumesPanel::colourOf(std::int64_t label) const
{
    const auto known = m_colours.find(label);
    const auto c = known == m_colours.end() ? defaultLabelColour(label) : known->second.rgba;
    return QColor(c[0], c[1], c[2]);
}

void VolumesPanel::fill()
{
    m_table->setSortingEnabled(false);
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(m_structures.size()));
    bool hasSides = false, hasDice = false;
    for (std::size_t n = 0; n < m_structures.size(); ++n) {
        const auto& each = m_structures[n];
        const int row = static_cast<int>(n);
        auto* name = new QTableWidgetItem(swatch(colourOf(each.labels().front())), QString::fromStdString(each.shownName()));
        name->setData(StructureRole, row);
        name->setToolTip(tr("Click: the crosshair goes there, to the left side first; a click on the right side's volume goes right"));
        const auto percent = each.asymmetryPercent();
        auto* asymmetry = new NumberItem(percent, 1);
        if (percent) {
            asymmetry->setText(tr("%1 %").arg(*percent, 0, 'f', 1));
            if (std::abs(*percent) > MarkedAsymmetryPercent) {
                auto font = m_table->font();
                font.setBold(true);
                asymmetry->setFont(font);
                asymmetry->setForeground(MarkedColour);
                asymmetry->setToolTip(tr("The sides differ by more than %1 %: look at the labels").arg(MarkedAsymmetryPercent));
            }
        }
        m_table->setItem(row, Name, name);
        m_table->setItem(row, Total, new NumberItem(each.totalMl(), 2));
        m_table->setItem(row, Left, new NumberItem(mlOf(each.left), 2));
        m_table->setItem(row, Right, new NumberItem(mlOf(each.right), 2));
        m_table->setItem(row, Asymmetry, asymmetry);
        m_table->setItem(row, Dice, new NumberItem(each.lowestDice(), 2));
        hasSides = hasSides || each.left || each.right;
        hasDice = hasDice || each.lowestDice();
    }
    for (const Column column : {Left, Right, Asymmetry})
        m_table->setColumnHidden(column, !hasSides);
    m_table->setColumnHidden(Dice, !hasDice);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->resizeColumnsToContents();
    int needed = 2 * m_table->frameWidth() + m_table->verticalScrollBar()->sizeHint().width();
    for (int column = 0; column < ColumnCount; ++column)
        needed += m_table->columnWidth(column); // 0 when hidden
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(50);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // the table's own order, until a click
    m_table->setSortingEnabled(true);
    m_plotArea->setVisible(hasSides);
    if (m_split->orientation() == Qt::Horizontal)
        m_split->setSizes({needed, std::max(width() - needed, m_plot->minimumSizeHint().width())});
    m_plot->setStructures(m_structures, [this](std::int64_t label) { return colourOf(label); });
}

void VolumesPanel::choose(int structure, int column)
{
    const auto& each = m_structures.at(static_cast<std::size_t>(structure));
    const bool goesRight = each.right && (column == Right || (!each.left && !each.whole));
    const auto& part = goesRight ? *each.right : each.left ? *each.left : *each.whole;
    const auto side = goesRight ? tr("right ") : each.left ? tr("left ") : QString();
    m_plot->choose(structure);
    Q_EMIT structureChosen(part.label, side + QString::fromStdString(each.shownName()));
}

QString VolumesPanel::tsv() const
{
    std::vector<StructureVolumes> shown;
    for (int row = 0; row < m_table->rowCount(); ++row)
        shown.push_back(m_structures[static_cast<std::size_t>(m_table->item(row, Name)->data(StructureRole).toInt())]);
    return QString::fromStdString(toTsv(shown));
}

void VolumesPanel::save()
{
    const auto start = QFileInfo(m_file);
    const auto file = QFileDialog::getSaveFileName(this, tr("Save the table of volumes"),
        start.absolutePath() + QLatin1Char('/') + start.completeBaseName() + tr("_sides.tsv"), tr("Tables (*.tsv)"));
    if (!file.isEmpty())
        writeTextFile(file.toStdString(), tsv().toStdString());
}

QSize VolumesPanel::sizeHint() const
{
    return {900, std::min(380, m_plot->sizeHint().height() + 3 * fontMetrics().height())};
}

// Beside one another where the panel is wide, else one above the other.
void VolumesPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const auto wanted = width() > height() ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != wanted)
        m_split->setOrientation(wanted);
}

} // namespace insula
