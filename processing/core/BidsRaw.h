// A BIDS data set of raw images that grows subject by subject.
#pragma once

#include <filesystem>
#include <string>

namespace insula {

// Makes `folder` a data set and `subject` one of its participants: dataset_description.json, README and participants.tsv are written when missing,
// a row is added when the subject has none; what is there otherwise stays. Errors: Error with one line, also for a participants.tsv that
// cannot be understood. Not for two processes at once. Source: BIDS specification 1.9, "Modality agnostic files".
void addToRawDataset(const std::filesystem::path& folder, const std::string& name, const std::string& subject);

} // namespace insula
