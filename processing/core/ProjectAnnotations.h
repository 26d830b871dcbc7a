// Notes that a project keeps for its images, and how those of several windows become one.
//
// An annotation belongs to an image by the SHA-256 of its file, so that it is found again wherever the file lies. What it says is JSON of
// the viewers (Note.h), without the image's path. Any thread.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace insula {

struct AnnotationRow {
    std::string id, sha256;
    nlohmann::json content;
    friend bool operator==(const AnnotationRow&, const AnnotationRow&) = default;
};

struct AnnotationChange {
    std::vector<AnnotationRow> put; // new or with other content
    std::vector<std::string> remove; // ids
    bool isEmpty() const { return put.empty() && remove.empty(); }
};

struct AnnotationMerge {
    std::vector<AnnotationRow> shown; // what the window shows and knows from now on: its own first, in its order
    AnnotationChange change; // what the project must learn
};
// Three-way merge. `base`: what window and project last agreed on, by id; `mine`: the window's; `theirs`: the project's, which other
// windows may have changed. Nothing that either side wrote since is lost: what one side removed and the other changed stays; where both
// changed one, the project's keeps the id and the window's becomes another with `newId`. Without a base the project's content wins.
AnnotationMerge mergeAnnotations(const std::map<std::string, AnnotationRow>& base, const std::vector<AnnotationRow>& mine,
    const std::vector<AnnotationRow>& theirs, const std::function<std::string()>& newId);

} // namespace insula
