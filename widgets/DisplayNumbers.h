// The four numbers of a layer's or an overlay's display that are typed, and the box for one. GUI thread.
#pragma once

#include "viewers/Layer.h"

#include <QDoubleSpinBox>

namespace insula {

inline double& windowLow(LayerDisplay& d)
{
    return d.windowLow;
}
inline double& windowHigh(LayerDisplay& d)
{
    return d.windowHigh;
}
inline double& thresholdLow(LayerDisplay& d)
{
    return d.threshold.low;
}
inline double& thresholdHigh(LayerDisplay& d)
{
    return d.threshold.high;
}

// Any number; told when it is complete.
inline QDoubleSpinBox* displayNumberBox(const QString& objectName, const QString& name)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setRange(-1e12, 1e12);
    box->setKeyboardTracking(false);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setMinimumWidth(56);
    return box;
}

} // namespace insula
