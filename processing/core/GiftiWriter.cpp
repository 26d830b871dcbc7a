#include "processing/core/AtomicFile.h"
#include "processing/core/Base64.h"
#include "processing/core/Error.h"
#include "processing/core/Mesh.h"
#include "processing/core/XmlText.h"

#include <fmt/format.h>
#include <zlib.h>

#include <bit>
#include <cstring>

namespace insula {

namespace {

constexpr std::string_view Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                  "<!DOCTYPE GIFTI SYSTEM \"http://www.nitrc.org/frs/download.php/115/gifti.dtd\">\n";

std::string compressed(const void* data, std::size_t size)
{
    uLongf length = compressBound(size);
    std::string out(length, '\0');
    if (compress(reinterpret_cast<Bytef*>(out.data()), &length, static_cast<const Bytef*>(data), size) != Z_OK) {
        throw Error("not enough memory to compress a surface's data");
    }
    out.resize(length);
    return base64(std::as_bytes(std::span(out)));
}

std::string metaData(std::string_view key, std::string_view value)
{
    return value.empty() ? std::string()
                         : fmt::format("<MetaData><MD><Name>{}</Name><Value>{}</Value></MD></MetaData>\n", key, xmlEscaped(value));
}

std::string structure(Hemisphere hemisphere)
{
    return metaData("AnatomicalStructurePrimary",
        hemisphere == Hemisphere::Left        ? "CortexLeft"
            : hemisphere == Hemisphere::Right ? "CortexRight"
                                              : "");
}

std::string array(const char* intent, const char* type, std::size_t rows, int columns, const void* data, const std::string& inside)
{
    const std::string dimensions
        = columns == 1 ? std::string("Dimensionality=\"1\"") : fmt::format("Dimensionality=\"2\" Dim1=\"{}\"", columns);
    return fmt::format(
        "<DataArray Intent=\"{}\" DataType=\"{}\" ArrayIndexingOrder=\"RowMajorOrder\" {} Dim0=\"{}\" "
        "Encoding=\"GZipBase64Binary\" Endian=\"{}\" ExternalFileName=\"\" ExternalFileOffset=\"\">\n{}<Data>{}</Data>\n</DataArray>\n",
        intent, type, dimensions, rows, std::endian::native == std::endian::little ? "LittleEndian" : "BigEndian", inside,
        compressed(data, 4 * rows * static_cast<std::size_t>(columns)));
}

void save(const std::filesystem::path& file, const std::string& text)
{
    withContext("cannot save '" + file.string() + "'", [&] { writeTextFile(file, text); });
}

} // namespace

void writeGifti(const std::filesystem::path& file, const Mesh& mesh)
{
    const std::string space = "<CoordinateSystemTransformMatrix>\n<DataSpace><![CDATA[NIFTI_XFORM_SCANNER_ANAT]]></DataSpace>\n"
                              "<TransformedSpace><![CDATA[NIFTI_XFORM_SCANNER_ANAT]]></TransformedSpace>\n"
                              "<MatrixData>1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1</MatrixData>\n</CoordinateSystemTransformMatrix>\n";
    save(file,
        fmt::format("{}<GIFTI Version=\"1.0\" NumberOfDataArrays=\"2\">\n{}{}</GIFTI>\n", Head,
            array("NIFTI_INTENT_POINTSET", "NIFTI_TYPE_FLOAT32", mesh.vertices.size(), 3, mesh.vertices.data(),
                structure(mesh.hemisphere) + space),
            array("NIFTI_INTENT_TRIANGLE", "NIFTI_TYPE_INT32", mesh.triangles.size(), 3, mesh.triangles.data(), "")));
}

void writeGifti(const std::filesystem::path& file, const VertexData& data)
{
    std::string text
        = fmt::format("{}<GIFTI Version=\"1.0\" NumberOfDataArrays=\"{}\">\n{}", Head, data.maps.size(), structure(data.hemisphere));
    if (data.isLabels) {
        text += "<LabelTable>\n";
        for (const auto& [key, label] : data.table) {
            text += fmt::format("<Label Key=\"{}\" Red=\"{}\" Green=\"{}\" Blue=\"{}\" Alpha=\"{}\">{}</Label>\n", key,
                label.rgba[0] / 255.0, label.rgba[1] / 255.0, label.rgba[2] / 255.0, label.rgba[3] / 255.0, xmlEscaped(label.name));
        }
        text += "</LabelTable>\n";
    }
    for (const VertexMap& map : data.maps) {
        text += data.isLabels
            ? array("NIFTI_INTENT_LABEL", "NIFTI_TYPE_INT32", map.labels.size(), 1, map.labels.data(), metaData("Name", map.name))
            : array("NIFTI_INTENT_SHAPE", "NIFTI_TYPE_FLOAT32", map.values.size(), 1, map.values.data(), metaData("Name", map.name));
    }
    save(file, text + "</GIFTI>\n");
}

} // namespace insula
