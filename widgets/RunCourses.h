// Time courses of a run as they are plotted and exported: scaled, without trend, as spectra, with events behind them. No widget. Any
// thread.
#pragma once

#include "processing/core/EventsFile.h"
#include "processing/core/Volume.h"
#include "widgets/CourseChart.h"

#include <memory>
#include <vector>

namespace insula {

struct Course {
    QString name;
    QColor colour; // invalid: that of text
    bool isShown = true;
    std::weak_ptr<const Volume> run;
    double trSeconds = 0; // 0: unknown
    std::vector<double> values; // as in the run, one a frame
};

struct CourseView {
    enum class Scale { Raw, Percent, Z };
    Scale scale = Scale::Raw;
    bool isDetrended = false;
    bool isSpectrum = false;
    bool isInFrames = false; // the axis counts frames from 1 instead of seconds
};

// Scaled and without trend, over time.
std::vector<double> scaledValues(const Course& course, const CourseView& view);
// Those that are shown; spans and their colours only where the axis is time.
ChartContent chartOf(const std::vector<Course>& courses, const CourseView& view, const RunEvents& events);
// The n-th of colours that are told apart on dark and on white (Okabe and Ito 2008, two of them darkened).
QColor distinctColour(std::size_t n);
// What the chart shows as comma-separated values: one row a frame or frequency, one column a course; where courses have different steps,
// one row a value, with its course.
QString csvOf(const ChartContent& chart, const CourseView& view);

} // namespace insula
