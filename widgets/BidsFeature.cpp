// BIDS data sets in the window: what is wrong with one is shown, and its images go to a project.
#include "processing/core/BidsProject.h"
#include "widgets/BidsDialog.h"
#include "widgets/MainWindow.h"
#include "widgets/Settings.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QFileDialog>
#include <QMenu>

namespace insula {
namespace {

namespace fs = std::filesystem;

void take(Workbench& workbench, const QString& folder, const QString& place)
{
    workbench.work().start(BidsDialog::tr("Taking %1 into the project").arg(folder),
        [&workbench, source = folder.toStdString(), target = place.toStdString()](
            const Progress& progress) -> BackgroundWork::Continuation {
            std::vector<std::string> problems;
            const BidsDataset dataset(source);
            Project project = fs::exists(fs::path(target) / "project.sqlite") ? Project::open(target)
                                                                              : Project::create(target, dataset.root().filename().string());
            const auto count = static_cast<int>(addToProject(project, dataset, problems, progress));
            return [&workbench, target, problems, count] {
                workbench.openProject(QString::fromStdString(target));
                QStringList lines;
                for (const auto& problem : problems)
                    lines.append(QString::fromStdString(problem));
                const auto text = BidsDialog::tr("%n image(s) taken into the project.", nullptr, count);
                if (problems.empty())
                    workbench.inform(MessageBar::Tone::Information, text);
                else
                    workbench.inform(MessageBar::Tone::Warning, text + QLatin1Char(' ') + lines.first(), lines.join(QLatin1Char('\n')));
            };
        });
}

void openDataset(MainWindow& window, Workbench& workbench, const QString& folder)
{
    auto& projects = workbench.projects();
    const auto project = projects.isOpen() ? QString::fromStdString(projects.folder().string()) : QString();
    auto* dialog = new BidsDialog(folder, project, workbench.work(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &window, [&workbench, dialog, folder] { take(workbench, folder, dialog->project()); });
    dialog->open();
}

} // namespace

void addBids(const WindowParts& parts)
{
    auto* window = &parts.window;
    auto* workbench = &parts.workbench;
    parts.menus.add(
        parts.window.findChild<QMenu*>(QStringLiteral("importMenu")), BidsDialog::tr("&BIDS data set..."), {},
        [window, workbench] {
            const auto folder = QFileDialog::getExistingDirectory(
                window, BidsDialog::tr("Top folder of a BIDS data set"), setting(Setting::LastFolder).toString());
            if (folder.isEmpty())
                return;
            setSetting(Setting::LastFolder, folder);
            openDataset(*window, *workbench, folder);
        },
        QStringLiteral("openBids"));
    workbench->addOpener([window, workbench](const fs::path& file) {
        std::error_code ignored;
        const bool isDataset = fs::is_directory(file, ignored) && fs::exists(file / "dataset_description.json", ignored)
            && !fs::exists(file / "project.sqlite", ignored);
        if (isDataset)
            openDataset(*window, *workbench, QString::fromStdString(file.string()));
        return isDataset;
    });
}

} // namespace insula
