#include "processing/core/EditableLabels.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace insula {
namespace {

class LiveVoxels : public FrameSource {
public:
    explicit LiveVoxels(std::shared_ptr<const std::vector<LabelNumber>> voxels) : m_voxels(std::move(voxels)) { }
    std::span<const std::byte> frame(std::int64_t) const override { return std::as_bytes(std::span(*m_voxels)); }
    bool hasFrame(std::int64_t) const override { return true; }

private:
    std::shared_ptr<const std::vector<LabelNumber>> m_voxels;
};

std::set<LabelNumber> numbersIn(const std::vector<LabelNumber>& voxels)
{
    std::set<LabelNumber> found;
    LabelNumber last = 0;
    for (const LabelNumber each : voxels) {
        if (each != last) {
            found.insert(each);
            last = each;
        }
    }
    found.erase(0);
    return found;
}

template <typename T> bool fits(LabelNumber low, LabelNumber high)
{
    return std::cmp_greater_equal(low, std::numeric_limits<T>::min()) && std::cmp_less_equal(high, std::numeric_limits<T>::max());
}

bool fitsInto(DataType type, LabelNumber low, LabelNumber high)
{
    return dispatch(type, [&](auto zero) {
        using T = decltype(zero);
        if constexpr (std::is_integral_v<T>) {
            return fits<T>(low, high);
        } else {
            return false;
        }
    });
}

} // namespace

bool LabelRules::allows(LabelNumber from, LabelNumber to) const
{
    if (from == to || locked.contains(from) || locked.contains(to)) {
        return false;
    }
    return over == Over::Everything || (over == Over::Label ? from == only : from == 0 || to == 0);
}

EditableLabels::EditableLabels(Volume::Description description, std::vector<LabelNumber> voxels) :
    m_description(std::move(description)), m_voxels(std::make_shared<std::vector<LabelNumber>>(std::move(voxels)))
{
    m_description.kind = Kind::Labels;
    m_description.frames = 1;
    m_description.trSeconds = 0;
    m_description.slope = 1;
    m_description.intercept = 0;
    m_description.source.displayMin = m_description.source.displayMax = 0;
    m_description.labels.erase(0);
    for (const LabelNumber each : numbersIn(*m_voxels)) {
        m_description.labels.try_emplace(each, Label{fmt::format("Label {}", each), defaultLabelColour(each)});
    }
}

std::shared_ptr<EditableLabels> EditableLabels::on(const Volume& image, const std::string& path)
{
    Volume::Description description;
    description.grid = image.grid();
    description.dataType = DataType::UInt8;
    description.source.path = path;
    description.source.spaceUnit = image.source().spaceUnit;
    description.source.forms = image.source().forms;
    description.labels = {{1, {"Label 1", {230, 60, 50, 255}}}};
    std::vector<LabelNumber> voxels(static_cast<std::size_t>(image.size().count()), 0);
    return std::shared_ptr<EditableLabels>(new EditableLabels(std::move(description), std::move(voxels)));
}

std::shared_ptr<EditableLabels> EditableLabels::from(const Volume& labels)
{
    const std::string what = labels.source().path.empty() ? "this layer" : "'" + labels.source().path + "'";
    if (!isInteger(labels.dataType())) {
        throw Error(fmt::format("{} holds {} numbers, which may have fractions, and no labels; choose \"New label map on this image\" to "
                                "draw on it, or convert "
                                "it to whole numbers first",
            what, name(labels.dataType())));
    }
    if (labels.slope() != 1 || labels.intercept() != 0) {
        throw Error(fmt::format("{} scales its voxels by {} and {}, so they are no label numbers; choose \"New label map on this image\"",
            what, labels.slope(), labels.intercept()));
    }
    if (labels.frames() != 1) {
        throw Error(fmt::format("{} has {} frames; a label map has one: choose \"New label map on this image\"", what, labels.frames()));
    }
    std::vector<LabelNumber> voxels(static_cast<std::size_t>(labels.size().count()));
    const auto bytes = labels.rawFrame(0);
    dispatch(labels.dataType(), [&](auto zero) {
        using T = decltype(zero);
        if constexpr (std::is_integral_v<T>) {
            for (std::size_t n = 0; n < voxels.size(); ++n) {
                T value;
                std::memcpy(&value, bytes.data() + n * sizeof(T), sizeof(T));
                if (!std::in_range<LabelNumber>(value)) {
                    throw Error(fmt::format("{} has the label {}, which is too large to edit: at most {}", what, value,
                        std::numeric_limits<LabelNumber>::max()));
                }
                voxels[n] = static_cast<LabelNumber>(value);
            }
        }
    });
    return std::shared_ptr<EditableLabels>(new EditableLabels(labels.description(), std::move(voxels)));
}

