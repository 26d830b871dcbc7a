// Small pieces that the readers of label tables share: lines, words, numbers, colours. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insula::labeltext {

using Lines = std::vector<std::string>; // neither empty nor a comment (#, //)

Lines lines(const std::string& text); // of a file with any line ends; a byte order mark is dropped
std::vector<std::string> words(const std::string& line); // at least one, which may be empty
std::string trimmed(std::string_view text);
std::string lower(std::string text); // ASCII
std::optional<double> number(std::string_view text); // the whole text, finite
std::optional<std::vector<double>> numbers(const std::string& line); // none when a word is no number
std::int64_t whole(double value); // rounded, clamped to 64 bits
std::uint8_t channel(double value, double top); // 0 to 255, of 0 to top
std::optional<std::array<std::uint8_t, 4>> hexColour(const std::string& text); // #rrggbb

} // namespace insula::labeltext
