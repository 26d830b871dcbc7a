// A project, and a run beside it that left its outputs and its record in a folder.
#pragma once

#include "processing/core/RecordCommit.h"
#include "tests/core/ProjectFixture.h"

namespace insula::test {

struct RecordFixture : ProjectFixture {
    std::filesystem::path staged = root / "staged";
    std::filesystem::path record = staged / "record.json";

    RecordFixture() { std::filesystem::create_directory(staged); }
    RunRequest recorded() const
    {
        RunRequest result = request();
        result.project.reset();
        result.outputFolder = staged;
        result.record = record;
        result.subject = "01";
        return result;
    }
    RunRecord run() const
    {
        runStep(steps(), recorded(), {});
        return readRunRecord(record);
    }
    void startRecorded(QProcess& process, const char* params) const
    {
        process.start(QCoreApplication::applicationDirPath() + "/RunnerChild",
            {"record", QString::fromStdString(staged.string()), QString::fromStdString(image.string()), params});
    }
    void startCommit(QProcess& process, const char* key) const
    {
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationDirPath() + "/RunnerChild",
            {"commit", QString::fromStdString(folder.string()), QString::fromStdString(staged.string()), key});
    }
};

inline std::size_t filesIn(const std::filesystem::path& folder)
{
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        count += entry.is_regular_file();
    }
    return count;
}

} // namespace insula::test
