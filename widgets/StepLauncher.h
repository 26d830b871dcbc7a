// From a filled-in form to a job, and from a finished job to its results: where they go, and which of them are worth a layer.
//
// With a project, a run whose input belongs to it gets the project, the subject and derivative names. Otherwise results go beside
// the input, under free names, or to the user's results folder when that place cannot be written. Any thread; throws Error.
#pragma once

#include "processing/core/Runner.h"
#include "viewers/Scene.h"
#include "widgets/Job.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace insula {

class ProjectSession;

// Completes what a form cannot know: project, subject and session, or the outputs' names.
RunRequest completedRequest(RunRequest request, const StepInfo& step, const ProjectSession& projects);

// "Results go to the project, subject 01." or "Results go to FOLDER." for a completed request.
QString destinationSentence(const RunRequest& completed);

// Names beside `input` that no file has: T1w_desc-brain_mask.nii.gz, then ..._desc-brain2_mask.nii.gz.
std::map<std::string, std::filesystem::path> freeOutputNames(const std::filesystem::path& input, const StepInfo& step);

// The step with its defaults on the scan that is meant: the selected layer when it is an image from a file, else the lowest that is; never
// a distance map, which is what the first of these steps leaves selected. Nothing without one.
std::optional<RunRequest> requestOnScan(const Scene& scene, const std::string& step);

// A mask of that distance map at the border that is shown, and the brain of the scan below it.
RunRequest distanceMaskRequest(const Scene& scene, LayerId map);

// The outputs that a viewer wants to see: label maps over what is shown, else the first image; and distance maps, as the brain's edge.
std::vector<std::filesystem::path> outputsToShow(const Job& job, const StepInfo& step);

} // namespace insula
