#include "processing/core/BidsGuess.h"

#include "processing/core/Error.h"
#include "processing/core/ProjectNames.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace insula {
namespace {

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// Words of a text: what stands between signs, and between letters and signs. "t1_mprage" has the word "t1", "ft1x" has not.
bool hasWord(const std::string& text, const std::string& word, bool isWhole)
{
    const auto isLetter = [&](std::size_t at) { return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0; };
    const auto isDigit = [&](std::size_t at) { return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; };
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        if (!isWhole)
            return true;
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !isLetter(at - 1),
                   ends = !isLetter(end) && !(std::isdigit(static_cast<unsigned char>(word.back())) && isDigit(end));
        if (begins && ends)
            return true;
    }
    return false;
}

bool hasAny(const std::string& text, std::initializer_list<const char*> parts)
{
    return std::ranges::any_of(parts, [&](const char* part) { return hasWord(text, part, false); });
}

bool hasAnyWord(const std::string& text, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* word) { return hasWord(text, word, true); });
}

std::string alphanumeric(const std::string& text)
{
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](unsigned char c) { return c < 128 && std::isalnum(c) != 0; });
    return out;
}

// "func_task-oneback_run-1" says it; otherwise the description itself names the task.
std::string taskOf(const SeriesFacts& facts)
{
    for (const std::string& text : {facts.protocol, facts.description}) {
        const std::size_t at = lowered(text).find("task-");
        const std::size_t end = at == std::string::npos ? at : text.find_first_of("_ ", at);
        if (const std::string label = at == std::string::npos ? "" : alphanumeric(text.substr(at + 5, end - at - 5)); !label.empty())
            return label;
    }
    const std::string both = lowered(facts.description + " " + facts.protocol);
    if (hasAny(both, {"resting"}) || hasAnyWord(both, {"rest", "rs", "rsfmri", "rfmri"}))
        return "rest";
    const std::string label = alphanumeric(facts.description.empty() ? facts.protocol : facts.description);
    return label.empty() ? "unnamed" : label;
}

std::string directionOf(const std::string& text)
{
    for (const char* word : {"ap", "pa", "lr", "rl", "is", "si"})
        if (hasWord(text, word, true)) {
            std::string direction = word;
            std::ranges::transform(direction, direction.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
            return direction;
        }
    return {};
}

BidsGuess byWords(const SeriesFacts& facts, const std::string& text)
{
    const std::string type = lowered(facts.imageType);
    const bool isDerived = hasAnyWord(type, {"derived"})
        && hasAny(
            type + " " + text, {"adc", "tracew", "colfa", "mip", "mpr", "projection", "moco", "tensor", "t-map", "mosaic_mean", "screen"})
        && !hasAny(text, {"mprage"});
    if (facts.isLocalizer || hasAny(text, {"localizer", "localiser", "scout", "survey", "aahead", "plan scan", "3plane", "three plane"})
        || hasAnyWord(text, {"loc", "plane loc"}))
        return {.note = "localizer"};
    if (isDerived || hasAnyWord(text, {"adc", "fa", "tracew", "colfa", "phoenixzipreport", "screen save", "mip"}))
        return {.note = "derived by the scanner"};
    if (hasAny(text, {"sbref"}))
        return {.folder = "func", .suffix = "sbref"};
    if (hasAny(text, {"field_map", "fieldmap", "field map", "gre_field", "b0map", "b0 map", "fmap"})
        && !hasAny(text, {"spinecho", "se_epi", "_epi"})) {
        if (facts.component == "ph")
            return {.folder = "fmap", .suffix = facts.echo > 0 ? "phase" + std::to_string(facts.echo) : "phasediff"};
        return {.folder = "fmap", .suffix = "magnitude" + std::to_string(std::max(1, facts.echo))};
    }
    if (hasAny(text, {"spinecho", "se_epi", "topup", "distortion", "blipup", "blipdown", "revpe", "fieldmap_se", "opposite"}))
        return {.folder = "fmap", .suffix = "epi"};
    if (hasAny(text, {"bold", "fmri", "task-", "resting"}) || hasAnyWord(text, {"func", "rest", "task"}))
        return {.folder = "func", .suffix = "bold"};
    if (hasAny(text, {"dwi", "dti", "diff", "dsi", "hardi", "noddi"}))
        return {.folder = "dwi", .suffix = "dwi"};
    if (hasAny(text, {"asl"}) || hasAnyWord(text, {"perfusion"}))
        return {.folder = "perf", .suffix = "asl"};
    if (hasAny(text, {"flair", "dark-fluid", "dark_fluid", "darkfluid"}))
        return {.folder = "anat", .suffix = "FLAIR"};
    if (hasAny(text, {"swi", "t2star", "t2*", "t2_star", "hemo"}))
        return {.folder = "anat", .suffix = "T2starw"};
    if (hasAny(text, {"angio"}) || hasAnyWord(text, {"tof", "mra"}))
        return {.folder = "anat", .suffix = "angio"};
    if (hasAny(text, {"mp2rage"}) && hasAnyWord(text, {"uni", "uniden", "uni-den"}))
        return {.folder = "anat", .suffix = "UNIT1"};
    if (hasAny(text, {"mprage", "mp-rage", "mp2rage", "bravo", "spgr", "tfl3d", "t1w", "t1_", "t1-"}) || hasAnyWord(text, {"t1"}))
        return {.folder = "anat", .suffix = "T1w"};
    if (hasAny(text, {"t2w", "t2_", "t2-"}) || hasAnyWord(text, {"t2"}))
        return {.folder = "anat", .suffix = "T2w"};
    if (hasAny(text, {"pdw"}) || hasAnyWord(text, {"pd", "proton"}))
        return {.folder = "anat", .suffix = "PDw"};
    return {};
}

// Spoiled gradient echoes are short, FLAIR has a long inversion, T2 a long echo.
BidsGuess byPhysics(const SeriesFacts& facts)
{
    const std::string sequence = lowered(facts.scanningSequence + " " + facts.sequenceName);
    const bool isEpi = hasAny(sequence, {"ep"}), isSpinEcho = hasAnyWord(sequence, {"se"});
    if (isEpi && facts.frames >= 10)
        return {.folder = isSpinEcho ? "dwi" : "func", .suffix = isSpinEcho ? "dwi" : "bold"};
    if (isEpi)
        return {.folder = "fmap", .suffix = "epi"};
    if (facts.inversionMs > 1500 && facts.echoMs > 60)
        return {.folder = "anat", .suffix = "FLAIR"};
    if (facts.echoMs > 60)
        return {.folder = "anat", .suffix = "T2w"};
    if (facts.trSeconds > 1.8 && facts.inversionMs == 0 && facts.echoMs > 0)
        return {.folder = "anat", .suffix = "PDw"};
    return {.folder = "anat", .suffix = "T1w"};
}

} // namespace

