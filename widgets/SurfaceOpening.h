// Opens surfaces, values for their vertices and streamlines into the scene, one after the other, in another thread.
//
// Values wait until the surfaces that were asked for with them are there, and go to `preferred` when they fit it, else to the first surface
// that they fit: as many vertices, and not of the other hemisphere. A CIFTI-2 file goes to a surface of each hemisphere. What goes wrong is
// reported in one line. GUI thread.
#pragma once

#include "widgets/MeshControls.h"

#include <QObject>

#include <deque>
#include <filesystem>
#include <optional>
#include <vector>

namespace insula {

class Workbench;

class SurfaceOpening : public QObject {
    Q_OBJECT
public:
    explicit SurfaceOpening(Workbench& workbench, QObject* parent = nullptr);

    // False when it is none of them.
    bool take(const std::filesystem::path& file);
    // Values for this surface and no other.
    void addOverlay(const std::filesystem::path& file, const MeshPtr& mesh);
    // Where values go that fit it; none: the first that they fit.
    void setPreferred(const MeshPtr& mesh) { m_preferred = mesh; }

Q_SIGNALS:
    void opened(const insula::SurfaceChoice& what); // is in the scene now

private:
    struct Wanted {
        std::filesystem::path file;
        MeshPtr onlyFor; // of values
    };
    struct Values {
        VertexDataPtr data;
        MeshPtr onlyFor;
        QString note; // a sentence for people, or empty
    };
    void start(Wanted wanted);
    void next();
    void readNext();
    void addMesh(MeshPtr mesh);
    void addTracts(TractogramPtr tracts);
    bool addValues(const Values& values); // false: no surface for this hemisphere of a CIFTI-2 file
    void reportLonely(const std::vector<Values>& lonely);
    std::optional<std::size_t> meshFor(const Values& values) const;
    void warn(const std::string& name, const std::string& warning);

    Workbench& m_workbench;
    MeshPtr m_preferred;
    std::deque<Wanted> m_waiting;
    std::vector<Values> m_values; // read, waiting for their surfaces
    int m_reading = 0; // the work that reads; 0: none
};

} // namespace insula
