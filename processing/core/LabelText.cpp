#include "processing/core/LabelText.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <sstream>

namespace insula::labeltext {

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string() : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

Lines lines(const std::string& text)
{
    Lines result;
    std::string line;
    const auto take = [&] {
        std::string clean = trimmed(line);
        if (result.empty() && clean.starts_with("\xef\xbb\xbf")) { // of spreadsheet programs
            clean.erase(0, 3);
        }
        if (!clean.empty() && clean[0] != '#' && !clean.starts_with("//")) {
            result.push_back(clean);
        }
        line.clear();
    };
    for (const char c : text) {
        if (c == '\n' || c == '\r') {
            take();
        } else {
            line += c;
        }
    }
    take();
    return result;
}

std::vector<std::string> words(const std::string& line)
{
    std::istringstream stream(line);
    std::vector<std::string> parts;
    for (std::string part; stream >> part;) {
        parts.push_back(part);
    }
    return parts.empty() ? std::vector<std::string>(1) : parts;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::optional<double> number(std::string_view text)
{
    const std::string clean = trimmed(text);
    double value = 0;
    const auto [stop, error] = std::from_chars(clean.data(), clean.data() + clean.size(), value);
    const bool isNumber = error == std::errc() && stop == clean.data() + clean.size() && std::isfinite(value);
    return isNumber ? std::optional(value) : std::nullopt;
}

std::optional<std::vector<double>> numbers(const std::string& line)
{
    std::vector<double> values;
    for (const std::string& word : words(line)) {
        const auto value = number(word);
        if (!value) {
            return std::nullopt;
        }
        values.push_back(*value);
    }
    return values;
}

std::int64_t whole(double value)
{
    return static_cast<std::int64_t>(std::llround(std::clamp(value, -9e18, 9e18)));
}

std::uint8_t channel(double value, double top)
{
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(value / top, 0.0, 1.0)));
}

std::optional<std::array<std::uint8_t, 4>> hexColour(const std::string& text)
{
    std::array<std::uint8_t, 4> rgba{0, 0, 0, 255};
    if (text.size() != 7 || text[0] != '#') {
        return std::nullopt;
    }
    for (std::size_t n = 0; n < 3; ++n) {
        unsigned value = 0;
        const char* begin = text.data() + 1 + 2 * n;
        const auto [stop, error] = std::from_chars(begin, begin + 2, value, 16);
        if (error != std::errc() || stop != begin + 2) {
            return std::nullopt;
        }
        rgba[n] = static_cast<std::uint8_t>(value);
    }
    return rgba;
}

} // namespace insula::labeltext
