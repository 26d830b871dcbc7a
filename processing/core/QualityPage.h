// One page of HTML that shows how good a subject's images are: figures with what they mean, pictures, courses.
//
// Complete in itself (pictures lie in it), the same for the same input, and plain enough for a small viewer: no scripts, nothing is loaded.
// Text is escaped here. Any thread.
#pragma once

#include "processing/core/SliceMosaic.h"
#include "processing/core/TracePlot.h"

#include <string>
#include <vector>

namespace insula {

struct QualityFigure {
    std::string name, value, meaning;
};

struct QualityPicture {
    std::string address; // data:...
    int width = 0, height = 0; // pixels
    std::string caption;
};
QualityPicture qualityPicture(const RgbaPicture& picture, std::string caption);
QualityPicture qualityPicture(const TracePlot& plot, std::string caption);

struct QualitySection {
    std::string title;
    std::vector<QualityFigure> figures;
    std::vector<QualityPicture> pictures;
};

struct QualityPage {
    std::string title; // "sub-01"
    std::vector<std::string> attention; // one sentence each; empty: nothing was found by the checks
    std::vector<QualitySection> sections;
    std::vector<std::string> sources; // names of the files that the page shows
};

std::string htmlOf(const QualityPage& page);

} // namespace insula
