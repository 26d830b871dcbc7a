#include "processing/core/ProjectDatabase.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <algorithm>
#include <sys/vfs.h>

namespace insula {
namespace {

int openFlags(Database::Mode mode)
{
    switch (mode) {
    case Database::Mode::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::ReadWrite:
        return SQLITE_OPEN_READWRITE;
    default:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
}

// SQLite's URI form needs these escaped.
std::string uri(const std::filesystem::path& file)
{
    std::string escaped;
    for (const char c : file.string()) {
        escaped += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return "file:" + escaped + "?immutable=1";
}

} // namespace

Database::Database(std::filesystem::path file, Mode mode, int busyTimeoutMs) : m_file(std::move(file))
{
    const std::string name = mode == Mode::Immutable ? uri(m_file) : m_file.string();
    const int code = sqlite3_open_v2(name.c_str(), &m_connection, openFlags(mode), nullptr);
    if (code != SQLITE_OK) {
        sqlite3_close(m_connection);
        m_connection = nullptr;
        fail(code);
    }
    sqlite3_extended_result_codes(m_connection, 1);
    sqlite3_busy_timeout(m_connection, busyTimeoutMs);
}

Database::~Database()
{
    sqlite3_close(m_connection);
}

void Database::fail(int code) const
{
    const std::string where = fmt::format("'{}'", m_file.string());
    switch (code & 0xff) {
    case SQLITE_FULL:
        throw DiskError(fmt::format("the disk is full: cannot write {}; free some space and try again", where));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Error(fmt::format("{} is in use by another program; try again in a moment", where));
    case SQLITE_READONLY:
        throw Error(fmt::format("{} cannot be written; check the permissions of the project folder", where));
    case SQLITE_CANTOPEN:
        throw Error(fmt::format("cannot open {}; check that it exists and may be read", where));
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        throw Error(fmt::format("{} is damaged; restore it from a backup, or rescue it with: sqlite3 project.sqlite .recover", where));
    case SQLITE_IOERR:
        throw DiskError(fmt::format("cannot read or write {} (disk full or failing); check the disk and try again", where));
    default:
        throw Error(fmt::format("{}: {}", where, m_connection ? sqlite3_errmsg(m_connection) : sqlite3_errstr(code)));
    }
}

void Database::execute(const char* sql)
{
    if (const int code = sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) {
        fail(code);
    }
}

void Database::rollback() noexcept
{
    // Fails only when SQLite rolled back by itself already (disk full).
    sqlite3_exec(m_connection, "ROLLBACK", nullptr, nullptr, nullptr);
}

std::int64_t Database::integer(const char* sql)
{
    Statement statement(*this, sql);
    return statement.next() ? statement.integer(0) : 0;
}

std::string Database::text(const char* sql)
{
    Statement statement(*this, sql);
    return statement.next() ? statement.text(0) : std::string();
}

std::int64_t Database::lastId() const
{
    return sqlite3_last_insert_rowid(m_connection);
}

std::int64_t Database::changes() const
{
    return sqlite3_total_changes64(m_connection);
}

Statement::Statement(Database& database, const char* sql, Prepared) : m_database(database)
{
    if (const int code = sqlite3_prepare_v2(database.m_connection, sql, -1, &m_statement, nullptr); code != SQLITE_OK) {
        database.fail(code);
    }
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

bool Statement::next()
{
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        m_database.fail(code);
    }
    return code == SQLITE_ROW;
}

std::string Statement::text(int column) const
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

void Statement::bindText(int index, std::string_view value)
{
    sqlite3_bind_text(m_statement, index, value.empty() ? "" : value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
}

void Statement::bindInteger(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, index, value);
}

void Statement::bindReal(int index, double value)
{
    sqlite3_bind_double(m_statement, index, value);
}

Transaction::Transaction(Database& database) : m_database(database)
{
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (m_open) {
        m_database.rollback();
    }
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_open = false;
}

bool isOnNetworkShare(const std::filesystem::path& folder)
{
    struct statfs info { };
    if (statfs(folder.c_str(), &info) != 0) {
        return false;
    }
    constexpr std::array<std::uint32_t, 9> magics{
        0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x5346414F, 0x00C36400, 0x0BD00BD0, 0x65735546, 0x01021997};
    return std::find(magics.begin(), magics.end(), static_cast<std::uint32_t>(info.f_type)) != magics.end();
}

} // namespace insula
