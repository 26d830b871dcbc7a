#include "widgets/TimeCoursePlot.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/TimeSeries.h"
#include "viewers/CrosshairValues.h"
#include "widgets/CourseList.h"
#include "widgets/PlotExport.h"
#include "widgets/Settings.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace insula {
namespace {

constexpr int ArrivingMs = 200; // how often it looks whether all frames are there
} // namespace

TimeCoursePlot::TimeCoursePlot(Scene& scene, SceneHistory& history, QWidget* parent) :
    QWidget(parent), m_scene(scene), m_history(history), m_watch(scene), m_courses(1), m_chart(new CourseChart), m_list(new CourseList),
    m_scale(choice({tr("Raw"), tr("% change"), tr("z-score")}, tr("Values"), QStringLiteral("courseScale"),
        tr("Values as they are, as percent of their mean, or in standard deviations"))),
    m_kind(choice({tr("Over time"), tr("Spectrum")}, tr("Plot"), QStringLiteral("courseKind"),
        tr("The course itself, or its power against frequency"))),
    m_axis(choice({tr("Seconds"), tr("Frames")}, tr("Axis"), QStringLiteral("courseAxis"), tr("What the axis counts"))),
    m_detrend(new QCheckBox(tr("Detrend")))
{
    setObjectName(QStringLiteral("timeCourses"));
    m_chart->setObjectName(QStringLiteral("courseChart"));
    m_chart->setAccessibleName(tr("Time courses"));
    m_chart->setAccessibleDescription(tr("The list beside it has the names and values"));
    m_detrend->setObjectName(QStringLiteral("courseDetrend"));
    m_detrend->setToolTip(tr("Takes the straight line that fits best away; the mean stays"));
    m_courses.front().name = tr("Crosshair");
    auto* split = new QSplitter;
    split->setObjectName(QStringLiteral("courseSplit"));
    split->addWidget(m_chart);
    split->addWidget(m_list);
    split->setStretchFactor(0, 1);
    split->setSizes({600, 230});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(makeControls());
    column->addWidget(split, 1);
    connect(m_detrend, &QCheckBox::toggled, this, &TimeCoursePlot::show);
    connect(m_chart, &CourseChart::gestureStarted, this, [this] { m_history.endGesture(); });
    connect(m_chart, &CourseChart::placed, this, &TimeCoursePlot::goTo);
    connect(m_chart, &CourseChart::pointerMoved, this, &TimeCoursePlot::showValues);
    connect(m_list, &CourseList::edited, this, &TimeCoursePlot::edited);
    connect(m_list, &CourseList::removeRequested, this, &TimeCoursePlot::remove);
    connect(m_list, &CourseList::colourChosen, this, [this](int course, const QColor& colour) {
        m_courses.at(static_cast<std::size_t>(course)).colour = colour;
        show();
    });
    addPlotMenu(*m_chart, QStringLiteral("time-courses"), [this](QMenu& menu) { fillMenu(menu); });
    m_listener = m_scene.addListener([this] { schedule(); });
}

TimeCoursePlot::~TimeCoursePlot()
{
    m_scene.removeListener(m_listener);
}

QToolButton* TimeCoursePlot::button(const QString& text, const QString& name, const QString& objectName)
{
    auto* made = new QToolButton;
    made->setText(text);
    made->setToolTip(name);
    made->setAccessibleName(name);
    made->setObjectName(objectName);
    return made;
}

QComboBox* TimeCoursePlot::choice(const QStringList& texts, const QString& name, const QString& objectName, const QString& tip)
{
    auto* made = new QComboBox;
    made->addItems(texts);
    made->setAccessibleName(name);
    made->setObjectName(objectName);
    made->setToolTip(tip);
    connect(made, &QComboBox::currentIndexChanged, this, &TimeCoursePlot::show);
    return made;
}

