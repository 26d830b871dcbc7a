// How one layer is drawn: opacity, colour map, histogram, window and level with presets, threshold, interpolation, outline; of a distance
// map its border instead of the threshold. Edits are undoable. GUI thread.
#pragma once

#include "widgets/SceneHistory.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QSlider;
class QToolButton;

namespace insula {

class BorderControl;
class LayerBlending;
class WindowHistogram;

class LayerControls : public QWidget {
    Q_OBJECT
public:
    LayerControls(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    void showSelected(); // again, from the scene

Q_SIGNALS:
    void maskRequested(); // of the selected distance map at its border

private:
    void addRows();
    QWidget* windowButton();
    void fit(const Layer& layer);
    void edit(const QString& what, const std::function<void(LayerDisplay&)>& change, const QString& gesture = {});
    QDoubleSpinBox* numberBox(const QString& objectName, const QString& name, const QString& what, double& (*member)(LayerDisplay&));

    Scene& m_scene;
    SceneHistory& m_history;
    QSlider* m_opacity;
    QComboBox *m_map, *m_interpolation;
    QDoubleSpinBox *m_windowLow, *m_windowHigh, *m_thresholdLow, *m_thresholdHigh;
    QCheckBox *m_inverted, *m_twoSided, *m_threshold, *m_translucent, *m_outline;
    BorderControl* m_border;
    WindowHistogram* m_histogram;
    LayerBlending* m_blending;
    QToolButton* m_more;
    QWidget *m_thresholdEnds, *m_imageRows;
    QFormLayout *m_rows = nullptr, *m_whole = nullptr; // of images; of every layer
    bool m_isShowing = false;
};

} // namespace insula
