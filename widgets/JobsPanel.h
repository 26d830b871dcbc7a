// The list of jobs: title, progress, time left, Cancel; when one failed, what failed and what to do, and its log. GUI thread.
#pragma once

#include <QWidget>

#include <map>

class QLabel;
class QVBoxLayout;

namespace insula {

class JobQueue;
struct Job;

class JobsPanel : public QWidget {
    Q_OBJECT
public:
    explicit JobsPanel(JobQueue* queue, QWidget* parent = nullptr);

Q_SIGNALS:
    void logRequested(int id);

private:
    class Row;
    void update(int id);

    JobQueue* m_queue;
    QVBoxLayout* m_column;
    QLabel* m_empty;
    std::map<int, Row*> m_rows;
};

} // namespace insula