QWidget* TimeCoursePlot::makeControls()
{
    auto* controls = new QWidget;
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (QWidget* each : std::initializer_list<QWidget*>{m_kind, m_scale, m_axis, m_detrend})
        row->addWidget(each);
    row->addStretch(1);
    auto* voxel = button(tr("Pin voxel"), tr("Keeps the course of the crosshair's voxel (K)"), QStringLiteral("pinVoxel"));
    auto* region
        = button(tr("Add region"), tr("Adds the mean of the label or mask under the crosshair (Shift+K)"), QStringLiteral("pinRegion"));
    auto* events = button(tr("Events..."), tr("Opens what happened during the run: a BIDS *_events.tsv"), QStringLiteral("openEvents"));
    auto* more = button(tr("Save"), tr("Saves or copies the numbers and the plot"), QStringLiteral("courseSave"));
    auto* menu = new QMenu(more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(*menu);
        menu->addAction(tr("Save plot..."), this, &TimeCoursePlot::savePicture);
        menu->addAction(tr("Copy picture"), this, [this] { copyPlot(*m_chart); });
    });
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    connect(voxel, &QToolButton::clicked, this, &TimeCoursePlot::pinVoxel);
    connect(region, &QToolButton::clicked, this, &TimeCoursePlot::pinRegion);
    connect(events, &QToolButton::clicked, this, &TimeCoursePlot::chooseEvents);
    for (auto* each : {voxel, region, events, more})
        row->addWidget(each);
    return controls;
}

void TimeCoursePlot::fillMenu(QMenu& menu)
{
    menu.addAction(tr("Save values as CSV..."), this, &TimeCoursePlot::saveCsv);
    menu.addAction(tr("Copy values"), this, &TimeCoursePlot::copyCsv);
    menu.addAction(tr("Add a region by name..."), this, &TimeCoursePlot::chooseRegion);
    menu.addAction(tr("Remove pinned courses"), this, &TimeCoursePlot::removePins)->setEnabled(m_courses.size() > 1);
    menu.addAction(tr("Hide events"), this, &TimeCoursePlot::clearEvents)->setEnabled(!m_events.events.empty());
}

CourseView TimeCoursePlot::view() const
{
    return {static_cast<CourseView::Scale>(m_scale->currentIndex()), m_detrend->isChecked(), m_kind->currentIndex() == 1,
        m_axis->currentIndex() == 1};
}

std::vector<Course> TimeCoursePlot::present() const
{
    auto courses = m_courses;
    const auto& layers = m_scene.layers();
    std::erase_if(courses, [&](const Course& course) {
        const auto run = course.run.lock();
        return std::none_of(layers.begin(), layers.end(), [&run](const Layer& layer) { return layer.volume == run; });
    });
    return courses;
}

void TimeCoursePlot::pin(const QString& name, std::vector<double> values)
{
    const auto& volume = runLayer(m_scene)->volume;
    m_courses.push_back({name, distinctColour(m_pins++), true, volume, volume->trSeconds(), std::move(values)});
    show();
}

void TimeCoursePlot::pinVoxel()
{
    const auto* layer = runLayer(m_scene);
    refresh();
    if (!layer || values().empty()) {
        Q_EMIT informed(m_message.isEmpty() ? tr("Open a run first: an image with more than one frame.") : m_message);
        return;
    }
    const auto voxel = *voxelAt(*layer->volume, m_scene.crosshair());
    pin(tr("Voxel %1 %2 %3").arg(voxel[0]).arg(voxel[1]).arg(voxel[2]), values());
}

// Says why not when the run is not there yet.
bool TimeCoursePlot::hasRun()
{
    const auto* layer = runLayer(m_scene);
    const bool isThere = layer && hasAllFrames(*layer->volume);
    if (!isThere)
        Q_EMIT informed(
            layer ? tr("The frames of the run are still arriving.") : tr("Open a run first: an image with more than one frame."));
    return isThere;
}

void TimeCoursePlot::pinRegion()
{
    if (!hasRun())
        return;
    const auto* labels = labelLayer(m_scene);
    const auto voxel = labels ? voxelAt(*labels->volume, m_scene.crosshair()) : std::nullopt;
    const double label = voxel ? labels->volume->value((*voxel)[0], (*voxel)[1], (*voxel)[2]) : 0;
    if (label != 0)
        return pinLabel(*labels, label);
    Q_EMIT informed(labels ? tr("Move the crosshair into a region of %1 first.").arg(QString::fromStdString(labels->name))
                           : tr("Open a label map or a mask first, and move the crosshair into a region."));
}

