// "Save movie...": what moves, how long, how large, with a preview of every picture. It saves nothing itself. GUI thread.
#pragma once

#include "viewers/Movie.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QSlider;
class QSpinBox;

namespace insula {

class LookBox;
class PicturePreview;

enum class MovieFormat { Mp4, Gif, Png };

class SaveMovieDialog : public QDialog {
    Q_OBJECT
public:
    SaveMovieDialog(const Scene& scene, const QSize& pixels, double ratio, QWidget* parent = nullptr);
    // Without an output.
    MovieRequest request() const;
    MovieFormat format() const;
    // A copy, as it was when the dialog opened, in the view that was chosen.
    std::shared_ptr<Scene> scene() const;
    void remember() const;

private:
    QWidget* motionBox();
    void prepareFrames();
    QWidget* fileBox(const QSize& pixels, double ratio);
    QDoubleSpinBox* number(const QString& name, const char* objectName, double least, double most, double value, const QString& unit);
    void recall();
    void choosePlane();
    void chooseKind();
    void chooseSize();
    void refresh();

    std::shared_ptr<Scene> m_scene;
    QFormLayout *m_motion = nullptr, *m_film = nullptr;
    QWidget *m_range = nullptr, *m_cine = nullptr; // rows
    QComboBox *m_kind, *m_axis, *m_plane, *m_view, *m_size, *m_format;
    QDoubleSpinBox *m_degrees, *m_from, *m_to, *m_seconds, *m_rate;
    QSpinBox *m_first, *m_last, *m_width, *m_height;
    QCheckBox* m_back;
    QLabel *m_result, *m_place;
    LookBox* m_look;
    PicturePreview* m_preview;
    QSlider* m_slider;
    QDialogButtonBox* m_buttons;
};

} // namespace insula
