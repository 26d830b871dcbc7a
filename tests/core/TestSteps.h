// Small steps of known result for the tests of the runner and the project. They are built without makeStep(), so that the tests
// stand on the runner alone.
#pragma once

#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/Step.h"

#include <chrono>
#include <thread>

namespace insula::test {

inline VolumePtr ramp(std::int64_t size = 8, float factor = 1)
{
    Volume::Description description;
    description.grid.size = {size, size, size};
    std::vector<float> voxels(static_cast<std::size_t>(size * size * size));
    for (std::size_t i = 0; i < voxels.size(); ++i) {
        voxels[i] = factor * static_cast<float>(i % 97);
    }
    return Volume::make(std::move(description), std::move(voxels));
}

// Values that no compression makes smaller.
inline VolumePtr noise(std::int64_t size)
{
    std::vector<float> voxels(static_cast<std::size_t>(size * size * size));
    std::uint32_t state = 1;
    for (float& voxel : voxels) {
        state = state * 1664525 + 1013904223;
        voxel = static_cast<float>(state);
    }
    Volume::Description description;
    description.grid.size = {size, size, size};
    return Volume::make(std::move(description), std::move(voxels));
}

inline VolumePtr scaled(const Volume& volume, float factor)
{
    std::vector<float> values = volume.frameAsFloat();
    for (float& value : values) {
        value *= factor;
    }
    return Volume::make(volume.description(), std::move(values));
}

inline VolumePtr above(const Volume& volume, float threshold)
{
    std::vector<std::uint8_t> labels;
    for (const float value : volume.frameAsFloat()) {
        labels.push_back(value > threshold ? 1 : 0);
    }
    Volume::Description description = volume.description();
    description.kind = Kind::Labels;
    return Volume::make(std::move(description), std::move(labels));
}

inline Port port(const char* key, PortKind kind, const char* entity = "", const char* suffix = "")
{
    Port result;
    result.key = key;
    result.kind = kind;
    result.label = key;
    result.bidsEntity = entity;
    result.bidsSuffix = suffix;
    return result;
}

// "double": outputs "brain" (twice the image), "mask" (above 40), "table". mode: "", "fail", "wait" (stops at checkpoints), "stuck" (does
// not).
inline StepOutputs doubled(const StepInputs& inputs, const nlohmann::json& params, const Progress& progress)
{
    using namespace std::chrono_literals;
    const std::string mode = params.value("mode", std::string());
    progress.report(0.2, "doubling");
    if (mode == "fail") {
        throw Error("the image is too sad");
    }
    for (int i = 0; mode == "wait" && i < 2000; ++i) {
        progress.checkpoint();
        std::this_thread::sleep_for(5ms);
    }
    if (mode == "stuck") {
        std::this_thread::sleep_for(10s);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(params.value("sleep", 0)));
    StepOutputs outputs;
    const Volume& image = inputs.volume("image");
    outputs.volumes["brain"] = scaled(image, 2);
    outputs.volumes["mask"] = above(image, 40);
    outputs.sidecars["brain"] = {{"Factor", 2}};
    outputs.tables["table"] = "name\tvalue\nfactor\t2\n";
    outputs.measurements = {{"volume", {{"value", 12.5}, {"unit", "ml"}}}};
    outputs.warnings = {"the image is small"};
    return outputs;
}

inline StepRegistry steps()
{
    StepDescription description;
    description.info.id = "double";
    description.info.engine = Engine::Core;
    description.info.inputs = {port("image", PortKind::Image), port("about", PortKind::Table)};
    description.info.inputs.back().optional = true;
    description.info.outputs = {port("brain", PortKind::Image, "desc-brain"), port("mask", PortKind::Labels, "desc-brain", "mask"),
        port("table", PortKind::Table, "desc-brain", "values")};
    for (Port& output : description.info.outputs) {
        output.optional = true;
    }
    StepRegistry registry;
    registry.add(Step(
        std::move(description), [](const nlohmann::json& params) { return params; }, doubled));
    return registry;
}

} // namespace insula::test
