#include "widgets/SavedView.h"

#include "processing/core/Error.h"
#include "processing/core/Nifti.h"

namespace insula {

ViewVolumes readViewVolumes(const nlohmann::json& view, const Progress& progress)
{
    ViewVolumes volumes;
    for (const auto& layer : view.at("layers")) {
        if (!layer.is_object() || !layer.contains("path") || !layer.at("path").is_string())
            throw Error("the view has a layer without a path");
        const auto path = layer.at("path").get<std::string>();
        NiftiReadOptions options;
        options.kind = layer.contains("kind") && layer.at("kind") == "labels" ? Kind::Labels : Kind::Image;
        volumes[{path, options.kind}] = readNifti(path, options, progress);
    }
    return volumes;
}

} // namespace insula
