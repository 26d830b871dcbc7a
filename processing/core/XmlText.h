// Text inside XML and HTML. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace insula {

// With &, <, > and double quotes as entities, for the content of elements and of attributes in double quotes. Control characters, which XML
// does not allow, become spaces.
std::string xmlEscaped(std::string_view text);

} // namespace insula
