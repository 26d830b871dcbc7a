// The installed atlases (use for the readout, show), and a search in the regions of the one in use and of the label maps that are open: go
// there, draw only this one, outline. GUI thread.
#pragma once

#include "widgets/AtlasLibrary.h"
#include "widgets/CommandPalette.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTreeWidget;

namespace insula {

class AtlasesPanel : public QWidget {
    Q_OBJECT
public:
    AtlasesPanel(Workbench& workbench, AtlasLibrary& library, QWidget* parent = nullptr);
    ~AtlasesPanel() override;
    // "Left-Hippocampus (AAL)" and how to get there.
    std::vector<PaletteEntry> regionEntries() const;
    void focusSearch();
    QSize sizeHint() const override { return {330, 420}; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    // Where regions come from: the atlas in use, or a layer.
    struct Source {
        QString name;
        LayerId layer = NoLayer;
        AtlasPtr atlas;
        LabelTable regions;
    };
    std::vector<Source> sources() const;
    void buildAtlases(class QVBoxLayout& column);
    void buildRegions(class QVBoxLayout& column);
    void fillAtlases();
    void fillSources();
    void fillRegions();
    void addAtlas();
    std::filesystem::path selectedAtlas() const;
    void goTo(const Source& source, std::int64_t region, const QString& name);
    // The layer that shows the source's regions; shows the atlas first when there is none (then NoLayer).
    LayerId layerOf(const Source& source);
    void isolate(bool only);
    void outline();

    Workbench& m_workbench;
    AtlasLibrary& m_library;
    SceneWatch m_watch;
    QTreeWidget* m_atlases;
    QLabel *m_state, *m_count;
    QPushButton *m_use, *m_show, *m_add, *m_goTo, *m_only, *m_all, *m_outline;
    QCheckBox* m_anySpace;
    QComboBox* m_source;
    QLineEdit* m_search;
    QListWidget* m_regions;
    std::vector<Source> m_sources;
    int m_listener = 0;
    bool m_isScanned = false;
};

} // namespace insula
