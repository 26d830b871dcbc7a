// Saving, running and following a pipeline: the other half of PipelinePanel.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "widgets/PipelinePanel.h"
#include "widgets/PipelineRunBox.h"
#include "widgets/PipelineSaveDialog.h"
#include "widgets/StepLauncher.h"
#include "widgets/Workbench.h"

#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace insula {
namespace {

namespace fs = std::filesystem;

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

QString stateText(const JobNode& node)
{
    if (node.state == QLatin1String("running"))
        return PipelinePanel::tr("running");
    if (node.state == QLatin1String("done"))
        return PipelinePanel::tr("done, %1 s").arg(node.seconds, 0, 'f', 1);
    if (node.state == QLatin1String("reused"))
        return PipelinePanel::tr("reused");
    if (node.state == QLatin1String("failed"))
        return PipelinePanel::tr("failed");
    if (node.state == QLatin1String("cancelled"))
        return PipelinePanel::tr("cancelled");
    if (node.state == QLatin1String("left-out"))
        return PipelinePanel::tr("left out");
    return PipelinePanel::tr("not run");
}

QString jobText(const Job& job, const QString& subject)
{
    switch (job.state) {
    case Job::State::Waiting:
        return PipelinePanel::tr("%1: waiting for other jobs").arg(subject);
    case Job::State::Running:
        return job.fraction < 0 ? PipelinePanel::tr("%1: running").arg(subject)
                                : PipelinePanel::tr("%1: running, %2 %").arg(subject).arg(static_cast<int>(job.fraction * 100));
    case Job::State::Done:
        return PipelinePanel::tr("%1: done").arg(subject);
    case Job::State::Cancelled:
        return PipelinePanel::tr("%1: cancelled; the steps that were done are kept").arg(subject);
    case Job::State::Failed:
    case Job::State::Crashed:
        break;
    }
    return PipelinePanel::tr("%1: %2").arg(subject, job.error);
}

} // namespace

// A subject without sessions is one entry.
std::vector<SessionRow> PipelinePanel::subjects() const
{
    std::vector<SessionRow> all;
    auto& projects = m_workbench.projects();
    if (!projects.isOpen())
        return all;
    const auto sessions = projects.project().sessions();
    for (const auto& subject : projects.project().subjects()) {
        const auto before = all.size();
        std::ranges::copy_if(
            sessions, std::back_inserter(all), [&](const SessionRow& row) { return row.subject == subject && !row.session.empty(); });
        if (all.size() == before)
            all.push_back({subject, {}});
    }
    return all;
}

void PipelinePanel::followProject()
{
    if (!isVisible())
        return;
    const auto list = found();
    if (!std::ranges::equal(list, m_found, {}, &FoundPipeline::file, &FoundPipeline::file))
        fillList();
    m_box->setSubjects(subjects());
    followLayer();
    m_delay->start();
}

// The subject is that of the selected layer; a change of it starts the delay.
void PipelinePanel::followLayer()
{
    if (!isVisible())
        return;
    auto& projects = m_workbench.projects();
    const auto& scene = m_workbench.scene();
    const bool hasLayer = projects.isOpen() && scene.selectedLayer() != NoLayer;
    const auto* volume = hasLayer ? projects.find(scene.layer(scene.selectedLayer()).volume->source().path) : nullptr;
    if (volume && !volume->subject.empty())
        m_box->setCurrent({volume->subject, volume->session});
}

bool PipelinePanel::mayLeave()
{
    return !isEdited()
        || QMessageBox::question(
               this, tr("Pipeline"), tr("Throw away the changes to this pipeline?"), QMessageBox::Discard | QMessageBox::Cancel)
        == QMessageBox::Discard;
}

