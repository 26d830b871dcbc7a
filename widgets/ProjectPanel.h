// The project as a tree: subjects, sessions, images and results; then its runs, newest first. Double click opens. GUI thread.
#pragma once

#include <QWidget>

#include <cstdint>
#include <set>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace insula {

class ProjectSession;
struct VolumeRow;

class ProjectPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProjectPanel(ProjectSession& projects, QWidget* parent = nullptr);

Q_SIGNALS:
    void openRequested(const QStringList& files);
    void rerunRequested(qint64 run);
    void runTextRequested(const QString& title, const QString& text);

private:
    void rebuild();
    void addVolumes();
    void addRuns();
    void activate(QTreeWidgetItem* item);
    void showMenu(const QPoint& at);
    void showRun(std::int64_t run);

    ProjectSession& m_projects;
    QTreeWidget* m_tree;
    QLabel* m_empty;
};

} // namespace insula
