#include "app/insula-cli/Commands.h"
#include "app/insula-cli/PictureOptions.h"

#include "models/steps/ModelSteps.h"
#include "processing/core/Error.h"
#include "processing/core/Resources.h"
#include "processing/core/StepModules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace insula {
namespace {

// The table that dispatch, help and completion read.
const std::vector<Command>& table()
{
    static const std::vector<Command> commands{
        {"info", "What a NIfTI file holds: size, geometry, orientation, value range, and what is odd about it",
            "insula-cli info FILE... [--json]\n", runInfo},
        {"steps", "The list of processing steps", "insula-cli steps [--json | --markdown]\n", runSteps},
        {"help", "Help about a command or a step", "insula-cli help [COMMAND | STEP]\n", runHelp},
        {"run", "Run a step",
            "insula-cli run STEP --in port=FILE --out port=FILE [--PARAMETER VALUE]...\n"
            "insula-cli run STEP --in port=FILE --project DIR --subject ID [--session ID]\n"
            "insula-cli run STEP --in port=FILE --out-dir DIR --record FILE\n"
            "  --out-dir DIR    ports not named get names of their own there, with side-cars\n"
            "  --record FILE    what was done, as JSON: inputs, outputs, their hashes, parameters, times, log\n"
            "  --threads N      processor threads, 0 for all\n"
            "  --seed N         of steps that use chance\n"
            "  --progress json  one JSON object per event on standard output\n"
            "  Yes-or-no parameters: --key, --key true, --key false, --no-key.\n"
            "  insula-cli help STEP shows ports and parameters.\n",
            runRun},
        {"project", "Make, fill, list and check a project",
            "insula-cli project create DIR [--name TEXT]\n"
            "insula-cli project add DIR FILE... --subject ID [--session ID]\n"
            "insula-cli project list DIR [--json]\n"
            "insula-cli project show DIR [RUN] [--json]\n"
            "insula-cli project check DIR [--json]      exit status 1 when something is wrong\n"
            "insula-cli project recover DIR             cleans up after runs that crashed\n",
            runProject},
        {"pipeline", "Run a list of steps on a subject; what is there already is not done again",
            "insula-cli pipeline list [--project DIR] [--json]\n"
            "insula-cli pipeline show NAME [--project DIR] [--json]\n"
            "insula-cli pipeline check FILE...            exit status 1 when something is wrong\n"
            "insula-cli pipeline run NAME --project DIR --subject ID [--session ID]\n"
            "  NAME                 one of the list, or a file that ends in .json\n"
            "  --given KEY=FILE     a file that the pipeline asks for (show lists them); may stand several times\n"
            "  --select KEY=VALUE   which of several runs: task=rest; several with commas between\n"
            "  --every-run          once for every run of the subject\n"
            "  --dry-run            says what would be done and what would be reused\n"
            "  --fresh              does everything again\n"
            "  --threads N --seed N --progress json   as in insula-cli run\n",
            runPipeline},
        {"bids", "Check a BIDS data set, or take it into a project",
            "insula-cli bids check DIR [--json]     exit status 1 when there are errors\n"
            "insula-cli bids open DIR --project P   registers its images where they lie; the project is made when there is none\n"
            "  What .bidsignore names, derivatives/ and sourcedata/ are left out; check a folder of derivatives by itself.\n",
            runBids},
        {"dicom", "The series of DICOM files, and copies of them without identity",
            "insula-cli dicom list FOLDER|ZIP|FILE [--json]\n"
            "insula-cli dicom deidentify FOLDER|ZIP|FILE FOLDER [OPTION]... [--json]\n"
            "insula-cli dicom deidentify FOLDER|ZIP|FILE --preview [OPTION]... [--json]   what would go, and what would be left of it\n"
            "  By the Basic Application Level Confidentiality Profile (DICOM PS3.15 Annex E). Its options:\n"
            "  --keep-uids  --keep-device  --keep-institution  --keep-patient (sex, age, size, weight)  --keep-dates\n"
            "  --keep-descriptions   free text of the operators, which nobody reads for names\n"
            "  --key TEXT            gives the same new UIDs each time; without it they differ from call to call\n"
            "  X removed, Z emptied, D a dummy value, U a new UID. Pixels stay: faces, and names burned into pictures.\n"
            "  --max-memory-mb N  --max-seconds N   limits of the process that reads the files\n"
            "  The place or the id of a series is what 'insula-cli run convert --series' takes.\n",
            runDicom},
        {"batch", "Run a pipeline or a step on many subjects, here or with Slurm",
            "insula-cli batch PIPELINE --project DIR [OPTION]...\n"
            "insula-cli batch STEP --in port=SUFFIX|FILE [--PARAMETER VALUE]... --project DIR [OPTION]...\n"
            "  --subjects ID,ID,...  those subjects; otherwise all that have what is needed (--all)\n"
            "  --engine local|slurm  on this machine, or as a job array\n"
            "  --jobs N              workers at a time     --threads N   of each worker, 1 unless said otherwise\n"
            "  --retries N           how often a subject is tried again after its worker failed or was killed (2)\n"
            "  --time MIN            a worker that takes longer is ended    --memory MB   of a worker, with Slurm\n"
            "  --staging DIR         where workers write; with Slurm on a disk that all nodes share (PROJECT/.batch)\n"
            "  --given KEY=FILE  --select ENTITY=VALUE  --every-run  --seed N  --fresh   as in insula-cli pipeline run\n"
            "  --dry-run             only shows what would be done\n"
            "  --progress json       one JSON object per event on standard output\n"
            "  Stopped or killed, the same command goes on; results come into the project once.\n"
            "  With Slurm, SBATCH_PARTITION and SBATCH_ACCOUNT choose partition and account.\n"
            "  Exit status 1 when a subject failed.\n",
            runBatch},
        {"batch-task", "A worker of a batch", "insula-cli batch-task TASKFILE [--log FILE]\n", runBatchWorker, true},
        {"replay", "Do a recorded run again and compare", "insula-cli replay DIR RUN [--json]\n  Exit status 1 when the result differs.\n",
            runReplay},
        {"snapshot", "A picture of a file, drawn off screen",
            fmt::format("insula-cli snapshot FILE [LAYER OPTION]... [--overlay FILE [LAYER OPTION]...]... -o PICTURE.png|.tif\n"
                        "insula-cli snapshot [FILE] --surface FILE [--overlay FILE [LAYER OPTION]...]... -o PICTURE.png|.tif\n"
                        "insula-cli snapshot VIEW.json -o PICTURE.png [OPTION]...   a view that the window saved\n{}{}",
                LayerOptionsHelp, PictureOptionsHelp),
            runSnapshot},
        {"movie", "A film of a view or of images, drawn off screen",
            fmt::format(
                "insula-cli movie VIEW.json|FILE [LAYER OPTION]... [--overlay FILE [LAYER OPTION]...]... -o FILM.mp4|FILM.gif|FOLDER\n"
                "  --kind KIND      spin (the 3D view turns), sweep (slices of a plane) or cine (the frames of a run)\n"
                "  --axis NAME      of a spin: vertical, or horizontal (up and down)    --degrees N   360, or 60 up and down\n"
                "  --plane PLANE    of a sweep: sagittal, coronal or axial    --range FROM,TO   mm along R, A or S\n"
                "  --cine FIRST,LAST   frames of a run, from 0\n"
                "  --there-and-back    plays the same way back\n"
                "  --frames N --seconds N --rate N   two of them; --rate is in frames a second\n"
                "  --format NAME    mp4 (by the program ffmpeg), gif, png (numbered files in a new folder); otherwise as -o ends\n"
                "{}{}",
                LayerOptionsHelp, PictureOptionsHelp),
            runMovie},
        {"region-stats", "Size of each label of a map, and the values of an image in it",
            "insula-cli region-stats LABELS [--image IMAGE] [-o FILE.tsv]\n"
            "  --image FILE   values are those of its own voxels, by the label at their centres\n"
            "  --frame N      of the image, from 0\n"
            "  --names FILE   names of the labels; otherwise those of the .tsv beside the map\n"
            "  -o FILE        .tsv or .csv; otherwise the table goes to standard output\n",
            runRegionStats},
        {"clusters", "The clusters of a statistical map, as a table",
            "insula-cli clusters MAP --threshold T [OPTION]... [-o FILE.tsv|FILE.csv]\n"
            "  --two-sided           clusters of values below -T, too\n"
            "  --upper T             values beyond it belong to no cluster\n"
            "  --connectivity N      neighbours share a face (6), an edge (18) or a corner (26, the default)\n"
            "  --min-voxels N  --min-mm3 V   smaller clusters are left out\n"
            "  --frame N             of a map of several frames, from 0\n"
            "  --atlas FILE          names the region at each peak; its table of names lies beside it, or is --table FILE\n"
            "  --any-space           when you know that map and atlas are in the same space\n"
            "  Places are in mm, RAS+. Values equal to the threshold are inside.\n",
            runClusters},
        {"models", "Installed model packages",
            "insula-cli models list [--json]\n"
            "insula-cli models check [NAME | FOLDER]...\n"
            "insula-cli models add FOLDER\n",
            runModels},
        {"train", "Train the anatomy network on label maps of your own",
            "insula-cli train anatomy --labels DIR|FILE --out PACKAGE [OPTION]...\n"
            "  Resumes where the package's checkpoint stands. PACKAGE/training/log.jsonl grows while it runs.\n"
            "  --steps N             in all; over the last third the learning rate falls to 0\n"
            "  --images N            synthetic images of one anatomy in a step\n"
            "  --seed N              decides every image and the first weights\n"
            "  --learning-rate X     held until it falls\n"
            "  --hold-out NAME,...   label maps for validation; otherwise the last fifth\n"
            "  --validate-every N  --checkpoint-every N   steps\n"
            "  --device auto|cpu|cuda  --precision auto|float32|bfloat16  --threads N\n"
            "  --from-start          begins anew\n"
            "  --start-from PACKAGE,...  begins with what fits of their weights, the later over the earlier\n"
            "  --voxel-size MM  --widths N,N,...  --features N   the network: channels of each level, the finest first\n"
            "insula-cli train pack --labels DIR --out FILE.safetensors\n"
            "  One file with all label maps, for a machine that only trains.\n",
            runTrain},
        {"sample", "Make a sample project: a head phantom, no download", "insula-cli sample DIR [--seed N]\n", runSample},
        {"completion", "Shell completion", "insula-cli completion bash\n  Use it with: source <(insula-cli completion bash)\n",
            runCompletion},
        {"doctor", "Check this installation", "insula-cli doctor\n", runDoctor},
    };
    return commands;
}

} // namespace

