// Progress of one piece of work and its cancellation, as one small object that is passed down.
#pragma once

#include <string_view>

namespace insula {

// Where progress goes. Implementations must accept calls from any thread.
class ProgressSink {
public:
    virtual ~ProgressSink() = default;
    virtual void progressed(double fraction, std::string_view message) = 0;
    virtual bool isCancelled() const = 0;
};

// A part [from, to] of a sink's range. Cheap to copy; keeps no state of its own. Usable from any thread.
class Progress {
public:
    // Reports nowhere and is never cancelled.
    Progress() = default;
    explicit Progress(ProgressSink& sink, double from = 0.0, double to = 1.0);

    // fraction: 0 to 1 of this part. Throws Cancelled when the user asked to stop.
    void report(double fraction, std::string_view message = {}) const;
    // Throws Cancelled when the user asked to stop. Call it at least every 50 ms in long loops.
    void checkpoint() const;
    bool isCancelled() const;
    // A child whose 0 to 1 is this part's from to to.
    Progress part(double from, double to) const;

private:
    ProgressSink* m_sink = nullptr;
    double m_from = 0.0;
    double m_to = 1.0;
};

} // namespace insula
