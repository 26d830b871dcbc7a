#include "processing/core/ParamBinder.h"

#include "processing/core/Error.h"
#include "processing/core/SimilarName.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace insula {

namespace {

template <typename T> std::optional<T> parsed(const std::string& text)
{
    T value{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end && !text.empty() ? std::optional<T>(value) : std::nullopt;
}

std::string shown(const nlohmann::json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Error wrong(std::string_view key, const nlohmann::json& value, const std::string& expected)
{
    return usageError(fmt::format("--{} is '{}', expected {}", key, shown(value), expected));
}

Param described(Param::Type type, std::string_view key, std::string_view label, std::string_view help, std::string defaultValue)
{
    Param param;
    param.type = type;
    param.key = key;
    param.label = label;
    param.help = help;
    param.defaultValue = std::move(defaultValue);
    return param;
}

} // namespace

std::string_view name(Param::Type type)
{
    switch (type) {
    case Param::Type::Boolean:
        return "boolean";
    case Param::Type::Integer:
        return "integer";
    case Param::Type::Real:
        return "real";
    case Param::Type::Choice:
        return "choice";
    case Param::Type::Path:
        break;
    }
    return "path";
}

void ParamDescriber::boolean(std::string_view key, bool& value, std::string_view label, std::string_view help)
{
    params.push_back(described(Param::Type::Boolean, key, label, help, value ? "true" : "false"));
}

void ParamDescriber::integer(std::string_view key, std::int64_t& value, IntegerRange range, std::string_view label, std::string_view help)
{
    params.push_back(described(Param::Type::Integer, key, label, help, fmt::format("{}", value)));
    params.back().min = static_cast<double>(range.min);
    params.back().max = static_cast<double>(range.max);
    params.back().step = static_cast<double>(range.step);
}

void ParamDescriber::real(std::string_view key, double& value, RealRange range, std::string_view label, std::string_view help)
{
    params.push_back(described(Param::Type::Real, key, label, help, fmt::format("{}", value)));
    params.back().min = range.min;
    params.back().max = range.max;
    params.back().step = range.step;
}

void ParamDescriber::choice(
    std::string_view key, std::string& value, const std::vector<ChoiceItem>& items, std::string_view label, std::string_view help)
{
    params.push_back(described(Param::Type::Choice, key, label, help, value));
    params.back().choices = items;
}

void ParamDescriber::path(std::string_view key, std::string& value, std::string_view filter, std::string_view label, std::string_view help)
{
    params.push_back(described(Param::Type::Path, key, label, help, value));
    params.back().filter = filter;
}

struct ParamReader::State {
    nlohmann::json values;
    std::vector<std::string> known;
};

ParamReader::ParamReader(const nlohmann::json& values) : m(std::make_unique<State>())
{
    if (!values.is_object() && !values.is_null()) {
        throw usageError("expected parameters as a JSON object");
    }
    m->values = values.is_null() ? nlohmann::json::object() : values;
}

ParamReader::~ParamReader() = default;

const nlohmann::json* ParamReader::find(std::string_view key)
{
    m->known.emplace_back(key);
    const auto found = m->values.find(m->known.back());
    return found == m->values.end() ? nullptr : &*found;
}

void ParamReader::finish() const
{
    for (const auto& [key, value] : m->values.items()) {
        if (std::find(m->known.begin(), m->known.end(), key) == m->known.end()) {
            const std::string similar = similarName(key, m->known);
            throw usageError(!similar.empty() ? fmt::format("no parameter --{}; did you mean --{}?", key, similar)
                    : m->known.empty()        ? fmt::format("no parameter --{}; this step has none", key)
                                              : fmt::format("no parameter --{}; there are --{}", key, fmt::join(m->known, ", --")));
        }
    }
}

void ParamReader::boolean(std::string_view key, bool& value, std::string_view, std::string_view)
{
    const nlohmann::json* given = find(key);
    if (!given) {
        return;
    }
    if (given->is_boolean()) {
        value = given->get<bool>();
        return;
    }
    const std::string text = shown(*given);
    const bool yes = text == "true" || text == "yes" || text == "on" || text == "1";
    if (!yes && text != "false" && text != "no" && text != "off" && text != "0") {
        throw wrong(key, *given, "true or false");
    }
    value = yes;
}

void ParamReader::integer(std::string_view key, std::int64_t& value, IntegerRange range, std::string_view, std::string_view)
{
    const nlohmann::json* given = find(key);
    if (!given) {
        return;
    }
    const std::string expected = fmt::format("a whole number from {} to {}", range.min, range.max);
    const auto number = given->is_boolean() || given->is_number_float() ? std::nullopt : parsed<std::int64_t>(shown(*given));
    if (!number || *number < range.min || *number > range.max) {
        throw wrong(key, *given, expected);
    }
    value = *number;
}

void ParamReader::real(std::string_view key, double& value, RealRange range, std::string_view, std::string_view)
{
    const nlohmann::json* given = find(key);
    if (!given) {
        return;
    }
    const auto number = given->is_number() ? std::optional(given->get<double>())
        : given->is_string()               ? parsed<double>(given->get<std::string>())
                                           : std::nullopt;
    if (!number || !(*number >= range.min && *number <= range.max)) {
        throw wrong(key, *given, fmt::format("a number from {} to {}", range.min, range.max));
    }
    value = *number;
}

void ParamReader::choice(std::string_view key, std::string& value, const std::vector<ChoiceItem>& items, std::string_view, std::string_view)
{
    const nlohmann::json* given = find(key);
    if (!given) {
        return;
    }
    std::vector<std::string> keys;
    for (const ChoiceItem& item : items) {
        keys.push_back(item.key);
    }
    if (!given->is_string() || std::find(keys.begin(), keys.end(), given->get<std::string>()) == keys.end()) {
        throw wrong(key, *given, fmt::format("one of {}", fmt::join(keys, ", ")));
    }
    value = given->get<std::string>();
}

void ParamReader::path(std::string_view key, std::string& value, std::string_view, std::string_view, std::string_view)
{
    const nlohmann::json* given = find(key);
    if (!given) {
        return;
    }
    if (!given->is_string()) {
        throw wrong(key, *given, "text");
    }
    value = given->get<std::string>();
}

ParamWriter::ParamWriter() : m_values(std::make_unique<nlohmann::json>(nlohmann::json::object())) { }

ParamWriter::~ParamWriter() = default;

const nlohmann::json& ParamWriter::values() const
{
    return *m_values;
}

void ParamWriter::boolean(std::string_view key, bool& value, std::string_view, std::string_view)
{
    (*m_values)[std::string(key)] = value;
}

void ParamWriter::integer(std::string_view key, std::int64_t& value, IntegerRange, std::string_view, std::string_view)
{
    (*m_values)[std::string(key)] = value;
}

void ParamWriter::real(std::string_view key, double& value, RealRange, std::string_view, std::string_view)
{
    (*m_values)[std::string(key)] = value;
}

void ParamWriter::choice(std::string_view key, std::string& value, const std::vector<ChoiceItem>&, std::string_view, std::string_view)
{
    (*m_values)[std::string(key)] = value;
}

void ParamWriter::path(std::string_view key, std::string& value, std::string_view, std::string_view, std::string_view)
{
    (*m_values)[std::string(key)] = value;
}

} // namespace insula
