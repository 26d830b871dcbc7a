// The live map of correlation with the course at the crosshair, or of the region under it: a layer over the run that follows the crosshair
// as long as it is switched on. Switching is one step of the history; following is none. The newest place wins: while a map is computed,
// places in between are left out. GUI thread.
#pragma once

#include "processing/core/SeedCorrelation.h"
#include "viewers/Scene.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <string>

namespace insula {

class Workbench;

class SeedMap : public QObject {
    Q_OBJECT
public:
    explicit SeedMap(Workbench& workbench, QObject* parent = nullptr);
    ~SeedMap() override;
    bool isOn() const { return m_prepared != nullptr || m_preparing != 0; }
    bool isReady() const { return m_prepared != nullptr && !m_isBusy && !m_isScheduled; }
    void setOn(bool on); // says why when there is no run
    bool isOfRegion() const { return m_isOfRegion; }
    void setOfRegion(bool region); // the mean of the label under the crosshair is the seed
    // Whether a layer's path is that of a map, which is no file.
    static bool isMapPath(const std::string& path);

Q_SIGNALS:
    void switched(bool on);

private:
    // Of a label map: its mean is the seed.
    struct Region {
        VolumePtr labels;
        double label = 0;
        friend bool operator==(const Region&, const Region&) = default;
    };
    struct Seed {
        std::int64_t voxel = 0;
        std::optional<Region> region;
        friend bool operator==(const Seed&, const Seed&) = default;
    };

    const Layer* mapLayer() const;
    const Layer* runOf(const Layer& map) const;
    std::optional<Seed> seedNow() const;
    void prepare(const VolumePtr& run);
    void begin(std::shared_ptr<const SeedCorrelation> prepared);
    void end();
    void removeMap();
    void schedule();
    void follow();
    void compute();
    VolumePtr mapOf(const SeedCorrelation& prepared, const Seed& seed); // in the other thread

    Workbench& m_workbench;
    std::shared_ptr<const SeedCorrelation> m_prepared; // while on
    int m_preparing = 0; // number of the background work
    std::optional<Seed> m_shown; // what the map was last asked for
    bool m_isOfRegion = false, m_isBusy = false, m_isScheduled = false;
    int m_listener = 0;
    std::optional<Region> m_region; // of the course below; both of the other thread
    std::vector<double> m_regionCourse;
    QThreadPool m_thread; // last: it ends before what it uses is gone
};

} // namespace insula
