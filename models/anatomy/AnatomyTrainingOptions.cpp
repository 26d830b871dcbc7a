#include "models/anatomy/AnatomyTrainingOptions.h"

#include "processing/core/Error.h"

namespace insula {

nlohmann::json toJson(const AnatomyTrainingOptions& o)
{
    std::vector<std::string> begin;
    for (const std::filesystem::path& package : o.startFrom)
        begin.push_back(package.string());
    return {{"startFrom", begin}, {"labels", o.labels.string()}, {"package", o.package.string()}, {"configuration", toJson(o.configuration)}, {"steps", o.steps},
        {"images", o.images}, {"learningRate", o.learningRate}, {"seed", o.seed}, {"validation", o.validation},
        {"validateEvery", o.validateEvery}, {"checkpointEvery", o.checkpointEvery}, {"device", o.device}, {"precision", o.precision},
        {"threads", o.threads}, {"fromStart", o.fromStart}};
}

AnatomyTrainingOptions anatomyTrainingOptions(const nlohmann::json& json)
{
    try {
        AnatomyTrainingOptions o;
        o.labels = json.at("labels").get<std::string>();
        o.package = json.at("package").get<std::string>();
        o.configuration = anatomyConfiguration(json.at("configuration"));
        json.at("steps").get_to(o.steps);
        json.at("images").get_to(o.images);
        json.at("learningRate").get_to(o.learningRate);
        json.at("seed").get_to(o.seed);
        json.at("validation").get_to(o.validation);
        json.at("validateEvery").get_to(o.validateEvery);
        json.at("checkpointEvery").get_to(o.checkpointEvery);
        json.at("device").get_to(o.device);
        json.at("precision").get_to(o.precision);
        json.at("threads").get_to(o.threads);
        for (const auto& package : json.at("startFrom"))
            o.startFrom.emplace_back(package.get<std::string>());
        json.at("fromStart").get_to(o.fromStart);
        return o;
    } catch (const nlohmann::json::exception&) {
        throw Error("the options of the training are not complete; insula-cli train anatomy writes them");
    }
}

} // namespace insula
