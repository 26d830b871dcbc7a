// The files that a derivative was made from, by the side-cars beside it: so a corrected run finds the events of the raw one.
//
// Any thread. What cannot be read ends the chain; nothing is thrown. Source: BIDS specification 1.9, "Derived dataset and pipeline
// description", Sources and BIDS URIs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

// The run itself, then the first source of its side-car, of that one's, and so on; only files that are there.
std::vector<std::filesystem::path> originsOf(const std::filesystem::path& run);
// fileOfRun() of the first of them that has one; empty when none has.
std::filesystem::path fileOfOrigins(const std::filesystem::path& run, const std::string& suffix);

} // namespace insula
