// The images of a BIDS data set in a project.
#pragma once

#include "processing/core/BidsDataset.h"
#include "processing/core/Progress.h"
#include "processing/core/Project.h"

#include <vector>

namespace insula {

// Registers every image that has a subject, where it lies (nothing is copied); those that the project knows already are looked at again.
// What cannot be read is passed over, with a sentence in `problems`. The number of images. Errors: Error, Cancelled.
std::size_t addToProject(Project& project, const BidsDataset& dataset, std::vector<std::string>& problems, const Progress& progress);

} // namespace insula
