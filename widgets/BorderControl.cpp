#include "widgets/BorderControl.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace insula {
namespace {

// Inside the brain's edge by half a cortex, or outside by the fluid and the skull: what one looks at between.
constexpr double LowestMm = -5, HighestMm = 10;
constexpr int StepsPerMm = 10;

} // namespace

BorderControl::BorderControl(QWidget* parent) : QWidget(parent), m_slider(new QSlider(Qt::Horizontal)), m_box(new QDoubleSpinBox)
{
    m_slider->setObjectName(QStringLiteral("borderSlider"));
    m_slider->setAccessibleName(tr("Border"));
    m_slider->setRange(static_cast<int>(LowestMm * StepsPerMm), static_cast<int>(HighestMm * StepsPerMm));
    m_slider->setPageStep(StepsPerMm);
    m_slider->setTickPosition(QSlider::TicksBelow);
    m_slider->setTickInterval(5 * StepsPerMm); // one of them at 0
    m_slider->setToolTip(tr("Moves the outline away from the brain's edge: outwards, or inwards when negative"));
    m_box->setObjectName(QStringLiteral("border"));
    m_box->setAccessibleName(tr("Border (mm)"));
    m_box->setRange(LowestMm, HighestMm);
    m_box->setDecimals(1);
    m_box->setSingleStep(1.0 / StepsPerMm);
    m_box->setSuffix(tr(" mm"));
    m_box->setKeyboardTracking(false);
    auto* mask = new QPushButton(tr("Make mask..."));
    mask->setObjectName(QStringLiteral("makeMask"));
    mask->setToolTip(tr("Opens the form of the step that cuts a mask, and the brain, at this border"));
    auto* line = new QHBoxLayout;
    line->addWidget(m_slider, 1);
    line->addWidget(m_box);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(mask, 0, Qt::AlignLeft);
    connect(m_slider, &QSlider::valueChanged, this, [this](int steps) { change(static_cast<double>(steps) / StepsPerMm); });
    connect(m_slider, &QSlider::sliderReleased, this, &BorderControl::settled);
    connect(m_box, &QDoubleSpinBox::valueChanged, this, &BorderControl::change);
    connect(m_box, &QDoubleSpinBox::editingFinished, this, &BorderControl::settled);
    connect(mask, &QPushButton::clicked, this, &BorderControl::maskRequested);
}

void BorderControl::setBorder(double mm)
{
    const QSignalBlocker quietSlider(m_slider), quietBox(m_box);
    m_slider->setValue(static_cast<int>(std::lround(mm * StepsPerMm)));
    m_box->setValue(mm);
}

void BorderControl::change(double mm)
{
    setBorder(mm);
    Q_EMIT borderChanged(mm);
}

} // namespace insula
