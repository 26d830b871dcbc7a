// A table of text with a heading: tab-separated values as in BIDS.
//
// Errors: Error with one line for a file that cannot be read, has no heading, a row of another length (which is named), or is larger than
// 64 MiB. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

struct TextTable {
    std::vector<std::string> heading;
    std::vector<std::vector<std::string>> rows; // each as long as the heading

    std::optional<std::size_t> column(std::string_view name) const;
};

// Empty lines are left out, spaces around cells as well; a byte order mark and lines of Windows are understood.
TextTable readTabSeparated(const std::filesystem::path& file);
// The whole text as a number, "n/a" and an empty cell as NaN; none for anything else.
std::optional<double> numberIn(std::string_view text);
// Lines of numbers between spaces, tabs or commas; empty lines and those that begin with # or % are left out. Throws Error for anything
// that is no number, a line of another length, and a file without numbers.
std::vector<std::vector<double>> readNumbers(const std::filesystem::path& file);

} // namespace insula
