// Which slices belong together.
#include "processing/core/Error.h"
#include "processing/steps/DicomSlices.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace insula {
namespace {

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

bool isParallel(const DicomSlice& a, const DicomSlice& b)
{
    return !a.hasGeometry || !b.hasGeometry || (dot(a.row, b.row) > 0.9999 && dot(a.column, b.column) > 0.9999);
}

// Places of the slices' orientations in the list of those that occur, from 0.
std::vector<int> orientationsOf(const std::vector<DicomSlice>& slices, int& count)
{
    std::vector<const DicomSlice*> kinds;
    std::vector<int> places;
    for (const DicomSlice& slice : slices) {
        const auto found = std::ranges::find_if(kinds, [&](const DicomSlice* kind) { return isParallel(*kind, slice); });
        places.push_back(static_cast<int>(found - kinds.begin()));
        if (found == kinds.end())
            kinds.push_back(&slice);
    }
    count = static_cast<int>(kinds.size());
    return places;
}

// Echo times that differ by less than 5 us are one: they are written with few digits.
std::vector<double> echoesOf(const std::vector<DicomSlice>& slices)
{
    std::vector<double> echoes;
    for (const DicomSlice& slice : slices)
        echoes.push_back(slice.echoMs);
    std::ranges::sort(echoes);
    const auto rest = std::ranges::unique(echoes, [](double a, double b) { return b - a < 0.005; });
    echoes.erase(rest.begin(), rest.end());
    return echoes;
}

std::string componentName(const std::string& component)
{
    return component == "P" ? "ph" : component == "R" ? "real" : component == "I" ? "imag" : "";
}

// FNV-1a. Not SHA-256: OpenSSL takes locks, which another thread may have held when this process was forked (LimitedProcess.h).
std::string shortId(const std::string& text)
{
    std::uint64_t hash = 14695981039346656037U;
    for (const unsigned char c : text)
        hash = (hash ^ c) * 1099511628211U;
    return fmt::format("{:016x}", hash).substr(6);
}

// Copies of an instance are left out.
std::size_t removeDuplicates(std::vector<DicomSlice>& slices)
{
    std::map<std::string, std::filesystem::path> fileOf;
    std::set<std::filesystem::path> copies;
    std::erase_if(slices, [&](const DicomSlice& slice) {
        const bool isCopy = !slice.instanceUid.empty() && fileOf.try_emplace(slice.instanceUid, slice.file).first->second != slice.file;
        if (isCopy)
            copies.insert(slice.file);
        return isCopy;
    });
    return copies.size();
}

void split(std::vector<DicomSlice> slices, std::vector<DicomSeries>& all)
{
    const std::string uid = slices.front().series;
    const std::size_t duplicates = removeDuplicates(slices);
    int orientations = 1;
    const std::vector<int> orientation = orientationsOf(slices, orientations);
    const std::vector<double> echoes = echoesOf(slices);
    std::map<std::tuple<int, int, std::string>, DicomSeries> parts;
    for (std::size_t n = 0; n < slices.size(); ++n) {
        const auto echo = std::ranges::lower_bound(echoes, slices[n].echoMs - 0.005) - echoes.begin();
        DicomSeries& part = parts[{orientation[n], static_cast<int>(echo), componentName(slices[n].component)}];
        part.slices.push_back(std::move(slices[n]));
    }
    for (auto& [key, part] : parts) {
        const auto& [oriented, echo, component] = key;
        const auto add = [&part = part](const std::string& word) { part.part += (part.part.empty() ? "" : "_") + word; };
        if (echoes.size() > 1)
            add(fmt::format("e{}", part.echo = echo + 1));
        if (!component.empty())
            add(component);
        if (orientations > 1)
            add(fmt::format("o{}", part.orientation = oriented + 1));
        part.uid = uid;
        part.id = shortId(uid + ":" + part.part);
        std::set<std::filesystem::path> files;
        for (const DicomSlice& slice : part.slices)
            files.insert(slice.file);
        part.files = files.size();
        part.duplicates = duplicates;
        all.push_back(std::move(part));
    }
}

} // namespace

std::vector<DicomSeries> seriesOf(std::vector<DicomSlice> slices)
{
    std::vector<std::string> uids; // in the order of the files
    std::map<std::string, std::vector<DicomSlice>> bySeries;
    for (DicomSlice& slice : slices) {
        auto& list = bySeries[slice.series];
        if (list.empty())
            uids.push_back(slice.series);
        list.push_back(std::move(slice));
    }
    std::ranges::stable_sort(uids, {}, [&](const std::string& uid) { return bySeries[uid].front().facts->seriesNumber; });
    std::vector<DicomSeries> all;
    for (const std::string& uid : uids)
        split(std::move(bySeries[uid]), all);
    return all;
}

const DicomSeries& chooseSeries(const std::vector<DicomSeries>& all, const std::string& series)
{
    std::string list;
    std::vector<const DicomSeries*> fitting;
    for (std::size_t n = 0; n < all.size(); ++n) {
        const DicomSeries& each = all[n];
        const std::string& description = each.slices.front().description;
        list += fmt::format("{}{} = {} ({}{}, {} files)", n ? "; " : "", n + 1, each.part.empty() ? each.uid : each.id,
            description.empty() ? "no description" : description, each.part.empty() ? "" : " " + each.part, each.files);
        if (series.empty() || series == std::to_string(n + 1) || series == each.id || series == each.uid)
            fitting.push_back(&each);
    }
    if (fitting.size() == 1)
        return *fitting.front();
    if (fitting.empty())
        throw usageError(fmt::format("there is no series '{}' here; choose one with --series: {}", series, list));
    throw usageError(fmt::format("there are {} series here; choose one with --series: {}", all.size(), list));
}

} // namespace insula
