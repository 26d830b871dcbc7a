// The parameters of a step, described once: from bind(ParamBinder&, Params&) come the form, the command line, the help, the
// reference page and the record. Keys are kebab-case, ASCII, stable, never translated.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

struct RealRange {
    double min, max, step;
};
struct IntegerRange {
    std::int64_t min, max, step;
};
struct ChoiceItem {
    std::string key; // stable
    std::string label; // shown
};

// A visitor with five verbs.
class ParamBinder {
public:
    virtual ~ParamBinder() = default;
    virtual void boolean(std::string_view key, bool& value, std::string_view label, std::string_view help = {}) = 0;
    virtual void integer(std::string_view key, std::int64_t& value, IntegerRange range, std::string_view label, std::string_view help = {})
        = 0;
    virtual void real(std::string_view key, double& value, RealRange range, std::string_view label, std::string_view help = {}) = 0;
    // value holds the key of the chosen item.
    virtual void choice(
        std::string_view key, std::string& value, const std::vector<ChoiceItem>& items, std::string_view label, std::string_view help = {})
        = 0;
    // Free text or a path. filter: "" for text, "dir" for a folder, "model" for a model package, or a file filter such as "*.nii *.nii.gz".
    virtual void path(std::string_view key, std::string& value, std::string_view filter, std::string_view label, std::string_view help = {})
        = 0;
};

// One parameter as data: what the form, the help and the reference page need.
struct Param {
    enum class Type { Boolean, Integer, Real, Choice, Path };
    Type type = Type::Boolean;
    std::string key, label, help;
    std::string defaultValue; // as text that the command line accepts
    double min = 0, max = 0, step = 0; // Integer and Real
    std::vector<ChoiceItem> choices; // Choice
    std::string filter; // Path
};

std::string_view name(Param::Type type); // "boolean", "integer", "real", "choice", "path"

// Collects descriptions; the struct's own values are the defaults.
class ParamDescriber : public ParamBinder {
public:
    std::vector<Param> params;
    void boolean(std::string_view key, bool& value, std::string_view label, std::string_view help) override;
    void integer(std::string_view key, std::int64_t& value, IntegerRange range, std::string_view label, std::string_view help) override;
    void real(std::string_view key, double& value, RealRange range, std::string_view label, std::string_view help) override;
    void choice(std::string_view key, std::string& value, const std::vector<ChoiceItem>& items, std::string_view label,
        std::string_view help) override;
    void path(std::string_view key, std::string& value, std::string_view filter, std::string_view label, std::string_view help) override;
};

// Fills the struct from a JSON object whose values are typed or text (as the command line gives them).
// Checks type, range and choice: a usage Error names the key, the value and what is allowed. Call finish() last: unknown keys are errors.
class ParamReader : public ParamBinder {
public:
    explicit ParamReader(const nlohmann::json& values);
    ~ParamReader() override;
    void finish() const;
    void boolean(std::string_view key, bool& value, std::string_view label, std::string_view help) override;
    void integer(std::string_view key, std::int64_t& value, IntegerRange range, std::string_view label, std::string_view help) override;
    void real(std::string_view key, double& value, RealRange range, std::string_view label, std::string_view help) override;
    void choice(std::string_view key, std::string& value, const std::vector<ChoiceItem>& items, std::string_view label,
        std::string_view help) override;
    void path(std::string_view key, std::string& value, std::string_view filter, std::string_view label, std::string_view help) override;

private:
    const nlohmann::json* find(std::string_view key);
    struct State;
    std::unique_ptr<State> m;
};

// Writes the struct as a JSON object: the record, "copy as command".
class ParamWriter : public ParamBinder {
public:
    ParamWriter();
    ~ParamWriter() override;
    const nlohmann::json& values() const;
    void boolean(std::string_view key, bool& value, std::string_view label, std::string_view help) override;
    void integer(std::string_view key, std::int64_t& value, IntegerRange range, std::string_view label, std::string_view help) override;
    void real(std::string_view key, double& value, RealRange range, std::string_view label, std::string_view help) override;
    void choice(std::string_view key, std::string& value, const std::vector<ChoiceItem>& items, std::string_view label,
        std::string_view help) override;
    void path(std::string_view key, std::string& value, std::string_view filter, std::string_view label, std::string_view help) override;

private:
    std::unique_ptr<nlohmann::json> m_values;
};

} // namespace insula
