#include "processing/core/NiftiGeometry.h"

#include "processing/core/Error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace insula {

namespace {

constexpr double disagreementLimitMm = 0.1;

std::int64_t checkedProduct(std::int64_t a, std::int64_t b)
{
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product))
        throw Error("the header is damaged: its dimensions multiply to more than any file can hold; copy the file again from the source");
    return product;
}

struct Dimensions {
    Size3 size{1, 1, 1};
    std::int64_t frames = 1, components = 1; // components: of the fifth dimension and beyond, counted in frames
};

Dimensions dimensions(const NiftiHeader& h, NiftiFindings& findings)
{
    const std::int64_t count = h.dim[0];
    if (count < 1 || count > 7)
        throw Error(
            fmt::format("the header is damaged: it says {} dimensions (1 to 7 are possible); copy the file again from the source", count));
    Dimensions result;
    const auto at = [&](std::size_t axis) -> std::int64_t { return static_cast<std::int64_t>(axis) <= count ? h.dim[axis] : 1; };
    for (std::size_t axis = 1; axis <= 7; ++axis) {
        std::int64_t length = at(axis);
        if (length == 0 && axis > 3) {
            findings.push_back({"dimension-repaired", fmt::format("Dimension {} is 0 in the header; it is read as 1.", axis)});
            length = 1;
        }
        if (length < 1)
            throw Error(fmt::format("the header is damaged: dimension {} is {}; copy the file again from the source", axis, length));
        if (axis == 1)
            result.size.x = length;
        else if (axis == 2)
            result.size.y = length;
        else if (axis == 3)
            result.size.z = length;
        else
            result.frames = checkedProduct(result.frames, length);
        if (axis > 4)
            result.components = checkedProduct(result.components, length);
    }
    checkedProduct(checkedProduct(checkedProduct(result.size.x, result.size.y), result.size.z), checkedProduct(result.frames, 8));
    if (result.components > 1)
        findings.push_back({"components-as-frames",
            fmt::format(
                "The file has {} components per time point (dimension 5 or higher); they are shown as {} frames, one after the other.",
                result.components, result.frames)});
    return result;
}

struct Units {
    double toMm = 1, toSeconds = 1; // toSeconds 0: the fourth axis is not time
    std::string space = "mm", time = "s";
};

Units units(const NiftiHeader& h, std::int64_t frames, NiftiFindings& findings)
{
    Units u;
    switch (h.units & 7) {
    case 1:
        u.toMm = 1000, u.space = "m";
        break;
    case 2:
        break;
    case 3:
        u.toMm = 0.001, u.space = "um";
        break;
    default:
        u.space = "unknown";
        findings.push_back({"unknown-space-unit", "The header does not name the unit of length; millimetres are assumed."});
    }
    switch (h.units & 0x38) {
    case 8:
        break;
    case 16:
        u.toSeconds = 1e-3, u.time = "ms";
        break;
    case 24:
        u.toSeconds = 1e-6, u.time = "us";
        break;
    case 32:
        u.toSeconds = 0, u.time = "Hz";
        break;
    case 40:
        u.toSeconds = 0, u.time = "ppm";
        break;
    case 48:
        u.toSeconds = 0, u.time = "rad/s";
        break;
    default:
        u.time = "unknown";
        if (frames > 1)
            findings.push_back({"unknown-time-unit", "The header does not name the unit of time; seconds are assumed."});
    }
    return u;
}

double repetitionTime(const NiftiHeader& h, const Units& u, std::int64_t frames, NiftiFindings& findings)
{
    if (frames <= 1)
        return 0;
    if (u.toSeconds == 0) {
        findings.push_back({"not-time", fmt::format("The fourth axis is not time but {}.", u.time)});
        return 0;
    }
    const double tr = h.pixdim[4] * u.toSeconds;
    if (!std::isfinite(tr) || tr == 0) {
        findings.push_back({"no-repetition-time", "The repetition time (TR) is missing; set it before any analysis over time."});
        return 0;
    }
    if (tr < 0)
        findings.push_back({"repetition-time-repaired", fmt::format("The repetition time is negative; {:g} s is used.", -tr)});
    if (std::abs(tr) > 100)
        findings.push_back({"long-repetition-time",
            fmt::format("The repetition time is {:g} s, which is unusually long; its unit may be milliseconds.", std::abs(tr))});
    return std::abs(tr);
}

