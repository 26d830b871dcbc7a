#include "processing/core/Volume.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

namespace insula {

namespace {

// All frames in one block that somebody else keeps alive.
class MemoryFrames : public FrameSource {
public:
    MemoryFrames(std::shared_ptr<const void> owner, std::span<const std::byte> bytes, std::size_t frameBytes) :
        m_owner(std::move(owner)), m_bytes(bytes), m_frameBytes(frameBytes)
    {
    }
    std::span<const std::byte> frame(std::int64_t t) const override
    {
        return m_bytes.subspan(static_cast<std::size_t>(t) * m_frameBytes, m_frameBytes);
    }
    bool hasFrame(std::int64_t) const override { return true; }

private:
    std::shared_ptr<const void> m_owner;
    std::span<const std::byte> m_bytes;
    std::size_t m_frameBytes;
};

// The value at `index` of an array of T that need not be aligned.
template <typename T> T load(const std::byte* bytes, std::size_t index)
{
    T value;
    std::memcpy(&value, bytes + index * sizeof(T), sizeof(T));
    return value;
}

void check(const Volume::Description& d)
{
    const Size3& size = d.grid.size;
    if (size.x < 1 || size.y < 1 || size.z < 1 || d.frames < 1) {
        throw Error(fmt::format("expected positive sizes, found {} x {} x {} with {} frames", size.x, size.y, size.z, d.frames));
    }
    constexpr auto limit = static_cast<double>(std::numeric_limits<std::int64_t>::max()) / 16;
    if (static_cast<double>(size.x) * static_cast<double>(size.y) * static_cast<double>(size.z) * static_cast<double>(d.frames) > limit) {
        throw Error(fmt::format("{} x {} x {} voxels in {} frames are more than a computer can hold", size.x, size.y, size.z, d.frames));
    }
    if (!d.grid.affine.isFinite()) {
        throw Error("the affine holds a value that is not a number");
    }
    if (d.grid.affine.isSingular()) {
        throw Error("the affine is singular: two voxel axes are parallel or one has no length");
    }
}

std::size_t frameBytesOf(const Volume::Description& d)
{
    return static_cast<std::size_t>(d.grid.size.count()) * bytesPerVoxel(d.dataType);
}

constexpr std::int64_t SampleLimit = 1'000'000;

// Calls `take` with voxels of type T, at most `SampleLimit`, evenly spaced through the frame.
template <class T, class Take> void forSamples(const Volume& volume, std::int64_t frame, Take take)
{
    const auto bytes = volume.rawFrame(frame);
    const std::int64_t count = volume.size().count(), kept = std::min(count, SampleLimit);
    for (std::int64_t n = 0; n < kept; ++n) {
        // Real arithmetic keeps the spacing even where the count is no multiple of the limit.
        const auto index = kept == count
            ? n
            : static_cast<std::int64_t>(static_cast<double>(n) * static_cast<double>(count) / static_cast<double>(kept));
        take(load<T>(bytes.data(), static_cast<std::size_t>(index)));
    }
}

// Finite samples by rank. For whole numbers of up to 16 bits: a table of counts, several times faster than putting values in order.
template <class T> class CountedSamples {
public:
    CountedSamples(const Volume& volume, std::int64_t frame) : m_slope(volume.slope()), m_intercept(volume.intercept())
    {
        forSamples<T>(volume, frame, [&](T value) {
            ++m_counts[static_cast<std::size_t>(int{value} - Lowest)];
            ++m_size;
        });
    }
    std::int64_t size() const { return std::isfinite(valueAt(0)) ? m_size : 0; }
    std::int64_t lowestCount() const { return m_counts[indexAt(0)]; }
    void dropLowest()
    {
        std::int64_t& count = m_counts[indexAt(0)];
        m_size -= std::exchange(count, 0);
    }
    double at(std::int64_t rank) { return valueAt(rank); }

private:
    static constexpr int Lowest = std::numeric_limits<T>::lowest();
    std::size_t indexAt(std::int64_t rank) const
    {
        const bool isFalling = m_slope < 0;
        std::size_t n = isFalling ? m_counts.size() - 1 : 0;
        for (std::int64_t through = m_counts[n]; through <= rank; through += m_counts[n]) {
            n += isFalling ? std::size_t(-1) : 1;
        }
        return n;
    }
    double valueAt(std::int64_t rank) const { return m_slope * (static_cast<double>(indexAt(rank)) + Lowest) + m_intercept; }

    std::vector<std::int64_t> m_counts = std::vector<std::int64_t>(std::size_t{1} << (8 * sizeof(T)));
    std::int64_t m_size = 0;
    double m_slope, m_intercept;
};

// The same for all other types.
template <class T> class ListedSamples {
public:
    ListedSamples(const Volume& volume, std::int64_t frame)
    {
        m_values.reserve(static_cast<std::size_t>(std::min(volume.size().count(), SampleLimit)));
        forSamples<T>(volume, frame, [&](T sample) {
            if (const double value = volume.slope() * static_cast<double>(sample) + volume.intercept(); std::isfinite(value)) {
                m_values.push_back(value);
            }
        });
    }
    std::int64_t size() const { return static_cast<std::int64_t>(m_values.size()); }
    std::int64_t lowestCount() const { return std::ranges::count(m_values, std::ranges::min(m_values)); }
    void dropLowest() { std::erase(m_values, std::ranges::min(m_values)); }
    double at(std::int64_t rank)
    {
        std::ranges::nth_element(m_values, m_values.begin() + rank);
        return m_values[static_cast<std::size_t>(rank)];
    }

private:
    std::vector<double> m_values;
};

// Another volume's frames.
class FramesOf : public FrameSource {
public:
    explicit FramesOf(VolumePtr volume) : m_volume(std::move(volume)) { }
    std::span<const std::byte> frame(std::int64_t t) const override { return m_volume->rawFrame(t); }
    bool hasFrame(std::int64_t t) const override { return m_volume->hasFrame(t); }
    void expectScattered(bool scattered) const override { m_volume->expectScattered(scattered); }
    void copy(std::int64_t t, std::size_t offset, std::span<std::byte> out) const override { m_volume->copyRaw(t, offset, out); }
    void release() const override { m_volume->release(); }

private:
    VolumePtr m_volume;
};

} // namespace

void FrameSource::copy(std::int64_t t, std::size_t offset, std::span<std::byte> out) const
{
    const auto bytes = frame(t).subspan(offset, out.size());
    std::copy(bytes.begin(), bytes.end(), out.begin());
}

Volume::Volume(Description description, std::shared_ptr<const FrameSource> frames) : m(std::move(description)), m_frames(std::move(frames))
{
    check(m);
    if (!m_frames) {
        throw Error("a volume needs voxels");
    }
    if (m.slope == 0 || !std::isfinite(m.slope) || !std::isfinite(m.intercept)) {
        throw Error(fmt::format("slope {} and intercept {} cannot scale voxels", m.slope, m.intercept));
    }
}

VolumePtr Volume::fromBytes(Description description, std::shared_ptr<const void> owner, std::span<const std::byte> bytes)
{
    check(description);
    const std::size_t frameBytes = frameBytesOf(description);
    if (bytes.size() != frameBytes * static_cast<std::size_t>(description.frames)) {
        throw Error(
            fmt::format("expected {} bytes of voxels, found {}", frameBytes * static_cast<std::size_t>(description.frames), bytes.size()));
    }
    auto frames = std::make_shared<const MemoryFrames>(std::move(owner), bytes, frameBytes);
    return std::make_shared<const Volume>(std::move(description), std::move(frames));
}

std::span<const std::byte> Volume::rawFrame(std::int64_t t) const
{
    assert(t >= 0 && t < m.frames);
    return m_frames->frame(t);
}

double Volume::value(std::int64_t i, std::int64_t j, std::int64_t k, std::int64_t t) const
{
    const Size3& n = m.grid.size;
    assert(i >= 0 && i < n.x && j >= 0 && j < n.y && k >= 0 && k < n.z);
    const auto index = static_cast<std::size_t>(i + n.x * (j + n.y * k));
    const std::byte* bytes = rawFrame(t).data();
    return m.intercept + m.slope * dispatch(m.dataType, [&](auto zero) { return static_cast<double>(load<decltype(zero)>(bytes, index)); });
}

void Volume::copyFrame(std::int64_t t, std::span<float> out) const
{
    assert(static_cast<std::int64_t>(out.size()) == m.grid.size.count());
    const std::byte* bytes = rawFrame(t).data();
    dispatch(m.dataType, [&](auto zero) {
        using T = decltype(zero);
        if (m.slope == 1 && m.intercept == 0) {
            for (std::size_t n = 0; n < out.size(); ++n) {
                out[n] = static_cast<float>(load<T>(bytes, n));
            }
        } else {
            for (std::size_t n = 0; n < out.size(); ++n) {
                out[n] = static_cast<float>(m.slope * static_cast<double>(load<T>(bytes, n)) + m.intercept);
            }
        }
    });
}

std::vector<float> Volume::frameAsFloat(std::int64_t t) const
{
    std::vector<float> values(static_cast<std::size_t>(m.grid.size.count()));
    copyFrame(t, values);
    return values;
}

std::vector<double> Volume::timeCourse(std::int64_t i, std::int64_t j, std::int64_t k) const
{
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(m.frames));
    m_frames->expectScattered(true);
    for (std::int64_t t = 0; t < m.frames; ++t) {
        values.push_back(value(i, j, k, t));
    }
    m_frames->expectScattered(false);
    return values;
}

