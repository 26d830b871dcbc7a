// The XML of a GIFTI file as its parts; numbers are not decoded yet.
//
// Errors: Error for XML that is not well-formed, is no GIFTI, nests deeply, or declares entities (none of the format's files needs
// them, and they can grow without end). Thread: any. Source: GIFTI 1.0 specification; expat.
#pragma once

#include "processing/core/LabelTable.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace insula {

struct GiftiTransform {
    std::string from, to, matrix;
};

struct GiftiArray {
    std::map<std::string, std::string> attributes;
    std::map<std::string, std::string> meta;
    std::vector<GiftiTransform> transforms;
    std::string data;
    std::string at(const char* key) const
    {
        const auto found = attributes.find(key);
        return found == attributes.end() ? std::string() : found->second;
    }
};

struct GiftiDocument {
    std::vector<GiftiArray> arrays;
    std::map<std::string, std::string> meta;
    LabelTable table;
};
GiftiDocument parseGiftiXml(std::string_view xml);

} // namespace insula
