// What is wrong with a BIDS data set, file by file, and what to do about it.
//
// Headers of images are read, voxels are not. Errors are what the specification forbids or what makes analyses go wrong without a word (a
// repetition time that the header contradicts); warnings are what it recommends. Any thread. Source: BIDS specification 1.9.
#pragma once

#include "processing/core/BidsDataset.h"
#include "processing/core/Progress.h"

#include <string>
#include <vector>

namespace insula {

struct BidsProblem {
    bool isError = true;
    std::string file; // relative to the data set; "" for the whole
    std::string what, advice; // a sentence each, without a full stop

    friend bool operator==(const BidsProblem&, const BidsProblem&) = default;
};

// Errors before warnings, by file.
std::vector<BidsProblem> checkBids(const BidsDataset& dataset, const Progress& progress = {});

namespace bids {
// Parts of it, each adding to the list. Private to the check.
using Problems = std::vector<BidsProblem>;
void checkImage(const BidsDataset& dataset, const BidsFile& file, Problems& problems);
void checkEvents(const BidsDataset& dataset, const BidsFile& file, Problems& problems);
void checkParticipants(const BidsDataset& dataset, Problems& problems);
void checkScans(const BidsDataset& dataset, const BidsFile& file, Problems& problems);
} // namespace bids

} // namespace insula
