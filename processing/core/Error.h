// Errors that gather context on the way up, and cancellation (which is not an error).
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace insula {

// Thrown with the fact ("expected 3 spatial dimensions, found 2"), wrapped with intent on the way up
// ("cannot load 'sub-01_T1w.nii.gz'"). what() is one line, the newest message first, joined by ": ".
// Say what failed, on what, and what the user can do.
class Error : public std::runtime_error {
public:
    enum class Kind { Failure, Usage };

    explicit Error(const std::string& fact, Kind kind = Kind::Failure);

    // The same error with one more message in front.
    Error wrapped(const std::string& intent) const;

    const std::vector<std::string>& messages() const { return m_messages; } // newest first
    Kind kind() const { return m_kind; }

private:
    Error(std::vector<std::string> messages, Kind kind);

    std::vector<std::string> m_messages;
    Kind m_kind;
};

// The command line or the form was filled in wrongly: exit status 2.
Error usageError(const std::string& fact);

// The user asked to stop. Never shown as an error; exit status 130.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

// Runs work() and puts `intent` in front of any Error that leaves it.
template <typename Work> auto withContext(const std::string& intent, Work&& work) -> decltype(work())
{
    try {
        return std::forward<Work>(work)();
    } catch (const Error& error) {
        throw error.wrapped(intent);
    }
}

} // namespace insula