std::span<const Command> commands()
{
    return table();
}

const Command* findCommand(std::string_view name)
{
    const auto found = std::ranges::find(table(), name, &Command::name);
    return found == table().end() ? nullptr : &*found;
}

void addAllSteps(StepRegistry& registry)
{
    if (hasModule("insula_steps")) {
        addModuleSteps(registry);
    }
    registerModelSteps(registry, {});
}

bool isTorchStep(const std::string& id)
{
    StepRegistry registry;
    registerModelSteps(registry, {});
    const Step* step = registry.find(id);
    return step && step->info().engine == Engine::Torch;
}

void becomeInfer(const std::string& command, Arguments arguments)
{
    const std::string program = siblingProgram("insula-infer").string();
    std::vector<std::string> texts{program, command};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    std::fflush(nullptr);
    // Large pages for tensors, as far as the system has them: a tenth of a network's time. Whoever set the variable knows better.
    ::setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", 0);
    ::execv(program.c_str(), pointers.data());
    throw Error(fmt::format("cannot start '{}': {}", program, std::generic_category().message(errno)));
}

void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void finishOutput()
{
    errno = 0;
    const bool isWritten = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
    pollfd reader{STDOUT_FILENO, POLLOUT, 0};
    const bool hasReader = errno != EPIPE && !(::poll(&reader, 1, 0) == 1 && (reader.revents & POLLERR) != 0);
    if (!isWritten && hasReader) { // as in "| head -1": whoever closed the pipe has seen enough
        throw Error("cannot write to standard output: " + std::generic_category().message(errno == 0 ? EIO : errno));
    }
}

} // namespace insula
