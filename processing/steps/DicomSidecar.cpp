#include "processing/steps/DicomSidecar.h"

#include "processing/core/Version.h"

#include <cmath>

namespace insula {
namespace {

void add(nlohmann::json& json, const char* key, const std::string& text)
{
    if (!text.empty())
        json[key] = text;
}

// Rounded to nine decimals, so that 1790.0000001 / 1000 does not end in noise.
void add(nlohmann::json& json, const char* key, double value, double least = 0)
{
    if (std::isfinite(value) && value > least)
        json[key] = std::round(value * 1e9) / 1e9;
}

nlohmann::json splitValues(const std::string& text)
{
    auto values = nlohmann::json::array();
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\\', begin), text.size());
        values.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return values;
}

// Voxel axis i runs along a row, so "ROW" is i. DICOM counts rows downward as this image's j does, so a positive direction has no sign.
void addPhaseEncoding(nlohmann::json& json, const DicomStack& stack, const DicomFacts& facts)
{
    const bool isRow = facts.phaseEncodingAxis == "ROW";
    if (!isRow && facts.phaseEncodingAxis != "COL")
        return;
    const std::string axis = isRow ? "i" : "j";
    if (facts.phasePositive == 0 || facts.phasePositive == 1)
        json["PhaseEncodingDirection"] = facts.phasePositive == 1 ? axis : axis + "-";
    else
        json["PhaseEncodingAxis"] = axis;
    const auto lines = static_cast<double>(isRow ? stack.grid.size.x : stack.grid.size.y);
    if (facts.bandwidthPerPixelPhase > 0) {
        const double spacing = 1 / (facts.bandwidthPerPixelPhase * lines);
        add(json, "EffectiveEchoSpacing", spacing);
        add(json, "TotalReadoutTime", spacing * (lines - 1));
    } else if (facts.echoSpacingMicroseconds > 0 && facts.acceleration <= 1) {
        add(json, "EffectiveEchoSpacing", facts.echoSpacingMicroseconds / 1e6);
    }
}

void addIdentity(nlohmann::json& json, const DicomFacts& facts)
{
    add(json, "StationName", facts.station);
    add(json, "DeviceSerialNumber", facts.serial);
    add(json, "InstitutionName", facts.institution);
    add(json, "AcquisitionDate", facts.acquisitionDate);
    add(json, "AcquisitionTime", facts.acquisitionTime);
}

} // namespace

nlohmann::json dicomSidecar(const DicomStack& stack, const SidecarOptions& options)
{
    const DicomSlice& first = stack.slices.front();
    const DicomFacts& facts = *first.facts;
    nlohmann::json json = nlohmann::json::object();
    add(json, "Modality", facts.modality);
    add(json, "Manufacturer", facts.manufacturer);
    add(json, "ManufacturersModelName", facts.model);
    add(json, "SoftwareVersions", facts.software);
    add(json, "MagneticFieldStrength", facts.fieldStrengthTesla);
    add(json, "BodyPartExamined", facts.bodyPart);
    add(json, "MRAcquisitionType", facts.acquisitionType);
    add(json, "ScanningSequence", facts.scanningSequence);
    add(json, "SequenceVariant", facts.sequenceVariant);
    add(json, "ScanOptions", facts.scanOptions);
    add(json, "PulseSequenceDetails", facts.sequenceName);
    if (!first.imageType.empty())
        json["ImageType"] = splitValues(first.imageType);
    if (facts.seriesNumber > 0)
        json["SeriesNumber"] = facts.seriesNumber;
    add(json, "SliceThickness", first.thicknessMm);
    add(json, "SpacingBetweenSlices", facts.spacingBetweenMm);
    add(json, "EchoTime", first.echoMs / 1000);
    const double tr = options.trSeconds > 0 ? options.trSeconds : first.trSeconds;
    add(json, "RepetitionTime", tr);
    add(json, "InversionTime", facts.inversionMs / 1000);
    add(json, "FlipAngle", facts.flipAngle, -1);
    add(json, "PixelBandwidth", facts.bandwidthHz);
    if (facts.echoTrain > 0 && facts.echoTrain < 1e6)
        json["EchoTrainLength"] = static_cast<int>(facts.echoTrain);
    add(json, "ParallelReductionFactorInPlane", facts.acceleration, 1);
    if (!options.sliceSeconds.empty())
        json["SliceTiming"] = options.sliceSeconds;
    addPhaseEncoding(json, stack, facts);
    if (options.keepDescriptions) {
        add(json, "SeriesDescription", first.description);
        add(json, "ProtocolName", facts.protocol);
    }
    if (options.keepIdentity)
        addIdentity(json, facts);
    json["ConversionSoftware"] = "Insula";
    json["ConversionSoftwareVersion"] = Version;
    return json;
}

} // namespace insula
