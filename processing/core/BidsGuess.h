// Guesses from what a scanner says about a series how BIDS would call its image.
//
// Words in the description, the protocol's and the sequence's name count first, then the physics (EPI, TR, TE, TI, number of frames).
// Only a guess: people see it and can change it. Any thread. Source: BIDS specification 1.9, "Magnetic resonance imaging".
#pragma once

#include <filesystem>
#include <string>

namespace insula {

struct SeriesFacts {
    std::string modality = "MR", description{}, protocol{}, sequenceName{}, scanningSequence{}, imageType{}, contrast{};
    std::string component{}; // "", "ph", "real", "imag"
    long long slices = 1, frames = 1;
    double trSeconds = 0, echoMs = 0, inversionMs = 0;
    int echo = 0; // from 1 when the series has several
    bool isLocalizer = false; // known to be one: slices in several orientations
};

struct BidsGuess {
    std::string folder{}; // braces: may be left out of a designated initialiser. "anat", "func", "fmap", "dwi", "perf", "pet", "ct"; ""
                          // when there is nothing to keep (localizers, derived maps)
    std::string suffix{}; // "T1w", "bold", "phasediff", ...
    std::string task{}, direction{}; // "rest"; "AP"
    std::string note{}; // why nothing is to be kept: "localizer", "derived by the scanner"
};
BidsGuess guessBids(const SeriesFacts& facts);

// "func/task-rest_run-2_bold": folder, entities in BIDS's order, suffix; without subject and session. run: 0 when it is the only one.
std::string bidsName(const BidsGuess& guess, const SeriesFacts& facts, int run);
// "sub-01/ses-2/func/sub-01_ses-2_task-rest_run-2_bold" for such a name; session may be empty. Usage Error when it is none.
std::filesystem::path bidsRawPath(const std::string& name, const std::string& subject, const std::string& session);

} // namespace insula
