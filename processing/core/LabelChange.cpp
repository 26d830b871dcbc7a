#include "processing/core/LabelChange.h"

#include <cassert>

namespace insula {
namespace {

// Seven bits a byte, the lowest first; the eighth says that more follow.
void put(std::vector<std::uint8_t>& bytes, std::uint64_t value)
{
    while (value >= 0x80) {
        bytes.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    bytes.push_back(static_cast<std::uint8_t>(value));
}

std::uint64_t take(const std::vector<std::uint8_t>& bytes, std::size_t& at)
{
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        const std::uint8_t byte = bytes[at++];
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
}

// Signed numbers near 0 become small unsigned ones.
std::uint64_t folded(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unfolded(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

} // namespace

void LabelChange::add(const Run& run)
{
    assert(run.length > 0 && run.start >= m_open.start + m_open.length);
    m_voxels += run.length;
    if (m_open.length > 0 && run.start == m_open.start + m_open.length && run.before == m_open.before && run.after == m_open.after) {
        m_open.length += run.length;
        return;
    }
    if (m_open.length > 0) {
        write(m_open);
    }
    m_open = run;
}

void LabelChange::finish()
{
    if (m_open.length > 0) {
        write(m_open);
        m_open = {m_open.start + m_open.length, 0, 0, 0};
    }
    m_bytes.shrink_to_fit();
}

void LabelChange::write(const Run& run)
{
    put(m_bytes, static_cast<std::uint64_t>(run.start - m_end));
    put(m_bytes, static_cast<std::uint64_t>(run.length));
    put(m_bytes, folded(std::int64_t{run.before} - m_before));
    put(m_bytes, folded(std::int64_t{run.after} - m_after));
    m_end = run.start + run.length;
    m_before = run.before;
    m_after = run.after;
}

void LabelChange::forEach(const std::function<void(const Run&)>& visit) const
{
    assert(m_open.length == 0);
    Run run;
    for (std::size_t at = 0; at < m_bytes.size();) {
        run.start += run.length + static_cast<std::int64_t>(take(m_bytes, at));
        run.length = static_cast<std::int64_t>(take(m_bytes, at));
        run.before = static_cast<LabelNumber>(run.before + unfolded(take(m_bytes, at)));
        run.after = static_cast<LabelNumber>(run.after + unfolded(take(m_bytes, at)));
        visit(run);
    }
}

} // namespace insula
