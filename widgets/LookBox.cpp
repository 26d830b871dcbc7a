#include "widgets/LookBox.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

namespace insula {

LookBox::LookBox(bool mayBeTransparent, QWidget* parent) :
    QGroupBox(tr("Shown"), parent),
    m_letters(box(tr("Letters"), "pictureLetters", tr("Which side is which: L R A P S I, and slice positions"))),
    m_crosshair(box(tr("Crosshair"), "pictureCrosshair")),
    m_readout(box(tr("Readout"), "pictureReadout", tr("Position and values at the crosshair"))),
    m_colourBars(box(tr("Colour bars"), "pictureColourBars")), m_scaleBar(box(tr("Scale bar"), "pictureScaleBar")),
    m_notes(box(tr("Notes"), "pictureNotes", tr("Measurements, arrows, texts and regions"))),
    m_notice(box(tr("Research-use notice"), "pictureNotice",
        tr("The strip with the notice and the left-right convention; without it both stay in the file's description"))),
    m_backdrop(new QComboBox)
{
    m_backdrop->setObjectName(QStringLiteral("pictureBackdrop"));
    m_backdrop->setAccessibleName(tr("Background"));
    m_backdrop->setToolTip(tr("What is seen where there is no image"));
    const std::vector<std::pair<QString, Backdrop>> backdrops{{tr("As on the screen"), Backdrop::Screen}, {tr("Black"), Backdrop::Black},
        {tr("White"), Backdrop::White}, {tr("Transparent"), Backdrop::Transparent}};
    for (const auto& [text, backdrop] : backdrops)
        if (backdrop != Backdrop::Transparent || mayBeTransparent)
            m_backdrop->addItem(text, static_cast<int>(backdrop));
    auto* grid = new QGridLayout(this);
    int place = 0;
    for (auto* each : {m_letters, m_crosshair, m_readout, m_colourBars, m_scaleBar, m_notes}) {
        grid->addWidget(each, place / 3, place % 3);
        ++place;
    }
    grid->addWidget(m_notice, 2, 0, 1, 3);
    auto* label = new QLabel(tr("Background"));
    label->setBuddy(m_backdrop);
    grid->addWidget(label, 3, 0);
    grid->addWidget(m_backdrop, 3, 1, 1, 2);
    connect(m_backdrop, &QComboBox::currentIndexChanged, this, &LookBox::changed);
}

QCheckBox* LookBox::box(const QString& text, const char* name, const QString& help)
{
    auto* made = new QCheckBox(text, this);
    made->setObjectName(QLatin1String(name));
    made->setToolTip(help);
    connect(made, &QCheckBox::toggled, this, &LookBox::changed);
    return made;
}

PictureLook LookBox::look() const
{
    PictureLook look;
    look.letters = m_letters->isChecked();
    look.colourBars = m_colourBars->isChecked();
    look.notice = m_notice->isChecked();
    look.notes = m_notes->isChecked();
    look.crosshair = m_crosshair->isChecked();
    look.scaleBar = m_scaleBar->isChecked();
    look.readout = m_readout->isChecked();
    look.backdrop = static_cast<Backdrop>(m_backdrop->currentData().toInt());
    return look;
}

void LookBox::setLook(const PictureLook& look)
{
    const QSignalBlocker blocker(this); // one change, not eight
    m_letters->setChecked(look.letters);
    m_colourBars->setChecked(look.colourBars.value_or(true));
    m_notice->setChecked(look.notice);
    m_notes->setChecked(look.notes);
    m_crosshair->setChecked(look.crosshair.value_or(true));
    m_scaleBar->setChecked(look.scaleBar.value_or(false));
    m_readout->setChecked(look.readout.value_or(true));
    m_backdrop->setCurrentIndex(std::max(0, m_backdrop->findData(static_cast<int>(look.backdrop))));
}

} // namespace insula
