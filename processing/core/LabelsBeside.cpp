// Which table of names lies beside an image.
#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace insula {

namespace fs = std::filesystem;

bool isLabelFileName(const fs::path& file)
{
    std::string name = file.filename().string();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static const std::array<const char*, 11> words{
        "_dseg", "_mask", "-mask", "aseg", "aparc", "_seg", "_label", "atlas", "labels", "parcellation", "_roi"};
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return name.find(word) != std::string::npos; });
}

nlohmann::json labelNames(const LabelTable& table)
{
    nlohmann::json json = {{"I", nlohmann::json::array()}, {"labels", nlohmann::json::array()}, {"R", nlohmann::json::array()},
        {"G", nlohmann::json::array()}, {"B", nlohmann::json::array()}};
    for (const auto& [number, label] : table) {
        json["I"].push_back(number);
        json["labels"].push_back(label.name);
        json["R"].push_back(label.rgba[0]);
        json["G"].push_back(label.rgba[1]);
        json["B"].push_back(label.rgba[2]);
    }
    return json;
}

VolumePtr withNamesBeside(VolumePtr labels)
{
    if (!labels->labels().empty() || labels->source().path.empty()) {
        return labels;
    }
    try {
        if (const auto table = labelFileBeside(labels->source().path)) {
            Volume::Description description = labels->description();
            description.labels = readLabelFile(*table);
            return redescribed(labels, std::move(description));
        }
    } catch (const Error& error) {
        Volume::Description description = labels->description();
        description.source.warnings.push_back(fmt::format("without names: {}", error.what()));
        return redescribed(labels, std::move(description));
    }
    return labels;
}

std::optional<fs::path> labelFileBeside(const fs::path& image)
{
    std::string stem = image.filename().string();
    for (const char* suffix : {".gz", ".nii", ".hdr", ".img"}) {
        if (stem.ends_with(suffix)) {
            stem.resize(stem.size() - std::string(suffix).size());
        }
    }
    std::vector<std::string> stems{stem};
    if (stem.ends_with("MNI")) { // schaefer100x7MNI.nii.gz, schaefer100x7NodeNames.txt
        stems.push_back(stem.substr(0, stem.size() - 3));
    }
    if (const auto at = stem.find("res-"); at != std::string::npos && stem.find('_', at) != std::string::npos) {
        stems.push_back(stem.substr(0, at) + stem.substr(stem.find('_', at) + 1)); // one table for all resolutions (TemplateFlow)
    }
    std::error_code ignored;
    for (const std::string& each : stems) {
        for (const char* suffix : {".tsv", ".nii.txt", ".nii.gz.txt", ".txt", ".label", ".csv", ".ctbl", ".nii.lut", ".lut", ".jsn",
                 "_LUT.txt", "_labels.txt", "_labels.tsv", "_labels.csv", "NodeNames.txt", ".json"}) {
            fs::path table = image.parent_path() / (each + suffix);
            if (!fs::is_regular_file(table, ignored)) {
                continue;
            }
            if (table.extension() == ".json") { // most are the side-car of the scan
                try {
                    readLabelFile(table);
                } catch (const Error&) {
                    continue;
                }
            }
            return table;
        }
    }
    return std::nullopt;
}

} // namespace insula
