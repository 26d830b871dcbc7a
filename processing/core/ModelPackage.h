// Model packages: a folder with model.json and *.safetensors that says which network it is, how its input is prepared, what its numbers
// mean, and what it may be used for.
//
// A package without weights in its folder is a recipe: it is joined with weights that lie under the package's name in any folder of
// the search path and have the SHA-256 that the recipe names. Nothing is used whose SHA-256 is not the one in model.json.
// Search path: <resources>/models, <user's data folder>/models, the folders of INSULA_MODEL_PATH (colon separated).
// Errors: Error with one line. Thread: any; hashes are remembered per process for files that did not change.
#pragma once

#include "processing/core/LabelTable.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace insula {

// The grid on which the network sees a head: `size`-cubed, isotropic, axes left, inferior, anterior (see conformedGrid()). For an
// AnatomyUNet `size` is the most along an axis: the grid is as large as the head.
struct ConformRule {
    std::int64_t size = 256;
    double voxelMm = 1;
};

// How grey values become the network's input: (v - low) / (high - low), low and high being percentiles of the whole conformed grid,
// zeros outside the scan included; 0 and 100 are minimum and maximum.
struct IntensityRule {
    double lowPercent = 0, highPercent = 100;
    bool clip = false; // to 0..1
};

struct ModelFile {
    std::string name; // no folder
    std::string sha256;
    std::uint64_t bytes = 0;
};

struct ModelPackage {
    std::string id, title, version;
    std::string task; // "skull-strip", "segment" or "anatomy"
    std::string architecture; // "MeshNet" or "AnatomyUNet"
    nlohmann::json configuration = nlohmann::json::object(); // of the architecture, checked by the code that implements it
    ConformRule conform;
    IntensityRule intensity;
    bool keepLargestComponent = false; // of everything that is not label 0
    LabelTable labels;
    std::string licence, citation, intendedUse, limits;
    std::vector<ModelFile> files;
    std::filesystem::path folder; // of model.json
};

enum class ModelState { Ready, WeightsMissing, Damaged };
std::string_view name(ModelState state); // "ready", "weights missing", "damaged"

struct FoundModel {
    ModelPackage package; // id and folder only, when model.json itself is damaged
    ModelState state = ModelState::Damaged;
    std::string problem; // one sentence that says what to do; empty when ready
    std::map<std::string, std::filesystem::path> files; // by name: where each verified file lies

    const std::filesystem::path& weights() const; // the first file; throws Error with `problem` unless ready
};

// Reads and checks <folder>/model.json. Error names the field that is wrong.
ModelPackage readModelPackage(const std::filesystem::path& folder);
ModelPackage parseModelPackage(const nlohmann::json& json);

std::vector<std::filesystem::path> modelSearchPath(); // folders that exist
std::filesystem::path userModelFolder(); // $XDG_DATA_HOME/insula/models, else ~/.local/share/insula/models; need not exist

// Every package on the search path, by id; of several with one id the first that is ready, else the first.
std::vector<FoundModel> listModelPackages();
// By id, or by folder (also a bare folder of public weights that a recipe knows by their SHA-256). Throws Error when there is none, naming
// similar ids; the state of what is found may still be other than ready.
FoundModel findModelPackage(const std::string& nameOrFolder);
// Copies a package, or a bare folder of known weights, into the user's model folder: complete or not at all.
FoundModel addModelPackage(const std::filesystem::path& folder);

} // namespace insula
