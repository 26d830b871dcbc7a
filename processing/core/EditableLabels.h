// A label map that is being edited: it owns the voxels, and gives the scene a Volume that looks at them without a copy.
//
// Same grid and affine as what it was made from, exactly. Every change goes through set(), which keeps to the rules (locked labels, what
// may be painted over) and records it; finish() gives the record, for undo. A view() sees later edits at once: whoever reads it in
// another thread takes a snapshot() instead. Use from one thread.
#pragma once

#include "processing/core/LabelChange.h"
#include "processing/core/Volume.h"

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace insula {

struct LabelRules {
    enum class Over { Everything, Background, Label };
    Over over = Over::Everything; // what painting may replace; erasing is held back by Label alone
    LabelNumber only = 0; // the label that Over::Label means
    std::set<LabelNumber> locked; // these neither lose nor gain voxels

    bool allows(LabelNumber from, LabelNumber to) const;
    friend bool operator==(const LabelRules&, const LabelRules&) = default;
};

class EditableLabels {
public:
    // Empty, where the image is. `path`: where it will be saved, which is its name in the scene too.
    static std::shared_ptr<EditableLabels> on(const Volume& image, const std::string& path);
    // A copy of a label map. Throws Error for numbers with a fraction (float types, scaled values), several frames and numbers beyond 32
    // bits, saying what to do.
    static std::shared_ptr<EditableLabels> from(const Volume& labels);

    const Grid& grid() const { return m_description.grid; }
    std::span<const LabelNumber> voxels() const { return *m_voxels; }
    LabelNumber at(std::int64_t index) const { return (*m_voxels)[static_cast<std::size_t>(index)]; }
    const std::string& path() const { return m_description.source.path; }
    void setPath(const std::string& path) { m_description.source.path = path; }

    const LabelRules& rules() const { return m_rules; }
    void setRules(LabelRules rules) { m_rules = std::move(rules); }
    const LabelTable& table() const { return m_description.labels; } // all labels that are named or in the map
    void setTable(LabelTable table);
    const std::set<LabelNumber>& hidden() const { return m_hidden; }
    void setHidden(std::set<LabelNumber> labels) { m_hidden = std::move(labels); }

    // False when the rules forbid it or nothing changes.
    bool set(std::int64_t index, LabelNumber label);
    // What set() changed since the last finish() or cancel().
    LabelChange finish();
    void cancel(); // takes it back
    bool isRecording() const { return !m_recorded.empty(); }
    // Whatever the rules are.
    void apply(const LabelChange& change);
    void revert(const LabelChange& change);

    // Raised by every change of a voxel.
    std::uint64_t revision() const { return m_revision; }
    VolumePtr view() const; // hidden labels are transparent in its table
    VolumePtr snapshot() const; // a copy of the voxels
    // A copy in the type of the source, or in the smallest that holds all labels when that does not.
    VolumePtr forFile() const;

private:
    explicit EditableLabels(Volume::Description description, std::vector<LabelNumber> voxels);

    struct Recorded {
        std::int64_t index;
        LabelNumber before;
    };
    Volume::Description m_description; // of the source, with its number type
    std::shared_ptr<std::vector<LabelNumber>> m_voxels;
    LabelRules m_rules;
    std::set<LabelNumber> m_hidden;
    std::vector<Recorded> m_recorded;
    std::uint64_t m_revision = 0;
};

} // namespace insula
