#include "widgets/FrameBar.h"

#include "widgets/TimeCoursePlot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace insula {

FrameBar::FrameBar(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_play(new QToolButton), m_slider(new QSlider(Qt::Horizontal)),
    m_number(new QSpinBox), m_rate(new QSpinBox), m_time(new QLabel), m_timer(new QTimer(this))
{
    m_play->setIcon(style()->standardIcon(QStyle::SP_MediaPlay));
    m_play->setToolTip(tr("Play the run (Space)"));
    m_play->setAccessibleName(tr("Play"));
    m_play->setObjectName(QStringLiteral("play"));
    m_slider->setAccessibleName(tr("Frame"));
    m_slider->setObjectName(QStringLiteral("frameSlider"));
    m_number->setAccessibleName(tr("Frame number, from 1"));
    m_rate->setRange(1, 60);
    m_rate->setValue(10);
    m_rate->setSuffix(tr(" /s"));
    m_rate->setToolTip(tr("Frames a second"));
    m_rate->setAccessibleName(tr("Frames a second"));
    auto* row = new QHBoxLayout;
    for (QWidget* each : std::initializer_list<QWidget*>{m_play, m_slider, m_number, m_time, m_rate})
        row->addWidget(each);
    row->setStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 2, 4, 2);
    column->setSpacing(2);
    column->addWidget(new TimeCoursePlot(scene, history), 1);
    column->addLayout(row);
    connect(m_play, &QToolButton::clicked, this, &FrameBar::togglePlay);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { goTo(value); });
    connect(m_number, &QSpinBox::valueChanged, this, [this](int value) { goTo(value - 1); });
    connect(m_rate, &QSpinBox::valueChanged, this, [this](int value) { m_timer->setInterval(1000 / value); });
    m_timer->setInterval(1000 / m_rate->value());
    // Playing is no edit: undo does not step back through it.
    connect(m_timer, &QTimer::timeout, this, [this] { m_scene.setFrame((m_scene.frame() + 1) % m_scene.frames()); });
    m_listener = m_scene.addListener([this] { showFrame(); });
    hide();
    showFrame();
}

FrameBar::~FrameBar()
{
    m_scene.removeListener(m_listener);
}

bool FrameBar::isPlaying() const
{
    return m_timer->isActive();
}

void FrameBar::togglePlay()
{
    if (m_scene.frames() < 2)
        return;
    if (isPlaying())
        m_timer->stop();
    else
        m_timer->start();
    m_play->setIcon(style()->standardIcon(isPlaying() ? QStyle::SP_MediaPause : QStyle::SP_MediaPlay));
    m_play->setAccessibleName(isPlaying() ? tr("Pause") : tr("Play"));
}

void FrameBar::goTo(int frame)
{
    if (!m_isShowing)
        m_history.perform(
            tr("go to frame"), [&] { m_scene.setFrame(frame); }, QStringLiteral("frame"));
}

void FrameBar::showFrame()
{
    const int frames = static_cast<int>(m_scene.frames());
    const bool available = frames > 1;
    if (available != m_isAvailable) {
        m_isAvailable = available;
        setVisible(available);
        if (!available && isPlaying())
            togglePlay();
        Q_EMIT availabilityChanged(available);
    }
    if (!available)
        return;
    m_isShowing = true;
    m_slider->setRange(0, frames - 1);
    m_slider->setValue(static_cast<int>(m_scene.frame()));
    m_number->setRange(1, frames);
    m_number->setValue(static_cast<int>(m_scene.frame()) + 1);
    double tr_s = 0;
    for (const auto& layer : m_scene.layers())
        if (layer.volume->frames() == frames)
            tr_s = layer.volume->trSeconds();
    m_time->setText(
        tr_s > 0 ? tr("of %1, %2 s").arg(frames).arg(static_cast<double>(m_scene.frame()) * tr_s, 0, 'f', 1) : tr("of %1").arg(frames));
    m_isShowing = false;
}

} // namespace insula