BidsGuess guessBids(const SeriesFacts& facts)
{
    const std::string text = lowered(facts.description + " " + facts.protocol + " " + facts.sequenceName);
    if (facts.modality == "PT" || facts.modality == "CT")
        return {.folder = facts.modality == "PT" ? "pet" : "ct", .suffix = facts.modality == "PT" ? "pet" : "ct", .note = {}};
    if (facts.modality != "MR")
        return {.note = "not an image of a scanner (" + facts.modality + ")"};
    BidsGuess guess = byWords(facts, text);
    if (guess.suffix.empty() && guess.note.empty())
        guess = byPhysics(facts);
    if (guess.suffix == "bold" && facts.frames == 1)
        guess.suffix = "sbref";
    if (guess.folder == "func")
        guess.task = taskOf(facts);
    if (guess.suffix == "epi" || guess.suffix == "dwi")
        guess.direction = directionOf(text);
    return guess;
}

std::string bidsName(const BidsGuess& guess, const SeriesFacts& facts, int run)
{
    const std::string suffix = guess.suffix.empty() ? "image" : guess.suffix;
    std::string name;
    const auto add = [&name](const char* key, const std::string& value) {
        if (!value.empty())
            name += fmt::format("{}-{}_", key, value);
    };
    const bool isFieldMap = guess.folder == "fmap" && suffix != "epi"; // the echo is in the suffix
    add("task", guess.task);
    add("ce", hasAnyWord(lowered(facts.description), {"gd", "post", "ce"}) && guess.folder == "anat" ? alphanumeric(facts.contrast) : "");
    add("dir", guess.direction);
    add("run", run > 0 ? std::to_string(run) : "");
    add("echo", facts.echo > 0 && !isFieldMap ? std::to_string(facts.echo) : "");
    add("part", isFieldMap || facts.component.empty() ? "" : facts.component == "ph" ? "phase" : facts.component);
    return (guess.folder.empty() ? "other" : guess.folder) + "/" + name + suffix;
}

std::filesystem::path bidsRawPath(const std::string& name, const std::string& subject, const std::string& session)
{
    checkBidsLabel(subject, "subject");
    if (!session.empty())
        checkBidsLabel(session, "session");
    const std::size_t slash = name.find('/');
    const Error wrong = usageError(fmt::format("'{}' is no name in BIDS: write it like func/task-rest_run-1_bold", name));
    if (slash == std::string::npos || alphanumeric(name.substr(0, slash)) != name.substr(0, slash) || slash == 0)
        throw wrong;
    std::string rest = name.substr(slash + 1) + "_";
    for (std::size_t end = rest.find('_'); end != std::string::npos; end = rest.find('_')) {
        const std::string part = rest.substr(0, end);
        rest.erase(0, end + 1);
        const std::size_t dash = part.find('-');
        const bool isSuffix = rest.empty(), isEntity = dash != std::string::npos && dash > 0 && dash + 1 < part.size();
        if (part.empty() || isSuffix == isEntity || alphanumeric(part).size() + (isEntity ? 1 : 0) != part.size())
            throw wrong;
    }
    const std::string who = "sub-" + subject + (session.empty() ? "" : "_ses-" + session);
    std::filesystem::path folder = "sub-" + subject;
    if (!session.empty())
        folder /= "ses-" + session;
    return folder / name.substr(0, slash) / (who + "_" + name.substr(slash + 1));
}

} // namespace insula
