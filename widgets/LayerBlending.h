// How a layer meets those below it, for those who want more than opacity: blend, opacity from another volume, the colours of negative
// values. Edits are undoable. GUI thread.
#pragma once

#include "viewers/Scene.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;

namespace insula {

class LayerBlending : public QWidget {
    Q_OBJECT
public:
    // edit: records a change of the selected layer's display under a name and a gesture.
    using Edit = std::function<void(const QString& what, const std::function<void(LayerDisplay&)>& change, const QString& gesture)>;
    explicit LayerBlending(const Scene& scene, Edit edit, QWidget* parent = nullptr);
    void showLayer(const Layer& layer);

private:
    QDoubleSpinBox* end(const QString& objectName, const QString& name, double LayerDisplay::*member);

    const Scene& m_scene;
    Edit m_edit;
    QComboBox *m_blend, *m_negative, *m_alpha;
    QDoubleSpinBox *m_alphaLow, *m_alphaHigh;
    QWidget* m_alphaEnds;
    QFormLayout* m_rows;
    bool m_isShowing = false;
};

// The colour maps with their pictures, kept up to date: fills `box` when maps came since. `first`: a line before them, without a map.
void fillColourMaps(QComboBox& box, const QString& first = {});

} // namespace insula
