// The pipelines panel in the window, with its commands.
#include "widgets/MainWindow.h"
#include "widgets/PipelinePanel.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"

#include <QDockWidget>
#include <QMenu>

namespace insula {

void addPipelines(const WindowParts& parts)
{
    auto* panel = new PipelinePanel(parts.workbench);
    auto* dock = parts.window.addPanel(PipelinePanel::tr("Pipelines"), QStringLiteral("pipelinesDock"), panel, Qt::LeftDockWidgetArea);
    const auto show = [dock] { MainWindow::showPanel(dock); };
    parts.menus.add(
        parts.menus.menu(WindowMenus::tr("&Process")), PipelinePanel::tr("Pipe&lines"), {}, show, QStringLiteral("pipelinesPanel"));
    parts.menus.addPaletteSource([panel, show] {
        std::vector<PaletteEntry> entries;
        for (const auto& each : panel->found())
            entries.push_back(
                {PipelinePanel::tr("Pipeline: %1").arg(QString::fromStdString(each.name)), {}, [panel, show, name = each.name] {
                     show();
                     panel->choose(name);
                 }});
        return entries;
    });
}

} // namespace insula
