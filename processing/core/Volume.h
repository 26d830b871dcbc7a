// An image or label map of three spatial dimensions and time, immutable and shared.
//
// Voxels stay in the number type that they have on disk, with scale and offset, so that a 16-bit 4D run does not triple in
// size; the first axis (i) is the fastest in memory, frames follow one another. Mind that a Torch tensor's last axis is
// the fastest. Frames may still be arriving from a compressed file: frame(t) waits for frame t, hasFrame(t) does not.
// All functions may be called from any thread.
#pragma once

#include "processing/core/DataType.h"
#include "processing/core/Geometry.h"
#include "processing/core/LabelTable.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace insula {

enum class Kind { Image, Labels };

// Gives the raw voxels of single frames in native byte order. Implementations must be thread-safe.
class FrameSource {
public:
    virtual ~FrameSource() = default;
    // Bytes of frame t, valid as long as this object. May wait. Throws Error when the file turns out to be broken.
    virtual std::span<const std::byte> frame(std::int64_t t) const = 0;
    virtual bool hasFrame(std::int64_t t) const = 0;
    // A hint: few bytes of every frame will be read from now on (true), or whole frames again.
    virtual void expectScattered(bool) const { }
    // Some bytes of frame t, from `offset` on. For few bytes of every frame of a run whose frames are in a file.
    virtual void copy(std::int64_t t, std::size_t offset, std::span<std::byte> out) const;
    // A hint: what was read may leave this program's memory. It stays valid and comes back from its file when it is looked at again.
    virtual void release() const { }
};

// What the file said about space: kept so that both readings can be shown and written back.
struct SpatialForms {
    enum class Used { Sform, Qform, Pixdim };
    Used used = Used::Pixdim;
    int sformCode = 0; // 0 unknown, 1 scanner, 2 aligned, 3 Talairach, 4 MNI152, 5 template
    int qformCode = 0;
    std::optional<Affine> sform; // set when its code is above 0
    std::optional<Affine> qform;
    // Corner distance between the two forms in mm; 0 when at most one is set.
    double disagreementMm = 0;
};

struct HeaderExtension {
    int code = 0; // NIfTI ecode
    std::vector<std::byte> data;
};

// Everything of the file's header that is worth keeping beyond geometry.
struct SourceInfo {
    std::string path; // empty when made in memory
    std::string format; // "NIfTI-1", "NIfTI-2", ""
    bool compressed = false;
    std::string description; // NIfTI descrip
    std::string intentName;
    int intentCode = 0;
    Vec3 intentParameters{0, 0, 0};
    std::string spaceUnit = "mm", timeUnit = "s"; // as stored; zooms and TR in Volume are already mm and s
    SpatialForms forms;
    std::vector<HeaderExtension> extensions;
    std::vector<std::string> warnings; // one plain sentence each
    double displayMin = 0, displayMax = 0; // cal_min, cal_max; equal when unset
};

class Volume;
using VolumePtr = std::shared_ptr<const Volume>;

class Volume {
public:
    struct Description {
        Grid grid;
        std::int64_t frames = 1;
        double trSeconds = 0; // 0 when unknown or 3D
        DataType dataType = DataType::Float32;
        double slope = 1, intercept = 0; // value = slope * stored + intercept
        Kind kind = Kind::Image;
        LabelTable labels;
        SourceInfo source;
    };

    // Throws Error when sizes are not positive, the affine is singular or not finite, or the byte count does not match.
    Volume(Description description, std::shared_ptr<const FrameSource> frames);
    // Owns `voxels`: frames * size values of type T, first axis fastest.
    template <typename T> static VolumePtr make(Description description, std::vector<T> voxels);

    const Grid& grid() const { return m.grid; }
    const Size3& size() const { return m.grid.size; }
    const Affine& affine() const { return m.grid.affine; }
    std::int64_t frames() const { return m.frames; }
    double trSeconds() const { return m.trSeconds; }
    DataType dataType() const { return m.dataType; }
    double slope() const { return m.slope; }
    double intercept() const { return m.intercept; }
    Kind kind() const { return m.kind; }
    const LabelTable& labels() const { return m.labels; }
    const SourceInfo& source() const { return m.source; }
    const Description& description() const { return m; }

    bool hasFrame(std::int64_t t) const { return m_frames->hasFrame(t); }
    void expectScattered(bool scattered) const { m_frames->expectScattered(scattered); } // see FrameSource
    void copyRaw(std::int64_t t, std::size_t offset, std::span<std::byte> out) const { m_frames->copy(t, offset, out); }
    void release() const { m_frames->release(); } // see FrameSource; call it now and then while going through a long run
    // Raw stored bytes of one frame, native byte order.
    std::span<const std::byte> rawFrame(std::int64_t t) const;
    // One value, scaled. Indices must be inside (asserted).
    double value(std::int64_t i, std::int64_t j, std::int64_t k, std::int64_t t = 0) const;
    // A whole frame, scaled, first axis fastest. `out` must hold size().count() values.
    void copyFrame(std::int64_t t, std::span<float> out) const;
    std::vector<float> frameAsFloat(std::int64_t t = 0) const;
    // Scaled values of all frames at one voxel (waits for all frames).
    std::vector<double> timeCourse(std::int64_t i, std::int64_t j, std::int64_t k) const;

private:
    static VolumePtr fromBytes(Description description, std::shared_ptr<const void> owner, std::span<const std::byte> bytes);

    Description m;
    std::shared_ptr<const FrameSource> m_frames;
};

template <typename T> VolumePtr Volume::make(Description description, std::vector<T> voxels)
{
    description.dataType = dataTypeOf<T>();
    auto owner = std::make_shared<const std::vector<T>>(std::move(voxels));
    const auto bytes = std::as_bytes(std::span<const T>(*owner));
    return fromBytes(std::move(description), std::move(owner), bytes);
}

// The same voxels under another description (size, frames and number type must agree). Nothing is copied.
VolumePtr redescribed(VolumePtr volume, Volume::Description description);
// The same voxels where the header's sform or qform puts them. Throws Error when the header has none.
VolumePtr underForm(VolumePtr volume, SpatialForms::Used form);

// Value range of one frame, ignoring what is not finite.
struct ValueRange {
    double min = 0, max = 0;
    std::int64_t finite = 0, nan = 0, infinite = 0;
};
ValueRange valueRange(const Volume& volume, std::int64_t frame = 0);
// Percentiles (0 to 100) of the finite values of one frame, linear between ranks; with `skipBackground`, without the lowest
// value where that fills more than a tenth of the frame. Exact for up to a million voxels, from an evenly spaced million beyond that. Empty
// when nothing is finite.
std::vector<double> percentiles(const Volume& volume, std::span<const double> percents, bool skipBackground, std::int64_t frame = 0);

} // namespace insula
