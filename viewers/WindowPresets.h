// Windows by name: Hounsfield units for CT, as radiology uses them (Radiopaedia, "Windowing (CT)", 2024: width and level of each).
#pragma once

#include <array>
#include <string_view>

namespace insula {

struct WindowPreset {
    std::string_view name; // stable: "ct-brain"
    std::string_view title;
    double low, high;
};

inline constexpr std::array<WindowPreset, 7> WindowPresets{{
    {"ct-brain", "CT brain", 0, 80},
    {"ct-stroke", "CT stroke", 20, 60},
    {"ct-subdural", "CT subdural", -35, 185},
    {"ct-soft-tissue", "CT soft tissue", -150, 250},
    {"ct-bone", "CT bone", -800, 2000},
    {"ct-lung", "CT lung", -1350, 150},
    {"ct-angiography", "CT angiography", 0, 600},
}};

} // namespace insula
