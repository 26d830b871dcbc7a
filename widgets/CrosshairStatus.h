// In the status bar: where the crosshair is, in mm and voxels of the current layer, and what is there. GUI thread.
#pragma once

#include "viewers/Scene.h"

#include <QLabel>

namespace insula {

class CrosshairStatus : public QLabel {
    Q_OBJECT
public:
    explicit CrosshairStatus(Scene& scene, QWidget* parent = nullptr);
    ~CrosshairStatus() override;

private:
    void refresh();

    Scene& m_scene;
    int m_listener = 0;
    bool m_isScheduled = false;
};

} // namespace insula
