#include "processing/core/Geometry.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace insula {

namespace {

using Matrix3 = std::array<Vec3, 3>; // rows

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

double length(const Vec3& v)
{
    return std::sqrt(dot(v, v));
}

double determinant3(const Matrix3& a)
{
    return a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1]) - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
        + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
}

// The inverse, transposed; the determinant must not be 0.
Matrix3 inverseTransposed(const Matrix3& a)
{
    const double factor = 1 / determinant3(a);
    Matrix3 result{};
    for (std::size_t r = 0; r < 3; ++r) {
        const std::size_t r1 = (r + 1) % 3, r2 = (r + 2) % 3;
        for (std::size_t c = 0; c < 3; ++c) {
            const std::size_t c1 = (c + 1) % 3, c2 = (c + 2) % 3;
            result[r][c] = (a[r1][c1] * a[r2][c2] - a[r1][c2] * a[r2][c1]) * factor;
        }
    }
    return result;
}

// The orthogonal matrix closest to `a` (its polar factor; determinant of the same sign), by Newton's iteration with
// scaling: N. J. Higham, SIAM J. Sci. Stat. Comput. 7 (1986), 1160-1174.
Matrix3 nearestRotation(Matrix3 a)
{
    const auto frobenius = [](const Matrix3& x) { return std::sqrt(dot(x[0], x[0]) + dot(x[1], x[1]) + dot(x[2], x[2])); };
    for (int iteration = 0; iteration < 100; ++iteration) {
        const Matrix3 b = inverseTransposed(a);
        const double scale = std::sqrt(frobenius(b) / frobenius(a));
        double change = 0;
        for (std::size_t r = 0; r < 3; ++r) {
            for (std::size_t c = 0; c < 3; ++c) {
                const double next = (scale * a[r][c] + b[r][c] / scale) / 2;
                change = std::max(change, std::abs(next - a[r][c]));
                a[r][c] = next;
            }
        }
        if (change < 1e-15) {
            break;
        }
    }
    return a;
}

Matrix3 unitColumns(const Affine& affine)
{
    Matrix3 result{};
    for (int c = 0; c < 3; ++c) {
        const Vec3 column = affine.column(c);
        const double size = length(column);
        for (int r = 0; r < 3; ++r) {
            result[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)] = column[static_cast<std::size_t>(r)] / size;
        }
    }
    return result;
}

std::array<Voxel, 8> corners(const Size3& size)
{
    std::array<Voxel, 8> result;
    for (std::size_t n = 0; n < 8; ++n) {
        result[n] = {n & 1U ? static_cast<double>(size.x - 1) : 0.0, n & 2U ? static_cast<double>(size.y - 1) : 0.0,
            n & 4U ? static_cast<double>(size.z - 1) : 0.0};
    }
    return result;
}

} // namespace

Affine::Affine() : m{1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1} { }

Affine Affine::fromRows(const std::array<double, 16>& rowMajor)
{
    Affine result;
    result.m = rowMajor;
    return result;
}

Affine Affine::fromColumns(const Vec3& i, const Vec3& j, const Vec3& k, const Vec3& origin)
{
    Affine result;
    const std::array<const Vec3*, 4> columns{&i, &j, &k, &origin};
    for (int c = 0; c < 4; ++c) {
        for (int r = 0; r < 3; ++r) {
            result(r, c) = (*columns[static_cast<std::size_t>(c)])[static_cast<std::size_t>(r)];
        }
    }
    return result;
}

Affine Affine::fromQuaternion(double b, double c, double d, const Vec3& offset, const Vec3& pixdim, double qfac)
{
    // A rotation by 180 degrees has a = 0; rounding of the stored floats may make b, c, d a little too long. As in nibabel,
    // any remainder above zero counts, and a quaternion that is too long is scaled to unit length.
    const double rest = 1 - (b * b + c * c + d * d);
    const double a = rest > 0 ? std::sqrt(rest) : 0.0;
    if (rest < 0) {
        const double size = std::sqrt(b * b + c * c + d * d);
        b /= size;
        c /= size;
        d /= size;
    }
    const Vec3 i{(a * a + b * b - c * c - d * d) * pixdim[0], 2 * (b * c + a * d) * pixdim[0], 2 * (b * d - a * c) * pixdim[0]};
    const Vec3 j{2 * (b * c - a * d) * pixdim[1], (a * a + c * c - b * b - d * d) * pixdim[1], 2 * (c * d + a * b) * pixdim[1]};
    const double third = qfac < 0 ? -pixdim[2] : pixdim[2];
    const Vec3 k{2 * (b * d + a * c) * third, 2 * (c * d - a * b) * third, (a * a + d * d - b * b - c * c) * third};
    return fromColumns(i, j, k, offset);
}

