#include "app/insula-cli/CommandLine.h"

#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace insula {
namespace {

std::string written(const std::string& name)
{
    return (name.size() == 1 ? "-" : "--") + name;
}

template <typename Number> std::optional<Number> parsed(std::string_view text)
{
    Number value{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

template <typename Number>
std::optional<Number> inRange(
    const std::string& name, const std::optional<std::string>& text, std::optional<Number> number, Number least, Number most)
{
    if (text && (!number || *number < least || *number > most)) {
        throw usageError(fmt::format("{} must be a number from {} to {}, not '{}'", written(name), least, most, *text));
    }
    return number;
}

} // namespace

std::optional<double> realNumber(std::string_view text)
{
    const auto value = parsed<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    return parsed<std::int64_t>(text);
}

CommandLine::CommandLine(std::span<const std::string> arguments, const OperandRule& operands, std::vector<OptionRule> rules)
{
    bool optionsEnded = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& text = arguments[i];
        if (optionsEnded || text.size() < 2 || text[0] != '-') {
            m_operands.push_back(text);
            continue;
        }
        if (text == "--") {
            optionsEnded = true;
            continue;
        }
        const std::size_t equals = text.find('=');
        const OptionRule& option = rule(text.substr(0, equals), rules);
        if (has(option.name) && option.form != OptionRule::Form::List) {
            throw usageError(fmt::format("{} is given twice", written(option.name)));
        }
        const bool takesValue = option.form != OptionRule::Form::Flag;
        if (!takesValue && equals != std::string::npos) {
            throw usageError(fmt::format("{} takes no value", written(option.name)));
        }
        if (takesValue && equals == std::string::npos && i + 1 == arguments.size()) {
            throw usageError(fmt::format("{} needs a value", written(option.name)));
        }
        const bool isNext = takesValue && equals == std::string::npos;
        const std::string attached = equals == std::string::npos ? std::string() : text.substr(equals + 1);
        m_given.push_back({option.name, isNext ? arguments[++i] : attached});
    }
    if (std::ranges::find(m_operands, "") != m_operands.end()) {
        throw usageError(fmt::format("an argument is empty: expected {}", operands.what));
    }
    if (m_operands.size() < operands.least) {
        throw usageError(fmt::format("{} is missing", operands.what));
    }
    if (m_operands.size() > operands.most) {
        throw usageError(operands.most == 0
                ? fmt::format("'{}' is one argument too many", m_operands.back())
                : fmt::format("'{}' is one argument too many: expected {}", m_operands[operands.most], operands.what));
    }
}

const OptionRule& CommandLine::rule(const std::string& text, const std::vector<OptionRule>& rules) const
{
    std::vector<std::string> names;
    for (const OptionRule& each : rules) {
        names.push_back(written(each.name));
        if (names.back() == text) {
            return each;
        }
    }
    const std::string similar = similarName(text, names);
    throw usageError(
        fmt::format("there is no option '{}'{}; options: {}", text, similar.empty() ? "" : fmt::format(" (did you mean {}?)", similar),
            names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
}

std::vector<std::string> CommandLine::values(const std::string& name) const
{
    std::vector<std::string> all;
    for (const Given& given : m_given) {
        if (given.name == name) {
            all.push_back(given.value);
        }
    }
    return all;
}

bool CommandLine::has(const std::string& name) const
{
    return std::ranges::find(m_given, name, &Given::name) != m_given.end();
}

std::optional<std::string> CommandLine::value(const std::string& name) const
{
    const auto found = std::ranges::find(m_given, name, &Given::name);
    return found == m_given.end() ? std::nullopt : std::optional(found->value);
}

std::optional<double> CommandLine::real(const std::string& name, double least, double most) const
{
    const auto text = value(name);
    return inRange(name, text, text ? realNumber(*text) : std::nullopt, least, most);
}

std::optional<std::int64_t> CommandLine::integer(const std::string& name, std::int64_t least, std::int64_t most) const
{
    const auto text = value(name);
    return inRange(name, text, text ? wholeNumber(*text) : std::nullopt, least, most);
}

std::optional<std::vector<double>> CommandLine::numbers(const std::string& name, std::size_t count) const
{
    const auto text = value(name);
    if (!text) {
        return std::nullopt;
    }
    std::vector<double> result;
    for (std::size_t from = 0; from <= text->size();) {
        const std::size_t to = std::min(text->find_first_of(",x", from), text->size());
        const auto number = realNumber(std::string_view(*text).substr(from, to - from));
        if (!number) {
            break;
        }
        result.push_back(*number);
        from = to + 1;
        if (to == text->size() && result.size() == count) {
            return result;
        }
    }
    throw usageError(fmt::format("{} needs {} numbers with commas between them, not '{}'", written(name), count, *text));
}

} // namespace insula
