// A BIDS data set as it lies on the disk: its files, and the metadata that applies to each.
//
// Reading it changes nothing. derivatives/, sourcedata/, code/, hidden folders and what .bidsignore names are left out; links to folders
// are followed nowhere. Errors: Error when the folder cannot be read or holds more than 200,000 files. Any thread. Source: BIDS
// specification 1.9.
#pragma once

#include "processing/core/BidsNames.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace insula {

struct BidsFile {
    std::filesystem::path path; // relative to the data set
    BidsParts parts;
    std::string subject, session, datatype; // of the folders, "" outside of them
    bool isImage() const { return parts.extension == ".nii" || parts.extension == ".nii.gz"; }
};

class BidsDataset {
public:
    explicit BidsDataset(const std::filesystem::path& root);

    const std::filesystem::path& root() const { return m_root; }
    const std::vector<BidsFile>& files() const { return m_files; } // by path
    bool isDerivative() const { return m_isDerivative; }
    std::vector<std::string> subjects() const; // those with a folder

    // Side-cars that apply to a file, the most general first (inheritance principle). Two of the same folder are a conflict.
    std::vector<const BidsFile*> sidecarsOf(const BidsFile& file) const;
    // Their fields, the more special ones over the more general ones. Side-cars that cannot be read are left out.
    nlohmann::json metadataOf(const BidsFile& file) const;
    // The parsed file; nothing when it is no JSON object. Kept.
    const nlohmann::json* json(const std::filesystem::path& relative) const;

private:
    bool isIgnored(const std::filesystem::path& relative) const;

    std::filesystem::path m_root;
    std::vector<BidsFile> m_files;
    std::map<std::pair<std::filesystem::path, std::string>, std::vector<std::size_t>> m_sidecars; // by folder and suffix
    std::vector<std::string> m_ignored;
    bool m_isDerivative = false;
    mutable std::map<std::filesystem::path, std::optional<nlohmann::json>> m_json;
};

} // namespace insula
