#include "widgets/SaveMovieDialog.h"

#include "processing/core/Error.h"
#include "processing/core/Mp4Writer.h"
#include "viewers/PictureSize.h"
#include "widgets/LookBox.h"
#include "widgets/PictureChoices.h"
#include "widgets/PicturePreview.h"
#include "widgets/SavePictureDialog.h"
#include "widgets/Settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <cmath>

namespace insula {
namespace {

constexpr int MostMovieSide = 4096;
constexpr double MovieTextPoints = 10.5; // 14 pixels

QComboBox* list(const QString& name, const char* objectName, const QStringList& items)
{
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    box->addItems(items);
    return box;
}

} // namespace

SaveMovieDialog::SaveMovieDialog(const Scene& scene, const QSize& pixels, double ratio, QWidget* parent) :
    QDialog(parent), m_scene(sceneCopy(scene)),
    m_kind(list(tr("What moves"), "movieKind", {tr("The 3D view turns"), tr("Through the slices"), tr("The frames of the run")})),
    m_axis(list(tr("Axis"), "movieAxis", {tr("Around the head (S axis)"), tr("Up and down, and back")})),
    m_plane(list(tr("Plane"), "moviePlane", {tr("Sagittal, left to right"), tr("Coronal, back to front"), tr("Axial, bottom to top")})),
    m_view(list(tr("View"), "movieView", {})), m_size(list(tr("Size"), "movieSize", {})),
    m_format(list(tr("Format"), "movieFormat", {tr("MP4 (H.264)"), tr("Animated GIF"), tr("PNG pictures in a folder")})),
    m_degrees(number(tr("Angle"), "movieDegrees", -3600, 3600, 360, tr("\u00b0"))),
    m_from(number(tr("From"), "movieFrom", -1e4, 1e4, 0, tr(" mm"))), m_to(number(tr("To"), "movieTo", -1e4, 1e4, 0, tr(" mm"))),
    m_seconds(number(tr("Duration"), "movieSeconds", 0.2, 600, 6, tr(" s"))),
    m_rate(number(tr("Rate"), "movieRate", 1, 60, 15, tr(" frames/s"))), m_first(new QSpinBox), m_last(new QSpinBox), m_width(new QSpinBox),
    m_height(new QSpinBox), m_back(new QCheckBox(tr("There and back"))), m_result(new QLabel), m_place(new QLabel),
    m_look(new LookBox(false)), m_preview(new PicturePreview), m_slider(new QSlider(Qt::Horizontal)),
    m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Save movie"));
    setObjectName(QStringLiteral("saveMovieDialog"));
    m_slider->setObjectName(QStringLiteral("movieFrame"));
    m_slider->setAccessibleName(tr("Picture of the preview"));
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("&Save..."));
    auto* left = new QVBoxLayout;
    left->addWidget(m_preview, 1);
    auto* scrub = new QHBoxLayout;
    scrub->addWidget(m_slider, 1);
    scrub->addWidget(m_place);
    left->addLayout(scrub);
    auto* right = new QVBoxLayout;
    right->addWidget(motionBox());
    right->addWidget(fileBox(pixels, ratio));
    right->addWidget(m_look);
    right->addStretch(1);
    auto* columns = new QHBoxLayout;
    columns->addLayout(left, 1);
    columns->addLayout(right);
    auto* all = new QVBoxLayout(this);
    all->addLayout(columns, 1);
    all->addWidget(m_buttons);
    recall();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &SaveMovieDialog::chooseKind);
    connect(m_plane, &QComboBox::currentIndexChanged, this, &SaveMovieDialog::choosePlane);
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this](int axis) {
        m_degrees->setRange(axis == 0 ? -3600 : 1, axis == 0 ? 3600 : 180);
        m_degrees->setValue(axis == 0 ? 360 : 60);
        chooseKind();
    });
    connect(m_size, &QComboBox::currentIndexChanged, this, &SaveMovieDialog::chooseSize);
    for (auto* each : {m_width, m_height})
        connect(each, &QSpinBox::valueChanged, this, [this] {
            const QSignalBlocker blocker(m_size);
            m_size->setCurrentIndex(m_size->count() - 1); // own size
            refresh();
        });
    for (auto* each : {m_view, m_format})
        connect(each, &QComboBox::currentIndexChanged, this, &SaveMovieDialog::refresh);
    for (auto* each : {m_degrees, m_from, m_to, m_seconds, m_rate})
        connect(each, &QDoubleSpinBox::valueChanged, this, &SaveMovieDialog::refresh);
    for (auto* each : {m_first, m_last})
        connect(each, &QSpinBox::valueChanged, this, &SaveMovieDialog::chooseKind);
    connect(m_back, &QCheckBox::toggled, this, &SaveMovieDialog::refresh);
    connect(m_look, &LookBox::changed, this, &SaveMovieDialog::refresh);
    connect(m_slider, &QSlider::valueChanged, this, &SaveMovieDialog::refresh);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    chooseKind();
    resize(980, 600);
}

