#include "processing/core/ByteCursor.h"
#include "processing/core/MeshFormats.h"
#include "processing/core/TextWords.h"

#include <functional>
#include <string>

namespace insula {

namespace {

enum class Type { Int8, Uint8, Int16, Uint16, Int32, Uint32, Float32, Float64 };

struct Property {
    std::string name;
    Type type = Type::Float32, countType = Type::Uint8;
    bool isList = false;
};

struct Element {
    std::string name;
    std::uint64_t count = 0;
    std::vector<Property> properties;
};

Type typeNamed(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, Type>, 16> Names{{{"char", Type::Int8}, {"int8", Type::Int8}, {"uchar", Type::Uint8},
        {"uint8", Type::Uint8}, {"short", Type::Int16}, {"int16", Type::Int16}, {"ushort", Type::Uint16}, {"uint16", Type::Uint16},
        {"int", Type::Int32}, {"int32", Type::Int32}, {"uint", Type::Uint32}, {"uint32", Type::Uint32}, {"float", Type::Float32},
        {"float32", Type::Float32}, {"double", Type::Float64}, {"float64", Type::Float64}}};
    for (const auto& [known, type] : Names) {
        if (known == name) {
            return type;
        }
    }
    throw Error("a property has the unknown type '" + std::string(name.substr(0, 40)) + "'");
}

double binaryNumber(ByteCursor& in, Type type)
{
    switch (type) {
    case Type::Int8:
        return in.number<std::int8_t>();
    case Type::Uint8:
        return in.number<std::uint8_t>();
    case Type::Int16:
        return in.number<std::int16_t>();
    case Type::Uint16:
        return in.number<std::uint16_t>();
    case Type::Int32:
        return in.number<std::int32_t>();
    case Type::Uint32:
        return in.number<std::uint32_t>();
    case Type::Float32:
        return in.number<float>();
    default:
        return in.number<double>();
    }
}

std::uint32_t index(double value)
{
    if (!(value >= 0 && value < 4294967296.0 && value == std::floor(value))) {
        throw Error("a face has a corner that is no vertex number");
    }
    return static_cast<std::uint32_t>(value);
}

std::vector<Element> readHeader(ByteCursor& in, std::string& form)
{
    std::vector<Element> elements;
    if (in.line() != "ply") {
        throw Error("it does not begin with 'ply'");
    }
    for (std::string_view line = in.line();; line = in.line()) {
        TextWords words(line);
        const std::string_view key = words.next();
        if (key == "end_header") {
            return elements;
        }
        if (key == "format") {
            form = words.next();
        } else if (key == "element") {
            Element element;
            element.name = words.next();
            element.count = words.number<std::uint64_t>();
            elements.push_back(std::move(element));
        } else if (key == "property") {
            if (elements.empty()) {
                throw Error("its header has a property before any element");
            }
            Property property;
            std::string_view type = words.next();
            property.isList = type == "list";
            if (property.isList) {
                property.countType = typeNamed(words.next());
                type = words.next();
            }
            property.type = typeNamed(type);
            property.name = words.next();
            elements.back().properties.push_back(std::move(property));
        } else if (key != "comment" && key != "obj_info" && !key.empty()) {
            throw Error("its header has the unknown line '" + std::string(line.substr(0, 40)) + "'");
        }
    }
}

void readElement(const Element& element, const std::function<double(Type)>& next, Mesh& mesh)
{
    const bool isVertex = element.name == "vertex", isFace = element.name == "face";
    std::vector<std::uint32_t> corners;
    for (std::uint64_t n = 0; n < element.count; ++n) {
        std::array<float, 3> point{};
        int found = 0;
        for (const Property& property : element.properties) {
            if (property.isList) {
                const std::uint32_t count = index(next(property.countType));
                const bool isCorners = isFace && (property.name == "vertex_indices" || property.name == "vertex_index");
                corners.clear();
                for (std::uint32_t i = 0; i < count; ++i) {
                    const double value = next(property.type);
                    if (isCorners) {
                        corners.push_back(index(value));
                    }
                }
                if (isCorners) {
                    addPolygon(mesh, corners);
                }
                continue;
            }
            const double value = next(property.type);
            if (isVertex && property.name.size() == 1 && property.name[0] >= 'x' && property.name[0] <= 'z') {
                point[static_cast<std::size_t>(property.name[0] - 'x')] = static_cast<float>(value);
                ++found;
            }
        }
        if (isVertex) {
            if (found != 3) {
                throw Error("its vertices do not have x, y and z");
            }
            mesh.vertices.push_back(point);
        }
    }
}

} // namespace

Mesh readPly(std::span<const std::byte> bytes)
{
    ByteCursor in(bytes);
    std::string form;
    const std::vector<Element> elements = readHeader(in, form);
    Mesh mesh;
    mesh.format = "PLY";
    std::function<double(Type)> next;
    const std::string_view body(reinterpret_cast<const char*>(bytes.data()) + in.position(), in.left());
    TextWords words(body);
    if (form == "ascii") {
        next = [&words](Type) { return words.number<double>(); };
    } else if (form == "binary_little_endian" || form == "binary_big_endian") {
        mesh.format = "PLY, binary";
        in.setOrder(form == "binary_little_endian" ? std::endian::little : std::endian::big);
        next = [&in](Type type) { return binaryNumber(in, type); };
    } else {
        throw Error("its format '" + form.substr(0, 40) + "' is unknown; ascii, binary_little_endian or binary_big_endian is expected");
    }
    for (const Element& element : elements) {
        if (element.properties.empty() && element.count > 0) {
            throw Error("its element '" + element.name + "' has no properties");
        }
        readElement(element, next, mesh);
    }
    return mesh;
}

} // namespace insula
