#include "widgets/WorkIndicator.h"

#include "widgets/BackgroundWork.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

#include <cmath>

namespace insula {
namespace {
constexpr int RefreshMs = 100;
constexpr qint64 ShownAfterMs = 500;
} // namespace

WorkIndicator::WorkIndicator(BackgroundWork& work, QWidget* parent) :
    QWidget(parent), m_work(work), m_text(new QLabel), m_bar(new QProgressBar), m_cancel(new QToolButton), m_timer(new QTimer(this))
{
    m_bar->setMaximumWidth(120);
    m_bar->setMaximumHeight(14);
    m_bar->setTextVisible(false);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("cancelWork"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    for (QWidget* each : std::initializer_list<QWidget*>{m_text, m_bar, m_cancel})
        row->addWidget(each);
    hide();
    m_timer->setInterval(RefreshMs);
    connect(m_timer, &QTimer::timeout, this, &WorkIndicator::refresh);
    connect(&work, &BackgroundWork::started, m_timer, qOverload<>(&QTimer::start));
    connect(&work, &BackgroundWork::finished, this, &WorkIndicator::refresh);
    connect(m_cancel, &QToolButton::clicked, this, [this] { m_work.cancel(m_work.oldest().id); });
}

void WorkIndicator::refresh()
{
    const auto state = m_work.oldest();
    if (state.id == 0)
        m_timer->stop();
    setVisible(state.id != 0 && state.runningMs > ShownAfterMs);
    m_text->setText(state.message.isEmpty() ? state.title : tr("%1: %2").arg(state.title, state.message));
    m_bar->setRange(0, state.fraction < 0 ? 0 : 100);
    m_bar->setValue(static_cast<int>(std::lround(state.fraction * 100)));
    m_bar->setAccessibleName(tr("Progress of %1").arg(state.title));
}

} // namespace insula
