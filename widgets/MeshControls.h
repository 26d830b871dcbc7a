// How one surface, one map on it or one set of streamlines is drawn. Edits are undoable. GUI thread.
#pragma once

#include "widgets/SceneHistory.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QPushButton;
class QSlider;
class QSpinBox;

namespace insula {

// What is chosen in the list: nothing, a surface, a map on it, streamlines.
struct SurfaceChoice {
    enum class Kind { None, Mesh, Overlay, Tract };
    Kind kind = Kind::None;
    std::size_t index = 0, overlay = 0;
    bool isIn(const SceneSurfaces& surfaces) const;
    QString name(const SceneSurfaces& surfaces) const; // of what is there
    friend bool operator==(const SurfaceChoice&, const SurfaceChoice&) = default;
};

class MeshControls : public QWidget {
    Q_OBJECT
public:
    MeshControls(Scene& scene, SceneHistory& history, QWidget* parent = nullptr);
    void show(const SurfaceChoice& choice); // again, from the scene

private:
    using Change = std::function<void(SceneSurfaces&)>;
    void edit(const QString& what, const Change& change, const QString& gesture = {});
    void editOverlays(const QString& what, const std::function<void(VertexOverlay&)>& change, const QString& gesture = {});
    void editDisplay(const QString& what, const std::function<void(LayerDisplay&)>& change, const QString& gesture = {});
    SceneMesh& mesh(SceneSurfaces& surfaces) const { return surfaces.meshes[m_choice.index]; }
    SceneTract& tract(SceneSurfaces& surfaces) const { return surfaces.tracts[m_choice.index]; }
    void setOpacity(double opacity);
    void chooseColour(bool ofOutline);
    void buildSurfaceRows();
    void buildOverlayRows();
    void buildTractRows();
    void showMesh(const SceneMesh& mesh);
    void showOverlay(const VertexOverlay& overlay);
    void showTract(const SceneTract& tract);
    QDoubleSpinBox* numberBox(const QString& objectName, const QString& name, double& (*member)(LayerDisplay&));

    Scene& m_scene;
    SceneHistory& m_history;
    SurfaceChoice m_choice;
    QSlider* m_opacity;
    QPushButton* m_colour;
    QCheckBox* m_outline;
    QPushButton* m_outlineColour;
    QWidget* m_outlineRow;
    QComboBox *m_map, *m_colours; // which of the file's maps; its colour map
    QDoubleSpinBox *m_windowLow, *m_windowHigh, *m_thresholdLow, *m_thresholdHigh;
    QCheckBox *m_threshold, *m_twoSided, *m_inverted, *m_both; // both hemispheres
    QComboBox* m_colouring;
    QDoubleSpinBox* m_lineWidth;
    QSpinBox* m_shown;
    QWidget *m_windowEnds, *m_thresholdEnds, *m_sides;
    QFormLayout* m_rows;
    bool m_isShowing = false;
};

// A small square of a colour, for lists and buttons.
QIcon colourIcon(const Rgb& colour);

} // namespace insula
