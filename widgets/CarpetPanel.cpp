#include "widgets/CarpetPanel.h"

#include "processing/core/Error.h"
#include "widgets/PlotExport.h"
#include "widgets/RunLayers.h"
#include "widgets/Settings.h"
#include "widgets/Workbench.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace insula {

CarpetPanel::CarpetPanel(Workbench& workbench, QWidget* parent) :
    QWidget(parent), m_workbench(workbench), m_watch(workbench.scene()), m_view(new CarpetView), m_labels(new QComboBox),
    m_facts(new QLabel)
{
    m_labels->setObjectName(QStringLiteral("carpetLabels"));
    m_labels->setAccessibleName(tr("Sort voxels by"));
    m_labels->setToolTip(tr("A label map whose labels are kept together; within each, and without one, voxels are in the order of their "
                            "correlation with the global signal"));
    m_labels->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setMinimumWidth(40);
    auto* update = new QPushButton(tr("Compute"));
    update->setObjectName(QStringLiteral("carpetCompute"));
    update->setToolTip(tr("The carpet plot of the current run, sorted by the chosen map"));
    auto* motion = new QPushButton(tr("Motion..."));
    motion->setObjectName(QStringLiteral("carpetMotion"));
    motion->setToolTip(tr("Opens how the head moved: *.par of FSL, rp_*.txt of SPM, confounds of fMRIPrep"));
    auto* save = new QPushButton(tr("Save plot..."));
    save->setObjectName(QStringLiteral("carpetSave"));
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Sort by")));
    for (QWidget* each : std::initializer_list<QWidget*>{m_labels, update, motion, save})
        row->addWidget(each);
    row->addWidget(m_facts, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addLayout(row);
    column->addWidget(m_view, 1);
    addPlotMenu(*m_view, QStringLiteral("carpet-plot"));
    connect(save, &QPushButton::clicked, this, [this] { askAndSavePlot(*m_view, QStringLiteral("carpet-plot")); });
    connect(update, &QPushButton::clicked, this, &CarpetPanel::compute);
    connect(motion, &QPushButton::clicked, this, &CarpetPanel::chooseMotion);
    connect(m_labels, &QComboBox::activated, this, &CarpetPanel::compute);
    connect(m_view, &CarpetView::gestureStarted, this, [this] { m_workbench.history().endGesture(); });
    connect(m_view, &CarpetView::frameChosen, this, [this](qint64 frame) {
        m_workbench.history().perform(
            tr("go to frame"), [&] { m_workbench.scene().setFrame(frame); }, QStringLiteral("frame"));
    });
    connect(m_view, &CarpetView::voxelChosen, this, &CarpetPanel::goToVoxel);
    connect(&workbench.work(), &BackgroundWork::finished, this, [this](int id) {
        if (id == m_work && std::exchange(m_work, 0) && m_run.expired())
            showMessage(tr("The carpet plot was not computed. Press Compute to try again."));
    });
    m_listener = workbench.scene().addListener([this] {
        if (std::exchange(m_isScheduled, true))
            return;
        // Posted, not by a timer: before the views are painted, so that the window is put together once a frame.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_isScheduled = false;
                sceneChanged();
            },
            Qt::QueuedConnection);
    });
    showMessage(tr("Press Compute for the carpet plot of the current run."));
    fillLabels();
}

CarpetPanel::~CarpetPanel()
{
    m_workbench.scene().removeListener(m_listener);
}

void CarpetPanel::sceneChanged()
{
    const auto changes = m_watch.takeChanges();
    if (changes.has(Aspect::Layers) || changes.has(Aspect::Display))
        fillLabels();
    if (!changes.has(Aspect::Layers) && !changes.has(Aspect::Frame))
        return;
    m_view->setFrame(m_workbench.scene().frame());
    const auto& layers = m_workbench.scene().layers();
    const auto run = m_run.lock();
    if (run && std::none_of(layers.begin(), layers.end(), [&run](const Layer& each) { return each.volume == run; })) {
        m_run.reset();
        showMessage(tr("The run was closed."));
    }
}

void CarpetPanel::fillLabels()
{
    std::vector<std::pair<QString, LayerId>> choices{{tr("global signal"), NoLayer}};
    for (const auto& layer : m_workbench.scene().layers())
        if (layer.isLabels())
            choices.emplace_back(QString::fromStdString(layer.name), layer.id);
    if (choices == std::exchange(m_choices, choices))
        return; // so that an open list stays
    const auto chosen = m_labels->currentData().toInt();
    m_labels->clear();
    for (const auto& [name, id] : choices)
        m_labels->addItem(name, id);
    m_labels->setCurrentIndex(std::max(0, m_labels->findData(chosen)));
}

void CarpetPanel::showMessage(const QString& text)
{
    CarpetContent content;
    content.message = text;
    m_view->setContent(std::move(content));
    m_facts->clear();
}

