#include "widgets/SeedMap.h"

#include "processing/core/TimeSeries.h"
#include "viewers/CrosshairValues.h"
#include "widgets/RunLayers.h"
#include "widgets/Workbench.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace insula {
namespace {

constexpr const char* PathPrefix = "seed-correlation:"; // before the path of the run

LayerDisplay mapDisplay()
{
    LayerDisplay display;
    display.colourMap = "warm";
    display.twoSided = true;
    display.windowLow = 0.2;
    display.windowHigh = 0.8;
    display.threshold = {.enabled = true, .low = 0.3, .high = 1};
    display.opacity = 0.9;
    return display;
}

} // namespace

SeedMap::SeedMap(Workbench& workbench, QObject* parent) : QObject(parent), m_workbench(workbench)
{
    m_thread.setMaxThreadCount(1);
    m_listener = workbench.scene().addListener([this] { schedule(); });
    connect(&workbench.work(), &BackgroundWork::finished, this, [this](int id) {
        if (id != m_preparing)
            return;
        m_preparing = 0;
        if (!m_prepared)
            end(); // failed or cancelled
    });
}

SeedMap::~SeedMap()
{
    m_workbench.scene().removeListener(m_listener);
}

bool SeedMap::isMapPath(const std::string& path)
{
    return path.starts_with(PathPrefix);
}

const Layer* SeedMap::mapLayer() const
{
    const auto& layers = m_workbench.scene().layers();
    const auto found = std::find_if(layers.begin(), layers.end(), [](const Layer& each) { return isMapPath(each.volume->source().path); });
    return found == layers.end() ? nullptr : &*found;
}

const Layer* SeedMap::runOf(const Layer& map) const
{
    const auto& layers = m_workbench.scene().layers();
    const auto found = std::find_if(layers.begin(), layers.end(), [&map](const Layer& each) {
        return each.volume->frames() > 1 && PathPrefix + each.volume->source().path == map.volume->source().path;
    });
    return found == layers.end() ? nullptr : &*found;
}

void SeedMap::setOn(bool on)
{
    if (on == isOn())
        return;
    if (!on) {
        m_workbench.work().cancel(std::exchange(m_preparing, 0));
        removeMap();
        end();
        return;
    }
    if (const auto* layer = runLayer(m_workbench.scene())) {
        prepare(layer->volume);
    } else {
        m_workbench.inform(MessageBar::Tone::Information, tr("Open a run first: an image with more than one frame."));
        Q_EMIT switched(false);
    }
}

void SeedMap::setOfRegion(bool region)
{
    m_isOfRegion = region;
    if (region && !labelLayer(m_workbench.scene()))
        m_workbench.inform(MessageBar::Tone::Information,
            tr("Regions come from a label map or a mask: open one. Until then the voxel under the crosshair is the seed."));
    follow();
}

void SeedMap::prepare(const VolumePtr& run)
{
    const QPointer<SeedMap> self(this);
    m_preparing
        = m_workbench.work().start(tr("Preparing correlations"), [self, run](const Progress& progress) -> BackgroundWork::Continuation {
              auto prepared = std::make_shared<const SeedCorrelation>(run, progress);
              return [self, prepared] {
                  if (self && self->m_preparing != 0)
                      self->begin(prepared);
              };
          });
    Q_EMIT switched(true);
}

void SeedMap::begin(std::shared_ptr<const SeedCorrelation> prepared)
{
    auto& scene = m_workbench.scene();
    const auto& run = prepared->run();
    const auto& layers = scene.layers();
    if (std::none_of(layers.begin(), layers.end(), [&run](const Layer& each) { return each.volume == run; }))
        return; // closed meanwhile
    m_prepared = std::move(prepared);
    m_shown.reset();
    if (!mapLayer()) {
        // Before the first map is there, of a place that may be outside: nothing.
        std::vector<float> nothing(static_cast<std::size_t>(run->size().count()));
        const auto empty = correlationVolume(*run, std::move(nothing), PathPrefix + run->source().path);
        m_workbench.history().perform(
            tr("seed correlation"), [&] { scene.addLayer(empty, tr("Seed correlation (r)").toStdString(), mapDisplay()); });
    }
    follow();
}

void SeedMap::end()
{
    m_prepared.reset();
    m_shown.reset();
    Q_EMIT switched(false);
}

void SeedMap::removeMap()
{
    if (const auto* map = mapLayer())
        m_workbench.history().perform(tr("seed correlation off"), [this, id = map->id] { m_workbench.scene().removeLayer(id); });
}

void SeedMap::schedule()
{
    if (std::exchange(m_isScheduled, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_isScheduled = false;
        follow();
    });
}

// The layer may have been closed, or come back by undo, without the switch.
void SeedMap::follow()
{
    const auto* map = mapLayer();
    if (m_preparing != 0 && !m_prepared)
        return;
    if (!m_prepared) {
        if (const auto* run = map ? runOf(*map) : nullptr)
            prepare(run->volume);
        return;
    }
    if (!map)
        return end();
    const auto* run = runOf(*map);
    if (!run) {
        removeMap();
        return end();
    }
    if (run->volume != m_prepared->run()) {
        m_prepared.reset();
        return prepare(run->volume);
    }
    compute();
}

std::optional<SeedMap::Seed> SeedMap::seedNow() const
{
    const auto& scene = m_workbench.scene();
    const auto& run = *m_prepared->run();
    const auto voxel = voxelAt(run, scene.crosshair());
    if (!voxel)
        return std::nullopt;
    Seed seed{(*voxel)[0] + run.size().x * ((*voxel)[1] + run.size().y * (*voxel)[2]), std::nullopt};
    const auto* labels = m_isOfRegion ? labelLayer(scene) : nullptr;
    const auto at = labels ? voxelAt(*labels->volume, scene.crosshair()) : std::nullopt;
    const double label = at ? labels->volume->value((*at)[0], (*at)[1], (*at)[2]) : 0;
    if (label != 0) {
        seed.region = Region{labels->volume, label};
        seed.voxel = 0; // wherever in the region
    }
    return seed;
}

void SeedMap::compute()
{
    const auto seed = seedNow();
    if (m_isBusy || !seed || seed == m_shown)
        return;
    m_isBusy = true;
    m_shown = seed;
    m_thread.start([this, prepared = m_prepared, seed = *seed] {
        auto map = mapOf(*prepared, seed);
        QMetaObject::invokeMethod(
            this,
            [this, map = std::move(map), prepared] {
                m_isBusy = false;
                const auto* layer = mapLayer();
                if (layer && prepared == m_prepared)
                    m_workbench.scene().setVolume(layer->id, map);
                if (m_prepared)
                    follow(); // the crosshair may have moved on
            },
            Qt::QueuedConnection);
    });
}

VolumePtr SeedMap::mapOf(const SeedCorrelation& prepared, const Seed& seed)
{
    const auto path = PathPrefix + prepared.run()->source().path;
    if (!seed.region)
        return correlationVolume(*prepared.run(), prepared.withVoxel(seed.voxel), path);
    if (m_region != seed.region || m_regionCourse.size() != static_cast<std::size_t>(prepared.run()->frames())) {
        const auto voxels = voxelsOfLabel(prepared.run()->grid(), *seed.region->labels, seed.region->label);
        m_regionCourse = voxels.empty() ? std::vector<double>(static_cast<std::size_t>(prepared.run()->frames()))
                                        : meanCourse(*prepared.run(), voxels);
        m_region = seed.region;
    }
    return correlationVolume(*prepared.run(), prepared.withCourse(m_regionCourse), path);
}

} // namespace insula
