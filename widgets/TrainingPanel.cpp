#include "widgets/TrainingPanel.h"

#include "processing/core/Error.h"
#include "widgets/PlotExport.h"
#include "widgets/TrainingPlot.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace insula {
namespace {

// Files on other machines tell the watcher nothing, and the time since the last line goes on.
constexpr int LookMs = 2000;
constexpr double SilentSeconds = 180, SilentSteps = 100; // without a line for longer than both: something may be wrong

} // namespace

QString durationText(double seconds)
{
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 90)
        return TrainingPanel::tr("%1 s").arg(whole);
    const qint64 minutes = (whole + 30) / 60;
    if (minutes < 90)
        return TrainingPanel::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return TrainingPanel::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return TrainingPanel::tr("%1 days %2 h").arg(minutes / (24 * 60)).arg(minutes / 60 % 24);
}

TrainingPanel::TrainingPanel(QWidget* parent) :
    QWidget(parent), m_pages(new QStackedWidget), m_title(new QLabel), m_state(new QLabel), m_bar(new QProgressBar),
    m_plot(new TrainingPlot(m_log)), m_watcher(new QFileSystemWatcher(this)), m_timer(new QTimer(this))
{
    auto* empty = new QLabel(tr("No training is shown.\n\nOpen the log.jsonl that a training writes, or its model package; the plots grow "
                                "with it."));
    empty->setWordWrap(true);
    empty->setAlignment(Qt::AlignTop);
    m_title->setObjectName(QStringLiteral("trainingTitle"));
    m_title->setMinimumWidth(60);
    m_state->setObjectName(QStringLiteral("trainingState"));
    m_state->setWordWrap(true);
    m_bar->setAccessibleName(tr("Progress of the training"));
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(8);
    auto* openLog = new QPushButton(tr("Open log..."));
    auto* openPackage = new QPushButton(tr("Open package..."));
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(openLog);
    top->addWidget(openPackage);
    auto* shown = new QWidget;
    auto* rows = new QVBoxLayout(shown);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(m_state);
    rows->addWidget(m_bar);
    addPlotMenu(*m_plot, QStringLiteral("training"));
    rows->addWidget(m_plot, 1);
    m_pages->addWidget(empty);
    m_pages->addWidget(shown);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->addLayout(top);
    column->addWidget(m_pages, 1);
    m_timer->setInterval(LookMs);
    connect(m_timer, &QTimer::timeout, this, &TrainingPanel::readMore);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, &TrainingPanel::readMore);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, &TrainingPanel::readMore);
    connect(openLog, &QPushButton::clicked, this, &TrainingPanel::chooseLog);
    connect(openPackage, &QPushButton::clicked, this, &TrainingPanel::choosePackage);
}

QString TrainingPanel::folder() const
{
    return m_log.file().empty() ? QDir::homePath() : QString::fromStdString(m_log.file().parent_path().string());
}

void TrainingPanel::chooseLog()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Open a training log"), folder(), tr("Training logs (*.jsonl)"));
    if (!file.isEmpty())
        open(file);
}

void TrainingPanel::choosePackage()
{
    const auto package = QFileDialog::getExistingDirectory(this, tr("Open the training of a model package"), folder());
    if (!package.isEmpty())
        open(package);
}

void TrainingPanel::open(const QString& path)
{
    const auto file = trainingLogIn(path.toStdString());
    if (file.empty())
        throw Error(
            "'" + path.toStdString() + "' has no training log; choose a log.jsonl, or a model package with training/log.jsonl in it");
    const auto watched = m_watcher->files() + m_watcher->directories();
    if (!watched.isEmpty())
        m_watcher->removePaths(watched);
    m_log = TrainingLog(file);
    const auto shown = QString::fromStdString(file.string());
    m_watcher->addPaths({shown, QFileInfo(shown).absolutePath()});
    const auto package = file.parent_path().filename() == "training" ? file.parent_path().parent_path() : file.parent_path();
    m_title->setText(tr("<b>%1</b>").arg(QString::fromStdString(package.filename().string()).toHtmlEscaped()));
    m_title->setToolTip(shown);
    m_pages->setCurrentIndex(1);
    m_timer->start();
    readMore();
    Q_EMIT opened();
}

void TrainingPanel::readMore()
{
    if (m_log.file().empty())
        return;
    const auto file = QString::fromStdString(m_log.file().string());
    if (!m_watcher->files().contains(file)) // replaced by another one: the watcher lost it
        m_watcher->addPath(file);
    if (m_log.readMore())
        m_plot->update();
    showState();
}

void TrainingPanel::showState()
{
    const QLocale locale(QLocale::English);
    if (!m_log.isThere()) {
        m_state->setText(tr("The log is not there any more."));
        return;
    }
    QStringList parts;
    const auto number = [&locale](double value) { return locale.toString(static_cast<qlonglong>(value)); };
    parts << (m_log.steps() > 0 ? tr("Step %1 of %2").arg(number(m_log.step()), number(m_log.steps()))
                                : tr("Step %1").arg(number(m_log.step())));
    if (m_log.secondsPerStep() > 0)
        parts << tr("%1 s per step").arg(m_log.secondsPerStep(), 0, 'g', 3);
    const bool isDone = m_log.steps() > 0 && m_log.step() >= m_log.steps();
    const double silent
        = static_cast<double>(QFileInfo(QString::fromStdString(m_log.file().string())).lastModified().secsTo(QDateTime::currentDateTime()));
    if (isDone)
        parts << tr("done");
    else if (silent > std::max(SilentSeconds, SilentSteps * m_log.secondsPerStep()))
        parts << tr("no news for %1: it may have stopped").arg(durationText(silent));
    else if (m_log.secondsLeft() >= 0)
        parts << tr("about %1 left").arg(durationText(m_log.secondsLeft()));
    if (!m_log.device().empty())
        parts << QString::fromStdString(m_log.device());
    if (m_log.brokenLines() > 0)
        parts << tr("%n line(s) could not be read", nullptr, static_cast<int>(m_log.brokenLines()));
    m_state->setText(parts.join(QStringLiteral("  |  ")));
    m_bar->setVisible(m_log.steps() > 0);
    m_bar->setRange(0, 1000);
    m_bar->setValue(m_log.steps() > 0 ? static_cast<int>(1000 * std::min(1.0, m_log.step() / m_log.steps())) : 0);
}

} // namespace insula
