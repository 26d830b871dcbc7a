#include "processing/core/CiftiXml.h"

#include "processing/core/CiftiChecks.h"
#include "processing/core/Error.h"
#include "processing/core/LabelText.h"
#include "processing/core/TextWords.h"
#include "processing/core/XmlWalk.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace insula {

namespace {

using labeltext::trimmed;

const std::string& needed(const XmlAttributes& attributes, const char* key, const std::string& element)
{
    const auto found = attributes.find(key);
    if (found == attributes.end()) {
        throw Error(element + " lacks " + key + "; export the file again");
    }
    return found->second;
}

template <typename T> T one(const std::string& text, const std::string& what)
{
    return withContext(what, [&] {
        TextWords words(text);
        const T value = words.number<T>();
        if (!words.next().empty()) {
            throw Error("one number is expected, found '" + text.substr(0, 40) + "'");
        }
        return value;
    });
}

template <typename T> std::vector<T> all(std::string_view text, const char* what)
{
    return withContext(what, [&] {
        std::vector<T> numbers;
        TextWords words(text);
        for (std::string_view rest = text; rest.find_first_not_of(" \t\r\n\v\f") != std::string_view::npos;
             rest = text.substr(words.position())) {
            numbers.push_back(words.number<T>());
        }
        return numbers;
    });
}

double powerOfTen(const std::string& text, const char* what)
{
    const int exponent = one<int>(text, what);
    if (exponent < -30 || exponent > 30) {
        throw Error(std::string(what) + " is " + text + ", which no unit has");
    }
    return std::pow(10.0, exponent);
}

CiftiDimension::Kind kindOf(const std::string& type)
{
    static const std::map<std::string, CiftiDimension::Kind> kinds{{"CIFTI_INDEX_TYPE_BRAIN_MODELS", CiftiDimension::Kind::BrainModels},
        {"CIFTI_INDEX_TYPE_PARCELS", CiftiDimension::Kind::Parcels}, {"CIFTI_INDEX_TYPE_SERIES", CiftiDimension::Kind::Series},
        {"CIFTI_INDEX_TYPE_SCALARS", CiftiDimension::Kind::Scalars}, {"CIFTI_INDEX_TYPE_LABELS", CiftiDimension::Kind::Labels}};
    const auto found = kinds.find(type);
    if (found == kinds.end()) {
        throw Error("a dimension of its matrix is of the unknown type '" + type.substr(0, 60) + "'");
    }
    return found->second;
}

class CiftiParser : public XmlVisitor {
public:
    void start(const std::string& name, XmlAttributes& attributes) override
    {
        const std::string parent = m_path.empty() ? "" : m_path.back();
        m_path.push_back(name);
        static const std::array<std::string_view, 5> parts{"Volume", "BrainModel", "Surface", "Parcel", "NamedMap"};
        expect(
            parent == "MatrixIndicesMap" || std::ranges::find(parts, name) == parts.end(), "a " + name + " is outside a MatrixIndicesMap");
        if (name == "CIFTI") {
            startFile(attributes);
        } else if (name == "Matrix") {
            expect(parent == "CIFTI" && ++m_matrices == 1, "its XML does not have one matrix");
        } else if (name == "MatrixIndicesMap") {
            expect(parent == "Matrix", "a MatrixIndicesMap is outside the matrix");
            startDimension(attributes);
        } else if (parent == "MatrixIndicesMap") {
            startInDimension(name, attributes);
        } else if (name == "TransformationMatrixVoxelIndicesIJKtoXYZ" && parent == "Volume") {
            m_toMm = 1000 * powerOfTen(needed(attributes, "MeterExponent", name), "MeterExponent");
        } else if (name == "Vertices" && parent == "Parcel") {
            parcel().vertices.push_back({ciftiStructure(needed(attributes, "BrainStructure", name)), {}});
        } else if (name == "Label" && parent == "LabelTable") {
            expect(m_path.size() >= 3 && m_path[m_path.size() - 3] == "NamedMap" && dimension().kind == CiftiDimension::Kind::Labels,
                "a label is outside the table of a map");
            startLabel(attributes);
        }
    }

