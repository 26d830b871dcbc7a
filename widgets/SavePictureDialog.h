// "Save picture...": how large, which view, what is shown over it, with a preview. It saves nothing itself. GUI thread.
#pragma once

#include "widgets/PictureChoices.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;

namespace insula {

class LookBox;
class PicturePreview;

class SavePictureDialog : public QDialog {
    Q_OBJECT
public:
    // `pixels` and `ratio`: of the views in the window.
    SavePictureDialog(const Scene& scene, const QSize& pixels, double ratio, QWidget* parent = nullptr);
    const PictureChoices& choices() const { return m_choices; }
    const std::shared_ptr<Scene>& scene() const { return m_scene; } // a copy, as it was when the dialog opened

Q_SIGNALS:
    void copyRequested();

private:
    QWidget* sizeBox();
    void addViews();
    QDoubleSpinBox* number(const QString& name, const char* objectName, double most);
    void choosePreset(int index);
    void changeSide(bool isWidth, double value);
    void showChoices();
    void refresh();

    std::shared_ptr<Scene> m_scene;
    QSize m_pixels;
    std::vector<SizePreset> m_presets;
    PictureChoices m_choices;
    double m_proportions = 0.75; // height over width, while they are kept
    QComboBox *m_preset, *m_unit, *m_view;
    QDoubleSpinBox *m_width, *m_height, *m_dpi, *m_points;
    QCheckBox* m_keep;
    QLabel* m_result;
    LookBox* m_look;
    PicturePreview* m_preview;
    QDialogButtonBox* m_buttons;
};

// A copy of the scene with the choices' view.
std::shared_ptr<Scene> sceneFor(const Scene& scene, std::optional<Layout> view);

} // namespace insula
