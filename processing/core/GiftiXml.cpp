#include "processing/core/GiftiXml.h"

#include "processing/core/Error.h"
#include "processing/core/LabelText.h"
#include "processing/core/TextWords.h"
#include "processing/core/XmlWalk.h"

#include <cmath>
#include <utility>

namespace insula {

namespace {

using labeltext::trimmed;

class GiftiParser : public XmlVisitor {
public:
    GiftiDocument out;

    void start(const std::string& name, XmlAttributes& attributes) override
    {
        if (name == "DataArray") {
            if (m_inArray) {
                throw Error("an array is inside another one");
            }
            out.arrays.push_back({});
            out.arrays.back().attributes = std::move(attributes);
            m_inArray = true;
        } else if (name == "CoordinateSystemTransformMatrix" && m_inArray) {
            out.arrays.back().transforms.push_back({});
        } else if (name == "Label") {
            startLabel(attributes);
        }
    }
    void end(const std::string& name, std::string& text) override
    {
        GiftiArray* array = m_inArray ? &out.arrays.back() : nullptr;
        GiftiTransform* transform = array && !array->transforms.empty() ? &array->transforms.back() : nullptr;
        if (name == "DataArray") {
            m_inArray = false;
        } else if (name == "Data" && array) {
            array->data = std::move(text);
        } else if (name == "Name") {
            m_key = trimmed(text);
        } else if (name == "Value") {
            (array ? array->meta : out.meta)[m_key] = trimmed(text);
        } else if (name == "DataSpace" && transform) {
            transform->from = trimmed(text);
        } else if (name == "TransformedSpace" && transform) {
            transform->to = trimmed(text);
        } else if (name == "MatrixData" && transform) {
            transform->matrix = text;
        } else if (name == "Label") {
            m_label.name = trimmed(text);
            out.table[m_labelKey] = m_label;
        }
    }

private:
    void startLabel(XmlAttributes& attributes)
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

    std::string m_key;
    Label m_label;
    std::int32_t m_labelKey = 0;
    bool m_inArray = false;
};

} // namespace

GiftiDocument parseGiftiXml(std::string_view xml)
{
    GiftiParser parser;
    walkXml(xml, "GIFTI", parser);
    return std::move(parser.out);
}

} // namespace insula