Vec3 voxelSizes(const NiftiHeader& h, double toMm, NiftiFindings& findings)
{
    Vec3 sizes{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double stored = h.pixdim[axis + 1];
        sizes[axis] = std::abs(stored) * toMm;
        if (!std::isfinite(stored) || stored == 0) {
            sizes[axis] = 1;
            // Files of fewer dimensions leave the rest of pixdim at zero; that is no fault.
            if (static_cast<std::int64_t>(axis) < h.dim[0])
                findings.push_back(
                    {"voxel-size-repaired", fmt::format("The voxel size of axis {} is {}; 1 mm is used.", axis + 1, stored)});
        } else if (stored < 0) {
            findings.push_back({"voxel-size-repaired",
                fmt::format("The voxel size of axis {} is negative ({:g}); its absolute value is used.", axis + 1, stored)});
        }
    }
    return sizes;
}

std::optional<Affine> sformOf(const NiftiHeader& h, double toMm)
{
    if (h.sformCode <= 0)
        return std::nullopt;
    std::array<double, 16> rows{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    std::transform(h.srow.begin(), h.srow.end(), rows.begin(), [&](double v) { return v * toMm; });
    return Affine::fromRows(rows);
}

std::optional<Affine> qformOf(const NiftiHeader& h, const Vec3& sizes, double toMm, NiftiFindings& findings)
{
    if (h.qformCode <= 0)
        return std::nullopt;
    std::array<double, 3> q = h.quaternion;
    const double length = std::sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
    if (length > 1 + 1e-5) {
        findings.push_back({"quaternion-repaired",
            fmt::format("The rotation of the qform has length {:g} (at most 1 is possible); it was scaled.", length)});
    }
    if (length > 1)
        std::transform(q.begin(), q.end(), q.begin(), [&](double v) { return v / length; });
    const double qfac = h.pixdim[0];
    if (qfac != 1 && qfac != -1 && qfac != 0)
        findings.push_back(
            {"qfac-repaired", fmt::format("The qform's handedness (pixdim[0]) is {:g}; {} is used.", qfac, qfac < 0 ? -1 : 1)});
    const Vec3 offset{h.qoffset[0] * toMm, h.qoffset[1] * toMm, h.qoffset[2] * toMm};
    return Affine::fromQuaternion(q[0], q[1], q[2], offset, sizes, qfac < 0 ? -1 : 1);
}

// nibabel's base affine: centre of the field of view as origin, the first axis running to the left.
Affine pixdimAffine(const Vec3& sizes, const Size3& n)
{
    const Vec3 origin{static_cast<double>(n.x - 1) / 2 * sizes[0], -static_cast<double>(n.y - 1) / 2 * sizes[1],
        -static_cast<double>(n.z - 1) / 2 * sizes[2]};
    return Affine::fromColumns({-sizes[0], 0, 0}, {0, sizes[1], 0}, {0, 0, sizes[2]}, origin);
}

bool usable(const std::optional<Affine>& form)
{
    return form && form->isFinite() && !form->isSingular();
}

void dropUnusable(std::optional<Affine>& form, const char* which, NiftiFindings& findings)
{
    if (!form || usable(form))
        return;
    const bool finite = form->isFinite();
    findings.push_back({fmt::format("{}-{}", which, finite ? "singular" : "not-finite"),
        fmt::format("The {} {} and is ignored.", which, finite ? "flattens space (singular matrix)" : "has values that are not numbers")});
    form.reset();
}

// Single precision cannot tell a half turn from one that is up to 0.03 degrees less; the reading that is closer to the sform counts.
double distanceOfForms(const Size3& n, const Affine& sform, const Affine& qform)
{
    const double distance = largestCornerDistanceMm(n, sform, qform);
    const QuaternionForm q = quaternionForm(qform);
    const double length = std::sqrt(q.b * q.b + q.c * q.c + q.d * q.d);
    if (1 - length * length > 3 * std::numeric_limits<float>::epsilon())
        return distance;
    const Affine halfTurn = Affine::fromQuaternion(q.b / length, q.c / length, q.d / length, q.offset, q.pixdim, q.qfac);
    return std::min(distance, largestCornerDistanceMm(n, sform, halfTurn));
}

Affine chooseForm(SpatialForms& forms, const Vec3& sizes, const Size3& n, NiftiFindings& findings)
{
    dropUnusable(forms.sform, "sform", findings);
    dropUnusable(forms.qform, "qform", findings);
    if (forms.sform && forms.qform) {
        forms.disagreementMm = distanceOfForms(n, *forms.sform, *forms.qform);
        if (forms.disagreementMm > disagreementLimitMm)
            findings.push_back({"forms-disagree",
                fmt::format("Two positions in space are stored (sform and qform) and they lie up to {:.1f} mm apart; the sform is used.",
                    forms.disagreementMm)});
    }
    if (forms.sform) {
        forms.used = SpatialForms::Used::Sform;
        return *forms.sform;
    }
    if (forms.qform) {
        forms.used = SpatialForms::Used::Qform;
        return *forms.qform;
    }
    forms.used = SpatialForms::Used::Pixdim;
    findings.push_back({"no-form",
        "The file does not say where the image lies in space: left and right are assumed, not known (first voxel axis towards the left)."});
    return pixdimAffine(sizes, n);
}

void scaling(const NiftiHeader& h, Volume::Description& d, NiftiFindings& findings)
{
    d.slope = 1;
    d.intercept = 0;
    if (h.slope == 0)
        return;
    if (!std::isfinite(h.slope)) {
        findings.push_back({"no-slope", "The scale factor is not a number; values are shown as stored."});
        return;
    }
    if (!std::isfinite(h.intercept))
        throw Error("the header is damaged: values are to be shifted by something that is not a number (scl_inter); "
                    "copy the file again from the source");
    d.slope = h.slope;
    d.intercept = h.intercept;
}

} // namespace

