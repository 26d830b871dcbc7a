// What a training says about itself while it runs: JSON lines in <package>/training/log.jsonl, read on from where the last reading ended.
//
// Events: "start" (steps, step), "step" (step, losses, learningRate, secondsPerStep), "validation" (step, scores). A line counts when its
// end has been written; a line that is no event is passed over and counted. A start at an earlier step (a training that goes on from its
// last checkpoint) takes back what was said beyond it. Any thread; one reader.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace insula {

struct TrainingPoint {
    double step, value;
};
using TrainingSeries = std::map<std::string, std::vector<TrainingPoint>>; // by the log's own name

class TrainingLog {
public:
    explicit TrainingLog(std::filesystem::path file = {}) : m_file(std::move(file)) { }

    // True when something is new. A file that became shorter, or another one, is read from its start; a missing one is empty.
    bool readMore();
    const std::filesystem::path& file() const { return m_file; }
    bool isThere() const { return m_isThere; }

    const TrainingSeries& losses() const { return m_losses; }
    const TrainingSeries& scores() const { return m_scores; }
    double step() const { return m_step; }
    double steps() const { return m_steps; } // 0: not said
    double secondsPerStep() const; // the middle one of the last few; 0: not known
    double secondsLeft() const; // -1: not known
    const std::string& device() const { return m_device; }
    std::int64_t brokenLines() const { return m_broken; }

private:
    void restart();
    bool take(const std::string& line);

    std::filesystem::path m_file;
    std::uintmax_t m_read = 0;
    std::string m_firstLine; // of what was read, to know another file of the same name
    bool m_isThere = false;
    TrainingSeries m_losses, m_scores;
    std::vector<double> m_seconds;
    double m_step = 0, m_steps = 0;
    std::string m_device;
    std::int64_t m_broken = 0;
};

// The log itself, the training folder, or the package around it; empty when there is none.
std::filesystem::path trainingLogIn(const std::filesystem::path& path);

} // namespace insula