ValueRange valueRange(const Volume& volume, std::int64_t frame)
{
    ValueRange range;
    const auto bytes = volume.rawFrame(frame);
    const auto count = static_cast<std::size_t>(volume.size().count());
    dispatch(volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        using Limits = std::numeric_limits<T>;
        T low = Limits::max(), high = Limits::lowest();
        if constexpr (Limits::is_integer) {
            for (std::size_t n = 0; n < count; ++n) {
                const T value = load<T>(bytes.data(), n);
                low = std::min(low, value);
                high = std::max(high, value);
            }
            range.finite = static_cast<std::int64_t>(count);
        } else {
            for (std::size_t n = 0; n < count; ++n) {
                const T value = load<T>(bytes.data(), n);
                if (std::isfinite(value)) {
                    low = std::min(low, value);
                    high = std::max(high, value);
                    ++range.finite;
                } else if (std::isnan(value)) {
                    ++range.nan;
                } else {
                    ++range.infinite;
                }
            }
        }
        if (range.finite > 0) {
            const double a = volume.slope() * static_cast<double>(low) + volume.intercept();
            const double b = volume.slope() * static_cast<double>(high) + volume.intercept();
            range.min = std::min(a, b); // a negative slope swaps them
            range.max = std::max(a, b);
        }
    });
    return range;
}

