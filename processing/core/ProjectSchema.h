// The tables of project.sqlite and the ordered migrations that lead to them.
#pragma once

#include <span>

namespace insula {

class Database;

// migrations[n] leads from version n to n + 1.
std::span<const char* const> projectMigrations();
int schemaVersion(Database& database);
// Brings the database to the newest version, each step in a transaction of its own. Throws Error when the database is newer.
void migrate(Database& database, std::span<const char* const> migrations);

} // namespace insula
