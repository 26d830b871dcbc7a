// DICOM comes in: the window shows what a folder or an archive holds, and jobs make images of what was chosen.
#include "processing/core/BidsRaw.h"
#include "widgets/DicomListing.h"
#include "widgets/ImageFile.h"
#include "widgets/ImportDialog.h"
#include "widgets/MainWindow.h"
#include "widgets/Settings.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QFileDialog>
#include <QMenu>
#include <QPointer>
#include <QStandardPaths>

#include <memory>

namespace insula {
namespace {

namespace fs = std::filesystem;

// The jobs of one import, until all have ended.
class Import : public QObject {
public:
    Import(Workbench& workbench, const ImportPlan& plan, QObject* parent) : QObject(parent), m_workbench(workbench), m_plan(plan)
    {
        connect(&workbench.jobs(), &JobQueue::jobFinished, this, [this](int id) { finish(id); });
        addToRawDataset(plan.folder, plan.folder.filename().string(), plan.subject);
        for (const auto& image : plan.images) {
            fs::create_directories(image.request.outputs.at("image").parent_path());
            m_waiting.push_back(workbench.jobs().add(image.title, image.request, false));
        }
    }

private:
    void finish(int id)
    {
        if (std::erase(m_waiting, id) == 0)
            return;
        const auto* job = m_workbench.jobs().find(id);
        if (job->state == Job::State::Done)
            m_made.emplace_back(job->request.outputs.at("image"));
        if (m_waiting.empty())
            addToProject();
    }

    // Hashing takes seconds for large files: in another thread, with a connection of its own.
    void addToProject()
    {
        deleteLater();
        if (m_made.empty())
            return;
        const auto anatomy = std::find_if(
            m_made.begin(), m_made.end(), [](const fs::path& file) { return file.filename().string().find("_T1w") != std::string::npos; });
        std::vector<PendingImage> shown{{anatomy == m_made.end() ? m_made.front() : *anatomy, {}, {}}};
        m_workbench.inform(MessageBar::Tone::Information,
            Workbench::tr("%n image(s) imported as sub-%1.", nullptr, static_cast<int>(m_made.size()))
                .arg(QString::fromStdString(m_plan.subject)));
        auto* workbench = &m_workbench;
        if (!workbench->projects().isOpen() || workbench->projects().folder() / "rawdata" != m_plan.folder) {
            workbench->open(std::move(shown));
            return;
        }
        workbench->work().start(Workbench::tr("Adding to the project"),
            [workbench, shown, files = m_made, folder = workbench->projects().folder(), plan = m_plan](
                const Progress& progress) -> BackgroundWork::Continuation {
                auto project = Project::open(folder);
                for (const auto& file : files) {
                    progress.checkpoint();
                    project.addVolume(file, plan.subject, plan.session);
                }
                return [workbench, shown] {
                    workbench->projects().refresh();
                    workbench->open(shown);
                };
            });
    }

    Workbench& m_workbench;
    ImportPlan m_plan;
    std::vector<int> m_waiting;
    std::vector<fs::path> m_made;
};

// "03" when the project has 01 and 02.
QString freeSubject(ProjectSession& projects, const QString& folder)
{
    const auto known = projects.isOpen() ? projects.project().subjects() : std::vector<std::string>();
    for (int n = 1;; ++n) {
        const auto label = QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0'));
        const bool isTaken = QFileInfo::exists(folder + QStringLiteral("/sub-") + label);
        if (!isTaken && std::find(known.begin(), known.end(), label.toStdString()) == known.end())
            return label;
    }
}

void import(MainWindow& window, Workbench& workbench, const QString& source)
{
    auto& projects = workbench.projects();
    const auto folder = projects.isOpen() ? QString::fromStdString((projects.folder() / "rawdata").string())
                                          : QStandardPaths::writableLocation(QStandardPaths::HomeLocation) + QStringLiteral("/imported");
    auto* dialog = new ImportDialog(workbench.jobs().program(), source, folder, projects.isOpen(), freeSubject(projects, folder), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &QDialog::accepted, &window, [&window, &workbench, dialog] { new Import(workbench, dialog->plan(), &window); });
    dialog->open();
}

// Among the commands that open something, above those of projects.
QMenu* importMenu(const WindowParts& parts)
{
    auto* file = parts.menus.menu(MainWindow::tr("&File"));
    auto* menu = new QMenu(ImportDialog::tr("I&mport"), file);
    menu->setObjectName(QStringLiteral("importMenu"));
    const auto actions = file->actions();
    const auto project = std::find_if(
        actions.begin(), actions.end(), [](const QAction* each) { return each->objectName() == QLatin1String("openProject"); });
    file->insertMenu(project == actions.end() || project == actions.begin() ? nullptr : *std::prev(project), menu);
    return menu;
}

} // namespace

void addImport(const WindowParts& parts)
{
    auto* window = &parts.window;
    auto* workbench = &parts.workbench;
    const auto choose = [window, workbench](bool isFolder) {
        const auto last = setting(Setting::LastFolder).toString();
        const auto source = isFolder ? QFileDialog::getExistingDirectory(window, ImportDialog::tr("Folder with DICOM files"), last)
                                     : QFileDialog::getOpenFileName(window, ImportDialog::tr("Archive or file with DICOM"), last,
                                         ImportDialog::tr("Archives and DICOM (*.zip *.dcm *.ima);;All files (*)"));
        if (source.isEmpty())
            return;
        setSetting(Setting::LastFolder, isFolder ? source : QFileInfo(source).absolutePath());
        import(*window, *workbench, source);
    };
    auto* menu = importMenu(parts);
    parts.menus.add(
        menu, ImportDialog::tr("DICOM &folder..."), {}, [choose] { choose(true); }, QStringLiteral("importDicom"));
    parts.menus.add(
        menu, ImportDialog::tr("DICOM &archive or file..."), {}, [choose] { choose(false); }, QStringLiteral("importDicomFile"));
    workbench->addOpener([window, workbench](const fs::path& file) {
        const auto path = QString::fromStdString(file.string());
        std::error_code ignored;
        const bool isCandidate = fs::is_directory(file, ignored) ? kindOf(file) == PathKind::Foreign
                                                                 : file.extension() == ".zip" || file.extension() == ".ZIP";
        if (!isCandidate || !looksLikeDicom(path))
            return false;
        import(*window, *workbench, path);
        return true;
    });
}

} // namespace insula
