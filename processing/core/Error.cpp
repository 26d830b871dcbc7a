#include "processing/core/Error.h"

namespace insula {
namespace {

std::string joined(const std::vector<std::string>& messages)
{
    std::string line;
    for (const std::string& message : messages) {
        if (!line.empty())
            line += ": ";
        line += message;
    }
    for (char& c : line)
        if (c == '\n' || c == '\r')
            c = ' ';
    return line;
}

} // namespace

Error::Error(const std::string& fact, Kind kind) : Error(std::vector<std::string>{fact}, kind) { }

Error::Error(std::vector<std::string> messages, Kind kind) :
    std::runtime_error(joined(messages)), m_messages(std::move(messages)), m_kind(kind)
{
}

Error Error::wrapped(const std::string& intent) const
{
    std::vector<std::string> messages = m_messages;
    messages.insert(messages.begin(), intent);
    return Error(std::move(messages), m_kind);
}

Error usageError(const std::string& fact)
{
    return Error(fact, Error::Kind::Usage);
}

} // namespace insula
