// Saved views: written, and opened with what became of their files.
#include "widgets/Workbench.h"

#include "processing/core/Error.h"
#include "viewers/ColourMapFile.h"
#include "widgets/SavedView.h"

#include <QFileInfo>
#include <QMetaMethod>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace insula {

namespace fs = std::filesystem;

void Workbench::saveView(const QString& file)
{
    const auto left = std::ranges::count_if(m_scene.layers(), [](const Layer& layer) { return !isFromFile(*layer.volume); });
    if (left > 0)
        inform(MessageBar::Tone::Warning,
            tr("%n layer(s) in no file are left out of the view: save them first (File > Save layer as...).", nullptr,
                static_cast<int>(left)));
    // Hashing takes seconds for large files.
    m_work.start(tr("Saving %1").arg(QFileInfo(file).fileName()),
        [this, scene = viewOf(m_scene), path = fs::absolute(file.toStdString())](const Progress& progress) {
            saveViewFile(scene, path, progress);
            return [this, path] { remember(path); };
        });
}

void Workbench::openView(const QString& file, const ViewPlaces& places)
{
    // Without anybody to ask where files are, missing ones are an error that names them.
    const bool canAsk = isSignalConnected(QMetaMethod::fromSignal(&Workbench::viewFilesMissing));
    m_work.start(tr("Opening %1").arg(QFileInfo(file).fileName()),
        [this, file, places, canAsk](const Progress& progress) -> BackgroundWork::Continuation {
            const fs::path path = fs::absolute(file.toStdString());
            const auto found = canAsk ? findViewFiles(path, places, progress) : readViewFile(path, progress);
            if (!found.missing.empty())
                return [this, file, missing = found.missing] { Q_EMIT viewFilesMissing(file, missing); };
            auto volumes = std::make_shared<ViewVolumes>(readViewVolumes(found.view, progress));
            return [this, view = found.view, changed = found.changed, volumes, surfaces = readViewSurfaces(found.view, progress), file] {
                addUserColourMaps();
                m_history.perform(tr("open view %1").arg(QFileInfo(file).fileName()), [&] {
                    withContext("cannot open the view '" + file.toStdString() + "'", [&] {
                        m_scene.restore(
                            view,
                            [&](const std::string& layer, Kind kind) {
                                return volumes->at({layer, kind});
                            },
                            surfaces);
                    });
                });
                remember(file.toStdString());
                Q_EMIT viewOpened(QString::fromStdString(view.value("readout-atlas", nlohmann::json::object()).dump()));
                tellChanged(changed);
            };
        });
}

void Workbench::tellChanged(const std::vector<std::string>& changed)
{
    QStringList all;
    for (const auto& each : changed)
        all += QString::fromStdString(each);
    if (all.size() == 1)
        inform(MessageBar::Tone::Warning, all.first());
    else if (!all.isEmpty())
        inform(MessageBar::Tone::Warning,
            tr("%n files have changed since the view was saved: what it shows may lie elsewhere in them.", nullptr,
                static_cast<int>(all.size())),
            all.join(QLatin1Char('\n')));
}

} // namespace insula
