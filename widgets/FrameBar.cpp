#include "widgets/FrameBar.h"

#include "widgets/TimeCoursePlot.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSlider>
#include <QSpinBox>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace insula {

namespace {

constexpr int LeastHeight = 90, MostHeight = 600, UsualHeight = 190, GripHeight = 5;

// The upper edge of the plot, which is dragged to make it higher.
class HeightGrip : public QWidget {
public:
    explicit HeightGrip(QWidget* sized) : m_sized(sized)
    {
        setFixedHeight(GripHeight);
        setCursor(Qt::SizeVerCursor);
        setToolTip(FrameBar::tr("Drag to make the plot higher or lower"));
        setObjectName(QStringLiteral("plotGrip"));
    }

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        m_from = event->globalPosition().y();
        m_height = m_sized->height();
    }
    void mouseMoveEvent(QMouseEvent* event) override
    {
        const int wanted = m_height + qRound(m_from - event->globalPosition().y());
        m_sized->setFixedHeight(std::clamp(wanted, LeastHeight, std::clamp(window()->height() / 2, LeastHeight, MostHeight)));
    }
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().mid());
        painter.drawRoundedRect(QRectF(width() / 2.0 - 18, 1, 36, GripHeight - 2), 1.5, 1.5);
    }

private:
    QWidget* m_sized;
    double m_from = 0;
    int m_height = 0;
};

} // namespace

FrameBar::FrameBar(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_courses(new TimeCoursePlot(scene, history)),
    m_play(button(QStringLiteral("play"), tr("Play the run (Space)"), QStyle::SP_MediaPlay)), m_slider(new QSlider(Qt::Horizontal)),
    m_number(new QSpinBox), m_rate(new QSpinBox), m_mode(new QComboBox), m_time(new QLabel), m_timer(new QTimer(this))
{
    auto* first = button(QStringLiteral("firstFrame"), tr("First frame (<)"), QStyle::SP_MediaSkipBackward);
    auto* back = button(QStringLiteral("previousFrame"), tr("One frame back (,)"), QStyle::SP_MediaSeekBackward);
    auto* on = button(QStringLiteral("nextFrame"), tr("One frame on (.)"), QStyle::SP_MediaSeekForward);
    auto* last = button(QStringLiteral("lastFrame"), tr("Last frame (>)"), QStyle::SP_MediaSkipForward);
    m_slider->setAccessibleName(tr("Frame"));
    m_slider->setObjectName(QStringLiteral("frameSlider"));
    m_number->setAccessibleName(tr("Frame number, from 1"));
    m_number->setObjectName(QStringLiteral("frameNumber"));
    m_number->setKeyboardTracking(false);
    m_rate->setRange(1, 60);
    m_rate->setValue(10);
    m_rate->setSuffix(tr(" /s"));
    m_rate->setToolTip(tr("Frames a second"));
    m_rate->setAccessibleName(tr("Frames a second"));
    m_rate->setObjectName(QStringLiteral("frameRate"));
    m_mode->addItems({tr("Loop"), tr("Back and forth"), tr("Once")});
    m_mode->setToolTip(tr("What happens at the last frame"));
    m_mode->setAccessibleName(tr("At the last frame"));
    m_mode->setObjectName(QStringLiteral("playMode"));
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    for (QWidget* each : std::initializer_list<QWidget*>{first, back, m_play, on, last, m_slider, m_number, m_time, m_rate, m_mode})
        row->addWidget(each);
    row->setStretch(5, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 0, 4, 2);
    column->setSpacing(2);
    column->addWidget(new HeightGrip(m_courses));
    column->addWidget(m_courses, 1);
    m_courses->setFixedHeight(UsualHeight);
    column->addLayout(row);
    connect(first, &QToolButton::clicked, this, [this] { goToEnd(false); });
    connect(last, &QToolButton::clicked, this, [this] { goToEnd(true); });
    connect(back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(on, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_play, &QToolButton::clicked, this, &FrameBar::togglePlay);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) { goTo(value); });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { m_history.endGesture(); });
    connect(m_number, &QSpinBox::valueChanged, this, [this](int value) { goTo(value - 1); });
    connect(m_rate, &QSpinBox::valueChanged, this, &FrameBar::restart);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &FrameBar::restart);
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer, &QTimer::timeout, this, &FrameBar::advance);
    m_listener = m_scene.addListener([this] {
        // The clock goes on from where the user went to.
        if (isPlaying() && m_scene.frame() != m_last)
            restart();
        if (std::exchange(m_isScheduled, true))
            return;
        // Posted, not by a timer: before the views are painted, so that the window is put together once a frame.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_isScheduled = false;
                showFrame();
            },
            Qt::QueuedConnection);
    });
    hide();
    showFrame();
}

