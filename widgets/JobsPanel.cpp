#include "widgets/JobsPanel.h"

#include "widgets/JobQueue.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

QString doneText(const Job& job)
{
    QStringList names;
    for (const auto& file : job.outputs)
        names << QFileInfo(file).fileName();
    const auto text = JobsPanel::tr("done in %1 s: %2").arg(job.seconds, 0, 'f', 1).arg(names.join(QStringLiteral(", ")));
    return job.warnings.isEmpty() ? text : JobsPanel::tr("%1. Look at it: %2").arg(text, job.warnings.join(QLatin1Char(' ')));
}

int countOf(const Job& job, QLatin1String state)
{
    return static_cast<int>(
        std::count_if(job.nodes.begin(), job.nodes.end(), [state](const JobNode& node) { return node.state == state; }));
}

QString pipelineText(const Job& job)
{
    const auto text = JobsPanel::tr("done in %1 s: %2 steps done, %3 reused")
                          .arg(job.seconds, 0, 'f', 1)
                          .arg(countOf(job, QLatin1String("done")))
                          .arg(countOf(job, QLatin1String("reused")));
    return job.warnings.isEmpty() ? text : JobsPanel::tr("%1. Look at it: %2").arg(text, job.warnings.join(QLatin1Char(' ')));
}

QString stateText(const Job& job)
{
    switch (job.state) {
    case Job::State::Waiting:
        return JobsPanel::tr("waiting");
    case Job::State::Running:
        return job.message;
    case Job::State::Done:
        return job.arguments.isEmpty() ? doneText(job) : pipelineText(job);
    case Job::State::Cancelled:
        return job.arguments.isEmpty() ? JobsPanel::tr("cancelled; nothing was kept")
                                       : JobsPanel::tr("cancelled; the steps that were done are kept");
    case Job::State::Failed:
    case Job::State::Crashed:
        break;
    }
    return job.error + QStringLiteral(". ") + job.advice;
}

} // namespace

class JobsPanel::Row : public QWidget {
public:
    Row(const QString& name) :
        title(new QLabel(name.toHtmlEscaped())), text(new QLabel), left(new QLabel), bar(new QProgressBar), cancel(new QToolButton),
        log(new QToolButton)
    {
        bar->setRange(0, 1000);
        bar->setMaximumWidth(220);
        bar->setAccessibleName(JobsPanel::tr("Progress of %1").arg(name));
        text->setWordWrap(true);
        text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        cancel->setText(JobsPanel::tr("Cancel"));
        cancel->setAccessibleName(JobsPanel::tr("Cancel %1").arg(name));
        log->setText(JobsPanel::tr("Log"));
        log->setAccessibleName(JobsPanel::tr("Log of %1").arg(name));
        auto* line = new QHBoxLayout(this);
        line->setContentsMargins(4, 2, 4, 2);
        for (QWidget* each : std::initializer_list<QWidget*>{title, bar, left, text, log, cancel})
            line->addWidget(each);
        line->setStretch(3, 1);
    }

    QLabel *title, *text, *left;
    QProgressBar* bar;
    QToolButton *cancel, *log;
};

JobsPanel::JobsPanel(JobQueue* queue, QWidget* parent) :
    QWidget(parent), m_queue(queue), m_column(nullptr), m_empty(new QLabel(tr("No jobs yet. Choose a step in the Process menu.")))
{
    auto* inside = new QWidget;
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(4, 4, 4, 4);
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
    for (const auto& job : queue->jobs())
        update(job.id);
    connect(queue, &JobQueue::jobAdded, this, &JobsPanel::update);
    connect(queue, &JobQueue::jobChanged, this, &JobsPanel::update);
}

void JobsPanel::update(int id)
{
    const Job* job = m_queue->find(id);
    auto& row = m_rows[id];
    if (!row) {
        row = new Row(job->title);
        row->cancel->setObjectName(QStringLiteral("cancel-%1").arg(id));
        connect(row->cancel, &QToolButton::clicked, m_queue, [queue = m_queue, id] { queue->cancel(id); });
        connect(row->log, &QToolButton::clicked, this, [this, id] { Q_EMIT logRequested(id); });
        m_column->insertWidget(0, row);
        m_empty->hide();
    }
    const bool running = job->state == Job::State::Running;
    row->bar->setVisible(running);
    if (job->fraction < 0)
        row->bar->setRange(0, 0);
    else {
        row->bar->setRange(0, 1000);
        row->bar->setValue(static_cast<int>(std::lround(job->fraction * 1000)));
    }
    row->left->setText(timeLeftText(job->secondsLeft));
    row->left->setVisible(running);
    row->text->setText(stateText(*job));
    row->cancel->setVisible(!job->isFinished());
}

} // namespace insula
