#include "widgets/BidsDialog.h"

#include "widgets/BackgroundWork.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {
namespace {

constexpr int AdviceRole = Qt::UserRole;

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

} // namespace

BidsDialog::BidsDialog(const QString& folder, const QString& project, BackgroundWork& work, QWidget* parent) :
    QDialog(parent), m_work(work), m_what(new QLabel(tr("Checking %1...").arg(folder))), m_advice(new QLabel), m_list(new QTreeWidget),
    m_project(new QLineEdit(project.isEmpty() ? folder + QStringLiteral(".insula") : project))
{
    setObjectName(QStringLiteral("bidsDialog"));
    setWindowTitle(tr("Open BIDS data set"));
    m_what->setWordWrap(true);
    m_what->setObjectName(QStringLiteral("bidsSummary"));
    m_list->setObjectName(QStringLiteral("bidsProblems"));
    m_list->setAccessibleName(tr("What is wrong"));
    m_list->setHeaderLabels({tr("File"), tr("What is wrong"), tr("What to do")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_advice->setObjectName(QStringLiteral("bidsAdvice"));
    m_advice->setWordWrap(true);
    m_advice->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_advice->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_advice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_project->setObjectName(QStringLiteral("bidsProject"));
    m_project->setReadOnly(!project.isEmpty());
    m_project->setToolTip(
        project.isEmpty() ? tr("A new project is made there; the data set stays as it is") : tr("The project that is open"));
    auto* browse = new QPushButton(tr("&Browse..."));
    browse->setObjectName(QStringLiteral("bidsBrowse"));
    browse->setVisible(project.isEmpty());
    browse->setAutoDefault(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_open = buttons->addButton(tr("&Take into the project"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(QStringLiteral("bidsOpen"));
    auto* label = new QLabel(tr("&Project:"));
    label->setBuddy(m_project);
    auto* where = new QHBoxLayout;
    where->addWidget(label);
    where->addWidget(m_project, 1);
    where->addWidget(browse);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_what);
    column->addWidget(m_list, 1);
    column->addWidget(m_advice);
    column->addLayout(where);
    column->addWidget(buttons);
    resize(960, 480);
    connect(m_list, &QTreeWidget::currentItemChanged, this,
        [this](const QTreeWidgetItem* item) { m_advice->setText(item ? item->data(0, AdviceRole).toString() : QString()); });
    connect(m_project, &QLineEdit::textChanged, this, &BidsDialog::refresh);
    connect(browse, &QPushButton::clicked, this, [this] {
        const auto place = QFileDialog::getSaveFileName(this, tr("New project"), m_project->text());
        if (!place.isEmpty())
            m_project->setText(place);
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_work, &BackgroundWork::finished, this, [this](int id) {
        if (id == m_checking)
            m_checking = 0;
    });
    connect(&m_work, &BackgroundWork::failed, this, [this](const std::exception_ptr& problem) {
        if (m_checking == 0)
            return;
        try {
            std::rethrow_exception(problem);
        } catch (const std::exception& error) { // also told by the window
            m_what->setText(QString::fromUtf8(error.what()));
        }
    });
    refresh();
    m_checking = m_work.start(tr("Checking %1").arg(folder),
        [self = QPointer(this), path = folder.toStdString()](const Progress& progress) -> BackgroundWork::Continuation {
            const BidsDataset dataset(path);
            Result result{checkBids(dataset, progress), dataset.subjects().size(), 0};
            result.images = static_cast<std::size_t>(
                std::ranges::count_if(dataset.files(), [](const BidsFile& file) { return file.isImage() && !file.subject.empty(); }));
            return [self, result = std::move(result)] {
                if (self)
                    self->show(result);
            };
        });
}

BidsDialog::~BidsDialog()
{
    if (m_checking != 0)
        m_work.cancel(m_checking);
}

QString BidsDialog::project() const
{
    return m_project->text();
}

void BidsDialog::show(const Result& result)
{
    const auto errors = static_cast<int>(std::ranges::count_if(result.problems, &BidsProblem::isError));
    const auto warnings = static_cast<int>(result.problems.size()) - errors;
    for (const BidsProblem& problem : result.problems) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setIcon(0, style()->standardIcon(problem.isError ? QStyle::SP_MessageBoxCritical : QStyle::SP_MessageBoxWarning));
        item->setText(0, problem.file.empty() ? tr("(data set)") : text(problem.file));
        item->setText(1, text(problem.what));
        item->setText(2, text(problem.advice));
        item->setToolTip(0, (problem.isError ? tr("Error: %1") : tr("Warning: %1")).arg(text(problem.file)));
        item->setData(0, Qt::AccessibleTextRole, item->toolTip(0));
        item->setData(0, AdviceRole, QStringLiteral("%1\n%2.\n%3.").arg(item->toolTip(0), text(problem.what), text(problem.advice)));
    }
    m_list->setColumnWidth(0, 320);
    m_list->setColumnWidth(1, 330);
    m_images = result.images;
    const auto counts = tr("%n subject(s)", nullptr, static_cast<int>(result.subjects)) + QStringLiteral(", ")
        + tr("%n image(s)", nullptr, static_cast<int>(result.images));
    m_what->setText(result.problems.empty()
            ? tr("%1. Nothing is wrong with this data set.").arg(counts)
            : QStringLiteral("%1. %2, %3.").arg(counts, tr("%n error(s)", nullptr, errors), tr("%n warning(s)", nullptr, warnings)));
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setFocus();
    refresh();
}

void BidsDialog::refresh()
{
    m_open->setEnabled(m_images > 0 && !m_project->text().isEmpty());
    m_open->setToolTip(m_images > 0 ? tr("Registers the images where they lie; nothing is copied or changed") : QString());
    m_open->setDefault(true);
}

} // namespace insula
