// Columns of a linear model, and what is left of a course without them.
//
// Columns are as long as the run has frames. Any thread; immutable after construction. Source of the basis: modified Gram-Schmidt, twice
// (Giraud, Langou and Rozloznik, Comput Math Appl 50 (2005)).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace insula {

using Columns = std::vector<std::vector<double>>;

// Orthonormal columns that span the same space; those that the ones before them already span are left out.
class OrthonormalBasis {
public:
    OrthonormalBasis() = default;
    explicit OrthonormalBasis(const Columns& columns);

    std::size_t rank() const { return m_basis.size(); }
    // Takes the part of the course away that the columns explain. Same length.
    void removeFrom(std::span<double> course) const;
    const Columns& columns() const { return m_basis; }

private:
    Columns m_basis;
};

// Polynomials of degree 0 to `order` over [-1, 1] (Legendre), one value a frame.
Columns polynomials(std::size_t frames, int order);
// Discrete cosines slower than `periodSeconds`, without the constant: cos(pi k (2 t + 1) / (2 T)) for k up to 2 T TR / period, of length 1.
// As in SPM (Ashburner et al., spm_filter; Friston et al., Statistical Parametric Mapping, 2007, chapter 8).
Columns slowCosines(std::size_t frames, double trSeconds, double periodSeconds);

} // namespace insula
