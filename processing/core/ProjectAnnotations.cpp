#include "processing/core/ProjectAnnotations.h"

#include <algorithm>

namespace insula {

namespace {

const AnnotationRow* find(const std::vector<AnnotationRow>& rows, const std::string& id)
{
    const auto found = std::ranges::find(rows, id, &AnnotationRow::id);
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

AnnotationMerge mergeAnnotations(const std::map<std::string, AnnotationRow>& base, const std::vector<AnnotationRow>& mine,
    const std::vector<AnnotationRow>& theirs, const std::function<std::string()>& newId)
{
    AnnotationMerge out;
    const auto agreedOn = [&base](const AnnotationRow& row) {
        const auto found = base.find(row.id);
        return found != base.end() && found->second == row;
    };
    const auto keep = [&out](const AnnotationRow& row) {
        out.shown.push_back(row);
        out.change.put.push_back(row);
    };
    for (const AnnotationRow& row : mine) {
        const AnnotationRow* other = find(theirs, row.id);
        if (!other) {
            if (!agreedOn(row)) { // new, or removed elsewhere but changed here since
                keep(row);
            }
        } else if (*other == row || !base.contains(row.id) || agreedOn(row)) {
            out.shown.push_back(*other);
        } else if (agreedOn(*other)) {
            keep(row);
        } else {
            out.shown.push_back(*other);
            keep({newId(), row.sha256, row.content});
        }
    }
    for (const AnnotationRow& row : theirs) {
        if (find(mine, row.id)) {
            continue;
        }
        if (agreedOn(row)) {
            out.change.remove.push_back(row.id);
        } else {
            out.shown.push_back(row);
        }
    }
    return out;
}

} // namespace insula
