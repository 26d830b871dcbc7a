#include "widgets/PipelineRunBox.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {
namespace {

enum Whom { Current, Chosen, All };

bool same(const SessionRow& a, const SessionRow& b)
{
    return a.subject == b.subject && a.session == b.session;
}

} // namespace

QString subjectText(const SessionRow& subject)
{
    const auto text = QStringLiteral("sub-%1").arg(QString::fromStdString(subject.subject));
    return subject.session.empty() ? text : QStringLiteral("%1, ses-%2").arg(text, QString::fromStdString(subject.session));
}

PipelineRunBox::PipelineRunBox(QWidget* parent) :
    QWidget(parent), m_rows(new QFormLayout), m_whom(new QComboBox), m_list(new QListWidget), m_problem(new QLabel),
    m_run(new QPushButton(tr("Run")))
{
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_whom->setObjectName(QStringLiteral("pipelineWhom"));
    m_whom->setAccessibleName(tr("Subjects"));
    for (const auto& text : {tr("This subject"), tr("Chosen subjects"), tr("All subjects")})
        m_whom->addItem(text);
    m_whom->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setObjectName(QStringLiteral("pipelineSubjects"));
    m_list->setAccessibleName(tr("Subjects to choose from"));
    m_list->setMaximumHeight(110);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(2);
    m_list->viewport()->setAutoFillBackground(false); // boxes are as dark as the ground of a list
    m_problem->setObjectName(QStringLiteral("pipelineProblem"));
    m_problem->setWordWrap(true);
    m_run->setObjectName(QStringLiteral("pipelineRun"));
    m_run->setToolTip(tr("A job for each subject; steps that are done already are not done again"));
    m_run->setAutoDefault(false);
    auto* line = new QHBoxLayout;
    line->addWidget(m_whom, 1);
    line->addWidget(m_run);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(m_rows);
    column->addWidget(m_list);
    column->addWidget(m_problem);
    column->addLayout(line);
    connect(m_whom, &QComboBox::currentIndexChanged, this, [this] {
        showState();
        Q_EMIT changed();
    });
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        showState();
        Q_EMIT changed();
    });
    connect(m_run, &QPushButton::clicked, this, &PipelineRunBox::runRequested);
    showState();
}

void PipelineRunBox::setGiven(const std::vector<PipelineGiven>& given)
{
    if (given == m_given)
        return;
    const auto before = this->given();
    m_given = given;
    m_files.clear();
    while (m_rows->rowCount() > 0)
        m_rows->removeRow(0);
    for (const auto& each : given) {
        auto* edit = new QLineEdit;
        edit->setObjectName(QString::fromStdString("given-" + each.key));
        const auto label = QString::fromStdString(each.label);
        edit->setAccessibleName(label);
        edit->setPlaceholderText(tr("none"));
        edit->setToolTip(label);
        if (const auto file = before.find(each.key); file != before.end())
            edit->setText(QString::fromStdString(file->second.string()));
        auto* browse = new QToolButton;
        browse->setText(tr("File..."));
        browse->setAccessibleName(tr("Choose a file: %1").arg(label));
        auto* line = new QHBoxLayout;
        line->addWidget(edit, 1);
        line->addWidget(browse);
        const auto choose = [this, edit, label](bool folder) {
            const auto file = folder ? QFileDialog::getExistingDirectory(this, label) : QFileDialog::getOpenFileName(this, label);
            if (!file.isEmpty())
                edit->setText(file);
        };
        connect(browse, &QToolButton::clicked, this, [choose] { choose(false); });
        if (each.kind == PortKind::File) { // a DICOM series is a folder
            auto* folder = new QToolButton;
            folder->setText(tr("Folder..."));
            folder->setAccessibleName(tr("Choose a folder: %1").arg(label));
            line->addWidget(folder);
            connect(folder, &QToolButton::clicked, this, [choose] { choose(true); });
        }
        connect(edit, &QLineEdit::textChanged, this, &PipelineRunBox::changed);
        auto* name = new QLabel(label);
        name->setWordWrap(true);
        m_rows->addRow(name, line);
        m_files[each.key] = edit;
    }
}

void PipelineRunBox::setSubjects(const std::vector<SessionRow>& subjects)
{
    if (std::ranges::equal(subjects, m_subjects, same))
        return;
    const auto before = chosen();
    m_subjects = subjects;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const auto& subject : subjects) {
        auto* item = new QListWidgetItem(subjectText(subject), m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        const bool was
            = m_whom->currentIndex() == Chosen && std::ranges::any_of(before, [&](const auto& each) { return same(each, subject); });
        item->setCheckState(was ? Qt::Checked : Qt::Unchecked);
    }
    if (std::ranges::none_of(subjects, [this](const auto& each) { return same(each, m_current); }))
        m_current = subjects.empty() ? SessionRow() : subjects.front();
    showState();
}

void PipelineRunBox::setCurrent(const SessionRow& subject)
{
    if (same(subject, m_current))
        return;
    m_current = subject;
    showState();
    Q_EMIT changed();
}

void PipelineRunBox::setProblem(const QString& problem)
{
    m_why = problem;
    showState();
}

std::vector<SessionRow> PipelineRunBox::chosen() const
{
    if (m_whom->currentIndex() == All)
        return m_subjects;
    std::vector<SessionRow> subjects;
    if (m_whom->currentIndex() == Chosen) {
        for (int i = 0; i < m_list->count(); ++i)
            if (m_list->item(i)->checkState() == Qt::Checked)
                subjects.push_back(m_subjects.at(static_cast<std::size_t>(i)));
    } else if (!m_current.subject.empty())
        subjects.push_back(m_current);
    return subjects;
}

std::map<std::string, std::filesystem::path> PipelineRunBox::given() const
{
    std::map<std::string, std::filesystem::path> files;
    for (const auto& [key, edit] : m_files)
        if (!edit->text().trimmed().isEmpty())
            files[key] = edit->text().trimmed().toStdString();
    return files;
}

void PipelineRunBox::showState()
{
    m_whom->setItemText(Current, m_current.subject.empty() ? tr("This subject") : tr("This subject (%1)").arg(subjectText(m_current)));
    m_whom->setItemText(All, tr("All subjects (%1)").arg(m_subjects.size()));
    m_list->setVisible(m_whom->currentIndex() == Chosen);
    const auto count = chosen().size();
    const auto problem = !m_why.isEmpty() ? m_why
        : m_subjects.empty()              ? tr("Open a project with subjects: pipelines keep their results there.")
        : count == 0                      ? tr("Tick the subjects.")
                                          : QString();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_run->setEnabled(problem.isEmpty());
    m_run->setText(count > 1 ? tr("Run (%1)").arg(count) : tr("Run"));
}

} // namespace insula
