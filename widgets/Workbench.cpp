#include "widgets/Workbench.h"

#include "processing/core/BrainMask.h"
#include "processing/core/Error.h"
#include "processing/core/Resources.h"
#include "processing/core/RunArguments.h"
#include "processing/core/RunCommand.h"
#include "processing/sample/SampleProject.h"
#include "viewers/LabelCentre.h"
#include "widgets/Application.h"
#include "widgets/OrientationDoctor.h"
#include "widgets/SavedView.h"
#include "widgets/Settings.h"
#include "widgets/StepCatalogue.h"
#include "widgets/StepLauncher.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr const char* ConvertStep = "convert";

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

Workbench::Workbench(const QString& jobProgram, QObject* parent) :
    QObject(parent), m_history(m_scene), m_jobs(jobProgram.isEmpty() ? text(programFolder() / "insula-cli") : jobProgram)
{
    m_scene.setRadiological(setting(Setting::Radiological).toBool());
    connect(&m_jobs, &JobQueue::jobFinished, this, &Workbench::jobFinished);
    connect(&m_work, &BackgroundWork::failed, this, &Workbench::report);
    connect(&m_projects, &ProjectSession::opened, this, [this](const QString& notice) {
        remember(m_projects.folder());
        if (!notice.isEmpty())
            inform(MessageBar::Tone::Warning, notice);
    });
}

Workbench::~Workbench() = default;

void Workbench::inform(MessageBar::Tone tone, const QString& message, const QString& details)
{
    Q_EMIT informed(tone, message, details);
}

void Workbench::report(const std::exception_ptr& problem)
{
    if (auto* application = qobject_cast<Application*>(QCoreApplication::instance()))
        application->report(problem);
}

void Workbench::remember(const fs::path& file)
{
    if (!m_remembersFiles)
        return;
    rememberFile(text(file));
    Q_EMIT recentFilesChanged();
}

void Workbench::open(const QStringList& paths)
{
    std::vector<PendingImage> images;
    for (const auto& path : paths) {
        // One path that cannot be opened does not keep the others from opening.
        try {
            openPath(fs::absolute(path.toStdString()).lexically_normal(), images);
        } catch (const Error&) {
            report(std::current_exception());
        }
    }
    open(std::move(images));
}

void Workbench::openPath(const fs::path& file, std::vector<PendingImage>& images)
{
    if (std::any_of(m_openers.begin(), m_openers.end(), [&file](const auto& takes) { return takes(file); }))
        return remember(file);
    switch (kindOf(file)) {
    case PathKind::Image:
        images.push_back({file, {}, {}});
        break;
    case PathKind::Project:
        openProject(text(file));
        break;
    case PathKind::Scene:
        openView(text(file));
        break;
    case PathKind::Folder:
        for (const auto& image : imagesIn(file))
            images.push_back({image, {}, {}});
        break;
    case PathKind::Training:
        Q_EMIT trainingOpened(text(file));
        break;
    case PathKind::Table:
        Q_EMIT volumesOpened(text(file));
        break;
    case PathKind::Foreign:
        convert(file);
        break;
    }
}

void Workbench::open(std::vector<PendingImage> images)
{
    if (images.empty())
        return;
    const auto below = m_scene.layers().size();
    const auto title = images.size() == 1 ? tr("Opening %1").arg(text(images.front().file.filename()))
                                          : tr("Opening %n images", nullptr, static_cast<int>(images.size()));
    m_work.start(title, [this, images = std::move(images), below](const Progress& progress) -> BackgroundWork::Continuation {
        std::vector<LoadedImage> loaded;
        std::vector<std::exception_ptr> problems;
        for (std::size_t n = 0; n < images.size(); ++n) {
            const auto part = progress.part(static_cast<double>(n) / static_cast<double>(images.size()),
                static_cast<double>(n + 1) / static_cast<double>(images.size()));
            // One broken file does not keep the others from opening.
            try {
                loaded.push_back(
                    images[n].reading.valid() ? images[n].reading.get() : loadImage(images[n].file, below + loaded.size(), part));
                loaded.back().display = images[n].display.value_or(loaded.back().display);
            } catch (const Cancelled&) {
                throw;
            } catch (...) {
                problems.push_back(std::current_exception());
            }
        }
        return [this, loaded = std::move(loaded), problems = std::move(problems)] {
            for (const auto& image : loaded)
                addLayer(image);
            for (const auto& problem : problems)
                report(problem);
        };
    });
}

