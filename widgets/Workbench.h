// What the window works on: the scene with its history, the project, jobs, and everything that opens files. The one place that
// panels and menus call; it owns no widget.
//
// Reading happens in other threads, steps in child processes; layers appear in the order in which they were asked for. What goes wrong
// is told by informed(), in one line that says what to do. GUI thread.
#pragma once

#include "processing/core/ViewFile.h"
#include "widgets/BackgroundWork.h"
#include "widgets/ImageFile.h"
#include "widgets/JobQueue.h"
#include "widgets/MessageBar.h"
#include "widgets/ProjectSession.h"
#include "widgets/SceneHistory.h"
#include "widgets/StepForm.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace insula {

class Workbench : public QObject {
    Q_OBJECT
public:
    // jobProgram: insula-cli; empty for the one beside this program.
    explicit Workbench(const QString& jobProgram = {}, QObject* parent = nullptr);
    ~Workbench() override;

    Scene& scene() { return m_scene; }
    SceneHistory& history() { return m_history; }
    JobQueue& jobs() { return m_jobs; }
    ProjectSession& projects() { return m_projects; }
    BackgroundWork& work() { return m_work; }

    // Every kind of path: images, folders, projects, saved views, foreign formats (converted first).
    void open(const QStringList& paths);
    void open(std::vector<PendingImage> images);
    // Asked first about each path that is opened; true: taken (surfaces, notes, colour tables, ...).
    void addOpener(std::function<bool(const std::filesystem::path&)> opener) { m_openers.push_back(std::move(opener)); }
    // False: recent files stay as they are (a run that only makes a picture).
    void setRemembersFiles(bool remembers) { m_remembersFiles = remembers; }
    void openProject(const QString& folder);
    void createProject(const QString& folder);
    void openSampleProject(); // makes it first when it is not there
    void addOpenImagesToProject(const QString& subject, const QString& session);
    void closeLayer(LayerId id);
    void closeAllLayers();
    // Moves the crosshair to a structure of the topmost label map that has it; says so when none has.
    void goToLabel(std::int64_t label, const QString& name);
    void saveView(const QString& file);
    // `places`: where the user found files that were missing (ViewFile.h).
    void openView(const QString& file, const ViewPlaces& places = {});

    // The steps of the catalogue; empty, with a message, when it cannot be read.
    const std::vector<StepDescription>& steps();
    const StepDescription* findStep(const std::string& id);
    std::vector<InputCandidate> inputCandidates() const;
    RunRequest completed(const RunRequest& request);
    void run(const RunRequest& request);
    void runOnScan(const std::string& step); // with its defaults, on the scan that is selected; says so when there is none
    void runCommand(const QString& line); // "smooth --in image=FILE --fwhm 8", as after `insula-cli run`
    void rerun(std::int64_t run); // a run of the project, again

    void inform(MessageBar::Tone tone, const QString& text, const QString& details = {});

Q_SIGNALS:
    void informed(insula::MessageBar::Tone tone, const QString& text, const QString& details);
    void imageOpened(const QString& file);
    void orientationDoubted(int layer); // its header contradicts itself
    void volumesOpened(const QString& table); // measured by a step that is done, or opened by the user
    void viewFilesMissing(const QString& file, const std::vector<insula::MissingViewFile>& missing); // openView() again with places
    void viewOpened(const QString& atlas); // that named the regions in the view: JSON as in Scene::toJson()
    void trainingOpened(const QString& logOrPackage);
    void recentFilesChanged();

private:
    void openPath(const std::filesystem::path& file, std::vector<PendingImage>& images);
    void convert(const std::filesystem::path& file);
    void addLayer(const LoadedImage& image);
    void jobFinished(int id);
    std::optional<LayerDisplay> displayOfInput(const RunRequest& request, const std::filesystem::path& output) const;
    void remember(const std::filesystem::path& file);
    void tellChanged(const std::vector<std::string>& changed);
    void report(const std::exception_ptr& problem);

    Scene m_scene;
    SceneHistory m_history;
    JobQueue m_jobs;
    ProjectSession m_projects;
    std::optional<std::vector<StepDescription>> m_steps;
    std::vector<std::function<bool(const std::filesystem::path&)>> m_openers;
    bool m_remembersFiles = true;
    BackgroundWork m_work; // last: its threads end before anything that they use
};

} // namespace insula
