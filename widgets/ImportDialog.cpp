#include "widgets/ImportDialog.h"

#include "processing/core/BidsGuess.h"
#include "processing/core/Error.h"
#include "processing/core/ProjectNames.h"
#include "widgets/DicomListing.h"
#include "widgets/IdentityDialog.h"
#include "widgets/Settings.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace insula {
namespace {

constexpr int IdRole = Qt::UserRole, FolderRole = Qt::UserRole + 1, DetailsRole = Qt::UserRole + 2, NoteRole = Qt::UserRole + 3,
              UsableRole = Qt::UserRole + 4;

QString textOf(const nlohmann::json& json, const char* key)
{
    return QString::fromStdString(json.value(key, std::string()));
}

QString number(double value, int digits)
{
    return value > 0 ? QLocale().toString(value, 'g', digits) : QString();
}

// Only the names can be changed.
class NameDelegate : public QStyledItemDelegate {
public:
    NameDelegate(int column, QObject* parent) : QStyledItemDelegate(parent), m_column(column) { }
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return index.column() == m_column ? QStyledItemDelegate::createEditor(parent, option, index) : nullptr;
    }

private:
    int m_column;
};

} // namespace

ImportDialog::ImportDialog(
    const QString& program, const QString& source, const QString& folder, bool isProject, const QString& subject, QWidget* parent) :
    QDialog(parent),
    m_program(program), m_source(source),
    m_listing(new DicomListing(program, {QStringLiteral("dicom"), QStringLiteral("list"), source, QStringLiteral("--json")}, this)),
    m_what(new QLabel(tr("Reading the headers in %1...").arg(source))), m_details(new QLabel), m_result(new QLabel),
    m_busy(new QProgressBar), m_list(new QTreeWidget), m_subject(new QLineEdit(subject)), m_session(new QLineEdit),
    m_folder(new QLineEdit(folder)), m_removeIdentity(new QCheckBox(tr("&Remove identity"))),
    m_keepDescriptions(new QCheckBox(tr("Keep the operators' &descriptions"))), m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel))
{
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import DICOM"));
    m_what->setWordWrap(true);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setAccessibleName(tr("Reading the headers"));
    m_list->setObjectName(QStringLiteral("importSeries"));
    m_list->setAccessibleName(tr("Series"));
    m_list->setHeaderLabels({tr("Series"), tr("Voxels"), tr("Voxel size (mm)"), tr("TR (s)"), tr("TE (ms)"), tr("Becomes"), tr("Remarks")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setUniformRowHeights(true);
    m_list->setItemDelegate(new NameDelegate(NameColumn, m_list));
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_list->header()->setStretchLastSection(true);
    m_details->setObjectName(QStringLiteral("importDetails"));
    m_details->setWordWrap(true);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_details->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setObjectName(QStringLiteral("importResult"));
    m_result->setWordWrap(true);
    auto* import = m_buttons->addButton(tr("&Import"), QDialogButtonBox::AcceptRole);
    import->setObjectName(QStringLiteral("importStart"));
    import->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_what);
    column->addWidget(m_busy);
    column->addWidget(m_list, 1);
    column->addWidget(m_details);
    column->addWidget(whereBox(isProject));
    column->addWidget(m_result);
    column->addWidget(m_buttons);
    resize(1080, 560);
    connect(m_listing, &DicomListing::listed, this, &ImportDialog::show);
    connect(m_listing, &DicomListing::failed, this, [this](const QString& message) {
        m_busy->hide();
        m_what->setText(message);
    });
    connect(m_list, &QTreeWidget::itemChanged, this, &ImportDialog::refresh);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ImportDialog::showDetails);
    for (auto* edit : {m_subject, m_session, m_folder})
        connect(edit, &QLineEdit::textChanged, this, &ImportDialog::refresh);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

ImportDialog::~ImportDialog() = default;

QWidget* ImportDialog::whereBox(bool isProject)
{
    auto* box = new QWidget;
    m_subject->setObjectName(QStringLiteral("importSubject"));
    m_session->setObjectName(QStringLiteral("importSession"));
    m_session->setPlaceholderText(tr("none"));
    m_folder->setObjectName(QStringLiteral("importFolder"));
    m_folder->setReadOnly(isProject);
    m_folder->setToolTip(isProject ? tr("The project's raw data") : tr("A BIDS data set: an empty folder, or one that is to grow"));
    for (auto* edit : {m_subject, m_session})
        edit->setMaximumWidth(12 * fontMetrics().averageCharWidth());
    auto* browse = new QPushButton(tr("&Browse..."));
    browse->setObjectName(QStringLiteral("importBrowse"));
    browse->setVisible(!isProject);
    browse->setAutoDefault(false);
    m_removeIdentity->setObjectName(QStringLiteral("importRemoveIdentity"));
    m_removeIdentity->setChecked(true);
    m_removeIdentity->setToolTip(tr("The side-cars then say nothing of device, place, date and time. Names of people are never kept."));
    m_keepDescriptions->setObjectName(QStringLiteral("importKeepDescriptions"));
    m_keepDescriptions->setToolTip(tr("Names of series and protocol go to the side-cars. They are free text, and may name somebody."));
    auto* preview = new QPushButton(tr("&What is removed..."));
    preview->setObjectName(QStringLiteral("importPreview"));
    preview->setAutoDefault(false);
    preview->setToolTip(tr("A table of what the headers say and what is left of it"));
    const auto labelled = [](const QString& text, QWidget* buddy) {
        auto* label = new QLabel(text);
        label->setBuddy(buddy);
        return label;
    };
    auto* who = new QHBoxLayout;
    who->addWidget(labelled(tr("&Subject:"), m_subject));
    who->addWidget(m_subject);
    who->addWidget(labelled(tr("S&ession:"), m_session));
    who->addWidget(m_session);
    who->addSpacing(12);
    who->addWidget(labelled(tr("In&to:"), m_folder));
    who->addWidget(m_folder, 1);
    who->addWidget(browse);
    auto* what = new QHBoxLayout;
    what->addWidget(m_removeIdentity);
    what->addWidget(preview);
    what->addSpacing(12);
    what->addWidget(m_keepDescriptions);
    what->addStretch(1);
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addLayout(who);
    rows->addLayout(what);
    connect(browse, &QPushButton::clicked, this, &ImportDialog::chooseFolder);
    connect(preview, &QPushButton::clicked, this, &ImportDialog::showIdentity);
    return box;
}

void ImportDialog::chooseFolder()
{
    const auto folder = QFileDialog::getExistingDirectory(this, tr("Data set to import into"), m_folder->text());
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

void ImportDialog::show(const nlohmann::json& list)
{
    const QScopedValueRollback guard(m_isRefreshing, true);
    m_busy->hide();
    // What another program said is taken with care.
    try {
        for (const auto& series : list.at("series"))
            addSeries(series);
        auto text = tr("%n series", nullptr, m_list->topLevelItemCount()) + QStringLiteral(", ")
            + tr("%n DICOM files", nullptr, list.at("images").get<int>()) + QStringLiteral(": ") + m_source;
        for (const auto& problem : list.at("problems"))
            text += QStringLiteral("\n") + QString::fromStdString(problem.get<std::string>());
        m_what->setText(text);
    } catch (const nlohmann::json::exception&) {
        m_what->setText(tr("The reader gave no sensible answer."));
    }
    for (int n = 0; n < NameColumn; ++n)
        m_list->resizeColumnToContents(n);
    m_list->setColumnWidth(SeriesColumn, std::min(m_list->columnWidth(SeriesColumn), 300));
    m_list->setColumnWidth(NameColumn, 230);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setFocus();
    m_isRefreshing = false;
    refresh();
}

void ImportDialog::addSeries(const nlohmann::json& series)
{
    auto* item = new QTreeWidgetItem(m_list);
    const auto description = textOf(series, "description"), part = textOf(series, "part"), note = textOf(series, "note");
    const auto& size = series.at("size");
    auto voxels = QStringLiteral("%1 x %2 x %3").arg(size.at(0).get<qint64>()).arg(size.at(1).get<qint64>()).arg(size.at(2).get<qint64>());
    if (const auto frames = series.at("frames").get<qint64>(); frames > 1)
        voxels += QStringLiteral(" x %1").arg(frames);
    const auto& spacing = series.at("spacing");
    item->setText(SeriesColumn,
        QStringLiteral("%1  %2%3")
            .arg(series.at("number").get<int>())
            .arg(description.isEmpty() ? tr("no description") : description,
                part.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(part)));
    item->setText(SizeColumn, voxels);
    item->setText(SpacingColumn,
        QStringLiteral("%1 x %2 x %3")
            .arg(number(spacing.at(0).get<double>(), 3), number(spacing.at(1).get<double>(), 3), number(spacing.at(2).get<double>(), 3)));
    item->setText(TrColumn, number(series.at("tr").get<double>(), 5));
    item->setText(TeColumn, number(series.at("te").get<double>(), 4));
    item->setText(NameColumn, textOf(series, "becomes"));
    for (const int column : {SizeColumn, SpacingColumn, TrColumn, TeColumn})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    QStringList details{tr("Protocol: %1. %n file(s).", nullptr, series.at("files").get<int>()).arg(textOf(series, "protocol"))};
    for (const auto& warning : series.at("warnings"))
        details.append(QString::fromStdString(warning.get<std::string>()));
    const bool usable = series.at("usable").get<bool>();
    const auto warnings = static_cast<int>(series.at("warnings").size());
    QStringList remarks;
    if (!note.isEmpty())
        remarks.append(note);
    if (!usable)
        remarks.append(tr("cannot be read"));
    else if (warnings > 0)
        remarks.append(tr("%n warning(s)", nullptr, warnings));
    item->setData(0, IdRole, textOf(series, "id"));
    item->setData(0, FolderRole, textOf(series, "folder"));
    item->setData(0, DetailsRole, details.join(QLatin1Char('\n')));
    item->setData(0, NoteRole, remarks.join(QStringLiteral(", ")));
    item->setData(0, UsableRole, usable);
    item->setToolTip(SeriesColumn, description);
    item->setToolTip(NoteColumn, details.join(QLatin1Char('\n')));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsUserCheckable);
    item->setCheckState(SeriesColumn, usable && note.isEmpty() ? Qt::Checked : Qt::Unchecked);
}

// One name for two images, or one that is there already, is no plan.
void ImportDialog::refreshItem(QTreeWidgetItem* item, QStringList& taken, int& images)
{
    auto remark = item->data(0, NoteRole).toString();
    bool isProblem = false;
    if (item->checkState(SeriesColumn) == Qt::Checked) {
        // A label or a name that BIDS does not allow is said here, while it is typed.
        try {
            const auto path
                = bidsRawPath(item->text(NameColumn).toStdString(), m_subject->text().toStdString(), m_session->text().toStdString());
            const auto file = m_folder->text() + QLatin1Char('/') + QString::fromStdString(path.string()) + QStringLiteral(".nii.gz");
            const auto problem = !item->data(0, UsableRole).toBool() ? tr("cannot be read")
                : taken.contains(file)                               ? tr("another series has this name")
                : QFileInfo::exists(file)                            ? tr("is there already")
                                                                     : QString();
            isProblem = !problem.isEmpty();
            if (isProblem)
                remark = problem;
            taken.append(file);
            ++images;
        } catch (const Error& error) {
            isProblem = true;
            remark = QString::fromStdString(error.what());
        }
    }
    item->setText(NoteColumn, remark);
    auto font = item->font(NoteColumn);
    font.setBold(isProblem);
    item->setFont(NoteColumn, font);
    item->setData(NameColumn, Qt::UserRole, isProblem);
}

void ImportDialog::refresh()
{
    if (m_isRefreshing)
        return;
    const QScopedValueRollback guard(m_isRefreshing, true);
    QStringList taken;
    int images = 0, problems = 0;
    for (int n = 0; n < m_list->topLevelItemCount(); ++n) {
        refreshItem(m_list->topLevelItem(n), taken, images);
        problems += m_list->topLevelItem(n)->data(NameColumn, Qt::UserRole).toBool() ? 1 : 0;
    }
    const bool hasFolder = !m_folder->text().isEmpty();
    m_result->setText(m_list->topLevelItemCount() == 0 ? QString()
            : problems > 0                             ? tr("%n series need(s) another name, or no tick.", nullptr, problems)
            : !hasFolder                               ? tr("Say where the images go.")
            : images == 0                              ? tr("Tick the series to import.")
                          : tr("Makes %n image(s) with side-car, as sub-%1.", nullptr, images).arg(m_subject->text()));
    auto* import = findChild<QPushButton*>(QStringLiteral("importStart"));
    import->setEnabled(images > 0 && problems == 0 && hasFolder);
    import->setDefault(true);
    findChild<QPushButton*>(QStringLiteral("importPreview"))->setEnabled(m_list->topLevelItemCount() > 0);
    showDetails();
}

void ImportDialog::showDetails()
{
    const auto* item = m_list->currentItem();
    m_details->setText(item ? item->data(0, DetailsRole).toString() : QString());
}

ImportPlan ImportDialog::plan() const
{
    ImportPlan plan;
    plan.folder = m_folder->text().toStdString();
    plan.subject = m_subject->text().toStdString();
    plan.session = m_session->text().toStdString();
    for (int n = 0; n < m_list->topLevelItemCount(); ++n) {
        const auto* item = m_list->topLevelItem(n);
        if (item->checkState(SeriesColumn) != Qt::Checked)
            continue;
        const auto path = plan.folder / bidsRawPath(item->text(NameColumn).toStdString(), plan.subject, plan.session);
        RunRequest request;
        request.step = "convert";
        request.inputs["file"] = item->data(0, FolderRole).toString().toStdString();
        request.outputs["image"] = path.string() + ".nii.gz";
        request.outputs["sidecar"] = path.string() + ".json";
        request.params = {{"series", item->data(0, IdRole).toString().toStdString()}, {"keep-identity", !m_removeIdentity->isChecked()},
            {"keep-descriptions", m_keepDescriptions->isChecked()}};
        if (const auto task = parseBidsName(path.string() + ".nii.gz").entity("task"); !task.empty())
            request.params["task"] = task;
        plan.images.push_back({tr("Import %1").arg(item->text(NameColumn)), std::move(request)});
    }
    return plan;
}

void ImportDialog::showIdentity()
{
    const auto* item = m_list->currentItem();
    auto* dialog = new IdentityDialog(m_program, item ? item->data(0, FolderRole).toString() : m_source, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace insula
