// Where the program's own parts lie: programs in bin/, libraries in bin/../lib, data in bin/../share/insula. Nothing is looked up by
// the working folder or compiled-in paths, so that a build tree, an installation and a copied folder behave alike.
// Errors: Error (one line) when a part is not there. Thread: any.
#pragma once

#include <filesystem>
#include <string>

namespace insula {

// The folder of the running executable, links resolved.
std::filesystem::path programFolder();
// Environment INSULA_RESOURCES, else <program>/../share/insula; exists. Error otherwise.
std::filesystem::path resourceFolder();
// <program>/../lib; need not exist.
std::filesystem::path libraryFolder();
// The user's own things (models, colour maps, atlases): $XDG_DATA_HOME/insula or ~/.local/share/insula; need not exist. Error when neither
// variable is set.
std::filesystem::path userDataFolder();
// The program of that name beside this one ("insula-infer"). Error when it is not there.
std::filesystem::path siblingProgram(const std::string& name);

} // namespace insula
