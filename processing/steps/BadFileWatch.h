// Work over many files in a limited child, that goes on without the files that make the reader crash.
//
// The child notes in shared memory which file it reads; when it is killed by a signal, it is started again with that file to be passed
// over. After 50 such files it is an Error. See LimitedProcess.h for the rest.
#pragma once

#include "processing/steps/LimitedProcess.h"

#include <filesystem>
#include <set>
#include <string>

namespace insula {

class BadFileWatch {
public:
    BadFileWatch();
    ~BadFileWatch();
    BadFileWatch(const BadFileWatch&) = delete;
    BadFileWatch& operator=(const BadFileWatch&) = delete;

    // In the child, before a file is read: false when it is one of those.
    bool begin(const std::filesystem::path& file);
    // In the child, when what follows is about no single file.
    void end();

    std::string run(
        const std::function<std::string()>& work, const ProcessLimits& limits, const std::string& subject, const Progress& progress);

private:
    std::string noted() const;

    char* m_note; // shared with children: "folder/name", ended by 0
    std::set<std::string> m_bad;
};

} // namespace insula
