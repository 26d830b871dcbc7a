// What the user of the generator chooses. No network library in this header.
#pragma once

#include "models/synthesis/SynthesisRanges.h"

#include <cstdint>
#include <optional>

namespace insula {

struct SynthesisOptions {
    std::uint64_t seed = 0;
    std::int64_t count = 1;
    std::optional<Severity> severity; // empty: drawn for the anatomy and for each image
    bool deform = true; // false: the labels stay where they are, also unflipped
};

} // namespace insula
