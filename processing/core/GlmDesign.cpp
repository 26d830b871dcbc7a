#include "processing/core/GlmDesign.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace insula {
namespace {

constexpr double LeastShare = 1e-6; // of a column's length that must not be spanned by those before it

double lengthOf(const std::vector<double>& column)
{
    return std::sqrt(std::inner_product(column.begin(), column.end(), column.begin(), 0.0));
}

} // namespace

NamedColumns nuisanceColumns(const NamedColumns& confounds, const DesignOptions& options, std::vector<std::string>& dropped)
{
    NamedColumns fixed;
    if (options.highPassSeconds > 0) {
        std::size_t n = 0;
        for (auto& column : slowCosines(options.frames, options.trSeconds, options.highPassSeconds))
            fixed.add(fmt::format("cosine{:02}", ++n), std::move(column));
    }
    fixed.add("constant", std::vector<double>(options.frames, 1));
    Columns spanned = fixed.columns;
    NamedColumns result;
    for (std::size_t c = 0; c < confounds.columns.size(); ++c) {
        std::vector<double> rest = confounds.columns[c];
        const double before = lengthOf(rest);
        OrthonormalBasis(spanned).removeFrom(rest);
        if (!(lengthOf(rest) > LeastShare * before)) {
            dropped.push_back(confounds.names[c]);
            continue;
        }
        spanned.push_back(confounds.columns[c]);
        result.add(confounds.names[c], confounds.columns[c]);
    }
    result.append(fixed);
    return result;
}

GlmDesign designOf(const RunEvents& events, const NamedColumns& confounds, const DesignOptions& options)
{
    if (events.events.empty())
        throw Error("there are no events: the model needs some");
    GlmDesign design;
    design.conditions = events.types;
    const double step = options.trSeconds / StepsPerFrame;
    const auto kernel = responseKernel(options.shape, step);
    NamedColumns derivatives;
    for (const std::string& type : events.types) {
        std::vector<RunEvent> own;
        std::copy_if(
            events.events.begin(), events.events.end(), std::back_inserter(own), [&](const RunEvent& e) { return e.type == type; });
        auto column = regressorOf(own, kernel, options.frames, options.trSeconds, options.reference);
        if (!(lengthOf(column) > 1e-9))
            throw Error(fmt::format("no event of '{}' lies in the run of {:g} s: check the events' onsets (seconds) and the TR ({:g} s)",
                type, static_cast<double>(options.frames) * options.trSeconds, options.trSeconds));
        design.all.add(type, std::move(column));
        if (options.hasDerivative)
            derivatives.add(type + "_derivative",
                regressorOf(own, derivativeKernel(options.shape, step), options.frames, options.trSeconds, options.reference));
    }
    design.all.append(derivatives);
    design.all.append(nuisanceColumns(confounds, options, design.dropped));
    return design;
}

RunEvents merged(const RunEvents& events, double gapSeconds)
{
    RunEvents result;
    result.types = events.types;
    for (const RunEvent& event : events.events) {
        RunEvent* last = result.events.empty() ? nullptr : &result.events.back();
        if (last && last->type == event.type && event.onset - (last->onset + last->duration) <= gapSeconds)
            last->duration = std::max(last->duration, event.onset + event.duration - last->onset);
        else
            result.events.push_back(event);
    }
    return result;
}

} // namespace insula
