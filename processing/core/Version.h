// The program's version and the notice that it always shows.
#pragma once

namespace insula {

inline constexpr const char* Version = "0.1.0";
inline constexpr const char* Notice = "Research use only, not for diagnosis";

} // namespace insula
