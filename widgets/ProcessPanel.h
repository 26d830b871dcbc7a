// One step at a time: which one, and its form. GUI thread.
#pragma once

#include "widgets/StepForm.h"

#include <QWidget>

#include <cstdint>

class QComboBox;
class QScrollArea;

namespace insula {

class Workbench;

class ProcessPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProcessPanel(Workbench& workbench, QWidget* parent = nullptr);
    void showStep(const QString& id);
    void showRequest(const RunRequest& request); // its step's form, filled in
    StepForm* form() const { return m_form; } // of the step that is shown; null before the first

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fillSteps();
    void refresh();

    Workbench& m_workbench;
    QComboBox* m_steps;
    QScrollArea* m_area;
    StepForm* m_form = nullptr;
    std::uint64_t m_layersSeen = 0; // revision of the scene's layers that the form offers
};

} // namespace insula