QDoubleSpinBox* SaveMovieDialog::number(
    const QString& name, const char* objectName, double least, double most, double value, const QString& unit)
{
    auto* spin = new QDoubleSpinBox;
    spin->setObjectName(QLatin1String(objectName));
    spin->setAccessibleName(name);
    spin->setRange(least, most);
    spin->setDecimals(1);
    spin->setValue(value);
    spin->setSuffix(unit);
    spin->setKeyboardTracking(false);
    return spin;
}

void SaveMovieDialog::prepareFrames()
{
    const int frames = static_cast<int>(std::min<std::int64_t>(m_scene->frames(), INT32_MAX));
    int value = 1;
    for (auto* spin : {m_first, m_last}) {
        spin->setRange(1, std::max(1, frames));
        spin->setValue(value);
        spin->setKeyboardTracking(false);
        value = frames;
    }
    m_first->setObjectName(QStringLiteral("movieFirst"));
    m_first->setAccessibleName(tr("First frame"));
    m_last->setObjectName(QStringLiteral("movieLast"));
    m_last->setAccessibleName(tr("Last frame"));
}

QWidget* SaveMovieDialog::motionBox()
{
    auto* box = new QGroupBox(tr("Motion"));
    m_motion = new QFormLayout(box);
    prepareFrames();
    m_degrees->setSingleStep(15);
    m_from->setToolTip(tr("Along the plane's normal, from the origin: mm to the right, to the front or up"));
    m_back->setObjectName(QStringLiteral("movieBack"));
    m_back->setToolTip(tr("Goes the same way back to where it began, so that it can be repeated without a jump"));
    const auto pair = [](QWidget* first, QWidget* second) {
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(first, 1);
        line->addWidget(new QLabel(tr("to")));
        line->addWidget(second, 1);
        return row;
    };
    m_range = pair(m_from, m_to);
    m_cine = pair(m_first, m_last);
    auto* time = new QHBoxLayout;
    time->addWidget(m_seconds, 1);
    time->addWidget(m_rate, 1);
    m_motion->addRow(tr("&Motion"), m_kind);
    m_motion->addRow(tr("&Axis"), m_axis);
    m_motion->addRow(tr("An&gle"), m_degrees);
    m_motion->addRow(tr("&Plane"), m_plane);
    m_motion->addRow(tr("&Range"), m_range);
    m_motion->addRow(tr("F&rames"), m_cine);
    m_motion->addRow(QString(), m_back);
    m_motion->addRow(tr("&Duration"), time);
    qobject_cast<QLabel*>(m_motion->labelForField(m_range))->setBuddy(m_from);
    qobject_cast<QLabel*>(m_motion->labelForField(m_cine))->setBuddy(m_first);
    qobject_cast<QLabel*>(m_motion->labelForField(time))->setBuddy(m_seconds);
    return box;
}

