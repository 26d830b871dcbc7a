#include "widgets/MessageBar.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace insula {
namespace {

constexpr int LeastMs = 6000, MostMs = 20000;
constexpr int OldMs = 30000; // information that waited longer is no news

} // namespace

MessageBar::MessageBar(QWidget* parent) :
    QFrame(parent), m_closing(new QTimer(this)), m_icon(new QLabel), m_text(new QLabel), m_action(new QToolButton), m_more(new QToolButton),
    m_close(new QToolButton), m_details(new QPlainTextEdit)
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
    m_closing->setSingleShot(true);
    connect(m_closing, &QTimer::timeout, this, &MessageBar::closeMessage);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::closeMessage);
    connect(m_more, &QToolButton::toggled, this, &MessageBar::startClosing);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* old, QWidget* now) {
        if (isAncestorOf(now) && !isAncestorOf(old))
            m_focusBefore = old;
        if (isVisible())
            startClosing();
    });
    connect(m_action, &QToolButton::clicked, this, &MessageBar::actionRequested);
    hide();
}

void MessageBar::showMessage(Tone tone, const QString& text, const QString& details, const QString& action)
{
    const Message message{tone, text, details, action};
    if (isVisible() && m_shown.tone > tone) {
        m_waiting = message;
        m_waitingSince.start();
        return;
    }
    present(message);
}

void MessageBar::present(const Message& message)
{
    m_shown = message;
    const auto icon = message.tone == Tone::Error ? QStyle::SP_MessageBoxCritical
        : message.tone == Tone::Warning           ? QStyle::SP_MessageBoxWarning
                                                  : QStyle::SP_MessageBoxInformation;
    m_icon->setPixmap(style()->standardIcon(icon).pixmap(18, 18));
    m_text->setText(message.text);
    m_details->setPlainText(message.details);
    m_more->setChecked(false);
    m_more->setVisible(!message.details.isEmpty());
    m_action->setText(message.action);
    m_action->setVisible(!message.action.isEmpty());
    show();
    startClosing();
}

int MessageBar::readingMs(const QString& text)
{
    return std::clamp(100 * static_cast<int>(text.size()), LeastMs, MostMs);
}

// Starts anew when the pointer leaves, so that what was being read does not vanish at once.
void MessageBar::startClosing()
{
    if (m_shown.tone == Tone::Information && isVisible() && !underMouse() && !m_more->isChecked() && m_shown.action.isEmpty()
        && !m_text->hasSelectedText() && !isAncestorOf(QApplication::focusWidget()))
        m_closing->start(readingMs(m_shown.text));
    else
        m_closing->stop();
}

void MessageBar::closeMessage()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_closing->stop();
    hide();
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus();
    if (const auto next = std::exchange(m_waiting, std::nullopt); next && m_waitingSince.elapsed() < OldMs)
        present(*next);
}

bool MessageBar::event(QEvent* event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        QMetaObject::invokeMethod(this, &MessageBar::startClosing, Qt::QueuedConnection); // once underMouse() knows
    return QFrame::event(event);
}

QString MessageBar::text() const
{
    return m_text->text();
}

} // namespace insula
