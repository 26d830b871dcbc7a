// The layouts' names on command lines, in scenes and in settings. Header only, so that programs can check a name without loading
// the viewers.
#pragma once

#include "viewers/Scene.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace insula {

struct LayoutName {
    std::string_view name; // stable
    Layout layout;
};
// The first name of a layout is the one that is written; the others are understood too.
inline constexpr std::array<LayoutName, 10> LayoutNames{{{"slices", Layout::Slices}, {"four", Layout::Four}, {"sagittal", Layout::Sagittal},
    {"coronal", Layout::Coronal}, {"axial", Layout::Axial}, {"volume", Layout::Volume}, {"lightbox", Layout::Lightbox},
    {"compare", Layout::Compare}, {"full", Layout::Four}, {"3d", Layout::Volume}}};

inline std::optional<Layout> layoutNamed(std::string_view name)
{
    for (const LayoutName& each : LayoutNames) {
        if (each.name == name) {
            return each.layout;
        }
    }
    return std::nullopt;
}

inline std::string_view nameOf(Layout layout)
{
    for (const LayoutName& each : LayoutNames) {
        if (each.layout == layout) {
            return each.name;
        }
    }
    return {};
}

// "slices, four, ...", for messages.
inline std::string layoutNameList()
{
    std::string list;
    for (const LayoutName& each : LayoutNames) {
        list += (list.empty() ? "" : ", ") + std::string(each.name);
    }
    return list;
}

} // namespace insula
