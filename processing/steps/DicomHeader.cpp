#include "processing/steps/DicomHeader.h"

#include "processing/core/Error.h"
#include "processing/core/SiemensCsa.h"
#include "processing/steps/DicomDataset.h"

#include <gdcmReader.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <optional>

namespace insula {
namespace {

using gdcm::DataSet;
using gdcm::PrivateTag;
using gdcm::Tag;
namespace dicom = insula::dicom;

const Tag PixelData(0x7fe0, 0x0010), PerFrameGroups(0x5200, 0x9230), SharedGroups(0x5200, 0x9229);
const Tag ImagePosition(0x0020, 0x0032), ImageOrientation(0x0020, 0x0037), PixelSpacing(0x0028, 0x0030), SliceThickness(0x0018, 0x0050),
    RepetitionTime(0x0018, 0x0080), EchoTime(0x0018, 0x0081), FlipAngle(0x0018, 0x1314), PhaseEncoding(0x0018, 0x1312),
    RescaleIntercept(0x0028, 0x1052), RescaleSlope(0x0028, 0x1053), ComplexComponent(0x0008, 0x9208), AcquisitionDateTime(0x0008, 0x002a);

constexpr int MostFrames = 1 << 20;

bool normalise(Vec3& v)
{
    const double length = std::hypot(v[0], v[1], v[2]);
    if (!(std::abs(length - 1) < 0.01)) // rounded directions are common, other lengths are wrong
        return false;
    for (double& x : v)
        x /= length;
    return true;
}

Vec3 cross(const Vec3& a, const Vec3& b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vec3 along(const Vec3& from, const Vec3& direction, double mm)
{
    return {from[0] + mm * direction[0], from[1] + mm * direction[1], from[2] + mm * direction[2]};
}

bool setPosition(DicomSlice& slice, const DataSet& set)
{
    const auto values = dicom::decimals(dicom::text(set, ImagePosition), 3);
    if (!values.empty())
        slice.position = {values[0], values[1], values[2]};
    return !values.empty();
}

bool setOrientation(DicomSlice& slice, const DataSet& set)
{
    const auto values = dicom::decimals(dicom::text(set, ImageOrientation), 6);
    if (values.empty())
        return false;
    slice.row = {values[0], values[1], values[2]};
    slice.column = {values[3], values[4], values[5]};
    return normalise(slice.row) && normalise(slice.column);
}

bool setSpacing(DicomSlice& slice, const DataSet& set)
{
    const auto values = dicom::decimals(dicom::text(set, PixelSpacing), 2);
    if (values.empty() || !(values[0] > 0) || !(values[1] > 0))
        return false;
    slice.rowSpacingMm = values[0]; // first value: between rows
    slice.columnSpacingMm = values[1];
    return true;
}

void setRescale(DicomSlice& slice, const DataSet& set)
{
    const double slope = dicom::decimal(set, RescaleSlope, slice.slope);
    slice.slope = slope != 0 ? slope : 1;
    slice.intercept = dicom::decimal(set, RescaleIntercept, slice.intercept);
}

// "ORIGINAL\PRIMARY\M\MOSAIC": the third value; Philips repeats it, GE keeps it elsewhere.
std::string componentOf(const DataSet& set, const std::string& imageType)
{
    const std::string complex = dicom::text(set, ComplexComponent);
    for (const auto& [name, letter] : {std::pair{"MAGNITUDE", "M"}, {"PHASE", "P"}, {"REAL", "R"}, {"IMAGINARY", "I"}})
        if (complex == name)
            return letter;
    const auto ge = dicom::binaryOr<std::int16_t>(set, PrivateTag(0x0043, 0x2f, "GEMS_PARM_01"), -1);
    if (ge >= 0 && ge <= 3)
        return std::array{"M", "P", "R", "I"}[static_cast<std::size_t>(ge)];
    std::string rest = imageType + "\\";
    for (int n = 0; !rest.empty(); ++n) {
        const std::string value = rest.substr(0, rest.find('\\'));
        rest.erase(0, value.size() + 1);
        if (n < 2)
            continue;
        if (value == "P" || value == "PHASE" || value == "PHASE MAP")
            return "P";
        if (value == "R" || value == "REAL")
            return "R";
        if (value == "I" || value == "IMAGINARY")
            return "I";
    }
    return "M";
}

void readSiemens(const DataSet& set, DicomFacts& facts, std::optional<SiemensCsa>& csa)
{
    const auto bytes = dicom::bytes(set, PrivateTag(0x0029, 0x10, "SIEMENS CSA HEADER"));
    if (!bytes.empty()) {
        try { // a damaged private header takes what it says with it, not the image
            csa.emplace(bytes);
        } catch (const Error&) {
        }
    }
    facts.bandwidthPerPixelPhase = dicom::binaryOr<double>(set, PrivateTag(0x0019, 0x28, "SIEMENS MR HEADER"), 0);
    if (csa) {
        facts.phasePositive = static_cast<int>(csa->number("PhaseEncodingDirectionPositive").value_or(-1));
        facts.bandwidthPerPixelPhase = csa->number("BandwidthPerPixelPhaseEncode").value_or(facts.bandwidthPerPixelPhase);
    }
}

std::shared_ptr<DicomFacts> factsOf(const DataSet& set)
{
    const auto text = [&](std::uint16_t group, std::uint16_t element) { return dicom::text(set, Tag(group, element)); };
    const auto number
        = [&](std::uint16_t group, std::uint16_t element, double otherwise) { return dicom::decimal(set, Tag(group, element), otherwise); };
    auto facts = std::make_shared<DicomFacts>();
    facts->modality = text(0x0008, 0x0060);
    facts->protocol = text(0x0018, 0x1030);
    facts->sequenceName = text(0x0018, 0x0024).empty() ? text(0x0018, 0x9005) : text(0x0018, 0x0024);
    facts->scanningSequence = text(0x0018, 0x0020);
    facts->sequenceVariant = text(0x0018, 0x0021);
    facts->scanOptions = text(0x0018, 0x0022);
    facts->acquisitionType = text(0x0018, 0x0023);
    facts->contrast = text(0x0018, 0x0010);
    facts->manufacturer = text(0x0008, 0x0070);
    facts->model = text(0x0008, 0x1090);
    facts->software = text(0x0018, 0x1020);
    facts->bodyPart = text(0x0018, 0x0015);
    facts->phaseEncodingAxis = text(0x0018, 0x1312);
    facts->station = text(0x0008, 0x1010);
    facts->serial = text(0x0018, 0x1000);
    facts->institution = text(0x0008, 0x0080);
    facts->acquisitionDate = text(0x0008, 0x0022);
    facts->acquisitionTime = text(0x0008, 0x0032);
    facts->person = text(0x0010, 0x0010) + "|" + text(0x0010, 0x0020) + "|" + text(0x0010, 0x0030);
    facts->burnedIn = text(0x0028, 0x0301) == "YES";
    facts->fieldStrengthTesla = number(0x0018, 0x0087, 0);
    if (facts->fieldStrengthTesla > 100) // some write it in gauss
        facts->fieldStrengthTesla /= 10000;
    facts->flipAngle = number(0x0018, 0x1314, NoTime);
    facts->inversionMs = number(0x0018, 0x0082, 0);
    facts->bandwidthHz = number(0x0018, 0x0095, 0);
    facts->spacingBetweenMm = std::abs(number(0x0018, 0x0088, 0));
    facts->echoTrain = number(0x0018, 0x0091, 0);
    facts->acceleration = dicom::binaryOr<double>(set, Tag(0x0018, 0x9069), 0);
    facts->seriesNumber = dicom::whole(set, Tag(0x0020, 0x0011), 0);
    facts->echoSpacingMicroseconds = dicom::binaryOr<std::int16_t>(set, PrivateTag(0x0043, 0x2c, "GEMS_PARM_01"), 0);
    if (const double tr = dicom::binaryOr<float>(set, PrivateTag(0x2005, 0x30, "Philips MR Imaging DD 001"), 0); tr > 0)
        facts->otherTrs.emplace_back("the private Philips field (2005,1030)", tr / 1000);
    return facts;
}

// One file of one slice, and what multi-frame files have for all of their frames.
DicomSlice sliceOf(const DataSet& set, const std::filesystem::path& file)
{
    DicomSlice slice;
    slice.file = file;
    slice.series = dicom::text(set, Tag(0x0020, 0x000e));
    slice.instanceUid = dicom::text(set, Tag(0x0008, 0x0018));
    slice.description = dicom::text(set, Tag(0x0008, 0x103e));
    slice.imageType = dicom::text(set, Tag(0x0008, 0x0008));
    slice.component = componentOf(set, slice.imageType);
    slice.rows = static_cast<int>(dicom::binaryOr<std::uint16_t>(set, Tag(0x0028, 0x0010), 0));
    slice.columns = static_cast<int>(dicom::binaryOr<std::uint16_t>(set, Tag(0x0028, 0x0011), 0));
    slice.thicknessMm = std::max(0.0, dicom::decimal(set, SliceThickness, 0));
    slice.trSeconds = std::max(0.0, dicom::decimal(set, RepetitionTime, 0) / 1000);
    slice.echoMs = std::max(0.0, dicom::decimal(set, EchoTime, 0));
    slice.acquisition = dicom::whole(set, Tag(0x0020, 0x0012), 0);
    slice.instance = dicom::whole(set, Tag(0x0020, 0x0013), 0);
    slice.temporalPosition = dicom::whole(set, Tag(0x0020, 0x0100), 0);
    const bool hasPosition = setPosition(slice, set), hasOrientation = setOrientation(slice, set), hasSpacing = setSpacing(slice, set);
    slice.hasGeometry = hasPosition && hasOrientation && hasSpacing;
    setRescale(slice, set);
    return slice;
}

bool isBy(const DicomFacts& facts, std::string_view maker)
{
    std::string name = facts.manufacturer;
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name.find(maker) != std::string::npos;
}

// When the slice was recorded. Philips' times of acquisition are those of the whole series, its dynamics have a field of their own; GE
// counts from the run's beginning.
double clockOf(const DataSet& set, const DicomFacts& facts)
{
    if (isBy(facts, "philips"))
        return dicom::binaryOr<float>(set, PrivateTag(0x2005, 0xa0, "Philips MR Imaging DD 001"), NoTime);
    if (isBy(facts, "ge medical"))
        return dicom::decimal(set, Tag(0x0018, 0x1060), NoTime) / 1000;
    const double both = dicom::clockSeconds(dicom::text(set, AcquisitionDateTime));
    return std::isfinite(both) ? both : dicom::clockSeconds(facts.acquisitionTime);
}

// Groups of the frame come before those that all frames share.
class FrameGroups {
public:
    FrameGroups(const DataSet* frame, const DataSet* shared) : m_frame(frame), m_shared(shared) { }
    // use(item) of the macro; false when neither has it.
    template <typename Use> bool with(const Tag& macro, Use use) const
    {
        for (const DataSet* set : {m_frame, m_shared}) {
            if (!set)
                continue;
            const dicom::Items items(*set, macro);
            if (const DataSet* item = items.at(0)) {
                use(*item);
                return true;
            }
        }
        return false;
    }

private:
    const DataSet *m_frame, *m_shared;
};

DicomSlice frameSlice(const DicomSlice& whole, const FrameGroups& groups, int n, const DicomFacts& facts)
{
    DicomSlice slice = whole;
    slice.frame = n;
    bool hasPosition = false, hasOrientation = false, hasSpacing = false;
    groups.with(Tag(0x0020, 0x9113), [&](const DataSet& set) { hasPosition = setPosition(slice, set); });
    groups.with(Tag(0x0020, 0x9116), [&](const DataSet& set) { hasOrientation = setOrientation(slice, set); });
    groups.with(Tag(0x0028, 0x9110), [&](const DataSet& set) {
        hasSpacing = setSpacing(slice, set);
        slice.thicknessMm = std::max(0.0, dicom::decimal(set, SliceThickness, slice.thicknessMm));
    });
    slice.hasGeometry = hasPosition && hasOrientation && hasSpacing;
    groups.with(
        Tag(0x0018, 0x9112), [&](const DataSet& set) { slice.trSeconds = std::max(0.0, dicom::decimal(set, RepetitionTime, 0) / 1000); });
    groups.with(
        Tag(0x0018, 0x9114), [&](const DataSet& set) { slice.echoMs = dicom::binaryOr<double>(set, Tag(0x0018, 0x9082), slice.echoMs); });
    groups.with(Tag(0x0018, 0x9226), [&](const DataSet& set) {
        const std::string type = dicom::text(set, Tag(0x0008, 0x9007));
        slice.component = componentOf(set, type.empty() ? slice.imageType : type);
    });
    groups.with(Tag(0x0028, 0x9145), [&](const DataSet& set) { setRescale(slice, set); });
    groups.with(Tag(0x0020, 0x9111), [&](const DataSet& set) {
        slice.temporalPosition = static_cast<int>(dicom::binaryOr<std::uint32_t>(set, Tag(0x0020, 0x9128), slice.temporalPosition));
        const double clock = dicom::clockSeconds(dicom::text(set, Tag(0x0018, 0x9074)));
        if (std::isfinite(clock) && !isBy(facts, "philips"))
            slice.clockSeconds = clock;
    });
    return slice;
}

std::vector<DicomSlice> enhanced(const DataSet& set, const DicomSlice& whole, DicomFacts& facts, int frames)
{
    const dicom::Items perFrame(set, PerFrameGroups), shared(set, SharedGroups);
    if (perFrame.count() != static_cast<std::size_t>(frames))
        throw Error(fmt::format("'{}' announces {} frames and describes {}: the file is damaged; export it again",
            whole.file.filename().string(), frames, perFrame.count()));
    std::vector<DicomSlice> slices;
    for (int n = 0; n < frames; ++n) {
        const FrameGroups groups(perFrame.at(static_cast<std::size_t>(n)), shared.at(0));
        slices.push_back(frameSlice(whole, groups, n, facts));
        if (n > 0)
            continue;
        groups.with(Tag(0x0018, 0x9112), [&](const DataSet& item) { facts.flipAngle = dicom::decimal(item, FlipAngle, facts.flipAngle); });
        groups.with(Tag(0x0018, 0x9125), [&](const DataSet& item) { facts.phaseEncodingAxis = dicom::text(item, PhaseEncoding); });
        groups.with(
            Tag(0x0018, 0x9006), [&](const DataSet& item) { facts.bandwidthHz = dicom::binaryOr<double>(item, Tag(0x0018, 0x0095), 0); });
        groups.with(Tag(0x0018, 0x9115), [&](const DataSet& item) {
            const auto times = dicom::binary<double>(dicom::bytes(item, Tag(0x0018, 0x9079)));
            facts.inversionMs = times.empty() ? facts.inversionMs : times[0];
        });
    }
    if (facts.phaseEncodingAxis == "COLUMN")
        facts.phaseEncodingAxis = "COL";
    return slices;
}

std::vector<DicomSlice> legacyFrames(const DicomSlice& whole, const DicomFacts& facts, int frames)
{
    std::vector<DicomSlice> slices;
    const double step = facts.spacingBetweenMm > 0 ? facts.spacingBetweenMm : whole.thicknessMm > 0 ? whole.thicknessMm : 1;
    for (int n = 0; n < frames; ++n) {
        DicomSlice slice = whole;
        slice.frame = n;
        slice.isLegacyMultiFrame = true;
        if (!slice.hasGeometry) {
            slice.row = {1, 0, 0};
            slice.column = {0, 1, 0};
            slice.hasGeometry = true;
        }
        slice.position = along(whole.position, cross(slice.row, slice.column), step * n);
        slices.push_back(std::move(slice));
    }
    return slices;
}

// Tiles from left to right, then down. The header's position is that of the upper left corner of a picture as large as the whole mosaic.
std::vector<DicomSlice> mosaicTiles(
    const DataSet& set, const DicomSlice& whole, const DicomFacts& facts, const std::optional<SiemensCsa>& csa)
{
    const std::string name = whole.file.filename().string();
    const double announced = csa ? csa->number("NumberOfImagesInMosaic").value_or(0) : 0;
    const int count = static_cast<int>(announced >= 1 && announced < 10000
            ? announced
            : dicom::binaryOr<std::uint16_t>(set, PrivateTag(0x0019, 0x0a, "SIEMENS MR HEADER"), 0));
    if (count < 1)
        throw Error(name
            + " is a Siemens mosaic, and its private header, which says how many slices it holds, is missing: export it with private "
              "fields, or as single slices");
    const int across = static_cast<int>(std::ceil(std::sqrt(count)));
    if (whole.columns % across || whole.rows % across)
        throw Error(fmt::format("{} is a mosaic of {} x {} pixels, which {} slices do not divide: the header is wrong", name, whole.columns,
            whole.rows, count));
    DicomSlice tile = whole;
    tile.columns = whole.columns / across;
    tile.rows = whole.rows / across;
    tile.tilesAcross = across;
    tile.position = along(along(whole.position, whole.row, whole.columnSpacingMm * (whole.columns - tile.columns) / 2), whole.column,
        whole.rowSpacingMm * (whole.rows - tile.rows) / 2);
    Vec3 normal = cross(whole.row, whole.column);
    if (const auto told = csa ? csa->numbers("SliceNormalVector") : std::vector<double>();
        told.size() == 3 && told[0] * normal[0] + told[1] * normal[1] + told[2] * normal[2] < 0)
        normal = {-normal[0], -normal[1], -normal[2]};
    auto times = csa ? csa->numbers("MosaicRefAcqTimes") : std::vector<double>();
    if (times.size() != static_cast<std::size_t>(count))
        times = dicom::binary<double>(dicom::bytes(set, PrivateTag(0x0019, 0x29, "SIEMENS MR HEADER")));
    const double step = facts.spacingBetweenMm > 0 ? facts.spacingBetweenMm : whole.thicknessMm > 0 ? whole.thicknessMm : 1;
    std::vector<DicomSlice> slices;
    for (int n = 0; n < count; ++n) {
        slices.push_back(tile);
        slices.back().tile = n;
        slices.back().position = along(tile.position, normal, step * n);
        if (times.size() == static_cast<std::size_t>(count))
            slices.back().secondsInFrame = times[static_cast<std::size_t>(n)] / 1000;
    }
    return slices;
}

} // namespace

bool maybeDicom(const std::filesystem::path& file)
{
    std::array<char, 132> head{};
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), head.size());
    if (in.gcount() == 132 && std::string_view(head.data() + 128, 4) == "DICM")
        return true;
    const bool hasGroup = (head[0] == 2 || head[0] == 8) && head[1] == 0 && head[3] == 0;
    return in.gcount() > 16 && hasGroup;
}

