#include "widgets/SubjectDialog.h"

#include "widgets/ProjectSession.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>

namespace insula {
namespace {

QString withoutPrefix(QString text, const QString& prefix)
{
    return text.startsWith(prefix) ? text.mid(prefix.size()) : text;
}

} // namespace

SubjectDialog::SubjectDialog(const ProjectSession& projects, QWidget* parent) :
    QDialog(parent), m_subject(new QComboBox), m_session(new QLineEdit)
{
    setWindowTitle(tr("Add open images to the project"));
    static const QRegularExpression label(QStringLiteral("(sub-|ses-)?[A-Za-z0-9]*")); // BIDS labels
    m_subject->setEditable(true);
    m_subject->setValidator(new QRegularExpressionValidator(label, this));
    m_subject->setObjectName(QStringLiteral("subject"));
    m_session->setValidator(new QRegularExpressionValidator(label, this));
    m_session->setPlaceholderText(tr("(optional)"));
    for (const auto& row : projects.volumes())
        if (const auto subject = QString::fromStdString(row.subject); m_subject->findText(subject) < 0)
            m_subject->addItem(subject);
    if (m_subject->count() == 0)
        m_subject->addItem(QStringLiteral("01"));
    auto* rows = new QFormLayout(this);
    auto* text = new QLabel(tr("The files stay where they are; the project remembers their path and SHA-256."));
    text->setWordWrap(true);
    rows->addRow(text);
    rows->addRow(tr("Subject"), m_subject);
    rows->addRow(tr("Session"), m_session);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    rows->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_subject, &QComboBox::editTextChanged, this,
        [this, buttons] { buttons->button(QDialogButtonBox::Ok)->setEnabled(!subject().isEmpty()); });
}

QString SubjectDialog::subject() const
{
    return withoutPrefix(m_subject->currentText().trimmed(), QStringLiteral("sub-"));
}

QString SubjectDialog::session() const
{
    return withoutPrefix(m_session->text().trimmed(), QStringLiteral("ses-"));
}

} // namespace insula
