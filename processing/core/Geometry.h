// Points, sizes, affines and grids: where voxels are in the world.
// World coordinates are RAS+ millimetres, double precision, everywhere in Insula (LPS exists only inside the ITK bridge).
// Voxel coordinates are continuous; a voxel's centre has whole numbers, the first voxel is (0, 0, 0).
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace insula {

// Different types so that the two spaces cannot be mixed.
struct Voxel {
    double i = 0, j = 0, k = 0;
};
struct World {
    double x = 0, y = 0, z = 0; // right, anterior, superior (mm)
};

struct Size3 {
    std::int64_t x = 0, y = 0, z = 0;
    std::int64_t count() const { return x * y * z; }
    friend bool operator==(const Size3&, const Size3&) = default;
};

using Vec3 = std::array<double, 3>;

// A 4x4 homogeneous matrix, last row 0 0 0 1. May shear, flip (negative determinant) and scale.
class Affine {
public:
    Affine(); // identity
    static Affine fromRows(const std::array<double, 16>& rowMajor);
    static Affine fromColumns(const Vec3& i, const Vec3& j, const Vec3& k, const Vec3& origin);
    // NIfTI quaternion form: rotation from b, c, d, then pixdim scaling with qfac on the third axis (nifti1.h, METHOD 2).
    static Affine fromQuaternion(double b, double c, double d, const Vec3& offset, const Vec3& pixdim, double qfac);

    double operator()(int row, int column) const { return m[static_cast<std::size_t>(row * 4 + column)]; }
    double& operator()(int row, int column) { return m[static_cast<std::size_t>(row * 4 + column)]; }
    const std::array<double, 16>& rows() const { return m; }

    World toWorld(const Voxel& v) const;
    Affine inverse() const; // throws Error when singular
    double determinant() const; // of the 3x3 part
    Vec3 column(int c) const;
    Vec3 spacing() const; // lengths of the first three columns (mm)
    bool isFinite() const;
    bool isSingular() const;
    // Columns not orthogonal: the largest |cosine| between two axes exceeds `tolerance`.
    bool isSheared(double tolerance = 1e-4) const;
    // No axis parallel to a world axis within `tolerance` (cosine distance).
    bool isOblique(double tolerance = 1e-4) const;

    friend Affine operator*(const Affine& a, const Affine& b);
    friend bool operator==(const Affine&, const Affine&) = default;

private:
    std::array<double, 16> m;
};

// Applies the inverse of a voxel-to-world affine. Compute once, use for many points.
class WorldToVoxel {
public:
    explicit WorldToVoxel(const Affine& voxelToWorld);
    Voxel operator()(const World& w) const;
    const Affine& matrix() const { return m_inverse; }

private:
    Affine m_inverse;
};

// Sampling of space: so many voxels, and where they are.
struct Grid {
    Size3 size;
    Affine affine; // voxel to world, RAS+ mm

    World centre() const; // of the field of view, ((n-1)/2 each)
    friend bool operator==(const Grid&, const Grid&) = default;
};

// Same size and affines that move no corner of the grid by more than `toleranceMm`.
bool sameGrid(const Grid& a, const Grid& b, double toleranceMm = 1e-3);
// Largest distance (mm) between where two affines put any of the eight corner voxels of `size`.
double largestCornerDistanceMm(const Size3& size, const Affine& a, const Affine& b);

// For voxel axis i, j, k: which world axis (0 R/L, 1 A/P, 2 S/I) it follows most closely, and in which direction (+1/-1).
// Axes are assigned jointly, never one world axis twice: polar rotation first, then greedy as nibabel's io_orientation.
struct AxisDirection {
    int world = 0;
    int sign = 1;
};
std::array<AxisDirection, 3> axisDirections(const Affine& affine);
// "RAS", "LPI", ...: the direction in which each voxel axis grows.
std::string orientationCode(const Affine& affine);

// Quaternion form of an affine: rotation (nearest, det +1 after qfac), zooms and offset.
struct QuaternionForm {
    double b = 0, c = 0, d = 0, qfac = 1;
    Vec3 pixdim{1, 1, 1}, offset{0, 0, 0};
};
QuaternionForm quaternionForm(const Affine& affine);

} // namespace insula
