// A narrow bar above the views with what the current layout can be told: plane, spacing and range of the lightbox, plane and pointers of a
// comparison. Hidden when there is nothing to tell. GUI thread.
#pragma once

#include "widgets/SceneHistory.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace insula {

class ViewBar : public QWidget {
    Q_OBJECT
public:
    ViewBar(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    ~ViewBar() override;

private:
    QDoubleSpinBox* millimetres(const QString& objectName, const QString& name, double Lightbox::*member);
    void addRow();
    void show();
    void editLightbox(const QString& what, const std::function<void(Lightbox&)>& change, const QString& gesture = {});
    void editComparison(const QString& what, const std::function<void(Comparison&)>& change);

    Scene& m_scene;
    SceneHistory& m_history;
    QComboBox *m_plane, *m_columnsPlane;
    QDoubleSpinBox *m_spacing, *m_low, *m_high;
    QPushButton *m_whole, *m_align;
    QCheckBox* m_linked;
    QLabel *m_every, *m_from, *m_to, *m_count;
    int m_listener = 0;
    bool m_isShowing = false, m_isScheduled = false;
};

} // namespace insula
