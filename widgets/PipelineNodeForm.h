// One step of a pipeline: where its inputs come from, its parameters, and whether it may be left out. GUI thread.
#pragma once

#include "processing/core/Pipeline.h"
#include "widgets/ParamEditor.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;
class QFormLayout;

namespace insula {

// "motion: Corrected run"; "the subject's bold"; the label of a file that is given.
QString sourceText(const Pipeline& pipeline, std::span<const StepDescription> steps, const PipelineSource& source);

class PipelineNodeForm : public QWidget {
    Q_OBJECT
public:
    // index: of a node whose step is known. suffixes: of the subject's files, for inputs.
    PipelineNodeForm(const Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index,
        const std::vector<std::string>& suffixes, QWidget* parent = nullptr);
    const PipelineNode& node() const { return m_node; } // as edited

Q_SIGNALS:
    void changed();

private:
    using Sources = std::vector<PipelineSource>;
    void addInput(QFormLayout* rows, const Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index, const Port& port,
        const std::vector<std::string>& suffixes);
    void addParam(QFormLayout* rows, const Param& param);
    void take(QComboBox* box, const Port& port, int index); // the choice at that index
    void watch(QWidget* editor, const std::function<void()>& take);

    PipelineNode m_node;
    nlohmann::json m_defaults;
    std::map<std::string, std::vector<Sources>> m_choices; // by port; those of the combo box, by its items' data
    std::vector<std::pair<std::string, ParamEditor>> m_editors;
};

} // namespace insula
