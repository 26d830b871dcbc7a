#include "processing/core/ProgressJson.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unistd.h>

namespace insula {
namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

std::string measurementText(const nlohmann::json& measurement)
{
    if (!measurement.is_object() || !measurement.contains("value")) {
        return measurement.dump();
    }
    const nlohmann::json& value = measurement["value"];
    const std::string number = value.is_number() ? fmt::format("{:.6g}", value.get<double>()) : value.dump();
    const std::string unit = measurement.value("unit", std::string());
    return unit.empty() ? number : number + " " + unit;
}

// Failures are left to whoever closes the stream: a reader that went away must not stop a run.
void say(std::FILE* stream, const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
}

} // namespace

std::optional<double> TimeLeft::update(double fraction, double now)
{
    constexpr double LeastSeconds = 0.5, LeastFraction = 0.02;
    const double step = now - m_seconds;
    if (step > 0 && now > 0) {
        const double rate = (fraction - m_fraction) / step;
        const double weight = m_seconds <= 0 ? 1 : 1 - std::exp(-step / (0.25 * now));
        m_rate += weight * (rate - m_rate);
        m_fraction = fraction;
        m_seconds = now;
    }
    if (fraction >= 1) {
        return 0.0;
    }
    if (now < LeastSeconds || fraction < LeastFraction || m_rate <= 0) {
        return std::nullopt;
    }
    return (1 - fraction) / m_rate;
}

std::optional<ProgressFilter::Event> ProgressFilter::accept(double fraction, Clock::time_point now)
{
    constexpr auto Interval = std::chrono::milliseconds(50);
    m_start = m_start ? m_start : now;
    m_fraction = std::max(m_fraction, std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0.0);
    const bool isLast = m_fraction >= 1 && !m_isComplete;
    if (m_shown && now - *m_shown < Interval && !isLast) {
        return std::nullopt;
    }
    m_shown = now;
    m_isComplete = m_fraction >= 1;
    return Event{m_fraction, m_timeLeft.update(m_fraction, seconds(now - *m_start))};
}

JsonRunEvents::JsonRunEvents(
    std::FILE* output, std::FILE* messages, std::string step, std::function<std::int64_t()> runNumber, std::function<bool()> isCancelled) :
    m_output(output),
    m_messages(messages), m_step(std::move(step)), m_runNumber(std::move(runNumber)), m_isCancelled(std::move(isCancelled))
{
}

void JsonRunEvents::write(const nlohmann::json& event)
{
    // File names need not be UTF-8; such bytes are replaced, because JSON cannot hold them.
    say(m_output, event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    std::fflush(m_output);
}

void JsonRunEvents::tell(const nlohmann::json& event)
{
    const std::lock_guard lock(m_mutex);
    write(event);
}

void JsonRunEvents::progressed(double fraction, std::string_view message)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isStarted) {
        m_isStarted = true;
        write({{"event", "started"}, {"step", m_step}, {"run", m_runNumber()}});
    }
    if (const auto shown = m_filter.accept(fraction, Clock::now())) {
        nlohmann::json event = {{"event", "progress"}, {"fraction", shown->fraction}, {"message", message}};
        if (shown->secondsLeft) {
            event["secondsLeft"] = std::round(*shown->secondsLeft * 10) / 10;
        }
        write(event);
    }
}

void JsonRunEvents::done(const RunOutcome& outcome)
{
    const std::lock_guard lock(m_mutex);
    for (const std::string& warning : outcome.warnings) {
        write({{"event", "warning"}, {"message", warning}});
    }
    nlohmann::json outputs = nlohmann::json::object();
    for (const auto& [port, path] : outcome.outputs) {
        outputs[port] = path.string();
    }
    write({{"event", "done"}, {"run", outcome.run}, {"outputs", outputs}, {"measurements", outcome.measurements},
        {"seconds", outcome.seconds}, {"peakBytes", outcome.peakBytes}});
}

void JsonRunEvents::failed(const std::string& message)
{
    const std::lock_guard lock(m_mutex);
    write({{"event", "failed"}, {"message", message}});
    say(m_messages, fmt::format("insula-cli: {}\n", message));
}

void JsonRunEvents::cancelled()
{
    const std::lock_guard lock(m_mutex);
    write({{"event", "cancelled"}});
}

TextRunEvents::TextRunEvents(std::FILE* output, std::FILE* messages, std::function<bool()> isCancelled) :
    m_output(output), m_messages(messages), m_isCancelled(std::move(isCancelled)), m_isTerminal(::isatty(::fileno(messages)) == 1)
{
}

void TextRunEvents::progressed(double fraction, std::string_view message)
{
    if (!m_isTerminal) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (const auto shown = m_filter.accept(fraction, Clock::now())) {
        const std::string left = shown->secondsLeft ? fmt::format(", {} left", durationText(*shown->secondsLeft)) : "";
        say(m_messages, fmt::format("\r\x1b[K{:3.0f} %  {}{}", std::floor(shown->fraction * 100), message, left));
        std::fflush(m_messages);
        m_hasLine = true;
    }
}

void TextRunEvents::clearLine()
{
    if (m_hasLine) {
        say(m_messages, "\r\x1b[K");
        m_hasLine = false;
    }
}

void TextRunEvents::clear()
{
    const std::lock_guard lock(m_mutex);
    clearLine();
}

void TextRunEvents::done(const RunOutcome& outcome)
{
    const std::lock_guard lock(m_mutex);
    clearLine();
    for (const std::string& warning : outcome.warnings) {
        say(m_messages, fmt::format("insula-cli: warning: {}\n", warning));
    }
    for (const auto& [port, path] : outcome.outputs) {
        say(m_output, fmt::format("{}\t{}\n", port, path.string()));
    }
    for (const auto& [name, measurement] : outcome.measurements.items()) {
        say(m_output, fmt::format("{}\t{}\n", name, measurementText(measurement)));
    }
}

void TextRunEvents::failed(const std::string& message)
{
    const std::lock_guard lock(m_mutex);
    clearLine();
    say(m_messages, fmt::format("insula-cli: {}\n", message));
}

void TextRunEvents::cancelled()
{
    failed("cancelled; nothing was written");
}

std::string durationText(double seconds)
{
    const auto whole = static_cast<long long>(std::llround(std::clamp(seconds, 0.0, 1e9)));
    if (whole < 90) {
        return fmt::format("{} s", whole);
    }
    const long long minutes = (whole + 30) / 60;
    return minutes < 60 ? fmt::format("{} min", minutes) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

} // namespace insula
