// Workers as child processes of the coordinator, so many at a time. They end when it dies.
#pragma once

#include "processing/core/BatchEngine.h"

#include <deque>
#include <map>
#include <optional>
#include <sys/types.h>

namespace insula {

struct LocalOptions {
    std::filesystem::path program; // insula-cli
    std::filesystem::path logs; // folder; TASK.log
    int jobs = 1;
    std::optional<std::chrono::seconds> most; // for one task; then its worker is killed
};

class LocalEngine : public BatchEngine {
public:
    explicit LocalEngine(LocalOptions options) : m_options(std::move(options)) { }
    ~LocalEngine() override; // kills what still runs
    std::set<std::string> taken() override { return {}; }
    void submit(const std::vector<BatchJob>& jobs) override;
    std::vector<WorkerEnd> poll() override;
    std::set<std::string> working() const override;
    void cancel() override;
    std::chrono::milliseconds interval() const override;

private:
    struct Running {
        pid_t process = 0;
        std::chrono::steady_clock::time_point started;
        bool isTooLong = false;
    };
    void startNext();

    LocalOptions m_options;
    std::deque<BatchJob> m_waiting;
    std::map<std::string, Running> m_running; // by task
};

} // namespace insula
