#include "widgets/WindowFeature.h"

namespace insula {

void addFeatures(const WindowParts&) { }

} // namespace insula
