#include "processing/core/JsonFields.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace insula {

JsonFields::JsonFields(const nlohmann::json& object, std::string what) : m_object(object), m_what(std::move(what))
{
    if (!object.is_object()) {
        throw Error(fmt::format("{} is no JSON object", m_what));
    }
}

void JsonFields::refuse(const std::string& key, const std::string& why) const
{
    throw Error(fmt::format("{}: '{}' {}", m_what, key, why));
}

const nlohmann::json& JsonFields::at(const std::string& key)
{
    const auto found = m_object.find(key);
    if (found == m_object.end()) {
        refuse(key, "is missing");
    }
    m_known.insert(key);
    return *found;
}

std::string JsonFields::text(const std::string& key)
{
    const nlohmann::json& value = at(key);
    if (!value.is_string()) {
        refuse(key, "must be text");
    }
    return value.get<std::string>();
}

std::int64_t JsonFields::integer(const std::string& key, std::int64_t least, std::int64_t most)
{
    const nlohmann::json& value = at(key);
    const bool isTooLarge = value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
    if (!value.is_number_integer() || isTooLarge || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most) {
        refuse(key, fmt::format("must be a whole number from {} to {}", least, most));
    }
    return value.get<std::int64_t>();
}

std::uint64_t JsonFields::count(const std::string& key)
{
    const nlohmann::json& value = at(key);
    if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<std::int64_t>() < 0)) {
        refuse(key, "must be a whole number that is not negative");
    }
    return value.get<std::uint64_t>();
}

double JsonFields::real(const std::string& key)
{
    const nlohmann::json& value = at(key);
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        refuse(key, "must be a number");
    }
    return value.get<double>();
}

std::vector<std::string> JsonFields::texts(const std::string& key)
{
    std::vector<std::string> result;
    for (const nlohmann::json& item : list(key)) {
        if (!item.is_string()) {
            refuse(key, "must be a list of texts");
        }
        result.push_back(item.get<std::string>());
    }
    return result;
}

const nlohmann::json& JsonFields::object(const std::string& key)
{
    const nlohmann::json& value = at(key);
    if (!value.is_object()) {
        refuse(key, "must be an object");
    }
    return value;
}

const nlohmann::json& JsonFields::list(const std::string& key)
{
    const nlohmann::json& value = at(key);
    if (!value.is_array()) {
        refuse(key, "must be a list");
    }
    return value;
}

std::filesystem::path JsonFields::path(const std::string& key)
{
    const nlohmann::json& value = at(key);
    std::string text;
    if (value.is_string()) {
        text = value.get<std::string>();
    } else if (value.is_array()) {
        for (const nlohmann::json& byte : value) {
            if (!byte.is_number_integer() || byte.get<std::int64_t>() < 1 || byte.get<std::int64_t>() > 255) {
                refuse(key, "must be a path");
            }
            text += static_cast<char>(static_cast<unsigned char>(byte.get<std::int64_t>()));
        }
    }
    const std::filesystem::path path = text;
    if (!path.is_absolute() || text.find('\0') != std::string::npos) {
        refuse(key, "must be an absolute path");
    }
    return path;
}

std::string JsonFields::sha256(const std::string& key)
{
    std::string value = text(key);
    if (value.size() != 64 || value.find_first_not_of("0123456789abcdef") != std::string::npos) {
        refuse(key, "must be a SHA-256 of 64 hexadecimal digits");
    }
    return value;
}

void JsonFields::finish() const
{
    for (const auto& [key, value] : m_object.items()) {
        if (!m_known.contains(key)) {
            refuse(key, "is not known here");
        }
    }
}

nlohmann::json pathToJson(const std::filesystem::path& path)
{
    nlohmann::json json = path.string();
    try {
        (void)json.dump();
        return json;
    } catch (const nlohmann::json::type_error&) { // not UTF-8
        auto bytes = nlohmann::json::array();
        for (const char c : path.string()) {
            bytes.push_back(static_cast<int>(static_cast<unsigned char>(c)));
        }
        return bytes;
    }
}

std::string dumpedText(const nlohmann::json& json)
{
    return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

} // namespace insula
