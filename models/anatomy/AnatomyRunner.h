// Runs the anatomy network with LibTorch.
#pragma once

#include "models/AnatomyInference.h"

namespace insula {

AnatomyRunner torchAnatomyRunner();

// What insula-infer says about a package after reading its weights. Error when they do not fit.
nlohmann::json checkAnatomyModel(const FoundModel& model);

} // namespace insula