void Workbench::addLayer(const LoadedImage& image)
{
    const auto name = image.file.filename().string();
    m_history.perform(tr("open %1").arg(QString::fromStdString(name)), [&] { m_scene.addLayer(image.volume, name, image.display); });
    remember(image.file);
    if (formsDisagree(*image.volume))
        Q_EMIT orientationDoubted(m_scene.selectedLayer());
    else if (image.volume->source().forms.used == SpatialForms::Used::Pixdim)
        inform(MessageBar::Tone::Warning,
            tr("%1: the header does not say how the image lies in space, so left and right cannot be told.")
                .arg(QString::fromStdString(name)));
    Q_EMIT imageOpened(text(image.file));
}

void Workbench::openProject(const QString& folder)
{
    m_projects.open(fs::absolute(folder.toStdString()).lexically_normal());
    // Something to look at, rather than an empty window: the first anatomy, else the first image.
    const auto& rows = m_projects.volumes();
    const auto usable = [](const VolumeRow& row) { return !row.missing && !row.derivative && row.kind == "image"; };
    auto first = std::find_if(rows.begin(), rows.end(), [&](const VolumeRow& row) { return usable(row) && row.suffix == "T1w"; });
    if (first == rows.end())
        first = std::find_if(rows.begin(), rows.end(), usable);
    if (m_scene.layers().empty() && first != rows.end())
        open(std::vector<PendingImage>{{first->path, {}, {}}});
}

void Workbench::createProject(const QString& folder)
{
    m_projects.create(fs::absolute(folder.toStdString()).lexically_normal());
}

void Workbench::openSampleProject()
{
    const auto place = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/insula/sample.insula");
    const fs::path folder = place.toStdString();
    const auto show = [this, folder] { openProject(text(folder)); };
    if (fs::exists(folder / "project.sqlite")) {
        show();
        return;
    }
    m_work.start(tr("Making the sample project"), [folder, show](const Progress& progress) -> BackgroundWork::Continuation {
        fs::create_directories(folder.parent_path());
        makeSampleProject(folder, 1, progress);
        return show;
    });
}

void Workbench::addOpenImagesToProject(const QString& subject, const QString& session)
{
    if (!m_projects.isOpen())
        throw Error("no project is open: open or make one first (File menu)");
    std::vector<fs::path> files;
    for (const auto& layer : m_scene.layers())
        if (isFromFile(*layer.volume) && !m_projects.find(layer.volume->source().path))
            files.emplace_back(layer.volume->source().path);
    if (files.empty())
        throw Error("every open image belongs to the project already");
    // Hashing takes seconds for large files, so it happens in another thread with a connection of its own.
    m_work.start(tr("Adding to the project"),
        [this, files, folder = m_projects.folder(), subject = subject.toStdString(), session = session.toStdString()](
            const Progress& progress) {
            auto project = Project::open(folder);
            for (const auto& file : files) {
                progress.checkpoint();
                project.addVolume(file, subject, session);
            }
            return [this] { m_projects.refresh(); };
        });
}

void Workbench::closeLayer(LayerId id)
{
    if (m_scene.hasLayer(id))
        m_history.perform(tr("close %1").arg(QString::fromStdString(m_scene.layer(id).name)), [&] { m_scene.removeLayer(id); });
}

void Workbench::closeAllLayers()
{
    m_history.perform(tr("close all layers"), [&] { m_scene.clear(); });
}

void Workbench::goToLabel(std::int64_t label, const QString& name)
{
    const auto& layers = m_scene.layers();
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        const auto centre = layer->isLabels() ? centreOfLabel(*layer->volume, label) : std::nullopt;
        if (centre) {
            m_history.perform(tr("go to %1").arg(name), [&] { m_scene.setCrosshair(*centre); });
            return;
        }
    }
    inform(MessageBar::Tone::Information,
        tr("%1 is in none of the open layers: open the label map that belongs to the table, and click again.").arg(name));
}

void Workbench::convert(const fs::path& file)
{
    const auto copy = convertedCopy(file);
    std::error_code code;
    if (fs::exists(copy, code)) {
        open(std::vector<PendingImage>{{copy, {}, {}}});
        return;
    }
    fs::create_directories(copy.parent_path(), code);
    if (code)
        throw Error("cannot make the folder '" + copy.parent_path().string() + "' for the converted copy: " + code.message());
    RunRequest request;
    request.step = ConvertStep;
    request.inputs["file"] = file;
    request.outputs["image"] = copy;
    m_jobs.add(tr("Convert %1").arg(text(file.filename().empty() ? file.parent_path().filename() : file.filename())), request);
}

