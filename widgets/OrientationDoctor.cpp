#include "widgets/OrientationDoctor.h"

#include "viewers/SlicePicture.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace insula {
namespace {

constexpr double LargestAgreementMm = 0.1; // as the reader's own warning
constexpr int PictureSide = 190, Margin = 16;

QString code(const Affine& affine)
{
    return QString::fromStdString(orientationCode(affine));
}

QString nameOf(SpatialForms::Used form)
{
    return form == SpatialForms::Used::Sform ? QStringLiteral("sform") : QStringLiteral("qform");
}

void drawLetters(QPainter& painter, const QRect& area, const std::array<std::string, 4>& letters)
{
    painter.setPen(QColor(255, 206, 84));
    const std::array<int, 4> sides{Qt::AlignLeft | Qt::AlignVCenter, Qt::AlignRight | Qt::AlignVCenter, Qt::AlignTop | Qt::AlignHCenter,
        Qt::AlignBottom | Qt::AlignHCenter};
    for (std::size_t n = 0; n < sides.size(); ++n)
        painter.drawText(area.adjusted(3, 1, -3, -1), sides[n], QString::fromStdString(letters[n]));
}

} // namespace

bool formsDisagree(const Volume& volume)
{
    const auto& forms = volume.source().forms;
    return forms.sform && forms.qform && forms.disagreementMm > LargestAgreementMm;
}

QString orientationProblem(const Volume& volume)
{
    const auto& forms = volume.source().forms;
    const auto sform = code(*forms.sform), qform = code(*forms.qform);
    if (sform != qform)
        return OrientationDoctor::tr(
            "The header says two things: by its sform the axes run %1, by its qform %2. The sform is shown; left and right may be swapped.")
            .arg(sform, qform);
    return OrientationDoctor::tr("The header says two things: its sform and qform put voxels up to %1 mm apart. The sform is shown.")
        .arg(forms.disagreementMm, 0, 'f', 1);
}

QImage readingPicture(const VolumePtr& volume, SpatialForms::Used form, const LayerDisplay& display, bool radiological)
{
    Scene scene;
    scene.addLayer(underForm(volume, form), "reading", display);
    scene.setRadiological(radiological);
    QImage image(3 * PictureSide, PictureSide, QImage::Format_RGBA8888);
    image.fill(Qt::black);
    QPainter painter(&image);
    int x = 0;
    double mmPerPixel = 0;
    for (const auto plane : Planes)
        mmPerPixel = std::max(mmPerPixel, fitMmPerPixel(scene.bounds(), plane, PictureSide, PictureSide, Margin));
    for (const auto plane : Planes) {
        const auto frame = sliceFrame(scene, plane, PictureSide, PictureSide, mmPerPixel);
        SlicePicture slice;
        drawSlice(scene, frame, slice);
        painter.drawImage(
            x, 0, QImage(reinterpret_cast<const uchar*>(slice.pixels.data()), slice.width, slice.height, QImage::Format_RGBA8888));
        drawLetters(painter, QRect(x, 0, PictureSide, PictureSide), frame.letters());
        x += PictureSide;
    }
    return image;
}

OrientationDoctor::OrientationDoctor(const VolumePtr& volume, const LayerDisplay& display, bool radiological, QWidget* parent) :
    QDialog(parent), m_volume(volume)
{
    setWindowTitle(tr("Which way round?"));
    auto* column = new QVBoxLayout(this);
    auto* problem = new QLabel(QStringLiteral("<b>%1</b>").arg(orientationProblem(*volume)));
    problem->setWordWrap(true);
    column->addWidget(problem);
    auto* advice = new QLabel(tr(
        "Only the scanner's own files or a landmark can tell which is right: compare with the DICOM series, a vitamin capsule, or a known "
        "lesion. The copy has one form only; this file stays as it is."));
    advice->setWordWrap(true);
    column->addWidget(advice);
    column->addWidget(reading(SpatialForms::Used::Sform, display, radiological));
    column->addWidget(reading(SpatialForms::Used::Qform, display, radiological));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
}

QWidget* OrientationDoctor::reading(SpatialForms::Used form, const LayerDisplay& display, bool radiological)
{
    const auto& forms = m_volume->source().forms;
    const auto& affine = form == SpatialForms::Used::Sform ? *forms.sform : *forms.qform;
    auto* holder = new QWidget;
    auto* row = new QVBoxLayout(holder);
    row->setContentsMargins(0, 6, 0, 0);
    auto* picture = new QLabel;
    picture->setPixmap(QPixmap::fromImage(readingPicture(m_volume, form, display, radiological)));
    picture->setAccessibleName(tr("The image as its %1 reads").arg(nameOf(form)));
    auto* write = new QPushButton(tr("Write a copy with the %1 only").arg(nameOf(form)));
    write->setObjectName(nameOf(form));
    auto* line = new QHBoxLayout;
    line->addWidget(new QLabel(tr("As the %1 reads: %2").arg(nameOf(form), code(affine))), 1);
    line->addWidget(write);
    row->addLayout(line);
    row->addWidget(picture);
    connect(write, &QPushButton::clicked, this, [this, form, affine] {
        RunRequest request;
        request.step = "reorient";
        request.inputs["image"] = m_volume->source().path;
        request.params = {{"to", orientationCode(affine)}, {"form", nameOf(form).toStdString()}}; // the axes as they are: nothing moves
        m_request = request;
        accept();
    });
    return holder;
}

} // namespace insula