void PipelinePanel::save()
{
    PipelineSaveDialog dialog(text(m_pipeline.title), m_workbench.projects().folder(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    Pipeline named = m_pipeline;
    named.name = dialog.name();
    named.title = dialog.title().toStdString();
    const auto file = savePipeline(named, dialog.origin(), m_workbench.projects().folder());
    m_pipeline = m_saved = named;
    m_file = FoundPipeline{named.name, file, dialog.origin()};
    fillList();
}

void PipelinePanel::erase()
{
    if (!m_file
        || QMessageBox::question(this, tr("Delete pipeline"), tr("Delete the pipeline %1? Its results stay.").arg(text(m_file->name)))
            != QMessageBox::Yes)
        return;
    std::error_code code;
    if (!fs::remove(m_file->file, code) && code)
        throw Error("cannot delete '" + m_file->file.string() + "': " + code.message());
    m_file.reset();
    fillList();
    if (!m_found.empty())
        chooseAt(0);
}

fs::path PipelinePanel::fileToRun()
{
    if (m_file && !isEdited())
        return m_file->file;
    if (!m_edits)
        m_edits.emplace();
    const auto file = fs::path(m_edits->path().toStdString())
        / (std::to_string(++m_editCount) + "-" + (m_pipeline.name.empty() ? std::string("pipeline") : m_pipeline.name) + ".json");
    writeTextFile(file, pipelineText(m_pipeline));
    return file;
}

void PipelinePanel::run()
{
    const auto file = fileToRun();
    int first = 0;
    for (const auto& subject : m_box->chosen()) {
        QStringList arguments{QStringLiteral("pipeline"), QStringLiteral("run"), text(file.string()), QStringLiteral("--project"),
            text(m_workbench.projects().folder().string()), QStringLiteral("--subject"), text(subject.subject)};
        if (!subject.session.empty())
            arguments << QStringLiteral("--session") << text(subject.session);
        for (const auto& [key, given] : m_box->given())
            arguments << QStringLiteral("--given") << text(key + "=" + given.string());
        arguments << QStringLiteral("--every-run") << QStringLiteral("--progress") << QStringLiteral("json");
        const auto title = m_pipeline.title.empty() ? tr("Pipeline") : text(m_pipeline.title);
        const int id = m_workbench.jobs().add(QStringLiteral("%1, %2").arg(title, subjectText(subject)), arguments);
        m_jobs[id] = subject;
        first = first == 0 ? id : first;
    }
    m_shownJob = first;
    m_states.clear();
    followJob(first);
}

void PipelinePanel::followJob(int id)
{
    const auto mine = m_jobs.find(id);
    const auto* job = m_workbench.jobs().find(id);
    if (mine == m_jobs.end() || !job || m_shownJob == 0)
        return;
    const auto* shown = m_workbench.jobs().find(m_shownJob);
    if (id != m_shownJob && (job->state != Job::State::Running || (shown && !shown->isFinished())))
        return;
    m_shownJob = id;
    m_states.clear();
    for (const auto& node : job->nodes)
        m_states[node.id] = {stateText(node), node.message, node.outputs};
    m_about->setText(jobText(*job, subjectText(mine->second)));
    showStates();
}

void PipelinePanel::preview()
{
    const auto subjects = m_box->chosen();
    const bool isWanted = isVisible() && m_workbench.projects().isOpen() && !subjects.empty();
    m_workbench.work().cancel(m_work); // what it would say is about what was shown before
    if (m_shownJob != 0)
        return;
    if (!isWanted || !problemsOf(m_pipeline, m_workbench.steps()).empty()) {
        m_about->setText({});
        return;
    }
    PipelineRequest request;
    request.subject = subjects.front().subject;
    request.session = subjects.front().session;
    request.given = m_box->given();
    m_work = m_workbench.work().start(tr("Looking for what is done already"),
        [panel = QPointer(this), pipeline = m_pipeline, request, subject = subjects.front(), folder = m_workbench.projects().folder(),
            steps = m_workbench.steps()](const Progress& progress) -> BackgroundWork::Continuation {
            try { // what is missing is said in the panel, not as a message
                const Project project = Project::open(folder);
                std::vector<PipelinePlan> plans;
                const ProjectForPlans read(project);
                for (const auto& each : requestsForEachRun(read.rows, pipeline, request))
                    plans.push_back(planPipeline(read, pipeline, steps, each, progress));
                return [panel, subject, plans] {
                    if (panel)
                        panel->showPlan(subject, plans);
                };
            } catch (const Error& error) {
                return [panel, subject, message = text(error.what())] {
                    if (panel && panel->m_shownJob == 0)
                        panel->m_about->setText(PipelinePanel::tr("%1: %2").arg(subjectText(subject), message));
                };
            }
        });
}

void PipelinePanel::showPlan(const SessionRow& subject, const std::vector<PipelinePlan>& plans)
{
    if (m_shownJob != 0)
        return;
    const auto& plan = plans.front();
    if (plan.nodes.size() != m_pipeline.nodes.size())
        return; // edited meanwhile
    m_states.clear();
    int toDo = 0;
    for (const auto& node : plan.nodes) {
        auto& view = m_states[text(node.id)];
        view.why = text(node.reason);
        view.state = node.state == PlannedState::Reuse ? tr("done already")
            : node.state == PlannedState::LeftOut      ? tr("left out")
                                                       : tr("to do");
        toDo += node.state == PlannedState::Run ? 1 : 0;
        for (const auto& [port, file] : node.outputs)
            view.outputs[text(port)] = text(file.string());
    }
    const auto left = toDo == 0 ? tr("%1: everything is done already").arg(subjectText(subject))
                                : tr("%1: %2 of %3 steps to do").arg(subjectText(subject)).arg(toDo).arg(plan.nodes.size());
    m_about->setText(plans.size() > 1 ? tr("%1 (the first of %2 runs)").arg(left).arg(plans.size()) : left);
    showStates();
}

void PipelinePanel::openOutputs(int at)
{
    if (at < 0)
        return;
    const auto& node = m_pipeline.nodes[static_cast<std::size_t>(at)];
    const auto view = m_states.find(text(node.id));
    const auto* step = m_workbench.findStep(node.step);
    if (view == m_states.end() || view->second.outputs.isEmpty() || !step)
        return;
    Job job;
    job.request.step = node.step;
    job.outputs = view->second.outputs;
    QStringList files;
    for (const auto& file : outputsToShow(job, step->info))
        files << text(file.string());
    for (const auto& file : view->second.outputs)
        if (file.endsWith(QStringLiteral(".html")))
            files << file;
    m_workbench.open(files);
}

} // namespace insula
