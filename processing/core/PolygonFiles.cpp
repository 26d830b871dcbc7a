// STL and OBJ. Corners of an STL file that are the same point become one vertex, so that shading is smooth.
#include "processing/core/ByteCursor.h"
#include "processing/core/MeshFormats.h"
#include "processing/core/TextWords.h"

#include <unordered_map>

namespace insula {

namespace {

using Point = std::array<float, 3>;

struct PointHash {
    std::size_t operator()(const Point& p) const
    {
        std::uint64_t hash = 0;
        for (const float c : p) {
            hash = (hash ^ std::bit_cast<std::uint32_t>(c)) * 0x9e3779b97f4a7c15ULL; // Fibonacci hashing, Knuth volume 3, 6.4
            hash ^= hash >> 29U;
        }
        return hash;
    }
};

class Corners {
public:
    explicit Corners(Mesh& mesh) : m_mesh(mesh) { }
    std::uint32_t index(Point p)
    {
        for (float& c : p) {
            c += 0.0F; // -0 and 0 are the same place
        }
        const auto [found, isNew] = m_known.emplace(p, static_cast<std::uint32_t>(m_mesh.vertices.size()));
        if (isNew) {
            m_mesh.vertices.push_back(p);
        }
        return found->second;
    }

private:
    Mesh& m_mesh;
    std::unordered_map<Point, std::uint32_t, PointHash> m_known;
};

Mesh readStlText(std::string_view text)
{
    Mesh mesh;
    mesh.format = "STL";
    Corners corners(mesh);
    TextWords words(text.substr(std::min(text.find('\n'), text.size()))); // the name on the first line may be anything
    for (std::string_view word = words.next(); word != "endsolid"; word = words.next()) {
        if (word != "facet") {
            throw Error("'facet' or 'endsolid' is expected, found '" + std::string(word.substr(0, 40)) + "'");
        }
        words.expect("normal");
        for (int i = 0; i < 3; ++i) {
            words.next(); // some programs write nan; normals come from the corners
        }
        words.expect("outer");
        words.expect("loop");
        std::array<std::uint32_t, 3> triangle{};
        for (std::uint32_t& corner : triangle) {
            words.expect("vertex");
            Point p{};
            for (float& c : p) {
                c = words.number<float>();
            }
            corner = corners.index(p);
        }
        words.expect("endloop");
        words.expect("endfacet");
        mesh.triangles.push_back(triangle);
    }
    return mesh;
}

} // namespace

Mesh readStl(std::span<const std::byte> bytes)
{
    constexpr std::size_t HeaderBytes = 80, TriangleBytes = 50;
    ByteCursor in(bytes, std::endian::little);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    // Binary files may begin with "solid", too: the size decides.
    bool isBinary = !text.starts_with("solid");
    std::uint64_t count = 0;
    if (bytes.size() >= HeaderBytes + 4) {
        in.take(HeaderBytes);
        count = in.number<std::uint32_t>();
        isBinary = isBinary || in.left() == count * TriangleBytes;
    }
    if (!isBinary) {
        return readStlText(text);
    }
    if (bytes.size() < HeaderBytes + 4) {
        throw Error("truncated: not even the header of an STL file; copy or export it again");
    }
    in.expect(count, TriangleBytes, "triangles");
    Mesh mesh;
    mesh.format = "STL, binary";
    mesh.triangles.resize(count);
    Corners corners(mesh);
    for (auto& triangle : mesh.triangles) {
        in.take(3 * sizeof(float)); // the normal
        for (std::uint32_t& corner : triangle) {
            Point p{};
            for (float& c : p) {
                c = in.number<float>();
            }
            corner = corners.index(p);
        }
        in.take(2); // attributes
    }
    return mesh;
}

Mesh readObj(std::string_view text)
{
    Mesh mesh;
    mesh.format = "OBJ";
    std::size_t number = 0;
    std::vector<std::uint32_t> corners;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        TextWords words(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        withContext("line " + std::to_string(number), [&] {
            const std::string_view kind = words.next();
            if (kind == "v") {
                std::array<float, 3> p{};
                for (float& c : p) {
                    c = words.number<float>();
                }
                mesh.vertices.push_back(p);
            } else if (kind == "f") {
                corners.clear();
                for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
                    TextWords index(word.substr(0, word.find('/'))); // texture and normal indices follow slashes
                    const auto n = index.number<std::int64_t>();
                    const auto known = static_cast<std::int64_t>(mesh.vertices.size());
                    const std::int64_t at = n < 0 ? known + n : n - 1; // negative: counted from the last one
                    if (n == 0 || at < 0 || at >= known) {
                        throw Error("a face names vertex " + std::to_string(n) + ", but " + std::to_string(known) + " are known there");
                    }
                    corners.push_back(static_cast<std::uint32_t>(at));
                }
                addPolygon(mesh, corners);
            }
        });
    }
    return mesh;
}

} // namespace insula
