#include "processing/core/CoarseShapes.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace insula {

namespace {

using Point = std::array<float, 3>;
using Vector = std::array<double, 3>;

Vector between(const Point& a, const Point& b)
{
    return {static_cast<double>(b[0]) - a[0], static_cast<double>(b[1]) - a[1], static_cast<double>(b[2]) - a[2]};
}

double dot(const Vector& a, const Vector& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

double areaOf(const Mesh& mesh)
{
    double sum = 0;
    for (const auto& t : mesh.triangles) {
        const Vector u = between(mesh.vertices[t[0]], mesh.vertices[t[1]]), v = between(mesh.vertices[t[0]], mesh.vertices[t[2]]);
        sum += std::hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]) / 2;
    }
    return sum;
}

double squaredDistance(const Point& p, const Point& from, const Point& to)
{
    const Vector along = between(from, to), there = between(from, p);
    const double length = dot(along, along);
    const double t = length > 0 ? std::clamp(dot(there, along) / length, 0.0, 1.0) : 0;
    const Vector rest{there[0] - t * along[0], there[1] - t * along[1], there[2] - t * along[2]};
    return dot(rest, rest);
}

} // namespace

std::vector<std::array<std::uint32_t, 3>> coarseTriangles(const Mesh& mesh, std::size_t wanted)
{
    const double cell = std::sqrt(2 * areaOf(mesh) / static_cast<double>(std::max<std::size_t>(wanted, 1))); // two triangles a cell
    if (mesh.triangles.size() <= wanted || !(cell > 0)) {
        return mesh.triangles;
    }
    std::unordered_map<std::uint64_t, std::uint32_t> firstOf;
    firstOf.reserve(2 * wanted);
    std::vector<std::uint32_t> kept(mesh.vertices.size());
    for (std::uint32_t n = 0; n < kept.size(); ++n) {
        std::uint64_t key = 0;
        for (const float c : mesh.vertices[n]) { // 21 bits an axis: cells are never so many
            key = (key << 21) | (static_cast<std::uint64_t>(std::llround(c / cell) + (1 << 20)) & 0x1fffffU);
        }
        kept[n] = firstOf.try_emplace(key, n).first->second;
    }
    std::vector<std::array<std::uint32_t, 3>> triangles;
    for (const auto& t : mesh.triangles) {
        const std::array<std::uint32_t, 3> moved{kept[t[0]], kept[t[1]], kept[t[2]]};
        if (moved[0] != moved[1] && moved[1] != moved[2] && moved[2] != moved[0]) {
            triangles.push_back(moved);
        }
    }
    return triangles;
}

std::vector<std::size_t> simplified(std::span<const Point> line, double toleranceMm)
{
    std::vector<std::size_t> kept;
    if (line.empty()) {
        return kept;
    }
    kept.push_back(0);
    std::vector<std::pair<std::size_t, std::size_t>> pieces; // still to look at, the first one last
    if (line.size() > 1) {
        pieces.emplace_back(0, line.size() - 1);
    }
    while (!pieces.empty()) {
        const auto [from, to] = pieces.back();
        pieces.pop_back();
        double farthest = toleranceMm * toleranceMm;
        std::size_t at = from;
        for (std::size_t n = from + 1; n < to; ++n) {
            const double squared = squaredDistance(line[n], line[from], line[to]);
            if (squared > farthest) {
                farthest = squared;
                at = n;
            }
        }
        if (at == from) {
            kept.push_back(to);
        } else {
            pieces.emplace_back(at, to);
            pieces.emplace_back(from, at);
        }
    }
    return kept;
}

} // namespace insula
