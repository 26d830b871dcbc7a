// Where the brain's edge is drawn in a distance map: a slider and a number in mm, and the way to a mask with that edge. GUI thread.
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QSlider;

namespace insula {

class BorderControl : public QWidget {
    Q_OBJECT
public:
    explicit BorderControl(QWidget* parent = nullptr);
    void setBorder(double mm); // shows it; says nothing

Q_SIGNALS:
    void borderChanged(double mm); // by the user, also while dragging
    void settled(); // the drag or the typing is over
    void maskRequested();

private:
    void change(double mm);

    QSlider* m_slider;
    QDoubleSpinBox* m_box;
};

} // namespace insula
