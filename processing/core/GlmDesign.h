// The columns of a task model: events convolved with the response, confounds, slow drift, constant.
//
// One row a frame; seconds. Errors: Error with one line. Any thread.
#pragma once

#include "processing/core/HaemodynamicResponse.h"
#include "processing/core/MotionRegressors.h"

namespace insula {

struct DesignOptions {
    std::size_t frames = 0;
    double trSeconds = 0;
    ResponseShape shape = ResponseShape::Spm;
    bool hasDerivative = false; // a second column for each condition
    double reference = 0.5; // part of the TR at which a frame counts as recorded
    double highPassSeconds = 128; // cosines slower than that; 0: none
};

struct GlmDesign {
    NamedColumns all; // conditions first, the constant last
    std::vector<std::string> conditions;
    std::vector<std::string> dropped; // confounds that the columns before them span
};

// Conditions in the order of their first event. Throws Error when there is no event, or a condition has none that the run sees (named).
GlmDesign designOf(const RunEvents& events, const NamedColumns& confounds, const DesignOptions& options);
// What is in every model beside events: confounds (those that are spanned by others left out and named), cosines, constant.
NamedColumns nuisanceColumns(const NamedColumns& confounds, const DesignOptions& options, std::vector<std::string>& dropped);

// Events of one type that follow one another within `gapSeconds` (end to onset), with no other type between, become one.
RunEvents merged(const RunEvents& events, double gapSeconds);

} // namespace insula
