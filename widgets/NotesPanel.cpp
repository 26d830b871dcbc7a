#include "widgets/NotesPanel.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "widgets/NoteTool.h"
#include "widgets/SceneHistory.h"
#include "widgets/Settings.h"
#include "widgets/PanelButton.h"

#include <QColorDialog>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace insula {
namespace {

enum Column { NameColumn, KindColumn, ValueColumn, PlaceColumn, TextColumn, ColumnCount };

QString valueText(const Note& note)
{
    const auto value = valueOf(note);
    return value ? QStringLiteral("%1 %2").arg(*value, 0, 'f', 2).arg(QString::fromStdString(unitOf(note.kind))) : QString();
}

World middleOf(const Note& note)
{
    World sum;
    const auto handles = handlesOf(note);
    for (const auto& p : handles)
        sum = {sum.x + p.x, sum.y + p.y, sum.z + p.z};
    const auto count = static_cast<double>(handles.size());
    return {sum.x / count, sum.y / count, sum.z / count};
}

} // namespace

NotesPanel::NotesPanel(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_watch(scene), m_pages(new QStackedWidget),
    m_table(new QTableWidget(0, ColumnCount)),
    m_empty(new QLabel(tr("Nothing is measured yet. Take a tool from the Measure menu and draw in a slice."))), m_state(new QLabel),
    m_colour(panelButton(tr("Colour..."), tr("Colour of the note"), QStringLiteral("noteColour"))),
    m_delete(panelButton(tr("Delete"), tr("Delete the note"), QStringLiteral("noteDelete"))),
    m_export(panelButton(tr("Export..."), tr("Save all notes as JSON or as a table (CSV)"), QStringLiteral("notesExport"))),
    m_import(panelButton(tr("Import..."), tr("Add the notes of a JSON file"), QStringLiteral("notesImport")))
{
    m_table->setObjectName(QStringLiteral("notes"));
    m_table->setAccessibleName(tr("Measurements and notes"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Kind"), tr("Value"), tr("Place (mm)"), tr("Text")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setWordWrap(true);
    m_empty->setMargin(8);
    m_state->setObjectName(QStringLiteral("notesState"));
    m_state->setAccessibleName(tr("Where the notes are kept"));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a narrow window cuts it; the tooltip says it all
    auto* buttons = new QHBoxLayout;
    for (auto* each : {m_colour, m_delete})
        buttons->addWidget(each);
    buttons->addSpacing(8);
    buttons->addWidget(m_state, 1);
    for (auto* each : {m_export, m_import})
        buttons->addWidget(each);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    m_pages->addWidget(m_empty); // pages of one size: the views stay as they are when the first note comes
    m_pages->addWidget(m_table);
    column->addWidget(m_pages, 1);
    column->addLayout(buttons);
    connect(m_table, &QTableWidget::itemChanged, this, &NotesPanel::itemChanged);
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row) { goTo(row); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (!m_isShowing)
            m_scene.selectNote(row);
    });
    connect(m_colour, &QPushButton::clicked, this, &NotesPanel::chooseColour);
    connect(m_delete, &QPushButton::clicked, this, [this] { deleteSelectedNote(m_scene, m_history); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        auto file = QFileDialog::getSaveFileName(
            this, tr("Export notes"), setting(Setting::LastFolder).toString(), tr("Notes (*.json);;Table (*.csv)"));
        if (!file.isEmpty())
            exportTo(QFileInfo(file).suffix().isEmpty() ? file + QStringLiteral(".json") : file);
    });
    connect(m_import, &QPushButton::clicked, this, [this] {
        const auto file
            = QFileDialog::getOpenFileName(this, tr("Import notes"), setting(Setting::LastFolder).toString(), tr("Notes (*.json)"));
        if (!file.isEmpty())
            importFrom(file);
    });
    m_listener = m_scene.addListener([this] { scheduleShow(); });
    show();
}

NotesPanel::~NotesPanel()
{
    m_scene.removeListener(m_listener);
}

// Ten changes of the scene, one refresh.
void NotesPanel::scheduleShow()
{
    if (!std::exchange(m_isScheduled, true))
        QTimer::singleShot(0, this, [this] {
            m_isScheduled = false;
            const auto changes = m_watch.takeChanges();
            if (changes.has(Aspect::Notes))
                show();
            if (!m_waiting.isEmpty() && !m_scene.layers().empty())
                for (const auto& file : std::exchange(m_waiting, {}))
                    importFrom(file);
        });
}

void NotesPanel::show()
{
    m_isShowing = true;
    const auto& notes = m_scene.notes();
    m_table->setRowCount(static_cast<int>(notes.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto& note = notes[static_cast<std::size_t>(row)];
        const auto place = middleOf(note);
        const auto put = [&](int column, const QString& text, bool isEditable) {
            auto* item = m_table->item(row, column);
            if (!item)
                m_table->setItem(row, column, item = new QTableWidgetItem);
            item->setText(text);
            item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | (isEditable ? Qt::ItemIsEditable : Qt::NoItemFlags));
        };
        put(NameColumn, QString::fromStdString(note.name), true);
        put(KindColumn, kindName(note.kind), false);
        put(ValueColumn, valueText(note), false);
        put(PlaceColumn, QStringLiteral("%1, %2, %3").arg(place.x, 0, 'f', 1).arg(place.y, 0, 'f', 1).arg(place.z, 0, 'f', 1), false);
        put(TextColumn, QString::fromStdString(note.text), true);
        m_table->item(row, NameColumn)->setData(Qt::DecorationRole, QColor(note.colour[0], note.colour[1], note.colour[2]));
    }
    const int selected = m_scene.selectedNote();
    if (selected >= 0)
        m_table->setCurrentCell(selected, std::max(0, m_table->currentColumn()));
    else
        m_table->setCurrentItem(nullptr);
    m_pages->setCurrentWidget(notes.empty() ? static_cast<QWidget*>(m_empty) : m_table);
    m_export->setEnabled(!notes.empty());
    m_colour->setEnabled(selected >= 0);
    m_delete->setEnabled(selected >= 0);
    m_isShowing = false;
}

void NotesPanel::change(int note, const QString& what, const std::function<void(Note&)>& change)
{
    if (note < 0 || note >= static_cast<int>(m_scene.notes().size()))
        return;
    auto notes = m_scene.notes();
    change(notes[static_cast<std::size_t>(note)]);
    m_history.perform(what.arg(QString::fromStdString(m_scene.notes()[static_cast<std::size_t>(note)].name)),
        [&] { m_scene.setNotes(std::move(notes)); });
}

void NotesPanel::itemChanged(QTableWidgetItem* item)
{
    if (m_isShowing)
        return;
    const auto text = item->text().toStdString();
    if (item->column() == NameColumn)
        change(item->row(), tr("rename %1"), [&](Note& note) { note.name = text; });
    else if (item->column() == TextColumn)
        change(item->row(), tr("text of %1"), [&](Note& note) { note.text = text; });
}

void NotesPanel::goTo(int row)
{
    if (row < 0 || row >= static_cast<int>(m_scene.notes().size()) || m_scene.layers().empty())
        return;
    const auto& note = m_scene.notes()[static_cast<std::size_t>(row)];
    m_scene.selectNote(row);
    m_history.perform(tr("go to %1").arg(QString::fromStdString(note.name)), [&] { m_scene.setCrosshair(middleOf(note)); });
}

void NotesPanel::chooseColour()
{
    const int selected = m_scene.selectedNote();
    if (selected < 0)
        return;
    const auto& now = m_scene.notes()[static_cast<std::size_t>(selected)].colour;
    const auto chosen = QColorDialog::getColor(QColor(now[0], now[1], now[2]), this, tr("Colour of the note"));
    if (chosen.isValid())
        change(selected, tr("colour of %1"), [&](Note& note) {
            note.colour = {static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()),
                static_cast<std::uint8_t>(chosen.blue())};
        });
}