const std::vector<StepDescription>& Workbench::steps()
{
    if (!m_steps) {
        m_steps.emplace(); // said once
        m_steps = readStepCatalogue(resourceFolder() / "steps.json");
    }
    return *m_steps;
}

const StepDescription* Workbench::findStep(const std::string& id)
{
    const auto& all = steps();
    const auto found = std::find_if(all.begin(), all.end(), [&id](const StepDescription& each) { return each.info.id == id; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<InputCandidate> Workbench::inputCandidates() const
{
    std::vector<InputCandidate> candidates;
    const auto add = [&candidates](const QString& label, const fs::path& file, PortKind kind, std::int64_t frames) {
        const bool known
            = std::any_of(candidates.begin(), candidates.end(), [&file](const InputCandidate& each) { return each.file == file; });
        if (!file.empty() && !known)
            candidates.push_back({label, file, kind, frames});
    };
    const auto addLayer = [&add](const Layer& layer) {
        add(QString::fromStdString(layer.name), isFromFile(*layer.volume) ? layer.volume->source().path : std::string(),
            layer.volume->kind() == Kind::Labels ? PortKind::Labels : PortKind::Image, layer.volume->frames());
    };
    if (m_scene.selectedLayer() != NoLayer)
        addLayer(m_scene.layer(m_scene.selectedLayer()));
    for (const auto& layer : m_scene.layers())
        addLayer(layer);
    for (const auto& row : m_projects.volumes())
        if (!row.missing && (row.kind == "image" || row.kind == "labels"))
            add(tr("%1 (project)").arg(text(row.path.filename())), row.path, row.kind == "labels" ? PortKind::Labels : PortKind::Image, 0);
    return candidates;
}

RunRequest Workbench::completed(const RunRequest& request)
{
    const auto* step = findStep(request.step);
    return step ? completedRequest(request, step->info, m_projects) : request;
}

void Workbench::run(const RunRequest& request)
{
    const auto* step = findStep(request.step);
    const auto title = step ? QString::fromStdString(step->info.title) : QString::fromStdString(request.step);
    m_jobs.add(title, completed(request));
}

void Workbench::runOnScan(const std::string& step)
{
    if (const auto request = requestOnScan(m_scene, step))
        run(*request);
    else
        inform(MessageBar::Tone::Information, tr("Open a head scan first: there is no image to work on."));
}

void Workbench::runCommand(const QString& line)
{
    std::vector<std::string> arguments;
    for (const auto& word : QProcess::splitCommand(line))
        arguments.push_back(word.toStdString());
    run(parseRunArguments(arguments, describedSteps(steps()), RunDestination::Open));
}

void Workbench::rerun(std::int64_t number)
{
    const auto row = m_projects.project().run(number);
    auto request = requestOf(row);
    request.project = m_projects.folder();
    request.threads = 0; // as many as there are now
    run(request);
}

void Workbench::jobFinished(int id)
{
    const auto& job = *m_jobs.find(id);
    m_projects.refresh();
    if (job.state == Job::State::Failed || job.state == Job::State::Crashed)
        inform(MessageBar::Tone::Error, job.error, job.advice + QStringLiteral("\n\n") + job.log);
    if (job.state != Job::State::Done)
        return;
    if (!job.warnings.isEmpty())
        inform(MessageBar::Tone::Warning, tr("%1: %2").arg(job.title, job.warnings.first()),
            job.warnings.size() > 1 ? job.warnings.join(QLatin1Char('\n')) : QString());
    std::vector<PendingImage> images;
    if (const auto* step = job.shows ? findStep(job.request.step) : nullptr)
        for (const auto& file : outputsToShow(job, step->info))
            images.push_back({file, {}, displayOfInput(job.request, file)});
    open(std::move(images));
    if (const auto table = job.outputs.value(QStringLiteral("volumes")); table.endsWith(QStringLiteral(".tsv")))
        Q_EMIT volumesOpened(table);
    for (const auto& output : job.outputs)
        if (output.endsWith(QStringLiteral(".html")))
            open({output});
}

// A processed image is looked at like the one that it was made from; label maps and distance maps have their own look.
std::optional<LayerDisplay> Workbench::displayOfInput(const RunRequest& request, const fs::path& output) const
{
    if (isNamedLikeLabels(output.string()) || isNamedLikeDistanceMap(output.string()))
        return std::nullopt;
    for (const auto& layer : m_scene.layers())
        for (const auto& [port, file] : request.inputs)
            if (!layer.isLabels() && !isDistanceMap(*layer.volume) && file == fs::path(layer.volume->source().path))
                return layer.display;
    return std::nullopt;
}

} // namespace insula
