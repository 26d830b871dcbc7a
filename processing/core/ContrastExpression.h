// Contrasts as people write them: "places - 0.5*faces - 0.5*objects", or "name = (a + b)/2 - c".
//
// Numbers, + - * / and brackets over the names of conditions; names with other characters than letters, digits, _ and . are found all the
// same where they are known, or stand in double quotes. Errors: usage Error that says what was not understood. Any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace insula {

struct Contrast {
    std::string name;
    std::vector<double> weights; // one a condition
};

// Weight of each name. Usage Error for what is no sum of names with factors: a*b, a + 1, an unknown name, all zeros.
std::vector<double> contrastWeights(const std::string& expression, std::span<const std::string> names);

// Several, between semicolons; each may be "name = expression", else the expression is its name. An empty text gives the mean of all
// ("task", when there are several) and each condition by itself.
std::vector<Contrast> contrastsOf(const std::string& text, std::span<const std::string> names);

} // namespace insula
