// How well typed letters fit a command's name: all letters in order; starts of words and runs count more. Any thread.
#pragma once

#include <QString>

#include <optional>

namespace insula {

// Nothing when `typed` does not fit; higher is better. An empty `typed` fits everything with 0.
std::optional<int> fuzzyScore(const QString& typed, const QString& name);

} // namespace insula
