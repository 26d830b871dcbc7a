// LibTorch's own exceptions as Error: their text runs over many lines, the first of which says what happened.
#pragma once

#include "processing/core/Error.h"

#include <c10/util/Exception.h>
#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <string>

namespace insula {

// subject: what stopped, "the network".
template <typename Work> auto translated(const char* subject, Work&& work)
{
    try {
        return work();
    } catch (const c10::Error& error) {
        std::string fact = error.what_without_backtrace();
        fact.resize(std::min(fact.find('\n'), fact.size()));
        throw Error(fmt::format("{} stopped ({}); when memory ran out, close other programs or choose the device cpu", subject, fact));
    } catch (const std::bad_alloc&) {
        throw Error(fmt::format("{} ran out of memory; close other programs and try again", subject));
    }
}

} // namespace insula