World Affine::toWorld(const Voxel& v) const
{
    const auto row = [&](int r) { return (*this)(r, 0) * v.i + (*this)(r, 1) * v.j + (*this)(r, 2) * v.k + (*this)(r, 3); };
    return {row(0), row(1), row(2)};
}

Affine Affine::inverse() const
{
    if (!isFinite() || isSingular()) {
        throw Error("the affine has no inverse: two voxel axes are parallel or one has no length");
    }
    const Matrix3 linear{{{m[0], m[1], m[2]}, {m[4], m[5], m[6]}, {m[8], m[9], m[10]}}};
    const Matrix3 transposed = inverseTransposed(linear);
    Affine result;
    for (int r = 0; r < 3; ++r) {
        double offset = 0;
        for (int c = 0; c < 3; ++c) {
            result(r, c) = transposed[static_cast<std::size_t>(c)][static_cast<std::size_t>(r)];
            offset -= result(r, c) * (*this)(c, 3);
        }
        result(r, 3) = offset;
    }
    return result;
}

double Affine::determinant() const
{
    return determinant3({{{m[0], m[1], m[2]}, {m[4], m[5], m[6]}, {m[8], m[9], m[10]}}});
}

Vec3 Affine::column(int c) const
{
    return {(*this)(0, c), (*this)(1, c), (*this)(2, c)};
}

Vec3 Affine::spacing() const
{
    return {length(column(0)), length(column(1)), length(column(2))};
}

bool Affine::isFinite() const
{
    return std::all_of(m.begin(), m.end(), [](double value) { return std::isfinite(value); });
}

bool Affine::isSingular() const
{
    // Relative to the voxel sizes, so that micrometre voxels are not taken for none.
    const Vec3 sizes = spacing();
    const double box = sizes[0] * sizes[1] * sizes[2];
    return !(box > 0) || !(std::abs(determinant()) > 1e-9 * box);
}

bool Affine::isSheared(double tolerance) const
{
    const Vec3 sizes = spacing();
    for (int a = 0; a < 3; ++a) {
        const int b = (a + 1) % 3;
        const double cosine = dot(column(a), column(b)) / (sizes[static_cast<std::size_t>(a)] * sizes[static_cast<std::size_t>(b)]);
        if (std::abs(cosine) > tolerance) {
            return true;
        }
    }
    return false;
}

bool Affine::isOblique(double tolerance) const
{
    const Vec3 sizes = spacing();
    for (int c = 0; c < 3; ++c) {
        const Vec3 axis = column(c);
        const double largest = std::max({std::abs(axis[0]), std::abs(axis[1]), std::abs(axis[2])});
        if (1 - largest / sizes[static_cast<std::size_t>(c)] > tolerance) {
            return true;
        }
    }
    return false;
}

Affine operator*(const Affine& a, const Affine& b)
{
    Affine result;
    for (int r = 0; r < 4; ++r) {
        for (int c = 0; c < 4; ++c) {
            result(r, c) = a(r, 0) * b(0, c) + a(r, 1) * b(1, c) + a(r, 2) * b(2, c) + a(r, 3) * b(3, c);
        }
    }
    return result;
}

WorldToVoxel::WorldToVoxel(const Affine& voxelToWorld) : m_inverse(voxelToWorld.inverse()) { }

Voxel WorldToVoxel::operator()(const World& w) const
{
    const World result = m_inverse.toWorld({w.x, w.y, w.z});
    return {result.x, result.y, result.z};
}

World Grid::centre() const
{
    return affine.toWorld({static_cast<double>(size.x - 1) / 2, static_cast<double>(size.y - 1) / 2, static_cast<double>(size.z - 1) / 2});
}

