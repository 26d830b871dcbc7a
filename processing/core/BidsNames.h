// The rules of BIDS file names: which entities there are, in which order, and which suffixes go where.
//
// Source: BIDS specification 1.9, "Entities" and "Filename templates" (bids-specification.readthedocs.io). Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace insula {

// "sub-01_task-rest_bold.nii.gz" cut at its signs, without any guessing.
struct BidsParts {
    std::vector<std::pair<std::string, std::string>> entities; // in the order of the name
    std::string suffix, extension; // extension with the dot: ".nii.gz"
    bool isWellFormed = false; // entities, then a suffix, all of letters and digits

    std::string entity(const std::string& key) const; // "" when absent
};
BidsParts bidsParts(const std::filesystem::path& file);

bool isBidsDatatype(const std::string& folder); // "anat", "func", ...

struct BidsNameProblem {
    std::string what, advice;
};
// What is wrong with a name in such a folder; derivatives may have more entities and any suffix. Place in the tree is not looked at.
std::vector<BidsNameProblem> bidsNameProblems(const BidsParts& parts, const std::string& datatype, bool isDerivative);

// Coordinate systems that need no explanation: templates of the specification's list.
bool isStandardSpace(const std::string& label);

} // namespace insula
