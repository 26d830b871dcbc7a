// What DICOM headers say about the files of a folder: which series there are, and where each slice lies. No voxel is read.
//
// A slice is a file, a frame of a multi-frame file, or a tile of a Siemens mosaic. Frame: patient coordinates as DICOM has them (LPS mm).
// Call in a child process with limits. Errors: Error. Source: DICOM PS3.3 C.7.6.2, C.7.6.16; mosaics: nibabel's "Siemens mosaic format".
#pragma once

#include "processing/core/Geometry.h"

#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace insula {

class BadFileWatch;

inline constexpr double NoTime = std::numeric_limits<double>::quiet_NaN();

// What all slices of a file share. Texts are trimmed; numbers are NaN, or 0 where that cannot be meant, when they are not given.
struct DicomFacts {
    std::string modality, protocol, sequenceName, scanningSequence, sequenceVariant, scanOptions, acquisitionType, contrast;
    std::string manufacturer, model, software, bodyPart, phaseEncodingAxis; // "ROW" or "COL"
    // Device, institution, times, people: only for those who keep them (DicomSidecar.h).
    std::string person; // name, number and birthday: only to tell people apart
    std::string station, serial, institution, acquisitionDate, acquisitionTime;
    bool burnedIn = false;
    double fieldStrengthTesla = 0, flipAngle = NoTime, inversionMs = 0, bandwidthHz = 0, spacingBetweenMm = 0, echoTrain = 0;
    double bandwidthPerPixelPhase = 0, echoSpacingMicroseconds = 0, acceleration = 0;
    int phasePositive = -1; // Siemens: 1, 0; -1 when not known
    int seriesNumber = 0;
    std::vector<std::pair<std::string, double>> otherTrs; // seconds that other fields give, with the fields' names
};

struct DicomSlice {
    std::filesystem::path file;
    std::string series; // SeriesInstanceUID
    std::string instanceUid; // SOPInstanceUID
    std::string description; // SeriesDescription
    std::string imageType;
    std::string component; // "M", "P", "R", "I": magnitude, phase, real, imaginary
    Vec3 position{}, row{}, column{}; // LPS mm; unit directions along a row and along a column
    double columnSpacingMm = 1, rowSpacingMm = 1;
    double thicknessMm = 0; // 0 when not given
    double trSeconds = 0, echoMs = 0;
    double slope = 1, intercept = 0; // value = slope * stored + intercept
    int columns = 0, rows = 0; // of the slice
    int frame = 0, tile = -1, tilesAcross = 1; // in the file: frame from 0; place in a mosaic, -1 when it is none
    int acquisition = 0, instance = 0, temporalPosition = 0;
    double secondsInFrame = NoTime; // after the volume's beginning, where the header says that
    double clockSeconds = NoTime; // when it was recorded, on any clock that goes on from frame to frame
    bool hasGeometry = false;
    bool isLegacyMultiFrame = false; // frames without a place of their own: evenly spaced in their order
    std::shared_ptr<const DicomFacts> facts;
};

struct DicomScan {
    std::vector<DicomSlice> slices; // in the order of the files' names
    std::size_t files = 0, images = 0; // looked at; of them, DICOM images
    std::vector<std::string> problems; // damaged files that were passed over
};

// Every DICOM image below a folder, or the one file. Files of other kinds are passed over; links to folders are not followed.
DicomScan scanDicom(const std::filesystem::path& fileOrFolder, BadFileWatch& watch);

// Slices that make one image: a series, or the part of one with one echo, component and orientation.
struct DicomSeries {
    std::string uid; // SeriesInstanceUID
    std::string part; // "", "e2", "ph", "o3", or several with '_' between
    std::string id; // ten hexadecimal digits made from both: free of the dates that many UIDs hold
    std::vector<DicomSlice> slices;
    std::size_t files = 0, duplicates = 0; // duplicates (the same instance again) were left out
    int echo = 0, orientation = 0; // from 1 when there are several
};
std::vector<DicomSeries> seriesOf(std::vector<DicomSlice> slices); // in the order of series numbers, then of files

// The series called so: its UID, its id, or its place in the list from 1; or empty when there is only one. Error that lists all series when
// it does not decide.
const DicomSeries& chooseSeries(const std::vector<DicomSeries>& all, const std::string& series);

} // namespace insula
