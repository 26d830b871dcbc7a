// Reading a JSON object of ours strictly: every key is there, of its type, and no other is.
//
// Errors: Error with one line that names the key. Texts that no JSON can hold (file names that are not UTF-8) are lists of bytes.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace insula {

class JsonFields {
public:
    JsonFields(const nlohmann::json& object, std::string what); // what: "the run record", for messages
    const nlohmann::json& at(const std::string& key);
    bool has(const std::string& key) const { return m_object.contains(key); }
    std::string text(const std::string& key);
    std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most);
    std::uint64_t count(const std::string& key); // any whole number that is not negative
    double real(const std::string& key); // finite
    std::vector<std::string> texts(const std::string& key);
    const nlohmann::json& object(const std::string& key);
    const nlohmann::json& list(const std::string& key);
    std::filesystem::path path(const std::string& key); // absolute
    std::string sha256(const std::string& key);
    void finish() const; // Error when there are keys that were not asked for
    [[noreturn]] void refuse(const std::string& key, const std::string& why) const;

private:
    const nlohmann::json& m_object;
    std::string m_what;
    std::set<std::string> m_known;
};

nlohmann::json pathToJson(const std::filesystem::path& path);
std::string dumpedText(const nlohmann::json& json); // indented; text that is not UTF-8 has its bytes replaced

} // namespace insula
