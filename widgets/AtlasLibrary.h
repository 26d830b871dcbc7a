// Which atlases are installed, and which one names the regions in the readout. GUI thread; files are read in others.
//
// The readout's atlas only goes to the scene while the bottom image is in its space (isSameSpace, or the same grid), unless the user says
// that it is. The choice is kept in the settings.
#pragma once

#include "processing/core/AtlasFolder.h"
#include "widgets/Workbench.h"

#include <QObject>

#include <optional>
#include <vector>

namespace insula {

class AtlasLibrary : public QObject {
    Q_OBJECT
public:
    explicit AtlasLibrary(Workbench& workbench, QObject* parent = nullptr);
    ~AtlasLibrary() override;

    const std::vector<InstalledAtlas>& atlases() const { return m_atlases; }
    void scan(); // the folders again; changed() when it is done
    void use(const std::filesystem::path& image); // for the readout; empty: none
    // The one of a view that was opened (JSON as in Scene::toJson()), whatever the space, while its bottom image is shown. Says so when it
    // is not there. The user's own choice stays in the settings; it also stays in use when the view has none.
    void useOfView(const std::string& reference);
    void setAnySpace(bool any);
    bool isAnySpace() const { return m_isAnySpace; }
    void show(const std::filesystem::path& image); // as a layer
    // Reads, and gives it to `then` unless that fails.
    void read(const std::filesystem::path& image, std::function<void(AtlasPtr)> then);
    void add(const AtlasSource& source, bool link);

    const AtlasPtr& chosen() const { return m_chosen; } // whether or not it fits
    bool wantsAtlas() const { return !m_wanted.empty(); }
    bool isUsed() const; // by the readout
    QString state() const; // one sentence

Q_SIGNALS:
    void changed();

private:
    bool fits() const;
    void refresh();

    Workbench& m_workbench;
    std::vector<InstalledAtlas> m_atlases;
    AtlasPtr m_chosen;
    std::filesystem::path m_wanted; // being read, or chosen
    VolumePtr m_bottom;
    std::weak_ptr<const Volume> m_viewBottom; // of the view that brought its atlas
    bool m_isAnySpace = false;
    int m_listener = 0;
};

} // namespace insula