void NotesPanel::editText(int note)
{
    show();
    if (auto* item = m_table->item(note, TextColumn)) {
        m_table->setCurrentItem(item);
        m_table->editItem(item);
    }
}

void NotesPanel::exportTo(const QString& file) const
{
    const bool isTable = file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive);
    // Of the selected image and frame, as beside the regions in the slices.
    const auto values = [this](const Note& region) -> std::optional<MeasuredRegion> {
        if (m_scene.selectedLayer() == NoLayer)
            return std::nullopt;
        const auto& layer = m_scene.layer(m_scene.selectedLayer());
        return MeasuredRegion{statisticsIn(region, *layer.volume, m_scene.shownFrame(layer)), layer.name};
    };
    writeTextFile(file.toStdString(), isTable ? notesTable(m_scene.notes(), values) : notesFile(m_scene.notes()));
}

void NotesPanel::importFrom(const QString& file)
{
    auto added = withContext("cannot import the notes of '" + file.toStdString() + "'", [&] {
        if (m_scene.layers().empty())
            throw Error("open the image that they belong to first");
        return readNotesFile(readTextFile(file.toStdString()));
    });
    for (auto& note : added)
        note.id = newNoteId(); // the same file twice gives other notes
    auto notes = m_scene.notes();
    notes.insert(notes.end(), added.begin(), added.end());
    m_history.perform(tr("import notes"), [&] { m_scene.setNotes(std::move(notes)); });
}

void NotesPanel::open(const QString& file, const std::function<void(const QStringList& images)>& openImages)
{
    if (!m_scene.layers().empty()) {
        importFrom(file);
        return;
    }
    const auto notes = withContext(
        "cannot import the notes of '" + file.toStdString() + "'", [&] { return readNotesFile(readTextFile(file.toStdString())); });
    m_waiting += file;
    QStringList images;
    for (const auto& note : notes)
        if (const auto image = QString::fromStdString(note.image); !image.isEmpty() && !images.contains(image) && QFileInfo(image).isFile())
            images += image;
    if (!images.isEmpty())
        openImages(images);
}

void NotesPanel::setState(const QString& text)
{
    m_state->setText(text);
    m_state->setToolTip(text);
}

} // namespace insula
