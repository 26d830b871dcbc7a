// Displacements in space, and chains of transforms that take a point of one image to a point of another.
//
// RAS+ mm, double. Displacements are absolute world vectors (not voxels), added to the point. Thread: any.
#pragma once

#include "processing/core/Volume.h"

#include <variant>
#include <vector>

namespace insula {

// A vector in mm at each voxel of a grid; x, y, z planes one after the other, first axis fastest.
struct VectorField {
    Grid grid;
    std::vector<float> values; // 3 * grid.size.count()
};

// Three frames R, A, S; throws Error otherwise or when a number is not finite.
VectorField vectorFieldOf(const Volume& volume);
VolumePtr volumeOf(VectorField field);

// Trilinear between voxel centres. Beyond the outermost centres the field is what it is at the edge.
class FieldSampler {
public:
    explicit FieldSampler(const VectorField& field); // keeps a reference
    World operator()(const World& point) const; // point + displacement
private:
    const VectorField* m_field;
    WorldToVoxel m_toVoxel;
};

// Applied in order: the first one takes the point first. Fields are kept by reference.
using Transform = std::variant<Affine, const VectorField*>;
class TransformChain {
public:
    explicit TransformChain(const std::vector<Transform>& transforms);
    World operator()(World point) const;

private:
    std::vector<std::variant<Affine, FieldSampler>> m_transforms;
};

// How much a small volume grows at each voxel: determinant of the derivative of p + displacement(p), by central differences in voxel steps
// (one-sided at the edge). Below 0 where the field folds.
std::vector<float> jacobianDeterminant(const VectorField& field, int threads = 0);

} // namespace insula
