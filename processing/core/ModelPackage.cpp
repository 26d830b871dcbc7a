#include "processing/core/ModelPackage.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <string_view>

namespace insula {
namespace {

constexpr std::size_t MaxJsonBytes = 1u << 20;

// One JSON object whose fields must all be known and of the right type.
class Fields {
public:
    Fields(const nlohmann::json& json, std::string where) : m_json(json), m_where(std::move(where))
    {
        if (!json.is_object())
            throw Error(fmt::format("{} is no JSON object", m_where));
    }
    const nlohmann::json& at(const std::string& key)
    {
        m_known.insert(key);
        const auto found = m_json.find(key);
        if (found == m_json.end())
            throw Error(fmt::format("{} lacks '{}'", m_where, key));
        return *found;
    }
    std::string text(const std::string& key)
    {
        const nlohmann::json& value = at(key);
        if (!value.is_string() || value.get_ref<const std::string&>().empty())
            throw wrong(key, "must be text and not empty");
        return value.get<std::string>();
    }
    double number(const std::string& key, double least, double most)
    {
        const nlohmann::json& value = at(key);
        if (!value.is_number() || !(value.get<double>() >= least && value.get<double>() <= most))
            throw wrong(key, fmt::format("must be a number from {} to {}", least, most));
        return value.get<double>();
    }
    std::int64_t integer(const std::string& key, std::int64_t least, std::int64_t most)
    {
        const double value = number(key, static_cast<double>(least), static_cast<double>(most));
        if (value != std::floor(value))
            throw wrong(key, "must be a whole number");
        return static_cast<std::int64_t>(value);
    }
    bool boolean(const std::string& key)
    {
        const nlohmann::json& value = at(key);
        if (!value.is_boolean())
            throw wrong(key, "must be true or false");
        return value.get<bool>();
    }
    const nlohmann::json& list(const std::string& key)
    {
        const nlohmann::json& value = at(key);
        if (!value.is_array() || value.empty())
            throw wrong(key, "must be a list and not empty");
        return value;
    }
    Fields object(const std::string& key) { return Fields(at(key), fmt::format("{}, '{}'", m_where, key)); }
    Error wrong(const std::string& key, const std::string& expectation) const
    {
        return Error(fmt::format("{}, '{}': {}", m_where, key, expectation));
    }
    void finish() const
    {
        for (const auto& [key, value] : m_json.items())
            if (!m_known.contains(key))
                throw Error(fmt::format("{} has the unknown field '{}'; check its spelling", m_where, key));
    }

private:
    const nlohmann::json& m_json;
    std::string m_where;
    std::set<std::string> m_known;
};

bool isPlainName(const std::string& text)
{
    const bool known = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
    return known && !text.empty() && text.front() != '.' && text.size() <= 100;
}

bool isHex(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

ConformRule readConform(Fields fields)
{
    ConformRule rule;
    rule.size = fields.integer("size", 8, 512);
    rule.voxelMm = fields.number("voxelMm", 0.1, 10);
    if (fields.text("orientation") != "LIA")
        throw fields.wrong("orientation", "only \"LIA\" is known");
    fields.finish();
    return rule;
}

IntensityRule readIntensity(Fields fields)
{
    IntensityRule rule;
    const std::string kind = fields.text("rule");
    if (kind == "quantile") {
        rule.lowPercent = fields.number("low", 0, 100);
        rule.highPercent = fields.number("high", 0, 100);
        rule.clip = fields.boolean("clip");
        if (rule.lowPercent >= rule.highPercent)
            throw fields.wrong("low", "must be below 'high'");
    } else if (kind != "minmax") {
        throw fields.wrong("rule", "must be \"quantile\" or \"minmax\"");
    }
    fields.finish();
    return rule;
}

Label readLabel(Fields& fields)
{
    Label label{fields.text("name")};
    const std::string colour = fields.text("colour");
    if (colour.size() != 7 || colour.front() != '#' || !isHex(colour.substr(1)))
        throw fields.wrong("colour", "must look like \"#1e90ff\"");
    for (std::size_t i = 0; i < 3; ++i)
        label.rgba[i] = static_cast<std::uint8_t>(std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16));
    return label;
}

LabelTable readLabels(const nlohmann::json& list)
{
    LabelTable labels;
    for (const nlohmann::json& entry : list) {
        Fields fields(entry, fmt::format("label {}", labels.size()));
        const std::int64_t number = fields.integer("number", 0, 255);
        if (!labels.emplace(number, readLabel(fields)).second)
            throw fields.wrong("number", "is used twice");
        fields.finish();
    }
    return labels;
}

std::vector<ModelFile> readFiles(const nlohmann::json& list)
{
    std::vector<ModelFile> files;
    for (const nlohmann::json& entry : list) {
        Fields fields(entry, fmt::format("file {}", files.size()));
        ModelFile file{fields.text("name"), fields.text("sha256"), 0};
        file.bytes = static_cast<std::uint64_t>(fields.integer("bytes", 1, std::int64_t{1} << 40));
        if (!isPlainName(file.name))
            throw fields.wrong("name", "must be a plain file name without a folder");
        if (file.sha256.size() != 64 || !isHex(file.sha256))
            throw fields.wrong("sha256", "must be 64 lower-case hexadecimal digits");
        if (std::any_of(files.begin(), files.end(), [&file](const ModelFile& other) { return other.name == file.name; }))
            throw fields.wrong("name", "is used twice");
        fields.finish();
        files.push_back(std::move(file));
    }
    if (!files.front().name.ends_with(".safetensors"))
        throw Error("the first of 'files' must be the weights, *.safetensors");
    return files;
}

} // namespace

std::string_view name(ModelState state)
{
    switch (state) {
    case ModelState::Ready:
        return "ready";
    case ModelState::WeightsMissing:
        return "weights missing";
    case ModelState::Damaged:
        break;
    }
    return "damaged";
}

const std::filesystem::path& FoundModel::weights() const
{
    if (state != ModelState::Ready)
        throw Error(fmt::format("model '{}' is not ready: {}", package.id, problem));
    return files.at(package.files.front().name);
}

ModelPackage parseModelPackage(const nlohmann::json& json)
{
    Fields fields(json, "model.json");
    if (fields.integer("format", 1, 1000) != 1)
        throw fields.wrong("format", "is of a newer Insula; this one reads format 1");
    ModelPackage package;
    package.id = fields.text("id");
    if (!isPlainName(package.id))
        throw fields.wrong("id", "may hold letters, digits, '-', '_' and '.' only");
    package.title = fields.text("title");
    package.version = fields.text("version");
    package.task = fields.text("task");
    if (package.task != "skull-strip" && package.task != "segment" && package.task != "anatomy")
        throw fields.wrong("task", "must be \"skull-strip\", \"segment\" or \"anatomy\"");
    package.architecture = fields.text("architecture");
    package.configuration = fields.at("configuration");
    if (!package.configuration.is_object())
        throw fields.wrong("configuration", "must be an object");
    Fields before = fields.object("preprocessing");
    package.conform = readConform(before.object("conform"));
    package.intensity = readIntensity(before.object("intensity"));
    before.finish();
    Fields after = fields.object("postprocessing");
    package.keepLargestComponent = after.boolean("keepLargestComponent");
    after.finish();
    package.labels = readLabels(fields.list("labels"));
    package.licence = fields.text("licence");
    package.citation = fields.text("citation");
    package.intendedUse = fields.text("intendedUse");
    package.limits = fields.text("limits");
    package.files = readFiles(fields.list("files"));
    fields.finish();
    return package;
}

ModelPackage readModelPackage(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "model.json";
    return withContext(fmt::format("cannot read model package '{}'", folder.string()), [&] {
        nlohmann::json json;
        try {
            json = nlohmann::json::parse(readTextFile(file, MaxJsonBytes));
        } catch (const nlohmann::json::exception& error) {
            throw Error(fmt::format("model.json is no valid JSON ({})", error.what()));
        }
        ModelPackage package = parseModelPackage(json);
        package.folder = folder;
        return package;
    });
}

} // namespace insula