FrameBar::~FrameBar()
{
    m_scene.removeListener(m_listener);
}

QToolButton* FrameBar::button(const QString& name, const QString& tip, int icon)
{
    auto* made = new QToolButton;
    m_icons.emplace_back(made, icon);
    made->setToolTip(tip);
    made->setAccessibleName(tip);
    made->setObjectName(name);
    return made;
}

// Loading icons takes milliseconds that a start with a 3D image need not wait for.
void FrameBar::showEvent(QShowEvent* event)
{
    if (!m_icons.empty()) {
        for (const auto& [button, icon] : std::exchange(m_icons, {}))
            button->setIcon(style()->standardIcon(static_cast<QStyle::StandardPixmap>(icon)));
        showPlaying();
    }
    QWidget::showEvent(event);
}

bool FrameBar::isPlaying() const
{
    return m_timer->isActive();
}

FrameBar::Mode FrameBar::mode() const
{
    return static_cast<Mode>(m_mode->currentIndex());
}

std::int64_t FrameBar::frameAfter(std::int64_t start, std::int64_t played, std::int64_t frames, Mode mode)
{
    if (frames < 2)
        return 0;
    if (mode == Mode::Once)
        return std::min(start + played, frames - 1);
    if (mode == Mode::Loop)
        return (start + played) % frames;
    const auto turn = 2 * (frames - 1), at = (start + played) % turn;
    return at < frames ? at : turn - at;
}

// From the frame that is shown now, with the rate and the way that are chosen now.
void FrameBar::restart()
{
    m_start = m_last = m_scene.frame();
    m_clock.start();
    // Twice as often as frames are due, so that none is late by more than half its time.
    m_timer->setInterval(std::max(1, 500 / m_rate->value()));
}

void FrameBar::togglePlay()
{
    if (m_scene.frames() < 2)
        return;
    if (isPlaying()) {
        m_timer->stop();
    } else {
        if (mode() == Mode::Once && m_scene.frame() == m_scene.frames() - 1)
            m_scene.setFrame(0);
        restart();
        m_timer->start();
    }
    showPlaying();
}

void FrameBar::showPlaying()
{
    m_play->setIcon(style()->standardIcon(isPlaying() ? QStyle::SP_MediaPause : QStyle::SP_MediaPlay));
    m_play->setAccessibleName(isPlaying() ? tr("Pause") : tr("Play"));
    m_play->setToolTip(isPlaying() ? tr("Pause (Space)") : tr("Play the run (Space)"));
}

// Playing is no edit: undo does not step back through it.
void FrameBar::advance()
{
    const auto played = m_clock.nsecsElapsed() * m_rate->value() / 1'000'000'000;
    m_last = frameAfter(m_start, played, m_scene.frames(), mode());
    const bool isOver = mode() == Mode::Once && m_last == m_scene.frames() - 1;
    m_scene.setFrame(m_last);
    if (isOver && isPlaying())
        togglePlay();
}

void FrameBar::goTo(std::int64_t frame)
{
    if (!m_isShowing)
        m_history.perform(
            tr("go to frame"), [&] { m_scene.setFrame(frame); }, QStringLiteral("frame"));
}

void FrameBar::step(int frames)
{
    if (isPlaying())
        togglePlay();
    goTo(m_scene.frame() + frames);
}

void FrameBar::goToEnd(bool last)
{
    if (isPlaying())
        togglePlay();
    goTo(last ? m_scene.frames() - 1 : 0);
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
    // As wide as it can become, so that the slider does not tremble while playing.
    m_time->setMinimumWidth(std::max(m_time->minimumWidth(), m_time->sizeHint().width()));
    m_isShowing = false;
}

} // namespace insula
