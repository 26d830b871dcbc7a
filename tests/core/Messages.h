// What a test expects to be refused.
#pragma once

#include "processing/core/Error.h"

#include <functional>
#include <string>

namespace insula::test {

// The text of the Error that leaves work(); "" when none does.
inline std::string messageOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

inline bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

// Whether work() ends with a usage Error (exit status 2).
inline bool isUsageError(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.kind() == Error::Kind::Usage;
    }
    return false;
}

} // namespace insula::test