std::vector<double> percentiles(const Volume& volume, std::span<const double> percents, bool skipBackground, std::int64_t frame)
{
    std::vector<double> result;
    const auto from = [&](auto samples) {
        if (samples.size() == 0) {
            return;
        }
        if (skipBackground) {
            // Background is the lowest value where it fills more than a tenth of the image (air of a skull-stripped or masked scan).
            const std::int64_t background = samples.lowestCount();
            if (background * 10 > samples.size() && background < samples.size()) {
                samples.dropLowest();
            }
        }
        for (const double percent : percents) {
            // Linear between the two nearest ranks, as NumPy's default.
            const double rank = std::clamp(percent, 0.0, 100.0) / 100 * static_cast<double>(samples.size() - 1);
            const auto below = static_cast<std::int64_t>(rank);
            const double low = samples.at(below), high = below + 1 < samples.size() ? samples.at(below + 1) : low;
            result.push_back(low + (rank - static_cast<double>(below)) * (high - low));
        }
    };
    dispatch(volume.dataType(), [&](auto zero) {
        using T = decltype(zero);
        if constexpr (std::is_integral_v<T> && sizeof(T) <= 2) {
            from(CountedSamples<T>(volume, frame));
        } else {
            from(ListedSamples<T>(volume, frame));
        }
    });
    return result;
}

VolumePtr redescribed(VolumePtr volume, Volume::Description description)
{
    return std::make_shared<const Volume>(std::move(description), std::make_shared<const FramesOf>(std::move(volume)));
}

VolumePtr underForm(VolumePtr volume, SpatialForms::Used form)
{
    const SpatialForms& forms = volume->source().forms;
    const bool isSform = form == SpatialForms::Used::Sform;
    const std::optional<Affine>& affine = isSform ? forms.sform : forms.qform;
    if (!affine) {
        throw Error(isSform ? "the image has no sform" : "the image has no qform");
    }
    Volume::Description description = volume->description();
    description.grid.affine = *affine;
    description.source.forms = {form, isSform ? forms.sformCode : 0, isSform ? 0 : forms.qformCode, isSform ? affine : std::nullopt,
        isSform ? std::nullopt : affine, 0};
    return redescribed(std::move(volume), std::move(description));
}

} // namespace insula