std::vector<DicomSlice> slicesOfFile(const std::filesystem::path& file)
{
    gdcm::Reader reader;
    reader.SetFileName(file.string().c_str());
    if (!maybeDicom(file) || !reader.ReadUpToTag(PixelData))
        return {};
    const DataSet& set = reader.GetFile().GetDataSet();
    DicomSlice whole = sliceOf(set, file);
    if (whole.rows < 1 || whole.columns < 1)
        return {};
    const auto facts = factsOf(set);
    std::optional<SiemensCsa> csa;
    if (isBy(*facts, "siemens"))
        readSiemens(set, *facts, csa);
    whole.clockSeconds = clockOf(set, *facts);
    whole.facts = facts;
    const int frames = dicom::whole(set, Tag(0x0028, 0x0008), 1);
    if (frames > MostFrames)
        throw Error(fmt::format("'{}' announces {} frames: the file is damaged", file.filename().string(), frames));
    if (set.FindDataElement(PerFrameGroups) && frames >= 1)
        return enhanced(set, whole, *facts, frames);
    if (frames > 1)
        return legacyFrames(whole, *facts, frames);
    if (whole.imageType.find("MOSAIC") != std::string::npos && whole.hasGeometry)
        return mosaicTiles(set, whole, *facts, csa);
    return {whole};
}

} // namespace insula
