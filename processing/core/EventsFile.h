// What happened during a run: a BIDS *_events.tsv, and which files beside a run belong to it.
//
// Seconds from the first frame's start (before it: negative). Errors: Error with one line. Any thread. Source: BIDS specification 1.9,
// "Events" and "The Inheritance Principle".
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace insula {

struct RunEvent {
    double onset = 0, duration = 0; // s; a duration that is not available is 0
    std::string type; // trial_type; "event" where the file has none
};

struct RunEvents {
    std::vector<RunEvent> events; // by onset
    std::vector<std::string> types; // each once, in the order of their first onset
};

// Throws Error without the columns onset and duration, for an onset that is no number, and for a negative duration.
RunEvents readEvents(const std::filesystem::path& file);

// The file whose name says that it belongs to the run "NAME_bold.nii.gz": "NAME_SUFFIX" beside it, else one with entities (sub-, task-,
// run-, ...) that all agree with its own, in the folder of the run or in up to three folders above it; the one with the most entities, the
// nearest first. Entities that only describe a copy of the run (space, desc, res, echo, part) need not be there. Empty when there is none.
std::filesystem::path fileOfRun(const std::filesystem::path& run, const std::string& suffix);

} // namespace insula
