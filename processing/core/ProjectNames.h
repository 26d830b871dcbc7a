// BIDS file names: what a name says, and the names of derivatives. Reference: BIDS specification 1.8, "File name structure".
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace insula {

struct BidsName {
    std::vector<std::pair<std::string, std::string>> entities; // "sub": "01", in the order of the name
    std::string suffix; // "T1w"; guessed from words in the name where it is no BIDS name; "image" when nothing fits
    std::string extension; // ".nii.gz"

    std::string entity(const std::string& key) const; // "" when absent
};

BidsName parseBidsName(const std::filesystem::path& file);
// Letters and digits only, not empty; usage Error otherwise. what: "subject" or "session".
void checkBidsLabel(const std::string& label, const char* what);
// `insula-<step>/sub-XX[/ses-YY]/<anat|func>/sub-XX[_ses-YY]..._<entity>_<suffix><extension>`; count > 1 goes into desc.
std::filesystem::path derivativePath(const std::string& step, const BidsName& source, const std::string& subject,
    const std::string& session, const std::string& entity, const std::string& suffix, const std::string& extension, int count);
std::filesystem::path sidecarOf(const std::filesystem::path& file); // .nii.gz becomes .json

} // namespace insula
