#include "processing/core/LabelFill.h"

#include <algorithm>

namespace insula {

std::vector<std::int64_t> connectedVoxels(
    const Size3& size, std::int64_t seed, const std::function<bool(std::int64_t)>& belongs, const Progress& progress)
{
    std::vector<bool> isAsked(static_cast<std::size_t>(size.count()), false);
    std::vector<std::int64_t> found; // those before `next` have had their neighbours looked at
    const auto ask = [&](std::int64_t index) {
        if (!isAsked[static_cast<std::size_t>(index)]) {
            isAsked[static_cast<std::size_t>(index)] = true;
            if (belongs(index)) {
                found.push_back(index);
            }
        }
    };
    ask(seed);
    const std::int64_t slice = size.x * size.y;
    for (std::size_t next = 0; next < found.size(); ++next) {
        if (next % 65536 == 0) {
            progress.checkpoint();
        }
        const std::int64_t index = found[next], i = index % size.x, j = index / size.x % size.y, k = index / slice;
        if (i > 0) {
            ask(index - 1);
        }
        if (i + 1 < size.x) {
            ask(index + 1);
        }
        if (j > 0) {
            ask(index - size.x);
        }
        if (j + 1 < size.y) {
            ask(index + size.x);
        }
        if (k > 0) {
            ask(index - slice);
        }
        if (k + 1 < size.z) {
            ask(index + slice);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace insula
