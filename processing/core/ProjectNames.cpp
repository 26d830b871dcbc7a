#include "processing/core/ProjectNames.h"

#include "processing/core/Error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace insula {
namespace {

bool isAlphanumeric(const std::string& text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0 && c < 128; });
}

std::pair<std::string, std::string> splitExtension(const std::string& name)
{
    for (const std::string known : {".nii.gz", ".mgh.gz", ".mif.gz"}) {
        if (name.size() > known.size() && name.ends_with(known)) {
            return {name.substr(0, name.size() - known.size()), known};
        }
    }
    const std::filesystem::path path(name);
    return {path.stem().string(), path.extension().string()};
}

struct Word {
    const char* text;
    const char* suffix;
    // Short words turn up inside others ("subject", "test1", "forest").
    enum class Place { Anywhere, Beginning, Whole } place;
};

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool contains(const std::string& stem, const Word& word)
{
    const auto is = [&](int (*kind)(int), std::size_t at) { return at < stem.size() && kind(static_cast<unsigned char>(stem[at])) != 0; };
    const std::string text = word.text, lower = lowered(stem);
    for (std::size_t at = lower.find(text); at != std::string::npos; at = lower.find(text, at + 1)) {
        const bool begins = at == 0 || !is(std::isalpha, at - 1) || (is(std::islower, at - 1) && is(std::isupper, at)); // MyT1
        const bool ends = !is(std::isalpha, at + text.size());
        if (word.place == Word::Place::Anywhere || (begins && (ends || word.place == Word::Place::Beginning))) {
            return true;
        }
    }
    return false;
}

std::string guessedSuffix(const std::string& stem)
{
    using enum Word::Place;
    // The order matters: "t1_mask" is a mask, "bold_mean_t1space" a bold.
    constexpr std::array<Word, 16> words{{{"mask", "mask", Anywhere}, {"dseg", "dseg", Anywhere}, {"aseg", "dseg", Anywhere},
        {"aparc", "dseg", Anywhere}, {"label", "dseg", Anywhere}, {"atlas", "dseg", Anywhere}, {"flair", "FLAIR", Anywhere},
        {"bold", "bold", Anywhere}, {"fmri", "bold", Anywhere}, {"rest", "bold", Whole}, {"dwi", "dwi", Anywhere},
        {"mprage", "T1w", Anywhere}, {"t1", "T1w", Beginning}, {"t2", "T2w", Beginning}, {"pet", "pet", Whole}, {"ct", "CT", Whole}}};
    const auto found = std::ranges::find_if(words, [&](const Word& word) { return contains(stem, word); });
    return found == words.end() ? "image" : found->suffix;
}

std::string dataTypeFolder(const BidsName& source)
{
    if (source.suffix == "bold" || source.suffix == "sbref" || !source.entity("task").empty()) {
        return "func";
    }
    return source.suffix == "dwi" || source.suffix == "pet" ? source.suffix : "anat";
}

} // namespace

std::string BidsName::entity(const std::string& key) const
{
    const auto found = std::find_if(entities.begin(), entities.end(), [&](const auto& item) { return item.first == key; });
    return found == entities.end() ? std::string() : found->second;
}

BidsName parseBidsName(const std::filesystem::path& file)
{
    BidsName result;
    auto [stem, extension] = splitExtension(file.filename().string());
    result.extension = extension;
    std::string rest = stem + '_';
    for (std::size_t end = rest.find('_'); end != std::string::npos; end = rest.find('_')) {
        const std::string part = rest.substr(0, end);
        rest.erase(0, end + 1);
        const std::size_t dash = part.find('-');
        if (dash != std::string::npos && isAlphanumeric(part.substr(0, dash)) && isAlphanumeric(part.substr(dash + 1))) {
            result.entities.emplace_back(part.substr(0, dash), part.substr(dash + 1));
        } else if (rest.empty() && isAlphanumeric(part) && !result.entity("sub").empty()) {
            result.suffix = part;
        }
    }
    if (result.entity("sub").empty()) {
        result.entities.clear();
    }
    if (result.suffix.empty()) {
        result.suffix = guessedSuffix(stem);
    }
    return result;
}

void checkBidsLabel(const std::string& label, const char* what)
{
    if (!isAlphanumeric(label)) {
        throw usageError(fmt::format("'{}' cannot be a {} label: use letters and digits only, without 'sub-' or 'ses-'", label, what));
    }
}

std::filesystem::path derivativePath(const std::string& step, const BidsName& source, const std::string& subject,
    const std::string& session, const std::string& entity, const std::string& suffix, const std::string& extension, int count)
{
    const std::size_t dash = entity.find('-');
    const std::string key = entity.substr(0, dash);
    const std::string value = dash == std::string::npos ? std::string() : entity.substr(dash + 1);
    std::string desc = key == "desc" ? value : source.entity("desc");
    if (count > 1) {
        desc += std::to_string(count);
    }
    std::string name = "sub-" + subject + (session.empty() ? "" : "_ses-" + session);
    for (const auto& [otherKey, otherValue] : source.entities) {
        if (otherKey != "sub" && otherKey != "ses" && otherKey != "desc" && otherKey != key) {
            name += fmt::format("_{}-{}", otherKey, otherValue);
        }
    }
    if (!key.empty() && key != "desc") {
        name += fmt::format("_{}-{}", key, value);
    }
    if (!desc.empty()) {
        name += "_desc-" + desc;
    }
    name += '_' + (suffix.empty() ? source.suffix : suffix) + extension;
    std::filesystem::path folder = std::filesystem::path("insula-" + step) / ("sub-" + subject);
    if (!session.empty()) {
        folder /= "ses-" + session;
    }
    return folder / dataTypeFolder(source) / name;
}

std::filesystem::path sidecarOf(const std::filesystem::path& file)
{
    return file.parent_path() / (splitExtension(file.filename().string()).first + ".json");
}

} // namespace insula
