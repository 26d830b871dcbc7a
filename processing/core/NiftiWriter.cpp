#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/NiftiHeader.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

namespace insula {

namespace {

constexpr int intentLabel = 1002; // NIFTI_INTENT_LABEL

// Bytes to a file, compressed when its name says so.
class Output {
public:
    Output(const std::filesystem::path& target, bool compress, int level) : m_file(target)
    {
        if (compress) {
            m_buffer.resize(1U << 18);
            m_compressing = deflateInit2(&m_stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK;
            if (!m_compressing) {
                throw Error("there is no memory left to compress; close other programs");
            }
        }
    }
    ~Output()
    {
        if (m_compressing) {
            deflateEnd(&m_stream);
        }
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void write(std::span<const std::byte> bytes) { m_compressing ? deflated(bytes, Z_NO_FLUSH) : m_file.write(bytes); }
    void commit()
    {
        if (m_compressing) {
            deflated({}, Z_FINISH);
        }
        m_file.commit();
    }

private:
    void deflated(std::span<const std::byte> bytes, int flush)
    {
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        do {
            m_stream.next_out = reinterpret_cast<Bytef*>(m_buffer.data());
            m_stream.avail_out = static_cast<uInt>(m_buffer.size());
            deflate(&m_stream, flush);
            m_file.write(std::span<const std::byte>(m_buffer).first(m_buffer.size() - m_stream.avail_out));
        } while (m_stream.avail_out == 0);
    }

    AtomicFile m_file;
    z_stream m_stream{};
    bool m_compressing = false;
    std::vector<std::byte> m_buffer;
};

bool isCompressed(const std::filesystem::path& file)
{
    const std::string name = file.filename().string();
    if (name.ends_with(".nii.gz")) {
        return true;
    }
    if (!name.ends_with(".nii")) {
        throw usageError(fmt::format("the output '{}' must end in .nii or .nii.gz", name));
    }
    return false;
}

int chosenVersion(const Volume& volume, int wanted)
{
    constexpr std::int64_t most = std::numeric_limits<std::int16_t>::max();
    const Size3& n = volume.size();
    const bool fits = std::max({n.x, n.y, n.z, volume.frames()}) <= most;
    if (wanted == 1 && !fits) {
        throw Error(fmt::format("NIfTI-1 holds at most {} voxels along an axis; write NIfTI-2", most));
    }
    return wanted != 0 ? wanted : fits ? 1 : 2;
}

// A source that had only a qform keeps only that: its sform in single precision would move voxels by some 1e-6 mm.
bool keepsQformOnly(const Volume& volume)
{
    const SpatialForms& forms = volume.source().forms;
    return forms.used == SpatialForms::Used::Qform && forms.qform && *forms.qform == volume.affine();
}

// b, c and d as the file keeps them. Rounding to single precision may leave those of a half turn short of unit length by 1e-7, which
// readers take for a turn that is up to 0.03 degrees less. A little more length than rounding can take away prevents that; readers scale it
// back.
std::array<double, 3> storedQuaternion(const QuaternionForm& q, int version)
{
    const double squares = q.b * q.b + q.c * q.c + q.d * q.d, largest = std::max({std::abs(q.b), std::abs(q.c), std::abs(q.d)});
    const bool isRounded = version == 1 && largest < 1 - 1e-12; // a half turn about a voxel axis is exact
    const double factor = isRounded && 1 - squares < 1e-12 ? 1 + 1e-7 : 1;
    return {factor * q.b, factor * q.c, factor * q.d};
}

void setForms(NiftiHeader& h, const Volume& volume)
{
    const SpatialForms& forms = volume.source().forms;
    const Affine& affine = volume.affine();
    const QuaternionForm q = quaternionForm(affine);
    h.pixdim[0] = q.qfac;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        h.pixdim[axis + 1] = q.pixdim[axis];
        h.qoffset[axis] = q.offset[axis];
    }
    h.quaternion = storedQuaternion(q, h.version);
    const int known = std::max({1, forms.used == SpatialForms::Used::Sform ? forms.sformCode : forms.qformCode});
    h.qformCode = affine.isSheared() ? 0 : forms.qformCode > 0 ? forms.qformCode : known;
    if (!keepsQformOnly(volume)) {
        h.sformCode = forms.sformCode > 0 ? forms.sformCode : known;
        std::copy_n(affine.rows().begin(), 12, h.srow.begin());
    }
}

NiftiHeader headerFor(const Volume& volume, int version)
{
    const SourceInfo& source = volume.source();
    NiftiHeader h;
    h.version = version;
    const bool hasTime = volume.frames() > 1;
    h.dim = {hasTime ? 4 : 3, volume.size().x, volume.size().y, volume.size().z, volume.frames(), 1, 1, 1};
    h.pixdim = {1, 1, 1, 1, hasTime ? volume.trSeconds() : 0, 0, 0, 0};
    h.datatype = niftiCode(volume.dataType());
    h.bitpix = static_cast<int>(8 * bytesPerVoxel(volume.dataType()));
    h.slope = volume.slope();
    h.intercept = volume.intercept();
    h.calMin = source.displayMin;
    h.calMax = source.displayMax;
    h.intentCode = volume.kind() == Kind::Labels ? intentLabel : source.intentCode;
    h.intentParameters = source.intentParameters;
    h.intentName = source.intentName;
    h.description = source.description;
    h.units = 2 | 8; // mm and s, which is what Volume holds
    setForms(h, volume);
    return h;
}

// The four extension flags, then each extension in a multiple of 16 bytes as the standard asks.
std::vector<std::byte> extensionBytes(const std::vector<HeaderExtension>& extensions)
{
    std::vector<std::byte> bytes(4);
    for (const HeaderExtension& extension : extensions) {
        bytes[0] = std::byte{1};
        const std::size_t start = bytes.size(), size = (extension.data.size() + 8 + 15) / 16 * 16;
        bytes.resize(start + size);
        const std::array<std::int32_t, 2> head{static_cast<std::int32_t>(size), extension.code};
        std::memcpy(bytes.data() + start, head.data(), sizeof head);
        std::copy(extension.data.begin(), extension.data.end(), bytes.begin() + static_cast<std::ptrdiff_t>(start + sizeof head));
    }
    return bytes;
}

} // namespace

void writeNifti(const std::filesystem::path& file, const Volume& volume, const NiftiWriteOptions& options, const Progress& progress)
{
    NiftiHeader header = headerFor(volume, chosenVersion(volume, options.version));
    const std::vector<std::byte> extensions = extensionBytes(volume.source().extensions);
    const std::size_t used = header.byteCount() + extensions.size(), offset = (used + 15) / 16 * 16;
    header.voxOffset = static_cast<double>(offset);

    Output output(file, isCompressed(file), options.compression);
    output.write(serialiseNiftiHeader(header));
    output.write(extensions);
    output.write(std::vector<std::byte>(offset - used));
    constexpr std::size_t step = 1U << 20;
    for (std::int64_t t = 0; t < volume.frames(); ++t) {
        const auto frame = volume.rawFrame(t);
        for (std::size_t at = 0; at < frame.size(); at += step) {
            progress.report((static_cast<double>(t) + static_cast<double>(at) / static_cast<double>(frame.size()))
                / static_cast<double>(volume.frames()));
            output.write(frame.subspan(at, std::min(step, frame.size() - at)));
        }
        if (volume.frames() > 1)
            volume.release();
    }
    output.commit();
}

} // namespace insula
