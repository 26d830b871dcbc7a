#include "processing/core/AbsolutePath.h"

#include <algorithm>

namespace insula {

namespace fs = std::filesystem;

fs::path absolutePath(const fs::path& path)
{
    const fs::path whole = fs::absolute(path);
    if (std::find(whole.begin(), whole.end(), "..") == whole.end()) {
        return whole.lexically_normal();
    }
    const fs::path last = whole.filename();
    const bool isNamed = !last.empty() && last != "." && last != "..";
    std::error_code code;
    const fs::path real = fs::canonical(isNamed ? whole.parent_path() : whole, code);
    return code ? whole.lexically_normal() : isNamed ? real / last : real;
}

} // namespace insula
