// How the head moved during a run: parameters of FSL, SPM and fMRIPrep, and the framewise displacement.
//
// Errors: Error with one line. Any thread.
#pragma once

#include <array>
#include <filesystem>
#include <vector>

namespace insula {

// One per frame.
struct HeadMotion {
    std::vector<std::array<double, 3>> translationMm; // x, y, z
    std::vector<std::array<double, 3>> rotation; // radians about x, y, z

    std::size_t frames() const { return translationMm.size(); }
};

// By name: *.par and *_moest.txt (FSL MCFLIRT: rotations in radians, then mm), rp_*.txt (SPM: mm, then radians), *.tsv with the columns
// trans_x ... rot_z (fMRIPrep confounds: mm and radians). Throws Error for any other name and for what is not six numbers a frame.
HeadMotion readMotion(const std::filesystem::path& file);
bool isNamedLikeMotion(const std::filesystem::path& file);
// The file beside a run that its name says is its motion; empty when there is none.
std::filesystem::path motionOfRun(const std::filesystem::path& run);

// Sum of the absolute changes of the six parameters from the frame before, rotations as arcs on a sphere; 0 for the first frame. Power et
// al., NeuroImage 59 (2012), "Framewise displacement (FD) calculations".
inline constexpr double HeadRadiusMm = 50;
std::vector<double> framewiseDisplacementMm(const HeadMotion& motion, double radiusMm = HeadRadiusMm);

} // namespace insula
