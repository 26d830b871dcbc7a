#include "widgets/RunCourses.h"

#include "processing/core/TimeSeries.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace insula {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RunCourses", text);
}

QString quoted(QString text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n')))
        return text;
    return QStringLiteral("\"%1\"").arg(text.replace(QLatin1Char('"'), QStringLiteral("\"\"")));
}

QString number(double value)
{
    return std::isfinite(value) ? QString::number(value, 'g', 10) : QStringLiteral("n/a");
}

QString upTitle(const CourseView& view, bool isTimed)
{
    using Scale = CourseView::Scale;
    if (!view.isSpectrum)
        return view.scale == Scale::Percent ? tr("Change (%)") : view.scale == Scale::Z ? tr("z") : tr("Value");
    const QChar squared(0xb2);
    const auto unit = view.scale == Scale::Percent ? QStringLiteral("%") + squared
        : view.scale == Scale::Z                   ? QStringLiteral("1")
                                                   : tr("value") + squared;
    return QStringLiteral("%1 (%2%3)").arg(tr("Power"), unit, isTimed ? QStringLiteral("/Hz") : QString());
}

// On the axis of a course that counts in frames from 1 or in its own seconds.
void addEvents(ChartContent& chart, const RunEvents& events, bool isInFrames, double trSeconds)
{
    if (isInFrames && !(trSeconds > 0))
        return;
    for (std::size_t n = 0; n < events.types.size(); ++n)
        chart.spanTypes.emplace_back(QString::fromStdString(events.types[n]), distinctColour(n));
    const auto place = [&](double seconds) { return isInFrames ? seconds / trSeconds + 1 : seconds; };
    for (const auto& event : events.events) {
        const auto type = std::find(events.types.begin(), events.types.end(), event.type) - events.types.begin();
        chart.spans.push_back({place(event.onset), place(event.onset + event.duration), static_cast<std::size_t>(type)});
    }
}

} // namespace

QColor distinctColour(std::size_t n)
{
    static const std::array<QColor, 8> colours{QColor(230, 129, 0), QColor(52, 152, 219), QColor(0, 158, 115), QColor(204, 95, 159),
        QColor(190, 170, 20), QColor(213, 70, 40), QColor(120, 110, 210), QColor(128, 128, 128)};
    return n < colours.size() ? colours[n] : QColor::fromHsv(static_cast<int>(n * 137 % 360), 170, 190);
}

std::vector<double> scaledValues(const Course& course, const CourseView& view)
{
    using Scale = CourseView::Scale;
    const auto values = view.isDetrended ? detrended(course.values) : course.values;
    return view.scale == Scale::Percent ? percentChange(values) : view.scale == Scale::Z ? zScores(values) : values;
}

ChartContent chartOf(const std::vector<Course>& courses, const CourseView& view, const RunEvents& events)
{
    ChartContent chart;
    bool isTimed = true; // all know their TR
    double trSeconds = 0;
    for (const auto& course : courses)
        if (course.isShown && !course.values.empty()) {
            isTimed = isTimed && course.trSeconds > 0;
            trSeconds = trSeconds > 0 ? trSeconds : course.trSeconds;
        }
    const bool isInFrames = view.isInFrames || !isTimed;
    for (const auto& course : courses) {
        if (!course.isShown || course.values.empty())
            continue;
        auto values = scaledValues(course, view);
        if (view.isSpectrum) {
            // At 0 lies the rest of the mean, which would hide everything else.
            auto spectrum = powerSpectrum(values, isTimed ? course.trSeconds : 0);
            if (spectrum.power.size() > 1)
                chart.curves.push_back({course.name, course.colour, spectrum.frequency[1], spectrum.frequency[1],
                    std::vector<double>(spectrum.power.begin() + 1, spectrum.power.end())});
        } else {
            chart.curves.push_back(
                {course.name, course.colour, isInFrames ? 1.0 : 0.0, isInFrames ? 1 : course.trSeconds, std::move(values)});
        }
    }
    chart.upTitle = upTitle(view, isTimed);
    if (view.isSpectrum) {
        chart.acrossTitle = isTimed ? tr("Frequency (Hz)") : tr("Frequency (cycles per frame)");
        return chart;
    }
    chart.acrossTitle = isInFrames ? tr("Frame") : tr("Time (s)");
    addEvents(chart, events, isInFrames, trSeconds);
    return chart;
}

QString csvOf(const ChartContent& chart, const CourseView& view)
{
    const auto across = view.isSpectrum ? QStringLiteral("frequency") : QStringLiteral("time");
    const auto axis = chart.acrossTitle == tr("Frame") ? QStringLiteral("frame")
        : chart.acrossTitle.contains(QStringLiteral("Hz")) || chart.acrossTitle.contains(QStringLiteral("(s)"))
        ? across + (view.isSpectrum ? QStringLiteral("_hz") : QStringLiteral("_s"))
        : QStringLiteral("cycles_per_frame");
    const auto& curves = chart.curves;
    const bool isAlike = std::all_of(curves.begin(), curves.end(),
        [&](const ChartCurve& each) { return each.step == curves.front().step && each.start == curves.front().start; });
    QString text;
    if (!isAlike) {
        text = QStringLiteral("course,%1,value\n").arg(axis);
        for (const auto& curve : curves)
            for (std::size_t n = 0; n < curve.values.size(); ++n)
                text += QStringLiteral("%1,%2,%3\n")
                            .arg(quoted(curve.name), number(curve.start + curve.step * static_cast<double>(n)), number(curve.values[n]));
        return text;
    }
    text = axis;
    std::size_t rows = 0;
    for (const auto& curve : curves) {
        text += QLatin1Char(',') + quoted(curve.name);
        rows = std::max(rows, curve.values.size());
    }
    text += QLatin1Char('\n');
    for (std::size_t n = 0; n < rows; ++n) {
        text += number(curves.front().start + curves.front().step * static_cast<double>(n));
        for (const auto& curve : curves)
            text += QLatin1Char(',') + (n < curve.values.size() ? number(curve.values[n]) : QStringLiteral("n/a"));
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace insula
