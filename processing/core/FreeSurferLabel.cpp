// FreeSurfer's .label: a part of a surface as a list of its vertices. The file does not say how many vertices the surface has, so the data
// ends with the last one that is listed. Source: FreeSurfer wiki, LabelsClutsAnnotationFiles.
#include "processing/core/Error.h"
#include "processing/core/MeshFormats.h"

#include <algorithm>
#include <charconv>

namespace insula {

namespace {

constexpr std::int64_t MostVertices = 10000000; // far more than any surface has

std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// The whole number that a line begins with.
std::int64_t number(std::string_view line, std::size_t at)
{
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (problem != std::errc() || (end != line.data() + line.size() && *end != ' ' && *end != '\t' && *end != '\r')) {
        throw Error("line " + std::to_string(at) + " does not begin with a whole number");
    }
    return value;
}

} // namespace

VertexData readFreeSurferLabel(std::string_view text)
{
    if (!text.starts_with("#!ascii label")) {
        throw Error("it does not begin with '#!ascii label'");
    }
    takeLine(text);
    const std::int64_t count = number(takeLine(text), 2);
    std::vector<std::int64_t> vertices;
    for (std::size_t at = 3; !text.empty(); ++at) {
        const std::string_view line = takeLine(text);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        const std::int64_t vertex = number(line, at);
        if (vertex < 0 || vertex >= MostVertices) {
            throw Error("line " + std::to_string(at) + " names vertex " + std::to_string(vertex)
                + "; labels of volumes, which have no vertices, cannot be shown on a surface");
        }
        vertices.push_back(vertex);
    }
    if (count != static_cast<std::int64_t>(vertices.size())) {
        throw Error("it says that it lists " + std::to_string(count) + " vertices, but lists " + std::to_string(vertices.size()));
    }
    VertexData data;
    data.format = std::string(FreeSurferLabelFormat);
    data.isLabels = true;
    data.table[1] = {"label", {230, 60, 40, 255}};
    data.maps.resize(1);
    const std::int64_t last = vertices.empty() ? 0 : *std::ranges::max_element(vertices);
    data.maps[0].labels.assign(static_cast<std::size_t>(last) + 1, -1);
    for (const std::int64_t vertex : vertices) {
        data.maps[0].labels[static_cast<std::size_t>(vertex)] = 1;
    }
    return data;
}

} // namespace insula
