// VTK legacy PolyData: points, polygons and triangle strips, in the layouts of versions up to 4 and of 5. Data at points is left out.
#include "processing/core/ByteCursor.h"
#include "processing/core/MeshFormats.h"
#include "processing/core/TextWords.h"

#include <string>

namespace insula {

namespace {

class VtkReader {
public:
    VtkReader(std::span<const std::byte> bytes) : m_in(bytes) { }

    Mesh read()
    {
        if (!m_in.line().starts_with("# vtk DataFile Version")) {
            throw Error("it does not begin with '# vtk DataFile Version'; XML files of VTK must be saved in the legacy format");
        }
        m_in.line(); // title
        const std::string_view form = TextWords(m_in.line()).next();
        m_isBinary = form == "BINARY";
        if (!m_isBinary && form != "ASCII") {
            throw Error("ASCII or BINARY is expected, found '" + std::string(form.substr(0, 40)) + "'");
        }
        m_mesh.format = m_isBinary ? "VTK, binary" : "VTK";
        if (word() != "DATASET" || word() != "POLYDATA") {
            throw Error("it holds no PolyData; save the surface as PolyData");
        }
        for (std::string key = word(); !key.empty() && key != "POINT_DATA" && key != "CELL_DATA"; key = word()) {
            if (key == "POINTS") {
                readPoints();
            } else if (key == "POLYGONS" || key == "TRIANGLE_STRIPS" || key == "VERTICES" || key == "LINES") {
                readCells(key);
            } else if (key == "METADATA") {
                skipMetadata();
            } else {
                throw Error("the section '" + key.substr(0, 40) + "' is unknown");
            }
        }
        if (m_mesh.triangles.empty()) {
            throw Error("it has no polygon");
        }
        return std::move(m_mesh);
    }

private:
    // One byte at a time: binary numbers begin right behind the line's end. Empty at the end of the file.
    std::string word()
    {
        std::string found;
        while (m_in.left() > 0) {
            const char c = m_in.text(1)[0];
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                if (!found.empty()) {
                    return found;
                }
            } else {
                found += c;
                if (found.size() > 256) {
                    throw Error("a word of its header is longer than any");
                }
            }
        }
        return found;
    }
    std::uint64_t count() { return numberIn<std::uint64_t>(word()); }
    template <typename T> static T numberIn(const std::string& text) { return TextWords(text).number<T>(); }
    template <typename T> T value() { return m_isBinary ? m_in.number<T>() : numberIn<T>(word()); }

    void expect(std::uint64_t count, std::uint64_t width, const char* what) const { m_in.expect(count, m_isBinary ? width : 1, what); }

    void readPoints()
    {
        const std::uint64_t points = count();
        const std::string type = word();
        if (type != "float" && type != "double") {
            throw Error("its points are of type '" + type + "'; float or double is expected");
        }
        if (!m_mesh.vertices.empty()) {
            throw Error("it has two sections of points");
        }
        expect(points, type == "float" ? 12 : 24, "points");
        m_mesh.vertices.reserve(points);
        for (std::uint64_t i = 0; i < points; ++i) {
            std::array<float, 3> p{};
            for (float& c : p) {
                c = type == "float" ? value<float>() : static_cast<float>(value<double>());
            }
            m_mesh.vertices.push_back(p);
        }
    }
    std::vector<std::uint32_t> integers(std::uint64_t n, bool isLong)
    {
        expect(n, isLong ? 8 : 4, "indices");
        std::vector<std::uint32_t> found;
        found.reserve(n);
        for (std::uint64_t i = 0; i < n; ++i) {
            const std::int64_t v = isLong ? value<std::int64_t>() : value<std::int32_t>();
            if (v < 0 || v > 0xffffffffLL) {
                throw Error("an index is " + std::to_string(v) + "; save the surface again");
            }
            found.push_back(static_cast<std::uint32_t>(v));
        }
        return found;
    }
    void readCells(const std::string& key)
    {
        const std::uint64_t first = count(), second = count();
        const ByteCursor mark = m_in;
        std::string next = m_isBinary ? "" : word();
        if (m_isBinary && m_in.left() >= 7) {
            next = std::string(m_in.text(7));
        }
        if (next == "OFFSETS") { // version 5: offsets of cells, then their corners
            const bool longOffsets = (m_isBinary ? word() : word()).find("64") != std::string::npos;
            const std::vector<std::uint32_t> offsets = integers(first, longOffsets);
            if (word() != "CONNECTIVITY") {
                throw Error("'CONNECTIVITY' is expected behind the offsets");
            }
            const bool longCorners = word().find("64") != std::string::npos;
            const std::vector<std::uint32_t> corners = integers(second, longCorners);
            for (std::size_t i = 1; i < offsets.size(); ++i) {
                if (offsets[i] < offsets[i - 1] || offsets[i] > corners.size()) {
                    throw Error("the offsets of its polygons are out of order");
                }
                addCell(key, std::span(corners).subspan(offsets[i - 1], offsets[i] - offsets[i - 1]));
            }
            return;
        }
        m_in = mark;
        const std::vector<std::uint32_t> all = integers(second, false);
        std::size_t at = 0;
        for (std::uint64_t cell = 0; cell < first; ++cell) {
            if (at >= all.size() || all[at] > all.size() - at - 1) {
                throw Error("a polygon has more corners than the section");
            }
            addCell(key, std::span(all).subspan(at + 1, all[at]));
            at += all[at] + std::size_t{1};
        }
        if (at != all.size()) {
            throw Error("a section of polygons is longer than its polygons");
        }
    }
    void addCell(const std::string& key, std::span<const std::uint32_t> corners)
    {
        if (key == "POLYGONS") {
            addPolygon(m_mesh, corners);
        } else if (key == "TRIANGLE_STRIPS") {
            for (std::size_t i = 2; i < corners.size(); ++i) { // every second one runs the other way round
                m_mesh.triangles.push_back(i % 2 == 0 ? std::array{corners[i - 2], corners[i - 1], corners[i]}
                                                      : std::array{corners[i - 1], corners[i - 2], corners[i]});
            }
        }
    }
    void skipMetadata()
    {
        while (m_in.left() > 0 && !m_in.line().empty()) { }
    }

    ByteCursor m_in;
    Mesh m_mesh;
    bool m_isBinary = false;
};

} // namespace

Mesh readVtkPolyData(std::span<const std::byte> bytes)
{
    return VtkReader(bytes).read();
}

} // namespace insula