    void end(const std::string& name, std::string& text) override
    {
        m_path.pop_back();
        const std::string parent = m_path.empty() ? "" : m_path.back();
        if (name == "VertexIndices" && parent == "BrainModel") {
            expect(model().isSurface && model().vertices.empty(), "a model of voxels has vertices, or a model has two lists of them");
            model().vertices = all<std::uint32_t>(text, "VertexIndices");
        } else if (name == "VoxelIndicesIJK" && parent == "BrainModel") {
            expect(!model().isSurface && model().voxels.empty(), "a model of vertices has voxels, or a model has two lists of them");
            model().voxels = voxels(text);
        } else if (name == "VoxelIndicesIJK" && parent == "Parcel") {
            expect(parcel().voxels.empty(), "a parcel has two lists of voxels");
            parcel().voxels = voxels(text);
        } else if (name == "Vertices" && parent == "Parcel") {
            parcel().vertices.back().indices = all<std::uint32_t>(text, "Vertices");
        } else if (name == "TransformationMatrixVoxelIndicesIJKtoXYZ" && parent == "Volume") {
            expect(!m_hasTransform, "its volume has two transforms");
            dimension().grid->affine = transform(text);
            m_hasTransform = true;
        } else if (name == "Volume" && parent == "MatrixIndicesMap") {
            expect(m_hasTransform, "its volume has no transform to mm");
        } else if (name == "MapName" && parent == "NamedMap") {
            dimension().maps.back().name = trimmed(text);
        } else if (name == "Label" && parent == "LabelTable") {
            m_label.name = trimmed(text);
            expect(dimension().maps.back().table.emplace(m_labelKey, m_label).second,
                "label " + std::to_string(m_labelKey) + " is twice in a table");
        } else if (name == "MatrixIndicesMap") {
            checkCiftiDimension(dimension());
        }
    }

    std::array<CiftiDimension, 2> dimensions() const
    {
        std::array<CiftiDimension, 2> out;
        for (std::size_t d = 0; d < out.size(); ++d) {
            const auto matches = [&](const Map& map) { return std::ranges::count(map.dimensions, static_cast<int>(d)); };
            const auto found = std::ranges::find_if(m_maps, matches);
            expect(found != m_maps.end(), "dimension " + std::to_string(d) + " of its matrix is not described");
            out[d] = found->content;
        }
        return out;
    }

private:
    struct Map {
        std::vector<int> dimensions;
        CiftiDimension content;
    };

    static void expect(bool holds, const std::string& otherwise)
    {
        if (!holds) {
            throw Error(otherwise + "; export the file again");
        }
    }
    CiftiDimension& dimension() { return m_maps.back().content; }
    CiftiBrainModel& model() { return dimension().models.back(); }
    CiftiParcel& parcel() { return dimension().parcels.back(); }