std::string niftiFormName(int code)
{
    constexpr std::array<const char*, 6> names{"unknown", "scanner", "aligned", "Talairach", "MNI152", "template"};
    return code >= 0 && code < 6 ? names[static_cast<std::size_t>(code)] : fmt::format("code {}", code);
}

Volume::Description describeNifti(const NiftiHeader& h, Kind kind, NiftiFindings& findings)
{
    Volume::Description d;
    d.kind = kind;
    d.dataType = niftiDataType(h);
    const Dimensions dims = dimensions(h, findings);
    d.grid.size = dims.size;
    d.frames = dims.frames;
    const Units u = units(h, dims.frames, findings);
    d.trSeconds = repetitionTime(h, u, dims.frames / dims.components, findings);
    scaling(h, d, findings);

    SourceInfo& s = d.source;
    s.format = h.version == 1 ? "NIfTI-1" : "NIfTI-2";
    s.description = h.description;
    s.intentName = h.intentName;
    s.intentCode = h.intentCode;
    s.intentParameters = h.intentParameters;
    s.spaceUnit = u.space;
    s.timeUnit = u.time;
    if (std::isfinite(h.calMin) && std::isfinite(h.calMax))
        s.displayMin = h.calMin, s.displayMax = h.calMax;
    s.forms.sformCode = h.sformCode;
    s.forms.qformCode = h.qformCode;
    const Vec3 sizes = voxelSizes(h, u.toMm, findings);
    s.forms.sform = sformOf(h, u.toMm);
    s.forms.qform = qformOf(h, sizes, u.toMm, findings);
    d.grid.affine = chooseForm(s.forms, sizes, dims.size, findings);
    return d;
}

} // namespace insula
