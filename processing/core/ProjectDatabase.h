// SQLite, as little of it as the project store needs: a connection, a statement, a transaction. No SQL of the project's tables here.
//
// Thread: one connection belongs to one thread. Errors: Error with one line that says what to do (disk full, locked, damaged, read-only).
#pragma once

#include "processing/core/Error.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>

struct sqlite3;
struct sqlite3_stmt;

namespace insula {

// The disk is full or fails.
class DiskError : public Error {
public:
    using Error::Error;
};

class Database {
public:
    enum class Mode { Create, ReadWrite, ReadOnly, Immutable }; // Immutable: a file on a medium that nobody can write
    Database(std::filesystem::path file, Mode mode, int busyTimeoutMs = 10000);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void execute(const char* sql);
    void rollback() noexcept;
    std::int64_t integer(const char* sql); // first column of the first row, 0 when there is none
    std::string text(const char* sql); // the same as text
    std::int64_t lastId() const;
    std::int64_t changes() const; // rows that this connection changed since it was opened
    const std::filesystem::path& file() const { return m_file; }
    [[noreturn]] void fail(int code) const; // throws what the last call's code means

private:
    friend class Statement;
    std::filesystem::path m_file;
    sqlite3* m_connection = nullptr;
};

class Statement {
public:
    template <typename... Values>
    Statement(Database& database, const char* sql, const Values&... values) : Statement(database, sql, Prepared{})
    {
        int index = 0;
        (bind(++index, values), ...);
    }
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    bool next(); // false after the last row
    void run()
    {
        while (next()) { }
    }
    std::string text(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;

private:
    struct Prepared { };
    Statement(Database& database, const char* sql, Prepared);
    template <typename T> void bind(int index, const T& value)
    {
        if constexpr (std::is_floating_point_v<T>) {
            bindReal(index, value);
        } else if constexpr (std::is_integral_v<T>) {
            bindInteger(index, static_cast<std::int64_t>(value));
        } else {
            bindText(index, std::string_view(value));
        }
    }
    void bindText(int index, std::string_view value);
    void bindInteger(int index, std::int64_t value);
    void bindReal(int index, double value);

    Database& m_database;
    sqlite3_stmt* m_statement = nullptr;
};

// Takes the write lock at once, so that two processes wait for one another instead of failing half-way. Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

bool isOnNetworkShare(const std::filesystem::path& folder); // NFS, SMB, AFS, Ceph, Lustre, FUSE (sshfs)

} // namespace insula
