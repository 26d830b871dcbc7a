// How a batch is told: its plan, what happens, and the table at its end.
#pragma once

#include "processing/core/BatchPlan.h"

namespace insula {

std::string batchTable(const BatchResult& result); // aligned columns, then one line that counts
std::string planText(const PlannedTask& task); // lines: what is run, why, what is reused
nlohmann::json reportJson(const TaskReport& report);
nlohmann::json planJson(const PlannedTask& task);

// Tells changes: JSON lines on standard output, or on standard error for people.
class BatchTeller {
public:
    BatchTeller(bool asJson, std::size_t tasks);
    void changed(const TaskReport& report);
    void clear(); // the line that renews itself on a terminal

private:
    void showCounts();

    bool m_asJson, m_isTerminal;
    std::size_t m_tasks;
    std::map<std::string, TaskState> m_states;
};

} // namespace insula
