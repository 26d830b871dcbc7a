// Progress of work that several threads share: counts what is done and reports it in order.
//
// Throws Cancelled, in whichever thread asks first. Thread: all safe.
#pragma once

#include "processing/core/Progress.h"

#include <cstdint>
#include <mutex>

namespace insula {

class WorkCount {
public:
    WorkCount(const Progress& progress, std::int64_t total) : m_progress(progress), m_total(total) { }

    void add(std::int64_t done = 1)
    {
        const std::lock_guard lock(m_mutex); // held while reporting, so that no thread reports less than another did
        m_done += done;
        m_progress.report(m_total > 0 ? static_cast<double>(m_done) / static_cast<double>(m_total) : 1.0);
    }
    void checkpoint() const { m_progress.checkpoint(); }

private:
    const Progress& m_progress;
    std::int64_t m_total, m_done = 0;
    std::mutex m_mutex;
};

} // namespace insula