void EditableLabels::setTable(LabelTable table)
{
    table.erase(0);
    m_description.labels = std::move(table);
}

bool EditableLabels::set(std::int64_t index, LabelNumber label)
{
    LabelNumber& voxel = (*m_voxels)[static_cast<std::size_t>(index)];
    if (!m_rules.allows(voxel, label)) {
        return false;
    }
    m_recorded.push_back({index, voxel});
    voxel = label;
    ++m_revision;
    return true;
}

LabelChange EditableLabels::finish()
{
    // A voxel that was changed twice was first what its first record says.
    std::ranges::stable_sort(m_recorded, {}, &Recorded::index);
    LabelChange change;
    for (std::size_t n = 0; n < m_recorded.size(); ++n) {
        const Recorded& each = m_recorded[n];
        const bool isFirst = n == 0 || m_recorded[n - 1].index != each.index;
        if (isFirst && at(each.index) != each.before) {
            change.add({each.index, 1, each.before, at(each.index)});
        }
    }
    change.finish();
    m_recorded.clear();
    m_recorded.shrink_to_fit();
    return change;
}

void EditableLabels::cancel()
{
    for (auto each = m_recorded.rbegin(); each != m_recorded.rend(); ++each) {
        (*m_voxels)[static_cast<std::size_t>(each->index)] = each->before;
    }
    m_recorded.clear();
    ++m_revision;
}

void EditableLabels::apply(const LabelChange& change)
{
    change.forEach([this](const LabelChange::Run& run) { std::fill_n(m_voxels->begin() + run.start, run.length, run.after); });
    ++m_revision;
}

void EditableLabels::revert(const LabelChange& change)
{
    change.forEach([this](const LabelChange::Run& run) { std::fill_n(m_voxels->begin() + run.start, run.length, run.before); });
    ++m_revision;
}

VolumePtr EditableLabels::view() const
{
    Volume::Description description = m_description;
    description.dataType = DataType::Int32;
    for (const LabelNumber each : m_hidden) {
        if (const auto found = description.labels.find(each); found != description.labels.end()) {
            found->second.rgba[3] = 0;
        }
    }
    return std::make_shared<const Volume>(std::move(description), std::make_shared<LiveVoxels>(m_voxels));
}

VolumePtr EditableLabels::snapshot() const
{
    return Volume::make(m_description, std::vector<LabelNumber>(*m_voxels));
}

VolumePtr EditableLabels::forFile() const
{
    const auto [low, high] = std::ranges::minmax(*m_voxels);
    DataType type = m_description.dataType;
    for (const DataType wider : {DataType::UInt8, DataType::Int16, DataType::Int32}) {
        if (fitsInto(type, low, high)) {
            break;
        }
        type = wider;
    }
    return dispatch(type, [&](auto zero) -> VolumePtr {
        using T = decltype(zero);
        std::vector<T> voxels(m_voxels->size());
        std::transform(m_voxels->begin(), m_voxels->end(), voxels.begin(), [](LabelNumber each) { return static_cast<T>(each); });
        return Volume::make(m_description, std::move(voxels));
    });
}

} // namespace insula
