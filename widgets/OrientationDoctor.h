// When the two forms of a NIfTI header disagree: one sentence on what is wrong, both readings side by side, and a corrected copy. GUI
// thread.
#pragma once

#include "processing/core/Runner.h"
#include "viewers/Layer.h"

#include <QDialog>
#include <QImage>

#include <optional>

namespace insula {

// Whether an image's header says two different things about where it is.
bool formsDisagree(const Volume& volume);
// "The header says two things: ...", one sentence.
QString orientationProblem(const Volume& volume);
// Sagittal, coronal and axial slices through the middle, with letters, as one form of the header reads.
QImage readingPicture(const VolumePtr& volume, SpatialForms::Used form, const LayerDisplay& display, bool radiological);

class OrientationDoctor : public QDialog {
    Q_OBJECT
public:
    OrientationDoctor(const VolumePtr& volume, const LayerDisplay& display, bool radiological, QWidget* parent = nullptr);
    // The run that writes the corrected copy, once a reading was chosen.
    std::optional<RunRequest> request() const { return m_request; }

private:
    QWidget* reading(SpatialForms::Used form, const LayerDisplay& display, bool radiological);

    VolumePtr m_volume;
    std::optional<RunRequest> m_request;
};

} // namespace insula