    static void startFile(const XmlAttributes& attributes)
    {
        const std::string& version = needed(attributes, "Version", "CIFTI");
        if (version.starts_with("1")) {
            throw Error("it is of CIFTI version 1; convert it: wb_command -file-convert -cifti-version-convert IN 2 OUT");
        }
        if (version != "2" && version != "2.0") {
            throw Error("it is of CIFTI version '" + version.substr(0, 20) + "'; Insula reads version 2");
        }
    }
    void startDimension(const XmlAttributes& attributes)
    {
        std::string applies = needed(attributes, "AppliesToMatrixDimension", "MatrixIndicesMap");
        std::ranges::replace(applies, ',', ' ');
        Map map;
        map.dimensions = all<int>(applies, "AppliesToMatrixDimension");
        expect(!map.dimensions.empty(), "a MatrixIndicesMap applies to no dimension");
        for (const int d : map.dimensions) {
            if (d > 1) {
                throw Error("its matrix has three dimensions or more; Insula reads those of two (no pconnseries or pconnscalar)");
            }
            expect(d >= 0 && !std::exchange(m_described[static_cast<std::size_t>(d)], true),
                "dimension " + std::to_string(d) + " of its matrix is described twice");
        }
        map.content.kind = kindOf(needed(attributes, "IndicesMapToDataType", "MatrixIndicesMap"));
        if (map.content.kind == CiftiDimension::Kind::Series) {
            startSeries(attributes, map.content.series);
        }
        m_hasTransform = false;
        m_maps.push_back(std::move(map));
    }
    static void startSeries(const XmlAttributes& attributes, CiftiSeries& series)
    {
        const auto number = [&](const char* key) { return one<double>(needed(attributes, key, "a series"), key); };
        series.count = one<std::uint64_t>(needed(attributes, "NumberOfSeriesPoints", "a series"), "NumberOfSeriesPoints");
        const double power = powerOfTen(needed(attributes, "SeriesExponent", "a series"), "SeriesExponent");
        series.start = power * number("SeriesStart");
        series.step = power * number("SeriesStep");
        expect(std::isfinite(series.start) && std::isfinite(series.step), "its series does not have finite steps");
        series.unit = needed(attributes, "SeriesUnit", "a series");
        const std::array<std::string_view, 4> units{"SECOND", "HERTZ", "METER", "RADIAN"};
        expect(std::ranges::find(units, series.unit) != units.end(), "its series has the unknown unit '" + series.unit.substr(0, 20) + "'");
    }
    void startInDimension(const std::string& name, const XmlAttributes& attributes)
    {
        using Kind = CiftiDimension::Kind;
        CiftiDimension& d = dimension();
        if (name == "Volume") {
            expect(d.isSpatial() && !d.grid, "a dimension has two volumes, or one although it has no voxels");
            d.grid = Grid{volumeSize(needed(attributes, "VolumeDimensions", name)), {}};
        } else if (name == "BrainModel") {
            expect(d.kind == Kind::BrainModels, "a brain model is in a dimension of another type");
            d.models.push_back(brainModel(attributes));
        } else if (name == "Surface") {
            expect(d.kind == Kind::Parcels, "a surface is in a dimension without parcels");
            d.surfaces.push_back({ciftiStructure(needed(attributes, "BrainStructure", name)), surfaceVertices(attributes, name)});
        } else if (name == "Parcel") {
            expect(d.kind == Kind::Parcels, "a parcel is in a dimension of another type");
            d.parcels.push_back({needed(attributes, "Name", name), {}, {}});
        } else if (name == "NamedMap") {
            expect(d.kind == Kind::Scalars || d.kind == Kind::Labels, "a named map is in a dimension of another type");
            d.maps.push_back({});
        }
    }
    static std::uint64_t surfaceVertices(const XmlAttributes& attributes, const std::string& element)
    {
        return one<std::uint64_t>(needed(attributes, "SurfaceNumberOfVertices", element), "SurfaceNumberOfVertices");
    }
    static CiftiBrainModel brainModel(const XmlAttributes& attributes)
    {
        CiftiBrainModel model;
        model.structure = ciftiStructure(needed(attributes, "BrainStructure", "a brain model"));
        model.offset = one<std::uint64_t>(needed(attributes, "IndexOffset", "a brain model"), "IndexOffset");
        model.count = one<std::uint64_t>(needed(attributes, "IndexCount", "a brain model"), "IndexCount");
        const std::string& type = needed(attributes, "ModelType", "a brain model");
        model.isSurface = type == "CIFTI_MODEL_TYPE_SURFACE";
        expect(model.isSurface || type == "CIFTI_MODEL_TYPE_VOXELS", "a brain model is of the unknown type '" + type.substr(0, 40) + "'");
        if (model.isSurface) {
            model.surfaceVertices = surfaceVertices(attributes, "a brain model");
        }
        return model;
    }
    void startLabel(const XmlAttributes& attributes)
    {
        m_labelKey = one<std::int32_t>(needed(attributes, "Key", "a label"), "Key");
        std::size_t c = 0;
        for (const char* channel : {"Red", "Green", "Blue", "Alpha"}) {
            const auto value = one<double>(needed(attributes, channel, "a label"), channel);
            expect(value >= 0 && value <= 1, "label " + std::to_string(m_labelKey) + " has a colour outside 0 to 1");
            m_label.rgba[c++] = labeltext::channel(value, 1);
        }
    }
    static Size3 volumeSize(std::string text)
    {
        std::ranges::replace(text, ',', ' ');
        const auto n = all<std::int32_t>(text, "VolumeDimensions");
        expect(n.size() == 3 && std::ranges::min(n) > 0, "VolumeDimensions is not three sizes");
        return {n[0], n[1], n[2]};
    }
    static std::vector<CiftiVoxel> voxels(std::string_view text)
    {
        const auto numbers = all<std::int32_t>(text, "VoxelIndicesIJK");
        expect(numbers.size() % 3 == 0, "VoxelIndicesIJK is not of three numbers a voxel");
        std::vector<CiftiVoxel> out(numbers.size() / 3);
        for (std::size_t n = 0; n < numbers.size(); ++n) {
            out[n / 3][n % 3] = numbers[n];
        }
        return out;
    }
    Affine transform(std::string_view text) const
    {
        const auto numbers = all<double>(text, "the volume's transform");
        expect(numbers.size() == 16, "the volume's transform is not of 16 numbers");
        std::array<double, 16> rows{};
        for (std::size_t n = 0; n < rows.size(); ++n) {
            rows[n] = n < 12 ? numbers[n] * m_toMm : numbers[n];
        }
        expect(rows[12] == 0 && rows[13] == 0 && rows[14] == 0 && rows[15] == 1, "the volume's transform does not end with 0 0 0 1");
        const Affine affine = Affine::fromRows(rows);
        expect(affine.isFinite() && !affine.isSingular(), "the volume's transform cannot be inverted");
        return affine;
    }

    std::vector<std::string> m_path;
    std::vector<Map> m_maps;
    std::array<bool, 2> m_described{};
    int m_matrices = 0;
    bool m_hasTransform = false;
    double m_toMm = 1;
    Label m_label;
    std::int32_t m_labelKey = 0;
};

} // namespace

std::array<CiftiDimension, 2> parseCiftiXml(std::string_view xml)
{
    CiftiParser parser;
    walkXml(xml, "CIFTI", parser);
    return parser.dimensions();
}

} // namespace insula
