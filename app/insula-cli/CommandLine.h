// Options and operands of a command that is not `run`. Options may stand anywhere, as --name value or --name=value; -- ends them.
// Errors: usage Error that says what is allowed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

struct OptionRule {
    enum class Form { Flag, Value, List }; // List: a value each time that it is given
    std::string name; // without the dashes
    Form form = Form::Flag;
};

struct OperandRule {
    std::string what; // "FILE"
    std::size_t least = 0, most = 0;
};
inline constexpr std::size_t AnyNumber = SIZE_MAX;

class CommandLine {
public:
    // A rule named by one letter is written with one dash ("-o").
    CommandLine(std::span<const std::string> arguments, const OperandRule& operands, std::vector<OptionRule> rules);

    const std::vector<std::string>& operands() const { return m_operands; }
    bool has(const std::string& name) const;
    std::optional<std::string> value(const std::string& name) const;
    std::vector<std::string> values(const std::string& name) const; // of a list
    std::optional<double> real(const std::string& name, double least, double most) const;
    std::optional<std::int64_t> integer(const std::string& name, std::int64_t least, std::int64_t most) const;
    // `count` numbers with commas or x between them ("800x600").
    std::optional<std::vector<double>> numbers(const std::string& name, std::size_t count) const;

private:
    struct Given {
        std::string name, value;
    };
    const OptionRule& rule(const std::string& written, const std::vector<OptionRule>& rules) const;

    std::vector<std::string> m_operands;
    std::vector<Given> m_given;
};

std::optional<double> realNumber(std::string_view text); // the whole text as a finite number
std::optional<std::int64_t> wholeNumber(std::string_view text);

} // namespace insula