void TimeCoursePlot::chooseRegion()
{
    const auto* labels = labelLayer(m_scene);
    if (!hasRun())
        return;
    if (!labels) {
        Q_EMIT informed(tr("Open a label map or a mask first: its labels are the regions."));
        return;
    }
    const auto regions = regionsOf(*labels->volume);
    QStringList names;
    for (const double label : regions)
        names << QStringLiteral("%1  %2").arg(label).arg(regionName(*labels, label));
    bool isChosen = false;
    const auto name = QInputDialog::getItem(this, tr("Add a region"), tr("Mean over the region"), names, 0, false, &isChosen);
    if (isChosen && names.contains(name))
        pinLabel(*labels, regions[static_cast<std::size_t>(names.indexOf(name))]);
}

void TimeCoursePlot::pinLabel(const Layer& labels, double label)
{
    const auto& run = *runLayer(m_scene)->volume;
    const auto voxels = voxelsOfLabel(run.grid(), *labels.volume, label);
    if (voxels.empty())
        Q_EMIT informed(tr("The region holds no voxel of the run: it is too small or outside."));
    else
        pin(tr("%1 (%2 voxels)").arg(regionName(labels, label)).arg(voxels.size()), meanCourse(run, voxels));
}

void TimeCoursePlot::remove(int course)
{
    if (course < 1 || course >= static_cast<int>(m_courses.size()))
        return; // that of the crosshair can be hidden, not removed
    m_courses.erase(m_courses.begin() + course);
    show();
}

void TimeCoursePlot::removePins()
{
    m_courses.resize(1);
    show();
}

void TimeCoursePlot::openEvents(const std::string& file)
{
    m_events = readEvents(file);
    if (const auto* layer = runLayer(m_scene))
        m_eventsOf = layer->volume->source().path;
    show();
}

void TimeCoursePlot::chooseEvents()
{
    const auto file = QFileDialog::getOpenFileName(
        this, tr("Open events"), setting(Setting::LastFolder).toString(), tr("Events (*_events.tsv *.tsv);;All files (*)"));
    if (!file.isEmpty())
        openEvents(file.toStdString());
}

void TimeCoursePlot::clearEvents()
{
    m_events = {};
    show();
}

// Once for each run.
void TimeCoursePlot::findEvents(const Volume& run)
{
    if (run.source().path == m_eventsOf)
        return;
    m_eventsOf = run.source().path;
    m_events = {};
    const auto file = fileOfRun(m_eventsOf, "events.tsv");
    if (file.empty())
        return;
    // Nobody asked for this file, so that a broken one is told and does not keep the run from being shown.
    try {
        m_events = readEvents(file);
    } catch (const Error& error) {
        Q_EMIT informed(QString::fromStdString(error.what()));
    }
}

QString TimeCoursePlot::csv() const
{
    return csvOf(m_chart->content(), view());
}

void TimeCoursePlot::saveCsv()
{
    auto file = QFileDialog::getSaveFileName(
        this, tr("Save the values"), QStringLiteral("time-courses.csv"), tr("Comma-separated values (*.csv)"));
    if (file.isEmpty())
        return;
    if (!file.endsWith(QStringLiteral(".csv")))
        file += QStringLiteral(".csv");
    writeTextFile(file.toStdString(), csv().toStdString());
}

void TimeCoursePlot::copyCsv() const
{
    QApplication::clipboard()->setText(csv());
}

void TimeCoursePlot::savePicture()
{
    askAndSavePlot(*m_chart, QStringLiteral("time-courses"));
}

// Ten changes of the scene, one refresh; none while it cannot be seen.
void TimeCoursePlot::schedule()
{
    if (!isVisible() || std::exchange(m_isScheduled, true))
        return;
    // Posted, not by a timer: before the views are painted, so that the window is put together once a frame.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isScheduled = false;
            const auto changes = m_watch.takeChanges();
            if (changes.has(Aspect::Layers) || changes.has(Aspect::Crosshair))
                refresh();
            else if (changes.has(Aspect::Layout) && m_region != QString::fromStdString(regionText(m_scene)))
                show(); // another atlas
            else if (changes.has(Aspect::Frame))
                showCursor();
        },
        Qt::QueuedConnection);
}

