// Makes synthetic images with LibTorch on the CPU, where a seed gives the same bits again.
#pragma once

#include "models/Synthesis.h"

namespace insula {

Synthesiser torchSynthesiser();

} // namespace insula
