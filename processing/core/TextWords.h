// The words and numbers of a text file, one after the other. Errors: Error with what was expected and what stands there.
#pragma once

#include "processing/core/Error.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace insula {

class TextWords {
public:
    explicit TextWords(std::string_view text) : m_text(text) { }

    // Empty at the end.
    std::string_view next()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) {
            ++m_at;
        }
        const std::size_t start = m_at;
        while (m_at < m_text.size() && !isSpace(m_text[m_at])) {
            ++m_at;
        }
        return m_text.substr(start, m_at - start);
    }
    template <typename T> T number()
    {
        const std::string_view word = next();
        T value{};
        const std::string_view digits = word.starts_with('+') ? word.substr(1) : word;
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.empty() || problem != std::errc() || end != digits.data() + digits.size()) {
            throw Error(word.empty() ? "the file ends where a number is expected; copy or export it again"
                                     : "a number is expected, found '" + std::string(word.substr(0, 40)) + "'");
        }
        return value;
    }
    void expect(std::string_view word)
    {
        const std::string_view found = next();
        if (found != word) {
            throw Error("'" + std::string(word) + "' is expected, found '" + std::string(found.substr(0, 40)) + "'");
        }
    }
    std::size_t left() const { return m_text.size() - m_at; }
    std::size_t position() const { return m_at; }

private:
    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace insula