QWidget* SaveMovieDialog::fileBox(const QSize& pixels, double ratio)
{
    auto* box = new QGroupBox(tr("Film"));
    auto* form = m_film = new QFormLayout(box);
    const std::vector<std::pair<QString, Layout>> views{{tr("Axial"), Layout::Axial}, {tr("Coronal"), Layout::Coronal},
        {tr("Sagittal"), Layout::Sagittal}, {tr("Slices"), Layout::Slices}, {tr("Four views"), Layout::Four}};
    m_view->addItem(tr("As in the window"), -1);
    for (const auto& [text, layout] : views)
        m_view->addItem(text, static_cast<int>(layout));
    for (const QSize size : {QSize(640, 480), QSize(960, 720), QSize(1280, 720), QSize(1920, 1080)})
        m_size->addItem(tr("%1 \u00d7 %2 pixels").arg(size.width()).arg(size.height()), size);
    // Even, as MP4 wants it.
    const QSize window = QSize(pixels.width() / 2 * 2, pixels.height() / 2 * 2).boundedTo({MostMovieSide, MostMovieSide});
    m_size->addItem(tr("As in the window, %1 \u00d7 %2").arg(window.width()).arg(window.height()), window);
    m_size->setProperty("windowScale", ratio);
    m_result->setWordWrap(true);
    m_result->setMinimumHeight(2 * fontMetrics().height());
    m_result->setAlignment(Qt::AlignTop);
    m_result->setObjectName(QStringLiteral("movieResult"));
    form->addRow(tr("&View"), m_view);
    m_size->addItem(tr("Own size"));
    for (auto* side : {m_width, m_height}) {
        side->setRange(SmallestPictureSide, MostMovieSide);
        side->setSingleStep(10);
        side->setKeyboardTracking(false);
    }
    m_width->setObjectName(QStringLiteral("movieWidth"));
    m_width->setAccessibleName(tr("Width"));
    m_height->setObjectName(QStringLiteral("movieHeight"));
    m_height->setAccessibleName(tr("Height"));
    auto* sides = new QHBoxLayout;
    sides->addWidget(m_width, 1);
    sides->addWidget(new QLabel(QStringLiteral("\u00d7")));
    sides->addWidget(m_height, 1);
    form->addRow(tr("Si&ze"), m_size);
    form->addRow(QString(), sides);
    form->addRow(tr("F&ormat"), m_format);
    form->addRow(m_result);
    return box;
}

void SaveMovieDialog::recall()
{
    const auto map = setting(Setting::Movie).toMap();
    const auto text = [&map](const char* key, int otherwise, QComboBox* box) {
        const int index = map.value(QLatin1String(key), otherwise).toInt();
        box->setCurrentIndex(index >= 0 && index < box->count() ? index : otherwise);
    };
    const bool isRun = m_scene->frames() > 1;
    text("kind", 0, m_kind);
    if (m_kind->currentIndex() == 2 && !isRun)
        m_kind->setCurrentIndex(0);
    text("axis", 0, m_axis);
    text("plane", 2, m_plane);
    text("size", 0, m_size);
    m_width->setValue(map.value(QStringLiteral("width"), 640).toInt());
    m_height->setValue(map.value(QStringLiteral("height"), 480).toInt());
    if (const auto size = m_size->currentData().toSize(); size.isValid()) {
        m_width->setValue(size.width());
        m_height->setValue(size.height());
    }
    text("format", findFfmpeg() ? 0 : 1, m_format);
    m_degrees->setRange(m_axis->currentIndex() == 0 ? -3600 : 1, m_axis->currentIndex() == 0 ? 3600 : 180);
    m_degrees->setValue(map.value(QStringLiteral("degrees"), m_axis->currentIndex() == 0 ? 360 : 60).toDouble());
    m_seconds->setValue(map.value(QStringLiteral("seconds"), m_seconds->value()).toDouble());
    m_rate->setValue(map.value(QStringLiteral("rate"), m_rate->value()).toDouble());
    m_back->setChecked(map.value(QStringLiteral("back"), false).toBool());
    auto look = lookFrom(map, *m_scene);
    look.backdrop = look.backdrop == Backdrop::Transparent ? Backdrop::White : look.backdrop;
    m_look->setLook(look);
    choosePlane();
}

void SaveMovieDialog::remember() const
{
    auto map = toMap(m_look->look());
    for (const auto& [key, box] : {std::pair{"kind", m_kind}, {"axis", m_axis}, {"plane", m_plane}, {"size", m_size}, {"format", m_format}})
        map[QLatin1String(key)] = box->currentIndex();
    map[QStringLiteral("width")] = m_width->value();
    map[QStringLiteral("height")] = m_height->value();
    map[QStringLiteral("degrees")] = m_degrees->value();
    map[QStringLiteral("seconds")] = m_seconds->value();
    map[QStringLiteral("rate")] = m_rate->value();
    map[QStringLiteral("back")] = m_back->isChecked();
    setSetting(Setting::Movie, map);
}

// The range is the image's along it.
void SaveMovieDialog::choosePlane()
{
    const auto [low, high] = sweepRange(*m_scene, static_cast<Plane>(m_plane->currentIndex()));
    const QSignalBlocker first(m_from), second(m_to);
    m_from->setRange(low, high);
    m_to->setRange(low, high);
    m_from->setValue(low);
    m_to->setValue(high);
    m_view->setCurrentIndex(m_view->findData(static_cast<int>(m_plane->currentIndex() == 0 ? Layout::Sagittal
            : m_plane->currentIndex() == 1                                                 ? Layout::Coronal
                                                                                           : Layout::Axial)));
    refresh();
}

