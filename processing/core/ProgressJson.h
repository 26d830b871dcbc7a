// What a run tells while it works: as JSON lines for programs, or as text for people.
//
// JSON, one object per line, flushed; at most 20 "progress" events a second, fractions never fall:
//   {"event":"started","step":ID,"run":N}   {"event":"progress","fraction":0.42,"message":"...","secondsLeft":3.1}
//   {"event":"warning","message":"..."} {"event":"done","run":N,"outputs":{"mask":"/path"},"measurements":{},"seconds":1.2,"peakBytes":1}
//   {"event":"failed","message":"one line"} {"event":"cancelled"}
// "run" is 0 without a project; "secondsLeft" is absent while it cannot be told. "started" comes with the first progress, so a run that is
// refused at once only says "failed". Thread: any (events are written whole, one after the other).
#pragma once

#include "processing/core/Runner.h"

#include <chrono>
#include <cstdio>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace insula {

// Time left from how fast the fraction grows, recent growth counting more (time constant: a quarter of the time elapsed).
class TimeLeft {
public:
    // Seconds since the start. Nothing before half a second and 2 % have passed.
    std::optional<double> update(double fraction, double seconds);

private:
    double m_fraction = 0, m_seconds = 0, m_rate = 0;
};

// Where the events of one run go.
class RunEvents : public ProgressSink {
public:
    virtual void done(const RunOutcome& outcome) = 0; // warnings first
    virtual void failed(const std::string& message) = 0;
    virtual void cancelled() = 0;
    virtual void clear() { } // takes back a line that shows progress, before other output
};

// Decides which progress calls are shown: thinned out, growing only.
class ProgressFilter {
public:
    struct Event {
        double fraction = 0;
        std::optional<double> secondsLeft;
    };
    // Nothing when the call shall not be shown. The first and the last (fraction 1) always are.
    std::optional<Event> accept(double fraction, std::chrono::steady_clock::time_point now);

private:
    std::optional<std::chrono::steady_clock::time_point> m_start, m_shown;
    double m_fraction = 0;
    bool m_isComplete = false;
    TimeLeft m_timeLeft;
};

class JsonRunEvents : public RunEvents {
public:
    // runNumber: of the project's row, asked at the first progress. Both functions must be callable from any thread.
    // Failures are told in `messages` too, for people.
    JsonRunEvents(std::FILE* output, std::FILE* messages, std::string step, std::function<std::int64_t()> runNumber,
        std::function<bool()> isCancelled);
    void progressed(double fraction, std::string_view message) override;
    bool isCancelled() const override { return m_isCancelled(); }
    void done(const RunOutcome& outcome) override;
    void failed(const std::string& message) override;
    void cancelled() override;
    void tell(const nlohmann::json& event); // one more kind of event

private:
    void write(const nlohmann::json& event);

    std::FILE* m_output;
    std::FILE* m_messages;
    std::string m_step;
    std::function<std::int64_t()> m_runNumber;
    std::function<bool()> m_isCancelled;
    std::mutex m_mutex;
    ProgressFilter m_filter;
    bool m_isStarted = false;
};

// A line that renews itself while `messages` is a terminal; "port<TAB>file" and "name<TAB>value unit" in `output` at the end.
class TextRunEvents : public RunEvents {
public:
    TextRunEvents(std::FILE* output, std::FILE* messages, std::function<bool()> isCancelled);
    void progressed(double fraction, std::string_view message) override;
    bool isCancelled() const override { return m_isCancelled(); }
    void done(const RunOutcome& outcome) override;
    void failed(const std::string& message) override;
    void cancelled() override;
    void clear() override;

private:
    void clearLine();

    std::FILE* m_output;
    std::FILE* m_messages;
    std::function<bool()> m_isCancelled;
    std::mutex m_mutex;
    ProgressFilter m_filter;
    bool m_isTerminal, m_hasLine = false;
};

std::string durationText(double seconds); // "4 s", "2 min", "1 h 5 min"

} // namespace insula
