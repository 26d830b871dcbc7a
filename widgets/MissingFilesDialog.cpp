#include "widgets/MissingFilesDialog.h"

#include "widgets/BackgroundWork.h"
#include "widgets/Settings.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {
namespace {

enum Column { FileColumn, OldColumn, NowColumn, ColumnCount };

QString text(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

MissingFilesDialog::MissingFilesDialog(const QString& view, std::vector<MissingViewFile> missing, BackgroundWork& work, QWidget* parent) :
    QDialog(parent), m_missing(std::move(missing)), m_work(work), m_list(new QTreeWidget), m_locate(new QPushButton(tr("&Locate..."))),
    m_skip(new QPushButton(tr("&Skip")))
{
    setObjectName(QStringLiteral("missingFiles"));
    setWindowTitle(tr("These files are missing"));
    auto* what
        = new QLabel(tr("The view %1 shows files that are not where they were. Locate one of them: the others are looked for beside it, by "
                        "their names and by what is in them.")
                         .arg(view));
    what->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("missingList"));
    m_list->setAccessibleName(tr("Missing files"));
    m_list->setHeaderLabels({tr("File"), tr("Was in"), tr("Now")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->header()->setStretchLastSection(true);
    for (std::size_t row = 0; row < m_missing.size(); ++row) {
        const QFileInfo file(QString::fromStdString(m_missing[row].saved));
        auto* item = new QTreeWidgetItem(m_list);
        item->setText(FileColumn, file.fileName());
        item->setToolTip(FileColumn, QString::fromStdString(m_missing[row].name));
        item->setText(OldColumn, file.path());
        item->setToolTip(OldColumn, file.path());
        show(static_cast<int>(row));
    }
    m_list->setColumnWidth(FileColumn, 190);
    m_list->setColumnWidth(OldColumn, 230);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_locate->setObjectName(QStringLiteral("missingLocate"));
    m_locate->setToolTip(tr("Says where the selected file is now (Return)"));
    m_skip->setObjectName(QStringLiteral("missingSkip"));
    m_skip->setToolTip(tr("Opens the view without the selected file (Delete)"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_open = buttons->addButton(tr("&Open the view"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(QStringLiteral("missingOpen"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_locate);
    row->addWidget(m_skip);
    row->addStretch(1);
    row->addWidget(buttons);
    auto* column = new QVBoxLayout(this);
    column->addWidget(what);
    column->addWidget(m_list, 1);
    column->addLayout(row);
    resize(720, 320);
    for (auto* each : {m_locate, m_skip, m_open})
        each->setAutoDefault(false); // Return in the list locates
    connect(m_locate, &QPushButton::clicked, this, [this] { chooseFor(currentRow()); });
    connect(m_skip, &QPushButton::clicked, this, [this] { skip(currentRow()); });
    connect(m_list, &QTreeWidget::itemActivated, this, [this] { chooseFor(currentRow()); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &MissingFilesDialog::showButtons);
    auto* remove = new QShortcut(QKeySequence(Qt::Key_Delete), m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this] { skip(currentRow()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_work, &BackgroundWork::finished, this, [this](int id) {
        if (id != m_looking)
            return;
        m_looking = 0;
        showAll();
    });
    m_list->setFocus();
    showButtons();
}

int MissingFilesDialog::currentRow() const
{
    return m_list->indexOfTopLevelItem(m_list->currentItem());
}

void MissingFilesDialog::chooseFor(int row)
{
    if (row < 0 || m_looking != 0)
        return;
    const QFileInfo old(QString::fromStdString(m_missing[static_cast<std::size_t>(row)].saved));
    const auto suffix = old.completeSuffix();
    const auto file
        = QFileDialog::getOpenFileName(this, tr("Where is %1 now?").arg(old.fileName()), setting(Setting::LastFolder).toString(),
            tr("The file (%1);;All files (*)").arg(suffix.isEmpty() ? QStringLiteral("*") : QStringLiteral("*.") + old.suffix()));
    if (!file.isEmpty())
        locate(row, file);
}

void MissingFilesDialog::locate(int row, const QString& file)
{
    setSetting(Setting::LastFolder, QFileInfo(file).absolutePath());
    const auto saved = m_missing[static_cast<std::size_t>(row)].saved;
    std::vector<MissingViewFile> wanted; // what was found or left out by hand stays
    std::copy_if(m_missing.begin(), m_missing.end(), std::back_inserter(wanted), [&](const MissingViewFile& each) {
        return each.saved == saved || (!m_located.contains(each.saved) && !m_skipped.contains(each.saved));
    });
    m_skipped.erase(saved);
    m_located[saved] = {file.toStdString(), true}; // counts even when the looking is stopped
    m_list->topLevelItem(row)->setText(NowColumn, tr("Looking..."));
    m_looking = m_work.start(tr("Looking for the files of the view"),
        [self = QPointer(this), wanted, saved, path = std::filesystem::path(file.toStdString())](
            const Progress& progress) -> BackgroundWork::Continuation {
            return [self, found = locateViewFiles(wanted, saved, path, progress)] {
                if (self)
                    for (const auto& [each, place] : found)
                        self->m_located[each] = place;
            };
        });
    showButtons();
}

void MissingFilesDialog::showAll()
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row)
        show(row);
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) { // on to the next that is missing
        const auto& saved = m_missing[static_cast<std::size_t>(row)].saved;
        if (!m_located.contains(saved) && !m_skipped.contains(saved)) {
            m_list->setCurrentItem(m_list->topLevelItem(row));
            break;
        }
    }
    showButtons();
}

void MissingFilesDialog::skip(int row)
{
    if (row < 0 || m_looking != 0)
        return;
    const auto& saved = m_missing[static_cast<std::size_t>(row)].saved;
    m_located.erase(saved);
    if (!m_skipped.erase(saved))
        m_skipped.insert(saved);
    show(row);
    showButtons();
}

void MissingFilesDialog::show(int row)
{
    const auto& saved = m_missing[static_cast<std::size_t>(row)].saved;
    auto* item = m_list->topLevelItem(row);
    const auto found = m_located.find(saved);
    if (found != m_located.end()) {
        const auto folder = text(found->second.path.parent_path());
        const bool isRenamed = found->second.path.filename() != std::filesystem::path(saved).filename();
        const auto place = isRenamed ? text(found->second.path) : folder;
        item->setText(NowColumn, found->second.isSame ? place : tr("%1 (has changed since)").arg(place));
    } else
        item->setText(NowColumn, m_skipped.contains(saved) ? tr("Left out") : tr("Missing"));
    item->setToolTip(NowColumn, item->text(NowColumn));
    auto font = item->font(NowColumn);
    font.setBold(found == m_located.end() && !m_skipped.contains(saved));
    item->setFont(NowColumn, font);
}

void MissingFilesDialog::showButtons()
{
    const int row = currentRow();
    const bool isSkipped = row >= 0 && m_skipped.contains(m_missing[static_cast<std::size_t>(row)].saved);
    const auto open = std::count_if(m_missing.begin(), m_missing.end(),
        [this](const MissingViewFile& each) { return !m_located.contains(each.saved) && !m_skipped.contains(each.saved); });
    m_locate->setEnabled(row >= 0 && m_looking == 0);
    m_skip->setEnabled(row >= 0 && m_looking == 0);
    m_skip->setText(isSkipped ? tr("Do not &skip") : tr("&Skip"));
    m_open->setEnabled(open == 0 && m_looking == 0);
    m_open->setToolTip(open == 0 ? QString() : tr("%n file(s) left: locate or skip", nullptr, static_cast<int>(open)));
}

ViewPlaces MissingFilesDialog::places() const
{
    ViewPlaces all;
    for (const auto& [saved, place] : m_located)
        all[saved] = place.path;
    for (const auto& saved : m_skipped)
        all[saved] = std::filesystem::path();
    return all;
}

} // namespace insula