void SaveMovieDialog::chooseKind()
{
    const int kind = m_kind->currentIndex();
    for (auto* each : std::initializer_list<QWidget*>{m_axis, m_degrees})
        m_motion->setRowVisible(each, kind == 0);
    for (auto* each : std::initializer_list<QWidget*>{m_plane, m_range})
        m_motion->setRowVisible(each, kind == 1);
    m_motion->setRowVisible(m_cine, kind == 2);
    m_film->setRowVisible(m_view, kind != 0); // the 3D view alone turns
    m_seconds->setEnabled(kind != 2); // as long as the frames take
    m_back->setEnabled(kind != 0 || m_axis->currentIndex() == 0);
    refresh();
}

void SaveMovieDialog::chooseSize()
{
    if (const auto size = m_size->currentData().toSize(); size.isValid()) {
        const QSignalBlocker width(m_width), height(m_height);
        m_width->setValue(size.width());
        m_height->setValue(size.height());
    }
    refresh();
}

MovieFormat SaveMovieDialog::format() const
{
    return static_cast<MovieFormat>(m_format->currentIndex());
}

MovieRequest SaveMovieDialog::request() const
{
    MovieRequest request;
    request.kind = static_cast<MovieKind>(m_kind->currentIndex());
    request.axis = static_cast<SpinAxis>(m_axis->currentIndex());
    request.plane = static_cast<Plane>(m_plane->currentIndex());
    request.degrees = m_degrees->value();
    request.rangeMm = {m_from->value(), m_to->value()};
    if (request.kind == MovieKind::Cine)
        request.cine = {m_first->value() - 1, m_last->value() - 1};
    request.isReturning = m_back->isChecked() && !(request.kind == MovieKind::Spin && request.axis == SpinAxis::Horizontal);
    request.rate = m_rate->value();
    request.seconds = request.kind == MovieKind::Cine ? 0 : m_seconds->value();
    const QSize size(m_width->value(), m_height->value());
    const bool isWindow = m_size->currentIndex() == m_size->count() - 2;
    request.picture.width = size.width();
    request.picture.height = size.height();
    request.picture.scale
        = isWindow ? m_size->property("windowScale").toDouble() : textScale(MovieTextPoints, ScreenDpi) * size.height() / 600;
    request.picture.look = m_look->look();
    return request;
}

std::shared_ptr<Scene> SaveMovieDialog::scene() const
{
    const int layout = m_view->currentData().toInt();
    return sceneFor(*m_scene, layout < 0 ? std::nullopt : std::optional(static_cast<Layout>(layout)));
}

void SaveMovieDialog::refresh()
{
    auto request = this->request();
    QString problem;
    int frames = 2;
    try {
        if (request.degrees == 0)
            throw usageError("a spin by 0 degrees does not move");
        if (!(request.rangeMm->first < request.rangeMm->second))
            throw usageError("a sweep goes from a lower place to a higher one");
        if (format() == MovieFormat::Gif && request.rate > 50)
            throw usageError("a GIF shows at most 50 frames a second");
        frames = movieFrames(*m_scene, request);
    } catch (const Error& error) {
        problem = QString::fromUtf8(error.what());
    }
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(problem.isEmpty());
    {
        const QSignalBlocker blocker(m_slider);
        m_slider->setRange(0, frames - 1);
    }
    const int frame = m_slider->value();
    m_place->setText(tr("%1 of %2").arg(frame + 1).arg(frames));
    m_place->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 of %2").arg(frames).arg(frames)));
    auto told = tr("%1 pictures, %2 s").arg(frames).arg(frames / request.rate, 0, 'f', 1);
    if (format() == MovieFormat::Mp4 && !findFfmpeg())
        told += QLatin1Char('\n') + tr("MP4 needs the program ffmpeg, which is not installed (apt install ffmpeg).");
    m_result->setText(problem.isEmpty() ? told : problem);
    if (!problem.isEmpty())
        return m_preview->showProblem(problem);
    const int layout = m_view->currentData().toInt();
    const auto view = layout < 0 ? std::nullopt : std::optional(static_cast<Layout>(layout));
    m_preview->show({request.picture.width, request.picture.height, request.picture.scale, request.picture.look,
        [scene = m_scene, view, request, frame] {
            auto copy = sceneFor(*scene, view);
            showMovieFrame(*copy, request, frame);
            return copy;
        }});
}

} // namespace insula
