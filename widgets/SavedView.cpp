#include "widgets/SavedView.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"
#include "processing/core/Nifti.h"

namespace insula {

nlohmann::json readView(const std::filesystem::path& file)
{
    auto view = nlohmann::json::parse(readTextFile(file), nullptr, false);
    if (!view.is_object() || !view.contains("layers") || !view.at("layers").is_array())
        throw Error("'" + file.string() + "' is not a saved view; choose a file that \"Save view\" wrote");
    return view;
}

ViewVolumes readViewVolumes(const nlohmann::json& view, const Progress& progress)
{
    ViewVolumes volumes;
    for (const auto& layer : view.at("layers")) {
        if (!layer.is_object() || !layer.contains("path") || !layer.at("path").is_string())
            throw Error("the view has a layer without a path");
        const auto path = layer.at("path").get<std::string>();
        NiftiReadOptions options;
        options.kind = layer.contains("kind") && layer.at("kind") == "labels" ? Kind::Labels : Kind::Image;
        auto volume = readNifti(path, options, progress);
        const bool isLabels = layer.contains("display") && layer.at("display").is_object()
            && layer.at("display").value("colour-map", std::string()) == "labels";
        volumes[{path, options.kind}] = isLabels ? withNamesBeside(volume) : volume;
    }
    return volumes;
}

} // namespace insula
