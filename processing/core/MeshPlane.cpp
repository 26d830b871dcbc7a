#include "processing/core/MeshPlane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace insula {

namespace {

constexpr std::size_t None = SIZE_MAX;

World worldOf(const std::array<float, 3>& v)
{
    return {v[0], v[1], v[2]};
}

Vec3 between(const World& from, const World& to)
{
    return {to.x - from.x, to.y - from.y, to.z - from.z};
}

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

std::vector<double> heightsOf(const Mesh& mesh, const World& on, const Vec3& normal)
{
    const double at = normal[0] * on.x + normal[1] * on.y + normal[2] * on.z;
    std::vector<double> heights(mesh.vertices.size());
    std::ranges::transform(
        mesh.vertices, heights.begin(), [&](const auto& v) { return normal[0] * v[0] + normal[1] * v[1] + normal[2] * v[2] - at; });
    return heights;
}

// The points in which edges cross the plane, each once, and the pieces between them.
struct Pieces {
    std::vector<World> points;
    std::vector<std::pair<std::size_t, std::size_t>> ends; // of each piece: two points
};

class Cut {
public:
    Cut(const Mesh& mesh, std::vector<double> heights) : m_mesh(mesh), m_heights(std::move(heights)) { }
    Pieces pieces()
    {
        for (const auto& t : m_mesh.triangles) {
            const bool a = isAbove(t[0]), b = isAbove(t[1]), c = isAbove(t[2]);
            if (a == b && b == c) {
                continue;
            }
            // The corner that is alone on its side.
            const std::size_t alone = a != b && a != c ? 0 : b != c && b != a ? 1 : 2;
            const std::pair piece(crossing(t[alone], t[(alone + 1) % 3]), crossing(t[alone], t[(alone + 2) % 3]));
            if (piece.first != piece.second) { // a triangle with the same corner twice has no inside
                m_pieces.ends.push_back(piece);
            }
        }
        return std::move(m_pieces);
    }

private:
    bool isAbove(std::uint32_t vertex) const { return m_heights[vertex] >= 0; }
    std::size_t crossing(std::uint32_t a, std::uint32_t b)
    {
        if (a > b) {
            std::swap(a, b); // the same point for both triangles of an edge
        }
        const auto [entry, isNew] = m_crossings.try_emplace((static_cast<std::uint64_t>(a) << 32) | b, m_pieces.points.size());
        if (isNew) {
            const World p = worldOf(m_mesh.vertices[a]), q = worldOf(m_mesh.vertices[b]);
            const double t = m_heights[a] / (m_heights[a] - m_heights[b]);
            m_pieces.points.push_back({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y), p.z + t * (q.z - p.z)});
        }
        return entry->second;
    }

    const Mesh& m_mesh;
    std::vector<double> m_heights;
    std::unordered_map<std::uint64_t, std::size_t> m_crossings;
    Pieces m_pieces;
};

// Joins pieces at common points. Where more than two meet (an edge of more than two triangles), lines end.
class Chain {
public:
    explicit Chain(const Pieces& pieces) : m_pieces(pieces), m_used(pieces.ends.size(), false), m_at(pieces.points.size())
    {
        for (std::size_t n = 0; n < pieces.ends.size(); ++n) {
            m_at[pieces.ends[n].first].push_back(n);
            m_at[pieces.ends[n].second].push_back(n);
        }
    }
    std::vector<SectionLine> lines()
    {
        std::vector<SectionLine> all;
        for (std::size_t point = 0; point < m_at.size(); ++point) { // open lines from their ends
            while (m_at[point].size() != 2 && unusedAt(point) != None) {
                all.push_back(follow(point));
            }
        }
        for (std::size_t n = 0; n < m_used.size(); ++n) {
            if (!m_used[n]) {
                all.push_back(follow(m_pieces.ends[n].first));
            }
        }
        return all;
    }

private:
    std::size_t unusedAt(std::size_t point) const
    {
        const auto& here = m_at[point];
        const auto found = std::ranges::find_if(here, [this](std::size_t piece) { return !m_used[piece]; });
        return found == here.end() ? None : *found;
    }
    SectionLine follow(std::size_t start)
    {
        SectionLine line;
        line.points.push_back(m_pieces.points[start]);
        std::size_t point = start;
        for (std::size_t piece = unusedAt(point); piece != None; piece = m_at[point].size() == 2 ? unusedAt(point) : None) {
            m_used[piece] = true;
            const auto& [a, b] = m_pieces.ends[piece];
            point = a == point ? b : a;
            line.isClosed = point == start;
            if (line.isClosed) {
                break;
            }
            line.points.push_back(m_pieces.points[point]);
        }
        return line;
    }

    const Pieces& m_pieces;
    std::vector<bool> m_used;
    std::vector<std::vector<std::size_t>> m_at;
};

double squaredDistance(const std::array<float, 3>& v, const World& p)
{
    const double x = v[0] - p.x, y = v[1] - p.y, z = v[2] - p.z;
    return x * x + y * y + z * z;
}

} // namespace

std::vector<SectionLine> section(const Mesh& mesh, const World& on, const Vec3& normal)
{
    const Pieces pieces = Cut(mesh, heightsOf(mesh, on, normal)).pieces();
    return Chain(pieces).lines();
}

// Moeller and Trumbore, Journal of Graphics Tools 2(1), 1997.
std::vector<MeshHit> hits(const Mesh& mesh, const World& from, const Vec3& direction)
{
    std::vector<MeshHit> found;
    for (const auto& t : mesh.triangles) {
        const World a = worldOf(mesh.vertices[t[0]]);
        const Vec3 u = between(a, worldOf(mesh.vertices[t[1]])), v = between(a, worldOf(mesh.vertices[t[2]]));
        const Vec3 p = cross(direction, v);
        const double determinant = dot(u, p);
        if (determinant == 0) {
            continue;
        }
        const Vec3 s = between(a, from);
        const double alongU = dot(s, p) / determinant;
        if (!(alongU >= 0 && alongU <= 1)) {
            continue;
        }
        const Vec3 q = cross(s, u);
        const double alongV = dot(direction, q) / determinant;
        if (!(alongV >= 0 && alongU + alongV <= 1)) {
            continue;
        }
        const double distance = dot(v, q) / determinant;
        const World point{from.x + distance * direction[0], from.y + distance * direction[1], from.z + distance * direction[2]};
        const std::uint32_t nearest
            = *std::ranges::min_element(t, {}, [&](std::uint32_t corner) { return squaredDistance(mesh.vertices[corner], point); });
        found.push_back({point, nearest, distance});
    }
    std::ranges::sort(found, {}, &MeshHit::distance);
    return found;
}

std::optional<NearestVertex> nearestVertex(const Mesh& mesh, const World& point)
{
    std::optional<NearestVertex> nearest;
    double least = INFINITY;
    for (std::size_t n = 0; n < mesh.vertices.size(); ++n) {
        const double squared = squaredDistance(mesh.vertices[n], point);
        if (squared < least) {
            least = squared;
            nearest = NearestVertex{static_cast<std::uint32_t>(n), std::sqrt(squared)};
        }
    }
    return nearest;
}

} // namespace insula
