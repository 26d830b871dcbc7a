// What an edit of a label map changed: runs of voxels with the label before and after, so that it can be undone and done again.
//
// Indices count voxels from 0, the first axis fastest. Kept as variable-length integers (a run takes some 5 bytes), so that thousands of
// edits stay small whatever the size of the map. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace insula {

using LabelNumber = std::int32_t;

class LabelChange {
public:
    struct Run {
        std::int64_t start = 0, length = 0;
        LabelNumber before = 0, after = 0;
        friend bool operator==(const Run&, const Run&) = default;
    };

    // Runs come in ascending order and do not overlap (asserted); one that continues the last with the same labels becomes part of it.
    void add(const Run& run);
    void finish(); // the last run is complete; needed before forEach()
    void forEach(const std::function<void(const Run&)>& visit) const;
    bool isEmpty() const { return m_voxels == 0; }
    std::int64_t voxels() const { return m_voxels; }
    std::size_t bytes() const { return m_bytes.capacity(); } // of memory, roughly

private:
    void write(const Run& run);

    std::vector<std::uint8_t> m_bytes;
    Run m_open; // length 0: none
    std::int64_t m_end = 0; // of the last run that was written
    LabelNumber m_before = 0, m_after = 0;
    std::int64_t m_voxels = 0;
};

} // namespace insula
