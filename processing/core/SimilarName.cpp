#include "processing/core/SimilarName.h"

#include <algorithm>
#include <vector>

namespace insula {

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

std::string similarName(std::string_view typed, std::span<const std::string> candidates)
{
    constexpr std::size_t LongestName = 64; // nobody mistypes a whole page
    if (typed.empty() || typed.size() > LongestName) {
        return {};
    }
    std::size_t least = std::clamp<std::size_t>(typed.size() / 3, 1, 3) + 1;
    std::string best;
    for (const std::string& candidate : candidates) {
        const std::size_t edits = editDistance(typed, candidate);
        if (edits < least) {
            least = edits;
            best = candidate;
        }
    }
    for (const std::string& candidate : candidates) {
        if (best.empty() && typed.size() >= 3 && candidate.starts_with(typed)) {
            best = candidate;
        }
    }
    return best;
}

} // namespace insula
