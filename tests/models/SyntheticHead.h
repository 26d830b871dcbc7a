// Label maps for tests of the generator and of what is made from it. Tensors are [k, j, i].
#pragma once

#include "models/synthesis/Deformation.h"
#include "models/synthesis/Structures.h"

#include <ATen/ATen.h>

#include <array>
#include <cstdint>

namespace insula::test {

// Different along each axis.
inline const Lattice Small{{24, 30, 36}, {3, 2.5, 2}};

inline at::Tensor zeros(const Lattice& l)
{
    return at::zeros({l.size[0], l.size[1], l.size[2]}, at::kInt);
}

inline at::Tensor block(at::Tensor x, std::array<std::int64_t, 3> from, std::array<std::int64_t, 3> size)
{
    return x.narrow(0, from[0], size[0]).narrow(1, from[1], size[1]).narrow(2, from[2], size[2]);
}

// A head: skin 515 around left and right cortex 3 and 42 with white matter 2 and 41; left is at low i.
inline at::Tensor head(const Lattice& l)
{
    at::Tensor x = zeros(l);
    const auto n = l.size;
    const auto part = [&n](double p) {
        return std::array<std::int64_t, 3>{std::int64_t(p * double(n[0])), std::int64_t(p * double(n[1])), std::int64_t(p * double(n[2]))};
    };
    block(x, part(0.1), part(0.8)).fill_(515);
    block(x, part(0.2), part(0.6)).fill_(3);
    block(x, part(0.3), part(0.4)).fill_(2);
    at::Tensor right = x.narrow(2, n[2] / 2, n[2] - n[2] / 2);
    right.copy_(mappedLabels(right.contiguous(), [](std::int64_t label) { return label == 515 ? label : otherSide(label); }));
    return x;
}

} // namespace insula::test
