// FSL's .xml description of an atlas: header with name, type and images, then one label element for each region.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"
#include "processing/core/LabelText.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace insula {
namespace {

std::string unescaped(std::string text)
{
    constexpr std::array<std::pair<const char*, const char*>, 5> entities{
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}}}; // the last one last
    for (const auto& [code, meaning] : entities) {
        for (auto at = text.find(code); at != std::string::npos; at = text.find(code, at + 1)) {
            text.replace(at, std::string(code).size(), meaning);
        }
    }
    return labeltext::trimmed(text);
}

struct Element {
    std::string attributes, text;
};

// Each <name ...>text</name>; comments are gone already.
std::vector<Element> elements(const std::string& xml, const std::string& name)
{
    std::vector<Element> found;
    for (auto at = xml.find('<' + name); at != std::string::npos; at = xml.find('<' + name, at + 1)) {
        const auto after = at + 1 + name.size();
        if (after >= xml.size()
            || (xml[after] != '>' && xml[after] != ' ' && xml[after] != '\t' && xml[after] != '\n' && xml[after] != '\r')) {
            continue;
        }
        const auto open = xml.find('>', after), close = xml.find("</" + name + '>', after);
        if (open == std::string::npos || close == std::string::npos || close < open) {
            throw Error(fmt::format("the element <{}> does not end", name));
        }
        found.push_back({xml.substr(after, open - after), unescaped(xml.substr(open + 1, close - open - 1))});
    }
    return found;
}

std::optional<double> attribute(const Element& element, const std::string& name)
{
    for (const char quote : {'"', '\''}) {
        const std::string key = name + '=' + quote;
        const auto at = element.attributes.find(key);
        if (at != std::string::npos) {
            const auto from = at + key.size();
            return labeltext::number(element.attributes.substr(from, element.attributes.find(quote, from) - from));
        }
    }
    return std::nullopt;
}

std::string withoutComments(std::string xml)
{
    for (auto at = xml.find("<!--"); at != std::string::npos; at = xml.find("<!--", at)) {
        const auto end = xml.find("-->", at);
        xml.erase(at, end == std::string::npos ? std::string::npos : end + 3 - at);
    }
    return xml;
}

} // namespace

bool isAtlasDescription(const std::filesystem::path& file)
{
    std::error_code ignored;
    if (file.extension() != ".xml" || !std::filesystem::is_regular_file(file, ignored)) {
        return false;
    }
    try {
        return readTextFile(file).find("<atlas") != std::string::npos;
    } catch (const Error&) {
        return false;
    }
}

AtlasDescription readAtlasDescription(const std::filesystem::path& file)
{
    return withContext(fmt::format("cannot read the atlas description '{}'", file.string()), [&] {
        const std::string xml = withoutComments(readTextFile(file));
        AtlasDescription atlas;
        const auto names = elements(xml, "name"), types = elements(xml, "type");
        atlas.name = names.empty() ? file.stem().string() : names.front().text;
        const std::string type = types.empty() ? "label" : labeltext::lower(types.front().text);
        if (type != "label" && type != "probabilistic" && type != "statistic") {
            throw Error(fmt::format("its type is '{}', expected Label or Probabilistic", type));
        }
        atlas.isProbabilistic = type != "label";
        for (const Element& each : elements(xml, "imagefile")) {
            atlas.images.push_back(each.text);
        }
        for (const Element& each : elements(xml, "summaryimagefile")) {
            atlas.summaryImages.push_back(each.text);
        }
        for (const Element& each : elements(xml, "label")) {
            const auto index = attribute(each, "index"), value = attribute(each, "value");
            if (!index && !value) {
                throw Error(fmt::format("the label '{}' has no index", each.text));
            }
            // Without a value of its own, a region of a probabilistic atlas is index + 1 in its summary image, and frame `index`.
            const double number = atlas.isProbabilistic ? index.value_or(*value - 1) + 1 : value.value_or(*index);
            const auto key = labeltext::whole(number);
            if (!atlas.labels.emplace(key, Label{each.text, defaultLabelColour(key)}).second) {
                throw Error(fmt::format("two labels have the index {}", key));
            }
        }
        if (atlas.labels.empty()) {
            throw Error("it names no label; expected <label index=\"0\">Name</label>");
        }
        return atlas;
    });
}

} // namespace insula
