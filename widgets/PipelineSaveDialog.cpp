#include "widgets/PipelineSaveDialog.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace insula {

std::string pipelineNameOf(const QString& title)
{
    std::string name;
    for (const QChar c : title.normalized(QString::NormalizationForm_KD).toLower()) {
        if ((c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('0') && c <= QLatin1Char('9')))
            name += c.toLatin1();
        else if (!c.isMark() && !name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-')
        name.pop_back();
    return name;
}

PipelineSaveDialog::PipelineSaveDialog(const QString& title, std::filesystem::path project, QWidget* parent) :
    QDialog(parent), m_project(std::move(project)), m_title(new QLineEdit(title)), m_inProject(new QRadioButton(tr("In the project"))),
    m_forUser(new QRadioButton(tr("For me, in all projects"))), m_state(new QLabel), m_save(nullptr)
{
    setWindowTitle(tr("Save pipeline"));
    m_title->setObjectName(QStringLiteral("pipelineTitle"));
    m_title->selectAll();
    m_inProject->setObjectName(QStringLiteral("pipelineInProject"));
    m_forUser->setObjectName(QStringLiteral("pipelineForUser"));
    m_inProject->setEnabled(!m_project.empty());
    (m_project.empty() ? m_forUser : m_inProject)->setChecked(true);
    m_state->setWordWrap(true);
    m_state->setMinimumWidth(380);
    auto* rows = new QFormLayout;
    rows->addRow(tr("Name"), m_title);
    rows->addRow(tr("Keep it"), m_inProject);
    rows->addRow(QString(), m_forUser);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(rows);
    column->addWidget(m_state);
    column->addWidget(buttons);
    connect(m_title, &QLineEdit::textChanged, this, &PipelineSaveDialog::showState);
    connect(m_inProject, &QRadioButton::toggled, this, &PipelineSaveDialog::showState);
    showState();
}

QString PipelineSaveDialog::title() const
{
    return m_title->text().trimmed();
}

std::string PipelineSaveDialog::name() const
{
    return pipelineNameOf(m_title->text());
}

PipelineOrigin PipelineSaveDialog::origin() const
{
    return m_inProject->isChecked() ? PipelineOrigin::Project : PipelineOrigin::User;
}

void PipelineSaveDialog::showState()
{
    m_save->setEnabled(!name().empty());
    if (name().empty()) {
        m_state->setText(tr("Write a name with letters or digits."));
        return;
    }
    const auto file = QString::fromStdString((pipelineFolder(origin(), m_project) / (name() + ".json")).string());
    m_state->setText(QFileInfo::exists(file) ? tr("Replaces %1").arg(file) : tr("Becomes %1").arg(file));
}

} // namespace insula
