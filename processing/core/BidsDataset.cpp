#include "processing/core/BidsDataset.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <fnmatch.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace insula {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t MostFiles = 200000;
constexpr std::uintmax_t LargestJson = 16u << 20;

std::string labelOf(const fs::path& folder, const std::string& key)
{
    const std::string name = folder.string();
    return name.starts_with(key + "-") ? name.substr(key.size() + 1) : std::string();
}

BidsFile fileAt(const fs::path& relative)
{
    BidsFile file;
    file.path = relative;
    file.parts = bidsParts(relative);
    std::vector<fs::path> folders;
    for (const fs::path& part : relative.parent_path())
        folders.push_back(part);
    if (!folders.empty())
        file.subject = labelOf(folders[0], "sub");
    if (folders.size() > 1)
        file.session = labelOf(folders[1], "ses");
    const std::size_t at = file.session.empty() ? 1 : 2;
    if (!file.subject.empty() && folders.size() > at)
        file.datatype = folders[at].string();
    return file;
}

bool isSubset(const BidsParts& general, const BidsParts& special)
{
    return std::ranges::all_of(
        general.entities, [&](const auto& entity) { return std::ranges::find(special.entities, entity) != special.entities.end(); });
}

} // namespace

BidsDataset::BidsDataset(const fs::path& root) : m_root(fs::absolute(root).lexically_normal())
{
    std::error_code code;
    if (!fs::is_directory(m_root, code))
        throw Error("'" + root.string() + "' is no folder");
    std::ifstream ignore(m_root / ".bidsignore");
    for (std::string line; std::getline(ignore, line);)
        if (line.erase(line.find_last_not_of(" \r") + 1); !line.empty() && line[0] != '#')
            m_ignored.push_back(line);
    const std::set<std::string> foreign{"derivatives", "sourcedata", "code", "stimuli", "phenotype"};
    for (auto it = fs::recursive_directory_iterator(m_root, fs::directory_options::skip_permission_denied, code);
         it != fs::recursive_directory_iterator(); it.increment(code)) {
        const fs::path relative = it->path().lexically_relative(m_root);
        const std::string name = relative.filename().string();
        const bool isLeftOut = name.starts_with(".") || (it.depth() == 0 && foreign.contains(name)) || isIgnored(relative);
        if (isLeftOut && it->is_directory(code))
            it.disable_recursion_pending();
        if (isLeftOut || !it->is_regular_file(code))
            continue;
        m_files.push_back(fileAt(relative));
        if (m_files.size() > MostFiles)
            throw Error(fmt::format("'{}' holds more than {} files: name a single data set", m_root.string(), MostFiles));
    }
    std::ranges::sort(m_files, {}, &BidsFile::path);
    for (std::size_t n = 0; n < m_files.size(); ++n)
        if (m_files[n].parts.extension == ".json" && !m_files[n].parts.suffix.empty())
            m_sidecars[{m_files[n].path.parent_path(), m_files[n].parts.suffix}].push_back(n);
    const auto* description = json("dataset_description.json");
    m_isDerivative = description && description->value("DatasetType", nlohmann::json()) == "derivative";
}

bool BidsDataset::isIgnored(const fs::path& relative) const
{
    const std::string path = relative.string(), name = relative.filename().string();
    return std::ranges::any_of(m_ignored, [&](std::string pattern) {
        if (pattern.ends_with('/'))
            pattern.pop_back();
        if (pattern.starts_with('/'))
            return fnmatch(pattern.c_str() + 1, path.c_str(), FNM_PATHNAME) == 0;
        return fnmatch(pattern.c_str(), name.c_str(), 0) == 0 || fnmatch(pattern.c_str(), path.c_str(), 0) == 0;
    });
}

std::vector<std::string> BidsDataset::subjects() const
{
    std::set<std::string> found;
    for (const BidsFile& file : m_files)
        if (!file.subject.empty())
            found.insert(file.subject);
    return {found.begin(), found.end()};
}

std::vector<const BidsFile*> BidsDataset::sidecarsOf(const BidsFile& file) const
{
    std::vector<fs::path> folders{fs::path()};
    for (const fs::path& part : file.path.parent_path())
        folders.push_back(folders.back() / part);
    std::vector<const BidsFile*> result;
    for (const fs::path& folder : folders) {
        const auto found = m_sidecars.find({folder, file.parts.suffix});
        if (found == m_sidecars.end())
            continue;
        std::vector<const BidsFile*> here;
        for (const std::size_t n : found->second)
            if (isSubset(m_files[n].parts, file.parts))
                here.push_back(&m_files[n]);
        std::ranges::stable_sort(here, {}, [](const BidsFile* each) { return each->parts.entities.size(); });
        result.insert(result.end(), here.begin(), here.end());
    }
    return result;
}

nlohmann::json BidsDataset::metadataOf(const BidsFile& file) const
{
    auto result = nlohmann::json::object();
    for (const BidsFile* sidecar : sidecarsOf(file))
        if (const auto* fields = json(sidecar->path))
            result.update(*fields);
    return result;
}

const nlohmann::json* BidsDataset::json(const fs::path& relative) const
{
    const auto known = m_json.find(relative);
    if (known != m_json.end())
        return known->second ? &*known->second : nullptr;
    auto& kept = m_json[relative];
    std::error_code code;
    const fs::path file = m_root / relative;
    if (const auto size = fs::file_size(file, code); !code && size <= LargestJson) {
        std::ifstream in(file, std::ios::binary);
        auto parsed = nlohmann::json::parse(in, nullptr, false);
        if (parsed.is_object())
            kept = std::move(parsed);
    }
    return kept ? &*kept : nullptr;
}

} // namespace insula
