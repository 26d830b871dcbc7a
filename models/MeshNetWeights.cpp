#include "models/MeshNetWeights.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace insula {
namespace {

const nlohmann::json& field(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end())
        throw Error(fmt::format("the MeshNet configuration lacks '{}'", key));
    return *found;
}

std::int64_t integer(const nlohmann::json& value, const char* key, std::int64_t most)
{
    if (!value.is_number_integer() || value.get<std::int64_t>() < 1 || value.get<std::int64_t>() > most)
        throw Error(fmt::format("'{}' in the MeshNet configuration must be a whole number from 1 to {}", key, most));
    return value.get<std::int64_t>();
}

std::string text(const nlohmann::json& object, const char* key)
{
    const nlohmann::json& value = field(object, key);
    if (!value.is_string() || value.get_ref<const std::string&>().empty())
        throw Error(fmt::format("'{}' in the MeshNet configuration must be text", key));
    return value.get<std::string>();
}

void refuseUnknown(const nlohmann::json& object, const std::set<std::string>& known)
{
    if (!object.is_object())
        throw Error("the MeshNet configuration must be an object");
    for (const auto& [key, value] : object.items())
        if (!known.contains(key))
            throw Error(fmt::format("the MeshNet configuration has the unknown field '{}'", key));
}

Activation activationNamed(const std::string& name)
{
    if (name == "relu")
        return Activation::Relu;
    if (name == "elu")
        return Activation::Elu;
    if (name == "gelu")
        return Activation::Gelu;
    throw Error(fmt::format("the activation '{}' is not known; relu, elu and gelu are", name));
}

void checkFinite(const std::vector<float>& values, const std::string& name)
{
    const auto bad = std::count_if(values.begin(), values.end(), [](float value) { return !std::isfinite(value); });
    if (bad > 0)
        throw Error(fmt::format("tensor '{}' holds {} values that are not finite; get the weights again", name, bad));
}

const Tensor& expectTensor(const Safetensors& file, const std::string& name, const std::vector<std::int64_t>& shape)
{
    const Tensor* tensor = file.find(name);
    if (!tensor)
        throw Error(fmt::format("the weights lack tensor '{}' of shape {}", name, shapeText(shape)));
    if (tensor->type != "F32")
        throw Error(fmt::format("tensor '{}' has type {}, the architecture needs F32", name, tensor->type));
    if (tensor->shape != shape)
        throw Error(fmt::format("tensor '{}' has shape {}, the architecture needs {}", name, shapeText(tensor->shape), shapeText(shape)));
    return *tensor;
}

MeshNetLayer readLayer(const Safetensors& file, const std::string& name, MeshNetLayer layer, std::set<std::string>& used)
{
    const std::string weight = name + ".weight", bias = name + ".bias";
    expectTensor(file, weight, {layer.out, layer.in, layer.kernel, layer.kernel, layer.kernel});
    layer.weight = file.floats(weight);
    checkFinite(layer.weight, weight);
    used.insert(weight);
    if (file.find(bias)) {
        expectTensor(file, bias, {layer.out});
        layer.bias = file.floats(bias);
        checkFinite(layer.bias, bias);
        used.insert(bias);
    }
    return layer;
}

} // namespace

MeshNetConfiguration meshNetConfiguration(const nlohmann::json& json)
{
    refuseUnknown(json, {"channels", "classes", "dilations", "activation", "normalisation", "tensors"});
    MeshNetConfiguration configuration;
    configuration.channels = integer(field(json, "channels"), "channels", 512);
    configuration.classes = integer(field(json, "classes"), "classes", 256);
    const nlohmann::json& dilations = field(json, "dilations");
    if (!dilations.is_array() || dilations.empty() || dilations.size() > 200)
        throw Error("'dilations' in the MeshNet configuration must be a list of 1 to 200 numbers");
    for (const nlohmann::json& dilation : dilations)
        configuration.dilations.push_back(integer(dilation, "dilations", 64));
    configuration.activation = activationNamed(text(json, "activation"));
    const std::string normalisation = text(json, "normalisation");
    if (normalisation != "channel" && normalisation != "none")
        throw Error(fmt::format("the normalisation '{}' is not known; channel and none are", normalisation));
    configuration.normalise = normalisation == "channel";
    const nlohmann::json& tensors = field(json, "tensors");
    refuseUnknown(tensors, {"hidden", "hiddenStep", "output"});
    configuration.hidden = text(tensors, "hidden");
    if (configuration.hidden.find("{}") == std::string::npos)
        throw Error("'hidden' in the MeshNet configuration lacks the place {} of the layer");
    configuration.hiddenStep = integer(field(tensors, "hiddenStep"), "hiddenStep", 100);
    configuration.output = text(tensors, "output");
    return configuration;
}

std::vector<MeshNetLayer> meshNetLayers(const Safetensors& file, const MeshNetConfiguration& configuration)
{
    std::vector<MeshNetLayer> layers;
    std::set<std::string> used;
    std::int64_t in = 1;
    for (std::size_t i = 0; i < configuration.dilations.size(); ++i) {
        std::string name = configuration.hidden;
        name.replace(name.find("{}"), 2, std::to_string(static_cast<std::int64_t>(i) * configuration.hiddenStep));
        layers.push_back(readLayer(file, name, {in, configuration.channels, 3, configuration.dilations[i], {}, {}}, used));
        in = configuration.channels;
    }
    layers.push_back(readLayer(file, configuration.output, {in, configuration.classes, 1, 1, {}, {}}, used));
    for (const Tensor& tensor : file.tensors())
        if (!used.contains(tensor.name))
            throw Error(fmt::format(
                "the weights hold tensor '{}' of shape {}, which the architecture does not have", tensor.name, shapeText(tensor.shape)));
    return layers;
}

std::int64_t parameterCount(const std::vector<MeshNetLayer>& layers)
{
    std::size_t count = 0;
    for (const MeshNetLayer& layer : layers)
        count += layer.weight.size() + layer.bias.size();
    return static_cast<std::int64_t>(count);
}

} // namespace insula
