// How a training goes, while it goes: its log as plots, where it is, how fast, and how long it will take. GUI thread.
#pragma once

#include "widgets/TrainingLog.h"

#include <QString>
#include <QWidget>

class QFileSystemWatcher;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QTimer;

namespace insula {

class TrainingPlot;

class TrainingPanel : public QWidget {
    Q_OBJECT
public:
    explicit TrainingPanel(QWidget* parent = nullptr);
    // A log.jsonl, or the model package or training folder around it. Throws Error when there is none; then what was shown stays.
    void open(const QString& path);
    const TrainingLog& log() const { return m_log; }
    QSize sizeHint() const override { return {900, 320}; }

    // Ask for one, and open it.
    void chooseLog();
    void choosePackage();

Q_SIGNALS:
    void opened();

private:
    QString folder() const; // where the dialogs begin
    void readMore();
    void showState();

    TrainingLog m_log;
    QStackedWidget* m_pages;
    QLabel *m_title, *m_state;
    QProgressBar* m_bar;
    TrainingPlot* m_plot;
    QFileSystemWatcher* m_watcher;
    QTimer* m_timer;
};

// "45 s", "12 min", "3 h 20 min", "4 days 2 h".
QString durationText(double seconds);

} // namespace insula
