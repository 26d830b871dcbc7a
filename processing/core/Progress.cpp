#include "processing/core/Progress.h"

#include "processing/core/Error.h"

#include <algorithm>

namespace insula {

Progress::Progress(ProgressSink& sink, double from, double to) : m_sink(&sink), m_from(from), m_to(to) { }

void Progress::report(double fraction, std::string_view message) const
{
    checkpoint();
    if (m_sink)
        m_sink->progressed(m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0), message);
}

void Progress::checkpoint() const
{
    if (isCancelled())
        throw Cancelled();
}

bool Progress::isCancelled() const
{
    return m_sink && m_sink->isCancelled();
}

Progress Progress::part(double from, double to) const
{
    Progress child = *this;
    child.m_from = m_from + (m_to - m_from) * from;
    child.m_to = m_from + (m_to - m_from) * to;
    return child;
}

} // namespace insula
