// Changes to a pipeline that keep it as right as they can: new steps find their inputs, and nothing refers to a step that is gone.
// Any thread.
#pragma once

#include "processing/core/Pipeline.h"

#include <string>
#include <vector>

namespace insula {

// What an input of the node at `index` may take: outputs of the steps above it that fit (the nearest first), the subject's files of
// these suffixes, and files that are given.
std::vector<PipelineSource> possibleSources(const Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index,
    const Port& port, std::span<const std::string> suffixes);
// Puts a step before the one at `index`, or at the end: with an id of its own, and for each input that it needs the nearest output that
// fits, else the subject's first suffix. Returns its index. Error for an unknown step.
std::size_t addStep(Pipeline& pipeline, std::span<const StepDescription> steps, const std::string& step, std::size_t index,
    std::span<const std::string> suffixes);
// Those that took its outputs take the same kind of input that it took, where they can, else nothing.
void removeStep(Pipeline& pipeline, std::span<const StepDescription> steps, std::size_t index);
// One place up (-1) or down (1), where there is one; returns its index. References may then be wrong: problemsOf() says so.
std::size_t moveStep(Pipeline& pipeline, std::size_t index, int by);
// The only source of that input; an optional input without one goes.
void setSource(PipelineNode& node, const std::string& port, const std::vector<PipelineSource>& sources);

} // namespace insula