void CarpetPanel::compute()
{
    const auto& scene = m_workbench.scene();
    const auto* layer = runLayer(scene);
    if (!layer) {
        m_workbench.inform(MessageBar::Tone::Information, tr("Open a run first: an image with more than one frame."));
        return;
    }
    const auto id = m_labels->currentData().toInt();
    const auto labels = id != NoLayer && scene.hasLayer(id) ? scene.layer(id).volume : VolumePtr();
    const bool isThere = m_run.lock() == layer->volume && m_sortedBy.lock() == labels;
    if (!isThere)
        start(layer->volume, labels);
}

void CarpetPanel::start(const VolumePtr& run, const VolumePtr& labels)
{
    m_workbench.work().cancel(m_work);
    m_run.reset();
    findMotion(*run);
    showMessage(tr("The carpet plot is being computed..."));
    const QPointer<CarpetPanel> self(this);
    m_work = m_workbench.work().start(
        tr("Computing the carpet plot"), [self, run, labels](const Progress& progress) -> BackgroundWork::Continuation {
            auto carpet = std::make_shared<Carpet>(carpetOf(*run, labels.get(), progress));
            return [self, run, labels, carpet] {
                if (self)
                    self->show(run, labels, std::move(*carpet));
            };
        });
}

void CarpetPanel::show(const VolumePtr& run, const VolumePtr& labels, Carpet carpet)
{
    m_run = run;
    m_sortedBy = labels;
    CarpetContent content;
    content.trSeconds = run->trSeconds();
    content.motion = motionFor(carpet.frames);
    for (const auto& band : carpet.bands) {
        const auto found = labels ? labels->labels().find(band.label) : LabelTable::const_iterator();
        const bool isNamed = labels && found != labels->labels().end();
        const auto rgba = isNamed ? found->second.rgba : defaultLabelColour(band.label);
        content.bandColours.push_back(labels ? QColor(rgba[0], rgba[1], rgba[2]) : palette().mid().color());
    }
    m_facts->setText(tr("%1 of %2 voxels in the brain%3")
                         .arg(carpet.rows)
                         .arg(carpet.brainVoxels)
                         .arg(content.motion ? tr("; motion: %1").arg(m_motionName) : tr("; no motion file")));
    content.carpet = std::move(carpet);
    m_view->setContent(std::move(content));
    m_view->setFrame(m_workbench.scene().frame());
}

// Once for each run, beside it.
void CarpetPanel::findMotion(const Volume& run)
{
    if (run.source().path == m_motionOf)
        return;
    m_motionOf = run.source().path;
    m_motion.reset();
    const auto file = motionOfRun(m_motionOf);
    if (file.empty())
        return;
    // Nobody asked for this file, so that a broken one is told and does not keep the plot from being shown.
    try {
        m_motion = readMotion(file);
        m_motionName = QString::fromStdString(file.filename().string());
    } catch (const Error& error) {
        m_workbench.inform(MessageBar::Tone::Warning, QString::fromStdString(error.what()));
    }
}

std::optional<HeadMotion> CarpetPanel::motionFor(std::size_t frames)
{
    if (!m_motion || m_motion->frames() == frames)
        return m_motion;
    m_workbench.inform(MessageBar::Tone::Warning,
        tr("%1 has %2 frames, the run %3: it belongs to another run, and is left out.")
            .arg(m_motionName)
            .arg(m_motion->frames())
            .arg(frames));
    return std::nullopt;
}

void CarpetPanel::openMotion(const std::string& file)
{
    m_motion = readMotion(file);
    m_motionName = QFileInfo(QString::fromStdString(file)).fileName();
    if (const auto* layer = runLayer(m_workbench.scene()))
        m_motionOf = layer->volume->source().path;
    if (const auto run = m_run.lock()) {
        auto carpet = m_view->content().carpet;
        show(run, m_sortedBy.lock(), std::move(carpet));
    }
}

void CarpetPanel::chooseMotion()
{
    const auto file = QFileDialog::getOpenFileName(this, tr("Open the motion of the run"), setting(Setting::LastFolder).toString(),
        tr("Motion (*.par rp_*.txt *_moest.txt *confounds*.tsv);;All files (*)"));
    if (!file.isEmpty())
        openMotion(file.toStdString());
}

void CarpetPanel::goToVoxel(std::int64_t voxel)
{
    const auto run = m_run.lock();
    if (!run)
        return;
    const auto& size = run->size();
    const auto at = run->affine().toWorld({static_cast<double>(voxel % size.x), static_cast<double>(voxel / size.x % size.y),
        static_cast<double>(voxel / (size.x * size.y))});
    m_workbench.history().perform(tr("go to voxel"), [&] { m_workbench.scene().setCrosshair(at); });
}

} // namespace insula
