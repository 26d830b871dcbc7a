#include "processing/core/LabelFiles.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/ProjectNames.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;

std::string now()
{
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

// When a process began, in the system's clock ticks: a number of a process may be used again, with another time. 0 when it is no more.
std::uint64_t startOf(std::int64_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(file, text);
    const auto end = text.rfind(')'); // of the program's name, which may hold anything
    if (end == std::string::npos) {
        return 0;
    }
    std::istringstream fields(text.substr(end + 1));
    std::string field;
    for (int n = 0; n < 20; ++n) { // the 22nd of all
        fields >> field;
    }
    return std::strtoull(field.c_str(), nullptr, 10);
}

} // namespace

fs::path labelTableFile(const fs::path& labels)
{
    return fs::path(sidecarOf(labels)).replace_extension(".tsv");
}

LabelTable labelTableBeside(const fs::path& labels)
{
    std::error_code ignored;
    const fs::path file = labelTableFile(labels);
    if (!fs::is_regular_file(file, ignored)) {
        return {};
    }
    try {
        return readLabelTable(file);
    } catch (const Error&) {
        return {}; // some other table of this name
    }
}

void saveLabels(const fs::path& file, const Volume& labels, const Progress& progress)
{
    withContext("cannot save the labels", [&] {
        writeNifti(file, labels, {}, progress);
        writeTextFile(labelTableFile(file), toTsv(labels.labels()));
    });
}

void saveLabelRecovery(const fs::path& folder, const std::string& name, const Volume& labels, const Progress& progress)
{
    withContext("cannot keep a copy of the unsaved labels", [&] {
        std::error_code code;
        fs::create_directories(folder, code);
        writeNifti(folder / (name + ".nii.gz"), labels, {.compression = 1}, progress);
        writeTextFile(folder / (name + ".tsv"), toTsv(labels.labels()));
        const auto process = static_cast<std::int64_t>(::getpid());
        const nlohmann::json facts{
            {"path", labels.source().path}, {"time", now()}, {"process", process}, {"process-start", startOf(process)}};
        writeTextFile(folder / (name + ".json"), facts.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    });
}

void removeLabelRecovery(const fs::path& folder, const std::string& name) noexcept
{
    std::error_code ignored;
    for (const char* suffix : {".json", ".nii.gz", ".tsv"}) {
        fs::remove(folder / (name + suffix), ignored);
    }
}

std::vector<LabelRecovery> abandonedLabelRecoveries(const fs::path& folder)
{
    std::vector<LabelRecovery> found;
    std::error_code ignored;
    for (fs::directory_iterator each(folder, ignored), end; each != end; each.increment(ignored)) {
        if (each->path().extension() != ".json") {
            continue;
        }
        try {
            const auto facts = nlohmann::json::parse(readTextFile(each->path()));
            const std::int64_t process = facts.at("process");
            if (const auto start = startOf(process); start != 0 && start == facts.at("process-start").get<std::uint64_t>()) {
                continue;
            }
            const fs::path copy = fs::path(each->path()).replace_extension(".nii.gz");
            readNiftiDescription(copy);
            found.push_back({copy, facts.at("path"), facts.at("time"), labelTableBeside(copy)});
        } catch (const std::exception&) {
            continue; // cut off while it was written, or no copy of ours
        }
    }
    return found;
}

} // namespace insula
