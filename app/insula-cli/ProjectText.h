// A project and its runs as text and as JSON.
#pragma once

#include "processing/core/Project.h"

#include <string>

namespace insula {

nlohmann::json projectJson(const Project& project); // {"name", "folder", "subjects", "volumes", "runs"}
std::string projectText(const Project& project);
nlohmann::json runJson(const RunRow& run);
std::string runText(const RunRow& run); // everything that is known about it
std::string runTable(const std::vector<RunRow>& runs); // one line each

} // namespace insula
