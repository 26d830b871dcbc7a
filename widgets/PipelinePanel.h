// Pipelines: one is chosen, its steps are a list that can be edited and saved, and it runs on this subject, on some, or on all, as jobs of
// the queue. What would be done, and then what was done, stands beside each step. GUI thread.
#pragma once

#include "processing/core/PipelineFiles.h"
#include "processing/core/PipelinePlan.h"
#include "widgets/Job.h"

#include <QTemporaryDir>
#include <QWidget>

#include <map>
#include <optional>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QTimer;
class QToolButton;
class QTreeWidget;

namespace insula {

class PipelineNodeForm;
class PipelineRunBox;
class Workbench;

class PipelinePanel : public QWidget {
    Q_OBJECT
public:
    explicit PipelinePanel(Workbench& workbench, QWidget* parent = nullptr);
    void choose(const std::string& name); // of the list; nothing happens for another
    const Pipeline& pipeline() const { return m_pipeline; } // as edited
    bool isEdited() const { return !(m_pipeline == m_saved); }
    std::vector<FoundPipeline> found() const;
    QSize sizeHint() const override { return {380, 760}; }

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct NodeView { // what is known about a step now
        QString state, why;
        QMap<QString, QString> outputs;
    };
    QWidget* makeList();
    void makeMenu(QToolButton* button);
    void fillList();
    void chooseAt(int index);
    bool mayLeave(); // asks when there are changes that are not saved
    void edited(int select); // after a change of the list itself: everything is shown anew
    void fillTree(int select);
    void showNode();
    void showProblems();
    void showStates();
    void followProject();
    void followLayer();
    std::vector<SessionRow> subjects() const;
    void add(const std::string& step);
    void fillStepMenu();
    void move(int by);
    void remove();
    void save();
    void erase();
    void run();
    void followJob(int id);
    void preview();
    void showPlan(const SessionRow& subject, const std::vector<PipelinePlan>& plans);
    void openOutputs(int row);
    int row() const;
    std::vector<std::string> suffixes() const;
    std::filesystem::path fileToRun();

    Workbench& m_workbench;
    QComboBox* m_pipelines;
    QLabel* m_about;
    QTreeWidget* m_tree;
    QPushButton *m_add, *m_remove, *m_up, *m_down;
    QAction *m_revert, *m_erase;
    QScrollArea* m_area;
    PipelineRunBox* m_box;
    QTimer* m_delay;
    PipelineNodeForm* m_form = nullptr;
    std::vector<FoundPipeline> m_found;
    std::optional<FoundPipeline> m_file; // of the one that is shown
    Pipeline m_pipeline, m_saved;
    std::map<QString, NodeView> m_states; // by id
    std::map<int, SessionRow> m_jobs; // that this panel started, for whom
    int m_shownJob = 0; // whose steps are shown; 0: what would be done
    int m_work = 0; // that finds out what would be done
    std::optional<QTemporaryDir> m_edits; // pipelines that run without being saved
    int m_editCount = 0;
};

} // namespace insula
