// The form of a step, built from its own description: inputs, parameters, what comes out, [Run] and [Copy command].
// A new step needs no code here. GUI thread.
#pragma once

#include "processing/core/Runner.h"
#include "widgets/ParamEditor.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace insula {

// Something that an input port may take: an open layer or a volume of the project.
struct InputCandidate {
    QString label;
    std::filesystem::path file;
    PortKind kind = PortKind::Image;
    std::int64_t frames = 1; // 0 when not known
};

class StepForm : public QWidget {
    Q_OBJECT
public:
    explicit StepForm(StepDescription step, QWidget* parent = nullptr);

    const StepInfo& info() const { return m_step.info; }
    // Keeps the present choice of each port where it is still offered.
    void setCandidates(const std::vector<InputCandidate>& candidates);
    // Chooses the inputs and parameters that the request names; the others stay.
    void fill(const RunRequest& request);
    // One line under the form that says where results go.
    void setDestination(const QString& sentence);
    // The form as a request; without project, subject and outputs, which the window adds.
    RunRequest request() const;
    // Empty when the form can be run, else what is missing.
    QString problem() const;

Q_SIGNALS:
    void runRequested(const insula::RunRequest& request);
    // The window completes the request (project, subject) before it is copied.
    void copyRequested(const insula::RunRequest& request);

private:
    struct PortRow {
        Port port;
        QComboBox* box;
    };
    void addInputs(QFormLayout* rows);
    void addParams(QFormLayout* rows);
    void addOutputs(QVBoxLayout* column);
    void browseFor(QComboBox* box, bool folder);
    void updateState();
    int proposed(const PortRow& row) const;

    StepDescription m_step;
    std::vector<PortRow> m_ports;
    std::vector<std::pair<std::string, ParamEditor>> m_editors;
    QLabel* m_destination;
    QLabel* m_problem;
    QPushButton* m_run;
    QPushButton* m_copy;
};

} // namespace insula
