#include "widgets/MessageBar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace insula {

MessageBar::MessageBar(QWidget* parent) :
    QFrame(parent), m_icon(new QLabel), m_text(new QLabel), m_action(new QToolButton), m_more(new QToolButton), m_close(new QToolButton),
    m_details(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_text->setAccessibleName(tr("Message"));
    m_action->setText(tr("Do it")); // until a message says what
    m_more->setText(tr("Details"));
    m_more->setCheckable(true);
    m_more->setAccessibleDescription(tr("Shows all that is known about this message"));
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close the message"));
    m_details->setReadOnly(true);
    m_details->setMaximumHeight(110);
    m_details->setAccessibleName(tr("Details of the message"));
    m_details->hide();

    auto* line = new QHBoxLayout;
    for (QWidget* each : std::initializer_list<QWidget*>{m_icon, m_text, m_action, m_more, m_close})
        line->addWidget(each);
    line->setAlignment(m_icon, Qt::AlignTop);
    line->setStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 5, 8, 5);
    column->addLayout(line);
    column->addWidget(m_details);

    connect(m_more, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QToolButton::clicked, this, &MessageBar::actionRequested);
    hide();
}

void MessageBar::showMessage(Tone tone, const QString& text, const QString& details, const QString& action)
{
    const auto icon = tone == Tone::Error ? QStyle::SP_MessageBoxCritical
        : tone == Tone::Warning           ? QStyle::SP_MessageBoxWarning
                                          : QStyle::SP_MessageBoxInformation;
    m_icon->setPixmap(style()->standardIcon(icon).pixmap(18, 18));
    m_text->setText(text);
    m_details->setPlainText(details);
    m_more->setChecked(false);
    m_more->setVisible(!details.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    show();
}

QString MessageBar::text() const
{
    return m_text->text();
}

} // namespace insula
