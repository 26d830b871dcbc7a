#include "processing/sample/BidsText.h"

#include "processing/core/Version.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace insula::bids {
namespace {

std::string text(const nlohmann::ordered_json& json)
{
    return json.dump(2) + "\n";
}

} // namespace

std::string datasetDescription(const std::string& name, const std::string& type, std::uint64_t seed)
{
    nlohmann::ordered_json json{{"Name", name}, {"BIDSVersion", "1.8.0"}, {"DatasetType", type}, {"License", "CC0"}};
    json["GeneratedBy"]
        = nlohmann::json::array({{{"Name", "Insula"}, {"Version", Version}, {"Description", fmt::format("head phantom, seed {}", seed)}}});
    return text(json);
}

std::string readme(std::uint64_t seed)
{
    return fmt::format(
        "Insula sample data, seed {}.\n\n"
        "An artificial head: no person was scanned. Left and right differ on purpose: the lesion in the white matter and the oil\n"
        "capsule on the temple are on the LEFT, the right frontal pole is the larger one. During the run the phantom taps\n"
        "its right hand, 20 s of every 40 s; the left motor hand area (about x -37, y -22, z 58 mm) follows.\n\n{}.\n",
        seed, Notice);
}

std::string participants()
{
    return text({{"species", {{"Description", "what was scanned"}, {"Levels", {{"phantom", "drawn by a program"}}}}}});
}

std::string imageSideCar(const std::string& modality, const std::string& description)
{
    return text({{"Modality", modality}, {"Manufacturer", "Insula"}, {"ManufacturersModelName", "head phantom"},
        {"SoftwareVersions", Version}, {"SeriesDescription", description}});
}

std::string boldSideCar(double trSeconds)
{
    return text({{"TaskName", "tapping"}, {"RepetitionTime", trSeconds}, {"EchoTime", 0.03}, {"Modality", "MR"}, {"Manufacturer", "Insula"},
        {"ManufacturersModelName", "head phantom"}, {"SoftwareVersions", Version},
        {"TaskDescription", "20 s of right-hand finger tapping, 20 s of rest, six times"}, {"SliceTimingCorrected", true}});
}

std::string events(const std::vector<TaskEvent>& events)
{
    std::string tsv = "onset\tduration\ttrial_type\n";
    for (const TaskEvent& e : events)
        tsv += fmt::format("{:.1f}\t{:.1f}\t{}\n", e.onset, e.duration, e.type);
    return tsv;
}

} // namespace insula::bids
