// The choice of what a picture or film shows over its images, and what lies behind them. GUI thread.
#pragma once

#include "viewers/PictureLook.h"

#include <QGroupBox>

#include <vector>

class QCheckBox;
class QComboBox;

namespace insula {

class LookBox : public QGroupBox {
    Q_OBJECT
public:
    explicit LookBox(bool mayBeTransparent, QWidget* parent = nullptr);
    PictureLook look() const;
    void setLook(const PictureLook& look);

Q_SIGNALS:
    void changed();

private:
    QCheckBox* box(const QString& text, const char* name, const QString& help = {});

    QCheckBox *m_letters, *m_crosshair, *m_readout, *m_colourBars, *m_scaleBar, *m_notes, *m_notice;
    QComboBox* m_backdrop;
};

} // namespace insula
