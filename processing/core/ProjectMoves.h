// Several files take their places together: all, or none. The plan is kept as JSON in the run's row, so that a later process can undo it.
#pragma once

#include "processing/core/Project.h"

namespace insula {

// Paths below `folder` are written relative to it. Notes which file each `from` is now, so that it is known again after its move.
nlohmann::json planToJson(const std::vector<PlannedMove>& moves, const std::filesystem::path& folder);
// False, with nothing changed, when a target that must not be replaced exists. Throws Error, with everything moved back. An existing file
// that is replaced is kept as a hidden copy beside it until forgetReplaced().
bool applyMoves(const std::vector<PlannedMove>& moves);
void forgetReplaced(const std::vector<PlannedMove>& moves);
void undoMoves(const std::vector<PlannedMove>& moves); // right after applyMoves()
// The same from the JSON of a run that died. Only removes files that the plan knows.
void undoPlan(const nlohmann::json& plan, const std::filesystem::path& folder);
void forgetReplaced(const nlohmann::json& plan, const std::filesystem::path& folder);
std::vector<std::filesystem::path> plannedTargets(const nlohmann::json& plan, const std::filesystem::path& folder);

void syncFolder(const std::filesystem::path& folder);

} // namespace insula
