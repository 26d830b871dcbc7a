#include "processing/core/ContrastExpression.h"

#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>

namespace insula {
namespace {

// A number, or a sum of names with factors.
struct Value {
    double number = 0;
    std::vector<double> weights; // empty for a number
};

class Parser {
public:
    Parser(const std::string& text, std::span<const std::string> names) : m_text(text), m_names(names) { }

    std::vector<double> parse()
    {
        const Value value = sum(0);
        skipSpace();
        if (m_at != m_text.size())
            refuse("what follows is not understood");
        if (value.weights.empty())
            refuse("it names no condition");
        if (std::all_of(value.weights.begin(), value.weights.end(), [](double w) { return w == 0; }))
            refuse("all its weights are 0");
        return value.weights;
    }

private:
    [[noreturn]] void refuse(const std::string& why) const
    {
        const std::string rest = m_text.substr(m_at, 30);
        throw usageError(
            fmt::format("the contrast '{}' is not understood{}: {}", m_text, rest.empty() ? "" : fmt::format(" at '{}'", rest), why));
    }
    void skipSpace()
    {
        while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])))
            ++m_at;
    }
    bool take(char c)
    {
        skipSpace();
        if (m_at < m_text.size() && m_text[m_at] == c) {
            ++m_at;
            return true;
        }
        return false;
    }

    Value sum(int depth)
    {
        Value left = product(depth);
        while (true) {
            const bool plus = take('+'), minus = !plus && take('-');
            if (!plus && !minus)
                return left;
            Value right = product(depth);
            if (left.weights.empty() != right.weights.empty())
                refuse("a number cannot be added to a condition");
            left.number += minus ? -right.number : right.number;
            for (std::size_t n = 0; n < left.weights.size(); ++n)
                left.weights[n] += minus ? -right.weights[n] : right.weights[n];
        }
    }

    Value product(int depth)
    {
        Value left = factor(depth);
        while (true) {
            const bool times = take('*'), over = !times && take('/');
            if (!times && !over)
                return left;
            Value right = factor(depth);
            if (!right.weights.empty() && (over || !left.weights.empty()))
                refuse("conditions cannot be multiplied with or divided by one another");
            if (over && right.number == 0)
                refuse("that divides by 0");
            if (!right.weights.empty())
                std::swap(left, right);
            const double scale = over ? 1 / right.number : right.number;
            left.number *= scale;
            for (double& w : left.weights)
                w *= scale;
        }
    }

    Value factor(int depth)
    {
        if (depth > 50)
            refuse("too many brackets");
        if (take('-')) {
            Value value = factor(depth + 1);
            value.number = -value.number;
            for (double& w : value.weights)
                w = -w;
            return value;
        }
        if (take('+'))
            return factor(depth + 1);
        if (take('(')) {
            Value value = sum(depth + 1);
            if (!take(')'))
                refuse("a bracket is not closed");
            return value;
        }
        skipSpace();
        if (const auto name = condition()) {
            Value value{0, std::vector<double>(m_names.size())};
            value.weights[*name] = 1;
            return value;
        }
        double number = 0;
        const auto [end, problem] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), number);
        if (problem != std::errc() || !std::isfinite(number))
            refuseName();
        m_at = static_cast<std::size_t>(end - m_text.data());
        return {number, {}};
    }

    static bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; }

    // The longest known name that stands here, not in the middle of a longer word.
    std::optional<std::size_t> condition()
    {
        const bool isQuoted = m_at < m_text.size() && m_text[m_at] == '"';
        const std::size_t begin = m_at + (isQuoted ? 1 : 0);
        std::optional<std::size_t> best;
        for (std::size_t n = 0; n < m_names.size(); ++n) {
            const std::string& name = m_names[n];
            const std::size_t end = begin + name.size();
            const bool isHere = !name.empty() && m_text.compare(begin, name.size(), name) == 0;
            const bool isWhole = isQuoted ? end < m_text.size() && m_text[end] == '"'
                                          : end >= m_text.size() || !isWord(name.back()) || !isWord(m_text[end]);
            if (isHere && isWhole && (!best || name.size() > m_names[*best].size()))
                best = n;
        }
        if (best)
            m_at = begin + m_names[*best].size() + (isQuoted ? 1 : 0);
        return best;
    }

    [[noreturn]] void refuseName() const
    {
        std::size_t end = m_at;
        while (end < m_text.size() && isWord(m_text[end]))
            ++end;
        const std::string word = m_text.substr(m_at, end - m_at);
        if (word.empty())
            refuse("a condition or a number is expected");
        std::string known;
        for (const std::string& name : m_names.first(std::min<std::size_t>(m_names.size(), 12)))
            known += (known.empty() ? "" : ", ") + name;
        const std::string similar = similarName(word, {m_names.begin(), m_names.end()});
        throw usageError(fmt::format("the contrast '{}' names '{}', which is no condition{}; there are: {}{}", m_text, word,
            similar.empty() ? "" : fmt::format(" (did you mean '{}'?)", similar), known, m_names.size() > 12 ? ", ..." : ""));
    }

    const std::string& m_text;
    std::span<const std::string> m_names;
    std::size_t m_at = 0;
};

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

} // namespace

std::vector<double> contrastWeights(const std::string& expression, std::span<const std::string> names)
{
    return Parser(expression, names).parse();
}

std::vector<Contrast> contrastsOf(const std::string& text, std::span<const std::string> names)
{
    std::vector<Contrast> contrasts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(';', begin), text.size());
        const std::string part = trimmed(text.substr(begin, end - begin));
        begin = end + 1;
        if (part.empty())
            continue;
        const std::size_t equals = part.find('=');
        const std::string name = equals == std::string::npos ? part : trimmed(part.substr(0, equals));
        const std::string expression = equals == std::string::npos ? part : trimmed(part.substr(equals + 1));
        if (name.empty() || expression.empty())
            throw usageError(fmt::format("the contrast '{}' has no {}", part, name.empty() ? "name" : "expression"));
        contrasts.push_back({name, contrastWeights(expression, names)});
    }
    if (!contrasts.empty())
        return contrasts;
    const auto count = static_cast<double>(names.size());
    if (names.size() > 1)
        contrasts.push_back({"task", std::vector<double>(names.size(), 1 / count)});
    for (std::size_t n = 0; n < names.size(); ++n) {
        contrasts.push_back({names[n], std::vector<double>(names.size())});
        contrasts.back().weights[n] = 1;
    }
    return contrasts;
}

} // namespace insula
