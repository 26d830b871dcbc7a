// Taking what a run without a project made into a project, once and only once.
//
// The staged files stay where they are (a hard link is taken, on another disk a copy), so a commit that is interrupted at any point is
// simply tried again. Thread: that of the project.
#pragma once

#include "processing/core/Error.h"
#include "processing/core/RunRecord.h"

namespace insula {

// A staged output is not what its record says, or an input is no longer what the run read: do the run again.
class StaleRecord : public Error {
public:
    using Error::Error;
};

using CommittedPlaces = std::map<std::filesystem::path, std::filesystem::path>; // staged file: where it is in the project

struct RecordPlacement {
    std::string key; // unique to what was to be done; kept with the row
    std::string subject, session; // labels; "" takes those of the record
    CommittedPlaces places; // outputs of earlier runs that this one read
};

struct CommittedRun {
    std::int64_t run = 0;
    bool isNew = false; // false: its key was there already, nothing was changed
    CommittedPlaces places; // of its outputs
};

// Names derivatives, writes side-cars, moves the files, then writes row, volumes and measurements in one transaction. A record that is not
// done becomes a row without outputs, once for each start. Throws StaleRecord with nothing changed; Error.
CommittedRun commitRecord(Project& project, const RunRecord& record, const RecordPlacement& placement);

} // namespace insula