void TimeCoursePlot::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void TimeCoursePlot::readCrosshair()
{
    auto& course = m_courses.front();
    course.values.clear();
    course.run.reset();
    m_message.clear();
    const auto* layer = runLayer(m_scene);
    if (!layer)
        return;
    const auto& volume = *layer->volume;
    course.run = layer->volume;
    m_runName = QString::fromStdString(layer->name);
    course.trSeconds = volume.trSeconds();
    findEvents(volume);
    if (!hasAllFrames(volume)) {
        m_message = tr("%1: frames are still arriving").arg(QString::fromStdString(layer->name));
        QTimer::singleShot(ArrivingMs, this, &TimeCoursePlot::refresh);
        return;
    }
    const auto voxel = voxelAt(volume, m_scene.crosshair());
    if (voxel)
        course.values = volume.timeCourse((*voxel)[0], (*voxel)[1], (*voxel)[2]);
    else
        m_message = tr("The crosshair is outside the run.");
}

void TimeCoursePlot::refresh()
{
    readCrosshair();
    show();
}

void TimeCoursePlot::show()
{
    auto content = chartOf(present(), view(), m_events);
    content.title = title();
    if (content.curves.empty())
        content.message = m_message.isEmpty() ? tr("No course is shown: tick one in the list.") : m_message;
    else if (std::all_of(content.curves.begin(), content.curves.end(), [](const ChartCurve& curve) {
                 return std::none_of(curve.values.begin(), curve.values.end(), [](double v) { return std::isfinite(v); });
             }))
        content.message = tr("There is nothing to plot here: the values are not finite, or their mean is 0.");
    m_axis->setEnabled(m_kind->currentIndex() == 0 && m_courses.front().trSeconds > 0);
    m_chart->setContent(std::move(content));
    m_region = QString::fromStdString(regionText(m_scene));
    m_list->setCourses(m_courses, tr("%1, voxel at the crosshair").arg(m_runName));
    showCursor();
}

// "run.nii, voxel 10 20 12, AAL: Left hippocampus": what the course at the crosshair is of, also in saved pictures.
QString TimeCoursePlot::title() const
{
    const auto* layer = runLayer(m_scene);
    const auto voxel = layer ? voxelAt(*layer->volume, m_scene.crosshair()) : std::nullopt;
    if (!voxel)
        return {};
    auto text = tr("%1, voxel %2 %3 %4").arg(m_runName).arg((*voxel)[0]).arg((*voxel)[1]).arg((*voxel)[2]);
    if (const auto region = regionText(m_scene); !region.empty())
        text += QStringLiteral(", ") + QString::fromStdString(region);
    return text;
}

double TimeCoursePlot::placeOfFrame() const
{
    const auto frame = static_cast<double>(m_scene.frame());
    const bool isInFrames = m_chart->content().acrossTitle == chartOf({}, {.isInFrames = true}, {}).acrossTitle;
    return isInFrames ? frame + 1 : frame * m_courses.front().trSeconds;
}

void TimeCoursePlot::showCursor()
{
    m_chart->setCursorAt(view().isSpectrum ? std::nullopt : std::optional(placeOfFrame()));
    showValues();
}

// At the pointer, else at the shown frame.
void TimeCoursePlot::showValues()
{
    const auto place = m_chart->pointerAt() ? m_chart->pointerAt() : m_chart->cursorAt();
    const auto& curves = m_chart->content().curves; // in the order of the courses that are shown
    QStringList values;
    std::size_t next = 0;
    for (const auto& course : m_courses) {
        const bool hasCurve = next < curves.size() && course.isShown && curves[next].name == course.name;
        values << (hasCurve && place ? QString::fromStdString(shortNumber(CourseChart::valueAt(curves[next], *place))) : QString());
        next += hasCurve ? 1 : 0;
    }
    const auto at = m_chart->pointerAt() ? tr("at %1").arg(tickText(*m_chart->pointerAt())) : tr("now");
    m_list->setValues(values, place ? at : tr("Value"));
}

void TimeCoursePlot::edited(int course, const QString& name, bool isShown)
{
    auto& changed = m_courses.at(static_cast<std::size_t>(course));
    changed.isShown = isShown;
    if (!name.isEmpty())
        changed.name = name;
    show();
}

void TimeCoursePlot::goTo(double place)
{
    if (view().isSpectrum || m_chart->content().curves.empty())
        return;
    const auto& curve = m_chart->content().curves.front();
    const auto frame = std::lround((place - curve.start) / curve.step);
    m_history.perform(
        tr("go to frame"), [&] { m_scene.setFrame(frame); }, QStringLiteral("frame"));
}

} // namespace insula
