// The controls of the panel of label editing, made and laid out; the panel connects them. GUI thread.
#pragma once

#include "widgets/LabelsPanel.h"

#include <utility>
#include <vector>

class QAction;

namespace insula {

struct LabelsPanelParts {
    QLabel* map;
    QPushButton *start, *edit, *save;
    QButtonGroup* tools;
    std::map<LabelTool::Kind, QToolButton*> toolButtons;
    QSlider* size;
    QDoubleSpinBox *sizeBox, *low, *high, *amount;
    QCheckBox *ball, *inRange, *surfaces;
    QComboBox *over, *image, *fill, *unit;
    QTreeWidget* list;
    QPushButton *add, *colour, *remove;
    QToolButton* operations;
    std::vector<std::pair<QAction*, LabelsPanel::Operation>> operationActions;
};

LabelsPanelParts buildLabelsPanel(LabelsPanel& panel);

// The slider runs through sizes evenly by their ratio, 0.5 to 60 mm.
int sliderOfSize(double mm);
double sizeOfSlider(int value);

} // namespace insula
