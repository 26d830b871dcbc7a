#include "processing/core/GiftiXml.h"

#include "processing/core/Error.h"
#include "processing/core/TextWords.h"

#include <expat.h>

#include <cmath>
#include <memory>
#include <optional>

namespace insula {

namespace {

constexpr std::size_t MostLevels = 32;

// Collects the document's parts; exceptions must not pass through expat, so that the first is kept and parsing stops.
class GiftiParser {
public:
    GiftiDocument out;

    void parse(std::string_view xml)
    {
        const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
        m_parser = parser.get();
        XML_SetUserData(m_parser, this);
        XML_SetElementHandler(
            m_parser,
            [](void* self, const char* name, const char** attributes) {
                guarded(self, [&](GiftiParser& d) { d.start(name, attributes); });
            },
            [](void* self, const char* name) { guarded(self, [&](GiftiParser& d) { d.end(name); }); });
        XML_SetCharacterDataHandler(m_parser, [](void* self, const char* text, int size) {
            guarded(self, [&](GiftiParser& d) { d.m_text.append(text, static_cast<std::size_t>(size)); });
        });
        XML_SetEntityDeclHandler(
            m_parser, [](void* self, const char*, int, const char*, int, const char*, const char*, const char*, const char*) {
                guarded(self, [](GiftiParser&) { throw Error("it declares entities, which GIFTI does not need; such files are refused"); });
            });
        constexpr std::size_t Piece = std::size_t{1} << 24U;
        for (std::size_t at = 0;; at += Piece) {
            const bool isLast = xml.size() - at <= Piece;
            const std::string_view piece = xml.substr(at, Piece);
            const XML_Status status = XML_Parse(m_parser, piece.data(), static_cast<int>(piece.size()), isLast);
            if (m_problem) {
                throw *m_problem;
            }
            if (status != XML_STATUS_OK) {
                throw Error("line " + std::to_string(XML_GetCurrentLineNumber(m_parser)) + " is not well-formed XML ("
                    + XML_ErrorString(XML_GetErrorCode(m_parser)) + "); copy or export the file again");
            }
            if (isLast) {
                break;
            }
        }
    }

private:
    template <typename Work> static void guarded(void* self, Work work)
    {
        auto& document = *static_cast<GiftiParser*>(self);
        if (document.m_problem) {
            return;
        }
        try {
            work(document);
        } catch (const Error& error) {
            document.m_problem = error;
            XML_StopParser(document.m_parser, XML_FALSE);
        } catch (const std::exception& error) {
            document.m_problem = Error(error.what());
            XML_StopParser(document.m_parser, XML_FALSE);
        }
    }
    void start(const std::string& name, const char** attributes)
    {
        if (m_levels == 0 && name != "GIFTI") {
            throw Error("its XML begins with '" + name.substr(0, 40) + "', not with 'GIFTI'");
        }
        if (++m_levels > MostLevels) {
            throw Error("its XML is nested too deeply for a GIFTI file");
        }
        m_text.clear();
        std::map<std::string, std::string> found;
        for (; *attributes; attributes += 2) {
            found[attributes[0]] = attributes[1];
        }
        if (name == "DataArray") {
            if (m_inArray) {
                throw Error("an array is inside another one");
            }
            out.arrays.push_back({});
            out.arrays.back().attributes = std::move(found);
            m_inArray = true;
        } else if (name == "CoordinateSystemTransformMatrix" && m_inArray) {
            out.arrays.back().transforms.push_back({});
        } else if (name == "Label") {
            startLabel(found);
        }
    }
    void startLabel(std::map<std::string, std::string>& attributes)
    {
        const std::string& key = attributes.contains("Key") ? attributes["Key"] : attributes["Index"]; // Index in old files
        m_labelKey = TextWords(key).number<std::int32_t>();
        m_label.rgba = defaultLabelColour(m_labelKey);
        std::size_t c = 0;
        for (const char* channel : {"Red", "Green", "Blue", "Alpha"}) {
            if (attributes.contains(channel)) {
                const auto value = TextWords(attributes[channel]).number<double>();
                if (!(value >= 0 && value <= 1)) {
                    throw Error("label " + key + " has a colour outside 0 to 1");
                }
                m_label.rgba[c] = static_cast<std::uint8_t>(std::lround(255 * value));
            }
            ++c;
        }
    }
    void end(const std::string& name)
    {
        --m_levels;
        GiftiArray* array = m_inArray ? &out.arrays.back() : nullptr;
        GiftiTransform* transform = array && !array->transforms.empty() ? &array->transforms.back() : nullptr;
        if (name == "DataArray") {
            m_inArray = false;
        } else if (name == "Data" && array) {
            array->data = std::move(m_text);
        } else if (name == "Name") {
            m_key = trimmed();
        } else if (name == "Value") {
            (array ? array->meta : out.meta)[m_key] = trimmed();
        } else if (name == "DataSpace" && transform) {
            transform->from = trimmed();
        } else if (name == "TransformedSpace" && transform) {
            transform->to = trimmed();
        } else if (name == "MatrixData" && transform) {
            transform->matrix = m_text;
        } else if (name == "Label") {
            m_label.name = trimmed();
            out.table[m_labelKey] = m_label;
        }
        m_text.clear();
    }
    std::string trimmed() const
    {
        const std::size_t first = m_text.find_first_not_of(" \t\r\n");
        return first == std::string::npos ? "" : m_text.substr(first, m_text.find_last_not_of(" \t\r\n") - first + 1);
    }

    XML_Parser m_parser = nullptr;
    std::optional<Error> m_problem;
    std::string m_text, m_key;
    Label m_label;
    std::int32_t m_labelKey = 0;
    std::size_t m_levels = 0;
    bool m_inArray = false;
};

} // namespace

GiftiDocument parseGiftiXml(std::string_view xml)
{
    GiftiParser parser;
    parser.parse(xml);
    return std::move(parser.out);
}

} // namespace insula
