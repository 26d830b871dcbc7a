// A package whose network is a function of the test, and head phantoms on an oblique, anisotropic, left-handed grid.
#pragma once

#include "models/steps/ModelSteps.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Safetensors.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numbers>

namespace insula::test {

constexpr std::int64_t ConformedSize = 128;
constexpr double ConformedMm = 2; // so that the field is 256 mm, as that of the real networks

// Makes <folder>/<id>/model.json with weights that nobody reads, and puts folder on the search path alone.
// `changes` are merged into model.json.
inline void makePackage(const std::filesystem::path& folder, const std::string& id, const std::string& task, const nlohmann::json& labels,
    const nlohmann::json& changes = nlohmann::json::object())
{
    const std::filesystem::path place = folder / "resources/models" / id;
    std::filesystem::create_directories(place);
    const std::vector<float> values{1};
    writeSafetensors(place / "model.safetensors", {{"a", "F32", {1}, std::as_bytes(std::span(values))}});
    nlohmann::json json{{"format", 1}, {"id", id}, {"title", "Test"}, {"version", "1"}, {"task", task}, {"architecture", "MeshNet"},
        {"configuration", nlohmann::json::object()},
        {"preprocessing",
            {{"conform", {{"size", ConformedSize}, {"voxelMm", ConformedMm}, {"orientation", "LIA"}}},
                {"intensity", {{"rule", "quantile"}, {"low", 2}, {"high", 98}, {"clip", true}}}}},
        {"postprocessing", {{"keepLargestComponent", true}}}, {"labels", labels}, {"licence", "none"}, {"citation", "none"},
        {"intendedUse", "tests"}, {"limits", "all"},
        {"files",
            {{{"name", "model.safetensors"}, {"sha256", sha256OfFile(place / "model.safetensors")},
                {"bytes", std::filesystem::file_size(place / "model.safetensors")}}}}};
    json.merge_patch(changes);
    std::ofstream(place / "model.json") << json.dump();
    qputenv("INSULA_RESOURCES", (folder / "resources").c_str());
    qputenv("XDG_DATA_HOME", (folder / "data").c_str());
    qunsetenv("INSULA_MODEL_PATH");
}

// Turned by 20 degrees about two axes, voxels of 2.5 x 2 x 3.1 mm, negative determinant, the field's centre at (6, -9, 14).
inline Grid obliqueGrid(const Size3& size = {84, 104, 70})
{
    const double c = std::cos(std::numbers::pi / 9), s = std::sin(std::numbers::pi / 9);
    const Affine aboutZ = Affine::fromColumns({c, s, 0}, {-s, c, 0}, {0, 0, 1}, {0, 0, 0});
    const Affine aboutX = Affine::fromColumns({1, 0, 0}, {0, c, s}, {0, -s, c}, {0, 0, 0});
    const Affine scale = Affine::fromColumns({-2.5, 0, 0}, {0, 2, 0}, {0, 0, 3.1}, {0, 0, 0});
    Affine affine = aboutZ * aboutX * scale;
    const World middle = affine.toWorld({double(size.x - 1) / 2, double(size.y - 1) / 2, double(size.z - 1) / 2});
    affine(0, 3) = 6 - middle.x;
    affine(1, 3) = -9 - middle.y;
    affine(2, 3) = 14 - middle.z;
    return {size, affine};
}

template <typename Value> auto onEachVoxel(const Grid& grid, Value&& value)
{
    std::vector<decltype(value(World{}))> voxels;
    voxels.reserve(static_cast<std::size_t>(grid.size.count()));
    for (std::int64_t k = 0; k < grid.size.z; ++k)
        for (std::int64_t j = 0; j < grid.size.y; ++j)
            for (std::int64_t i = 0; i < grid.size.x; ++i)
                voxels.push_back(value(grid.affine.toWorld({double(i), double(j), double(k)})));
    return voxels;
}

inline double squaredDistance(const World& a, const World& b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z);
}

// The "brain": a ball of 66 mm (1,204 ml), off the centre in every direction.
constexpr World BallCentre{22, -30, 26};
constexpr double BallRadiusMm = 66;
inline bool isInBall(const World& w)
{
    return squaredDistance(w, BallCentre) < BallRadiusMm * BallRadiusMm;
}

inline Volume::Description described(const Grid& grid, std::int64_t frames = 1)
{
    Volume::Description description;
    description.grid = grid;
    description.frames = frames;
    return description;
}

inline VolumePtr ballImage(const Grid& grid)
{
    return Volume::make(described(grid), onEachVoxel(grid, [](const World& w) { return isInBall(w) ? 900.0f : 100.0f; }));
}

// Bright voxels are class 1: what a perfect network would say about ballImage().
inline NetworkResult threshold(const NetworkRequest& request, const Progress&)
{
    NetworkResult result;
    result.device = "test";
    for (const float value : request.values)
        result.classes.push_back(value > 0.5f ? 1 : 0);
    return result;
}

inline StepOutputs runOn(const Step& step, VolumePtr image, const nlohmann::json& params)
{
    StepInputs inputs;
    inputs.volumes["image"] = std::move(image);
    return step.run(inputs, params, {});
}

inline std::string errorOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace insula::test
