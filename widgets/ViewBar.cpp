#include "widgets/ViewBar.h"

#include "viewers/ViewLayout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace insula {

ViewBar::ViewBar(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_plane(new QComboBox), m_columnsPlane(new QComboBox),
    m_spacing(millimetres(QStringLiteral("lightboxSpacing"), tr("Distance between slices"), &Lightbox::spacingMm)),
    m_low(millimetres(QStringLiteral("lightboxLow"), tr("First slice"), &Lightbox::lowMm)),
    m_high(millimetres(QStringLiteral("lightboxHigh"), tr("Last slice"), &Lightbox::highMm)), m_whole(new QPushButton(tr("Whole head"))),
    m_align(new QPushButton(tr("Same place"))), m_linked(new QCheckBox(tr("Linked"))), m_every(new QLabel(tr("every"))),
    m_from(new QLabel(tr("from"))), m_to(new QLabel(tr("to"))), m_count(new QLabel)
{
    setObjectName(QStringLiteral("viewBar"));
    m_spacing->setRange(0, 200);
    m_spacing->setSpecialValueText(tr("auto"));
    m_plane->addItems({tr("Sagittal"), tr("Coronal"), tr("Axial")});
    m_plane->setObjectName(QStringLiteral("lightboxPlane"));
    m_plane->setAccessibleName(tr("Plane of the lightbox"));
    m_columnsPlane->addItems({tr("Sagittal"), tr("Coronal"), tr("Axial"), tr("All three")});
    m_columnsPlane->setObjectName(QStringLiteral("comparePlane"));
    m_columnsPlane->setAccessibleName(tr("Plane of the comparison"));
    m_linked->setObjectName(QStringLiteral("compareLinked"));
    m_linked->setToolTip(tr("Moving the crosshair in one image moves it in the others. Off: each image has its own, so that images that "
                            "do not lie on one another can be compared; on again: they move together from there."));
    m_align->setObjectName(QStringLiteral("compareAlign"));
    m_align->setToolTip(tr("Puts all crosshairs to the same place in mm again"));
    m_whole->setObjectName(QStringLiteral("lightboxWhole"));
    m_whole->setToolTip(tr("Slices through the whole field of view, about two dozen"));
    addRow();
    connect(m_plane, &QComboBox::activated, this, [this](int index) {
        editLightbox(tr("plane of the lightbox"), [index](Lightbox& box) {
            if (box.plane != Planes[static_cast<std::size_t>(index)])
                box = {Planes[static_cast<std::size_t>(index)], 0, 0, 0}; // millimetres of another axis mean nothing
        });
    });
    connect(m_whole, &QPushButton::clicked, this, [this] {
        editLightbox(tr("whole head in the lightbox"), [](Lightbox& box) { box = {box.plane, 0, 0, 0}; });
    });
    connect(m_columnsPlane, &QComboBox::activated, this, [this](int index) {
        editComparison(tr("plane of the comparison"), [index](Comparison& comparison) {
            comparison.plane = index < 3 ? std::optional(Planes[static_cast<std::size_t>(index)]) : std::nullopt;
        });
    });
    connect(m_linked, &QCheckBox::clicked, this,
        [this](bool on) { editComparison(tr("linked crosshairs"), [on](Comparison& comparison) { comparison.isLinked = on; }); });
    connect(m_align, &QPushButton::clicked, this,
        [this] { editComparison(tr("crosshairs at the same place"), [](Comparison& comparison) { comparison.offsets.clear(); }); });
    m_listener = m_scene.addListener([this] {
        if (!std::exchange(m_isScheduled, true))
            QTimer::singleShot(0, this, [this] {
                m_isScheduled = false;
                show();
            });
    });
    show();
}

ViewBar::~ViewBar()
{
    m_scene.removeListener(m_listener);
}

QDoubleSpinBox* ViewBar::millimetres(const QString& objectName, const QString& name, double Lightbox::*member)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->setRange(-2000, 2000);
    box->setDecimals(1);
    box->setSuffix(tr(" mm"));
    box->setKeyboardTracking(false);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, name, member, objectName](double value) {
        editLightbox(
            name.toLower(),
            [&](Lightbox& lightbox) {
                if (!(lightbox.lowMm < lightbox.highMm)) { // it was the whole field of view: keep the other end
                    lightbox.lowMm = m_low->value();
                    lightbox.highMm = m_high->value();
                }
                lightbox.*member = value;
                if (lightbox.lowMm > lightbox.highMm)
                    std::swap(lightbox.lowMm, lightbox.highMm);
            },
            objectName);
    });
    return box;
}

void ViewBar::addRow()
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 8, 3);
    for (QWidget* each : std::initializer_list<QWidget*>{
             m_plane, m_every, m_spacing, m_from, m_low, m_to, m_high, m_whole, m_count, m_columnsPlane, m_linked, m_align})
        row->addWidget(each);
    row->addStretch(1);
}

void ViewBar::editLightbox(const QString& what, const std::function<void(Lightbox&)>& change, const QString& gesture)
{
    if (m_isShowing)
        return;
    auto lightbox = m_scene.lightbox();
    change(lightbox);
    m_history.perform(
        what, [&] { m_scene.setLightbox(lightbox); }, gesture);
}

void ViewBar::editComparison(const QString& what, const std::function<void(Comparison&)>& change)
{
    auto comparison = m_scene.comparison();
    change(comparison);
    m_history.perform(what, [&] { m_scene.setComparison(comparison); });
}

void ViewBar::show()
{
    const bool isOpen = !m_scene.isEmpty();
    const bool lightbox = isOpen && m_scene.layout() == Layout::Lightbox, compare = isOpen && m_scene.layout() == Layout::Compare;
    for (QWidget* each : std::initializer_list<QWidget*>{m_plane, m_every, m_spacing, m_from, m_low, m_to, m_high, m_whole, m_count})
        each->setVisible(lightbox);
    for (QWidget* each : std::initializer_list<QWidget*>{m_columnsPlane, m_linked, m_align})
        each->setVisible(compare);
    setVisible(lightbox || compare);
    m_isShowing = true;
    if (lightbox) {
        const auto slices = lightboxSlices(m_scene);
        const auto& box = m_scene.lightbox();
        const bool isWhole = !(box.lowMm < box.highMm);
        m_plane->setCurrentIndex(static_cast<int>(box.plane));
        m_spacing->setValue(box.spacingMm);
        m_low->setValue(isWhole ? slices.front() : box.lowMm);
        m_high->setValue(isWhole ? slices.back() : box.highMm);
        m_count->setText(tr("%n slice(s)", nullptr, static_cast<int>(slices.size())));
        m_whole->setEnabled(!isWhole || box.spacingMm > 0);
    }
    if (compare) {
        const auto& comparison = m_scene.comparison();
        m_columnsPlane->setCurrentIndex(comparison.plane ? static_cast<int>(*comparison.plane) : 3);
        m_linked->setChecked(comparison.isLinked);
        m_align->setEnabled(!comparison.offsets.empty());
    }
    m_isShowing = false;
}

} // namespace insula
