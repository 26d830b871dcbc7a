#include "widgets/SavedView.h"

#include "processing/core/Error.h"
#include "processing/core/LabelForms.h"
#include "processing/core/Nifti.h"

namespace insula {

bool isFromFile(const Volume& volume)
{
    return std::filesystem::path(volume.source().path).is_absolute();
}

nlohmann::json viewOf(const Scene& scene)
{
    auto view = scene.toJson();
    auto layers = nlohmann::json::array();
    int selected = -1;
    for (std::size_t n = 0; n < scene.layers().size(); ++n) {
        if (!isFromFile(*scene.layers()[n].volume))
            continue;
        if (view.at("selected") == static_cast<int>(n))
            selected = static_cast<int>(layers.size());
        layers.push_back(view.at("layers").at(n));
    }
    view["selected"] = selected < 0 && !layers.empty() ? static_cast<int>(layers.size()) - 1 : selected;
    view["layers"] = std::move(layers);
    return view;
}

SurfaceFiles readViewSurfaces(const nlohmann::json& view, const Progress& progress)
{
    SurfaceFiles files;
    if (!view.contains("surfaces"))
        return files;
    progress.checkpoint();
    try {
        surfacesFrom(view.at("surfaces"), files);
    } catch (const nlohmann::json::exception& error) {
        throw Error(std::string("the view's surfaces cannot be read: ") + error.what());
    }
    progress.checkpoint();
    return files;
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