bool sameGrid(const Grid& a, const Grid& b, double toleranceMm)
{
    return a.size == b.size && largestCornerDistanceMm(a.size, a.affine, b.affine) <= toleranceMm;
}

double largestCornerDistanceMm(const Size3& size, const Affine& a, const Affine& b)
{
    double largest = 0;
    for (const Voxel& corner : corners(size)) {
        const World p = a.toWorld(corner), q = b.toWorld(corner);
        largest = std::max(largest, std::hypot(p.x - q.x, p.y - q.y, p.z - q.z));
    }
    return largest;
}

std::array<AxisDirection, 3> axisDirections(const Affine& affine)
{
    if (!affine.isFinite() || affine.isSingular()) {
        throw Error("the affine has no orientation: two voxel axes are parallel or one has no length");
    }
    const Matrix3 rotation = nearestRotation(unitColumns(affine));
    std::array<AxisDirection, 3> result;
    std::array<bool, 3> taken{};
    // As in nibabel: the voxel axes in their order, each takes the free world axis that it follows most closely.
    for (std::size_t axis = 0; axis < 3; ++axis) {
        double closest = -1;
        std::size_t chosen = 0;
        for (std::size_t world = 0; world < 3; ++world) {
            // The small margin keeps axes at exactly 45 degrees on the first world axis in spite of rounding.
            if (!taken[world] && std::abs(rotation[world][axis]) > closest + 1e-12) {
                closest = std::abs(rotation[world][axis]);
                chosen = world;
            }
        }
        taken[chosen] = true;
        result[axis] = {static_cast<int>(chosen), rotation[chosen][axis] < 0 ? -1 : 1};
    }
    return result;
}

std::string orientationCode(const Affine& affine)
{
    constexpr std::array<std::array<char, 2>, 3> letters{{{'L', 'R'}, {'P', 'A'}, {'I', 'S'}}};
    std::string code;
    for (const AxisDirection& direction : axisDirections(affine)) {
        code += letters[static_cast<std::size_t>(direction.world)][direction.sign > 0 ? 1 : 0];
    }
    return code;
}

QuaternionForm quaternionForm(const Affine& affine)
{
    QuaternionForm form;
    form.pixdim = affine.spacing();
    form.offset = affine.column(3);
    Matrix3 r = nearestRotation(unitColumns(affine));
    if (determinant3(r) < 0) {
        form.qfac = -1;
        for (Vec3& row : r) {
            row[2] = -row[2];
        }
    }
    // The quaternion's largest component first, so that nothing is divided by a small number.
    const std::array<double, 4> squares{
        1 + r[0][0] + r[1][1] + r[2][2], 1 + r[0][0] - r[1][1] - r[2][2], 1 - r[0][0] + r[1][1] - r[2][2], 1 - r[0][0] - r[1][1] + r[2][2]};
    const auto largest = static_cast<std::size_t>(std::max_element(squares.begin(), squares.end()) - squares.begin());
    const double twice = std::sqrt(squares[largest]);
    const double over = 1 / (2 * twice);
    double a = 0;
    switch (largest) {
    case 0:
        a = twice / 2;
        form.b = (r[2][1] - r[1][2]) * over;
        form.c = (r[0][2] - r[2][0]) * over;
        form.d = (r[1][0] - r[0][1]) * over;
        break;
    case 1:
        form.b = twice / 2;
        a = (r[2][1] - r[1][2]) * over;
        form.c = (r[0][1] + r[1][0]) * over;
        form.d = (r[0][2] + r[2][0]) * over;
        break;
    case 2:
        form.c = twice / 2;
        a = (r[0][2] - r[2][0]) * over;
        form.b = (r[0][1] + r[1][0]) * over;
        form.d = (r[1][2] + r[2][1]) * over;
        break;
    default:
        form.d = twice / 2;
        a = (r[1][0] - r[0][1]) * over;
        form.b = (r[0][2] + r[2][0]) * over;
        form.c = (r[1][2] + r[2][1]) * over;
        break;
    }
    if (a < 0) { // NIfTI stores b, c, d only and takes a as not negative
        form.b = -form.b;
        form.c = -form.c;
        form.d = -form.d;
    }
    return form;
}

} // namespace insula
