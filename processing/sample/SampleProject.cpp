#include "processing/sample/SampleProject.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/Project.h"
#include "processing/core/Resample.h"
#include "processing/sample/BidsText.h"
#include "processing/sample/BoldRun.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace insula {
namespace {

namespace fs = std::filesystem;

using Images = std::vector<std::pair<fs::path, VolumePtr>>;

void writeImages(const Images& images, const Progress& progress)
{
    // Light compression: the files are made quickly and are noise for the most part.
    parallelFor(static_cast<std::int64_t>(images.size()), [&](std::int64_t begin, std::int64_t end) {
        for (auto n = static_cast<std::size_t>(begin); n < static_cast<std::size_t>(end); ++n) {
            writeNifti(images[n].first, *images[n].second, {.compression = 1}, progress.part(0, 0));
        }
    });
    progress.report(1.0);
}

void writeTexts(const SampleFiles& files, const HeadPhantom& phantom, const BoldRun& run)
{
    const auto sideCar = [](fs::path image, const std::string& suffix) {
        return image.replace_filename(image.filename().string().substr(0, image.filename().string().find(".nii")) + suffix);
    };
    writeTextFile(files.rawData / "dataset_description.json", bids::datasetDescription("Insula sample data", "raw", phantom.seed()));
    writeTextFile(files.rawData / "README", bids::readme(phantom.seed()));
    writeTextFile(files.rawData / ".bidsignore", "sub-*/ct/\n");
    writeTextFile(files.rawData / "participants.tsv", "participant_id\tspecies\nsub-01\tphantom\n");
    writeTextFile(files.rawData / "participants.json", bids::participants());
    writeTextFile(files.rawData / "derivatives/phantom/dataset_description.json",
        bids::datasetDescription("What is known about the phantom", "derivative", phantom.seed()));
    writeTextFile(sideCar(files.t1w, ".json"), bids::imageSideCar("MR", "T1-weighted, 1 mm, oblique"));
    writeTextFile(sideCar(files.t2w, ".json"), bids::imageSideCar("MR", "T2-weighted, 1 x 1 x 2.5 mm, stored left-handed"));
    writeTextFile(sideCar(files.ct, ".json"), bids::imageSideCar("CT", "0.9 x 0.9 x 2 mm, tilted gantry, Hounsfield units"));
    writeTextFile(sideCar(files.bold, ".json"), bids::boldSideCar(run.bold->trSeconds()));
    writeTextFile(files.events, bids::events(run.events));
    writeTextFile(sideCar(files.parts, ".tsv"), toTsv(phantom.labels()->labels()));
    writeTextFile(sideCar(files.active, ".json"), bids::imageSideCar("MR", "Where the run is active: left motor hand area"));
}

void fill(const SampleFiles& files, std::uint64_t seed, const Progress& progress)
{
    progress.report(0.0, "Drawing the head");
    const HeadPhantom phantom(seed, progress.part(0.0, 0.3));
    progress.report(0.3, "Scanning the head");
    const BoldRun run = makeBoldRun(phantom, progress.part(0.3, 0.6));
    // Either half of the list is as much work as the other.
    const Images images{{files.bold, run.bold}, {files.active, run.active}, {files.parts, phantom.labels()}, {files.t1w, phantom.t1w()},
        {files.t2w, phantom.t2w()}, {files.ct, phantom.ct()}};
    for (const auto& [file, volume] : images)
        fs::create_directories(file.parent_path());
    progress.report(0.7, "Writing the files");
    writeTexts(files, phantom, run);
    writeImages(images, progress.part(0.7, 0.95));
}

void make(const SampleFiles& files, const std::string& title, std::uint64_t seed, const Progress& progress)
{
    Project project = Project::create(files.project, title); // an empty folder is asked for: so before the data
    fill(files, seed, progress);
    project.addSubject("01");
    for (const fs::path& file : {files.t1w, files.t2w, files.ct, files.bold, files.parts})
        project.addVolume(file, "01");
}

} // namespace

SampleFiles sampleFiles(const fs::path& folder)
{
    SampleFiles files;
    files.project = fs::absolute(folder).lexically_normal();
    files.rawData = files.project / "rawdata";
    const fs::path subject = files.rawData / "sub-01", known = files.rawData / "derivatives/phantom/sub-01";
    files.t1w = subject / "anat/sub-01_T1w.nii.gz";
    files.t2w = subject / "anat/sub-01_T2w.nii.gz";
    files.ct = subject / "ct/sub-01_ct.nii.gz";
    files.bold = subject / "func/sub-01_task-tapping_bold.nii.gz";
    files.events = subject / "func/sub-01_task-tapping_events.tsv";
    files.parts = known / "anat/sub-01_desc-parts_dseg.nii.gz";
    files.active = known / "func/sub-01_task-tapping_desc-active_mask.nii.gz";
    return files;
}

SampleFiles makeSampleProject(const fs::path& folder, std::uint64_t seed, const Progress& progress)
{
    SampleFiles files = sampleFiles(folder);
    if (!files.project.has_filename())
        files = sampleFiles(files.project.parent_path());
    std::error_code code;
    if (fs::exists(files.project, code) && !fs::is_empty(files.project, code)) {
        throw Error(fmt::format("cannot make the sample project in '{}': it is not empty; choose another folder", files.project.string()));
    }
    fs::create_directories(files.project.parent_path(), code);
    if (code)
        throw Error(fmt::format("cannot make the folder '{}': {}", files.project.parent_path().string(), code.message()));
    const ScratchFolder scratch(files.project.parent_path()); // beside its place, so that one rename moves it there
    const SampleFiles made = sampleFiles(scratch.path() / "project");
    make(made, files.project.stem().string(), seed, progress);
    progress.checkpoint();
    fs::rename(made.project, files.project, code);
    if (code)
        throw Error(fmt::format("cannot make the sample project '{}': {}", files.project.string(), code.message()));
    progress.report(1.0, "Done");
    return files;
}

} // namespace insula
