#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Progress.h"
#include "processing/core/ProjectMoves.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectState.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <set>
#include <sys/file.h>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

using Problems = std::vector<ProjectProblem>;

void checkDatabase(Database& db, Problems& problems)
{
    Statement integrity(db, "PRAGMA integrity_check(20)");
    while (integrity.next()) {
        if (integrity.text(0) != "ok") {
            problems.push_back({true, fmt::format("project.sqlite is damaged: {}", integrity.text(0))});
        }
    }
    Statement keys(db, "PRAGMA foreign_key_check");
    while (keys.next()) {
        problems.push_back({true, fmt::format("row {} of table {} refers to a row that is missing", keys.integer(1), keys.text(0))});
    }
    for (const std::string& text : sql::brokenEvents(db)) {
        problems.push_back({true, text});
    }
}

void checkDerivative(const VolumeRow& row, bool inside, Problems& problems)
{
    const FileFacts facts = factsOf(row.path);
    const std::string path = row.path.string();
    if (!facts.exists) {
        problems.push_back({inside, fmt::format("the result '{}' of run {} is missing", path, row.run)});
    } else if (facts.bytes != row.bytes || sha256OfFile(row.path) != row.sha256) {
        problems.push_back({inside, fmt::format("the result '{}' of run {} is not what the run wrote", path, row.run)});
    }
    if (row.stale) {
        problems.push_back(
            {false, fmt::format("'{}' is stale: an input of run {} changed or is missing since; run it again", path, row.run)});
    }
}

std::set<fs::path> filesBelow(const fs::path& folder)
{
    std::set<fs::path> files;
    std::error_code code;
    for (const auto& entry : fs::recursive_directory_iterator(folder, code)) {
        if (!entry.is_directory(code)) {
            files.insert(entry.path());
        }
    }
    return files;
}

// A run removes what it staged right after its row is completed, and holds its lock until then.
bool isBeingTidied(const fs::path& staging, const std::string& name)
{
    std::error_code ignored;
    if (!fs::exists(staging / name, ignored)) {
        return true; // gone since it was listed
    }
    const int descriptor = ::open((staging / fs::path(name).replace_extension(".lock")).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool isHeld = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
    ::close(descriptor);
    return isHeld;
}

} // namespace

std::vector<ProjectProblem> Project::check() const
{
    Problems problems;
    checkDatabase(m->db(), problems);
    // Files are listed before rows are read: a run that finishes meanwhile has its plan in the database before its files appear.
    std::set<fs::path> orphans = filesBelow(m->folder / "derivatives");
    std::set<std::string> staged;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(m->staging(), code)) {
        staged.insert(entry.path().filename().string());
    }
    for (const sql::OpenRun& run : sql::openRuns(m->db())) {
        for (const fs::path& target : plannedTargets(run.moves, m->folder)) {
            orphans.erase(target);
        }
        staged.erase(fmt::format("run-{}", run.id));
        staged.erase(fmt::format("run-{}.lock", run.id));
        if (run.host != hostName()) {
            problems.push_back({false, fmt::format("run {} was started on '{}' and has not ended", run.id, run.host)});
        }
    }
    for (const VolumeRow& row : volumes()) {
        const bool inside = row.derivative && *row.path.lexically_relative(m->folder).begin() != "..";
        if (row.derivative) {
            checkDerivative(row, inside, problems);
            orphans.erase(row.path);
            orphans.erase(sidecarOf(row.path));
        } else if (row.missing) {
            problems.push_back({false, fmt::format("the raw file '{}' is missing", row.path.string())});
        } else if (m->changed(row.path, row.sha256, row.bytes, row.modified)) {
            problems.push_back({false, fmt::format("the raw file '{}' changed since it was added", row.path.string())});
        }
    }
    for (const fs::path& file : orphans) {
        if (file.filename() != "dataset_description.json") {
            problems.push_back({true, fmt::format("'{}' belongs to no run", file.string())});
        }
    }
    for (const std::string& name : staged) {
        if (isBeingTidied(m->staging(), name)) {
            continue;
        }
        problems.push_back({true, fmt::format("'.staging/{}' is left over from a run that ended; open the project to remove it", name)});
    }
    return problems;
}

} // namespace insula
