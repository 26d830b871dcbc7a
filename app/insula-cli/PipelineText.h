// Pipelines, plans and results as text and JSON for people and programs.
#pragma once

#include "processing/core/PipelineExecutor.h"

#include <string>

namespace insula {

std::string pipelineDescription(const Pipeline& pipeline, std::span<const StepDescription> steps);
std::string planText(const PipelinePlan& plan); // a line for each step
nlohmann::json planJson(const PipelinePlan& plan);
// "motion      done      run 3    12.3 s    210 MiB", with a line end.
std::string resultLine(const NodeResult& result, std::size_t width);
nlohmann::json resultJson(const NodeResult& result);

} // namespace insula
