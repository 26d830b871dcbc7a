// "Did you mean ...?": the name in a list that is closest to what was typed.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace insula {

// Insertions, deletions, replacements and swaps of neighbours that turn one into the other (optimal string alignment; Damerau 1964).
std::size_t editDistance(std::string_view a, std::string_view b);
// The candidate within a third of the typed length (at least 1, at most 3 edits), or that the text begins; "" when there is none.
std::string similarName(std::string_view typed, std::span<const std::string> candidates);

} // namespace insula
