#include "widgets/TrainingLog.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string_view>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t SpeedsKept = 9;
constexpr std::array<std::string_view, 4> NoSeries{"step", "learningRate", "secondsPerStep", "images"};

void addPoints(TrainingSeries& series, const nlohmann::json& event, double step)
{
    for (const auto& [key, value] : event.items())
        if (value.is_number() && std::find(NoSeries.begin(), NoSeries.end(), key) == NoSeries.end())
            series[key].push_back({step, value.get<double>()});
}

void cutAfter(TrainingSeries& series, double step)
{
    for (auto& [name, points] : series)
        std::erase_if(points, [step](const TrainingPoint& point) { return point.step > step; });
}

double numberOr(const nlohmann::json& event, const char* key, double other)
{
    return event.contains(key) && event.at(key).is_number() ? event.at(key).get<double>() : other;
}

} // namespace

void TrainingLog::restart()
{
    *this = TrainingLog(m_file);
}

bool TrainingLog::readMore()
{
    std::error_code code;
    const auto size = fs::file_size(m_file, code);
    std::ifstream in(m_file, std::ios::binary);
    if (code || !in) {
        const bool wasThere = m_isThere;
        restart();
        return wasThere;
    }
    bool isNew = !m_isThere;
    m_isThere = true;
    std::string first;
    std::getline(in, first);
    if (m_read > 0 && (size < m_read || first != m_firstLine)) {
        restart();
        m_isThere = isNew = true;
    }
    if (size <= m_read)
        return isNew;
    in.clear();
    in.seekg(static_cast<std::streamoff>(m_read));
    std::string text(static_cast<std::size_t>(size - m_read), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    // The last line may be half written: it is read again when it has its end.
    std::size_t start = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
        if (m_read == 0 && start == 0)
            m_firstLine = text.substr(0, end);
        isNew = take(text.substr(start, end - start)) || isNew;
        start = end + 1;
    }
    m_read += start;
    return isNew;
}

bool TrainingLog::take(const std::string& line)
{
    if (line.find_first_not_of(" \t\r") == std::string::npos)
        return false;
    const auto event = nlohmann::json::parse(line, nullptr, false);
    const bool isEvent = event.is_object() && event.contains("event") && event.at("event").is_string();
    if (!isEvent) {
        ++m_broken;
        return true;
    }
    const auto what = event.at("event").get<std::string>();
    const double step = numberOr(event, "step", m_step);
    if (what == "start") {
        m_steps = numberOr(event, "steps", m_steps);
        m_device = event.contains("device") && event.at("device").is_string() ? event.at("device").get<std::string>() : m_device;
        m_step = numberOr(event, "step", 0);
        cutAfter(m_losses, m_step);
        cutAfter(m_scores, m_step);
        m_seconds.clear(); // perhaps another machine
    } else if (what == "step") {
        m_step = step;
        addPoints(m_losses, event, step);
        const double seconds = numberOr(event, "secondsPerStep", 0);
        if (seconds > 0)
            m_seconds.push_back(seconds);
        if (m_seconds.size() > SpeedsKept)
            m_seconds.erase(m_seconds.begin());
    } else if (what == "validation") {
        addPoints(m_scores, event, step);
    }
    return true;
}

double TrainingLog::secondsPerStep() const
{
    if (m_seconds.empty())
        return 0;
    auto sorted = m_seconds;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    return sorted[sorted.size() / 2];
}

double TrainingLog::secondsLeft() const
{
    return m_steps > 0 && secondsPerStep() > 0 ? std::max(0.0, m_steps - m_step) * secondsPerStep() : -1;
}

fs::path trainingLogIn(const fs::path& path)
{
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored))
        return path.extension() == ".jsonl" ? path : fs::path();
    for (const char* inside : {"training/log.jsonl", "log.jsonl"})
        if (fs::is_regular_file(path / inside, ignored))
            return path / inside;
    return {};
}

} // namespace insula
