// The small text files of a BIDS 1.8 data set (https://bids-specification.readthedocs.io) for the sample project.
// Values are made up where a phantom has none, and say so. Thread: any.
#pragma once

#include "processing/sample/BoldRun.h"

#include <string>
#include <vector>

namespace insula::bids {

std::string datasetDescription(const std::string& name, const std::string& type, std::uint64_t seed);
std::string readme(std::uint64_t seed);
std::string participants();
std::string imageSideCar(const std::string& modality, const std::string& description);
std::string boldSideCar(double trSeconds);
std::string events(const std::vector<TaskEvent>& events);

} // namespace insula::bids
