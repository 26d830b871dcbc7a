// What the steps for task runs share: which events and confounds belong to the run, and the parameters of the model. Private to the steps.
#pragma once

#include "processing/core/GlmFit.h"
#include "processing/core/Step.h"

namespace insula {

struct TaskParams {
    std::string response = "spm";
    bool hasDerivative = false;
    double highPassSeconds = 128;
    double reference = 0.5;
    std::string motion = "6";
    std::string columns;
    double trSeconds = 0;
    bool isPercent = true;
};
void bindTask(ParamBinder& b, TaskParams& p, bool offersDerivative);

struct TaskModel {
    RunEvents events;
    NamedColumns confounds;
    DesignOptions options;
    std::vector<std::uint8_t> mask;
    nlohmann::json facts; // for the side-car: where the events came from, TR
};
// Events from the port "events" or the file beside the run, motion from "confounds". Throws Error.
TaskModel taskModel(const StepInputs& inputs, const TaskParams& params, StepOutputs& outputs, const Progress& progress);

Port eventsPort();
Port confoundsPort();

} // namespace insula
