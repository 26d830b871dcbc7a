#include "processing/core/Atlas.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/LabelText.h"
#include "processing/core/Nifti.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace insula {
namespace {

std::string entity(const std::string& name, const std::string& key)
{
    for (auto at = name.find(key + '-'); at != std::string::npos; at = name.find(key + '-', at + 1)) {
        if (at == 0 || name[at - 1] == '_') {
            const auto from = at + key.size() + 1;
            return name.substr(from, name.find_first_of("_.", from) - from);
        }
    }
    return {};
}

LabelTable regionsOf(const Volume& volume, const AtlasSource& source)
{
    if (source.table.empty()) {
        return {};
    }
    LabelTable table = readLabelFile(source.table);
    if (volume.frames() > 1) {
        if (table.contains(0) && std::cmp_equal(table.size(), volume.frames())) { // counted from 0
            LabelTable shifted;
            for (const auto& [number, label] : table) {
                shifted[number + 1] = label;
            }
            table = shifted;
        }
        table.erase(0);
        const auto last = table.empty() ? 0 : table.rbegin()->first;
        if (last > volume.frames() || (!table.empty() && table.begin()->first < 1)) {
            throw Error(fmt::format("'{}' names a region {}, but '{}' has {} maps; use the table that belongs to it",
                source.table.filename().string(), last, source.image.filename().string(), volume.frames()));
        }
    }
    return table;
}

std::set<std::int64_t> numbersIn(const Volume& volume)
{
    std::set<std::int64_t> numbers;
    std::int64_t last = 0;
    for (const float value : volume.frameAsFloat(0)) {
        if (std::isfinite(value) && std::llround(value) != last) {
            last = std::llround(value);
            numbers.insert(last);
            if (numbers.size() > 100000) {
                throw Error("it has more than 100,000 different values: this is an image, not a label map");
            }
        }
    }
    numbers.erase(0);
    return numbers;
}

// A table without numbers of its own only fits when nothing is left over.
void checkNameList(const Volume& volume, const AtlasSource& source, const LabelTable& table)
{
    const auto numbers = numbersIn(volume);
    const auto named = std::count_if(numbers.begin(), numbers.end(), [&](std::int64_t n) { return table.contains(n); });
    if (!table.empty() && !numbers.empty() && named == 0) {
        throw Error(fmt::format("none of the {} numbers in '{}' is named in '{}'; use the table that belongs to it", numbers.size(),
            source.image.filename().string(), source.table.filename().string()));
    }
    const auto lines = labeltext::lines(readTextFile(source.table));
    const bool isNameList = source.table.extension() == ".txt"
        && std::none_of(lines.begin(), lines.end(), [](const std::string& line) { return labeltext::number(labeltext::words(line)[0]); });
    if (isNameList && table.begin()->first == 1 && std::cmp_less(table.size(), *numbers.rbegin())) {
        throw Error(fmt::format("'{}' names {} regions, but '{}' has numbers up to {}: names would stand at the wrong places; correct the "
                                "list",
            source.table.filename().string(), table.size(), source.image.filename().string(), *numbers.rbegin()));
    }
}

} // namespace

bool isMni(const std::string& space)
{
    return space.find("MNI") != std::string::npos;
}

std::string spaceOf(const Volume::Description& volume, const std::string& file, bool isAtlas)
{
    const std::string name = std::filesystem::path(file).filename().string();
    for (const char* key : {"space", "tpl"}) {
        if (std::string found = entity(name, key); !found.empty()) {
            return found;
        }
    }
    const SpatialForms& forms = volume.source.forms;
    const int code = forms.used == SpatialForms::Used::Sform ? forms.sformCode
        : forms.used == SpatialForms::Used::Qform            ? forms.qformCode
                                                             : 0;
    if (code == 4) {
        return "MNI152";
    }
    if (code == 3) {
        return "Talairach";
    }
    if (isAtlas && isMni(name)) {
        return "MNI152";
    }
    if (isAtlas && labeltext::lower(name).find("talairach") != std::string::npos) {
        return "Talairach";
    }
    return code == 5 ? "template" : "";
}

bool isSameSpace(const std::string& a, const std::string& b)
{
    // Code 5 says "some template"; in practice that is MNI152.
    const auto isTemplate = [](const std::string& space) { return isMni(space) || space == "template"; };
    return !a.empty() && (a == b || (isTemplate(a) && isTemplate(b)));
}

Atlas::Atlas(std::string name, VolumePtr volume, LabelTable regions, std::string space) :
    m_name(std::move(name)), m_volume(std::move(volume)), m_regions(std::move(regions)), m_space(std::move(space)),
    m_toVoxel(m_volume->affine())
{
    m_regions.erase(0);
    if (isProbabilistic()) {
        double top = 0;
        for (std::int64_t frame = 0; frame < m_volume->frames(); ++frame) {
            top = std::max(top, valueRange(*m_volume, frame).max);
            m_regions.try_emplace(frame + 1, Label{fmt::format("region {}", frame + 1), defaultLabelColour(frame + 1)});
        }
        m_percent = top <= 1.0 + 1e-6 ? 100 : 1;
    } else if (m_regions.empty()) {
        for (const std::int64_t number : numbersIn(*m_volume)) {
            m_regions[number] = {fmt::format("region {}", number), defaultLabelColour(number)};
        }
    }
}

AtlasPtr Atlas::read(const AtlasSource& source, const Progress& progress)
{
    return withContext(fmt::format("cannot use the atlas '{}'", source.image.string()), [&] {
        NiftiReadOptions options;
        options.lazy = false;
        VolumePtr volume = readNifti(source.image, options, progress);
        LabelTable table = regionsOf(*volume, source);
        if (!source.table.empty() && volume->frames() == 1) {
            checkNameList(*volume, source, table);
        }
        Volume::Description description = volume->description();
        description.kind = volume->frames() == 1 ? Kind::Labels : Kind::Image;
        description.labels = table;
        const std::string space = spaceOf(description, source.image.string(), true);
        const std::string name = source.name.empty() ? source.image.filename().string() : source.name;
        return std::make_shared<const Atlas>(name, redescribed(std::move(volume), std::move(description)), std::move(table), space);
    });
}

std::vector<RegionShare> Atlas::at(const World& point) const
{
    const Voxel v = m_toVoxel(point);
    const Size3& size = m_volume->size();
    const std::array<double, 3> place{std::round(v.i), std::round(v.j), std::round(v.k)};
    const std::array<std::int64_t, 3> n{size.x, size.y, size.z};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        if (!(place[axis] >= 0 && place[axis] < static_cast<double>(n[axis]))) {
            return {};
        }
    }
    const auto value = [&](std::int64_t frame) {
        return m_volume->value(
            static_cast<std::int64_t>(place[0]), static_cast<std::int64_t>(place[1]), static_cast<std::int64_t>(place[2]), frame);
    };
    std::vector<RegionShare> shares;
    if (!isProbabilistic()) {
        const double number = value(0);
        if (!std::isfinite(number) || std::llround(number) == 0) {
            return {};
        }
        const auto found = m_regions.find(std::llround(number));
        shares.push_back(
            {std::llround(number), found == m_regions.end() ? fmt::format("region {}", std::llround(number)) : found->second.name, {}});
        return shares;
    }
    for (std::int64_t frame = 0; frame < m_volume->frames(); ++frame) {
        const double percent = value(frame) * m_percent;
        if (percent >= 0.5) {
            shares.push_back({frame + 1, m_regions.at(frame + 1).name, percent});
        }
    }
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return *a.percent > *b.percent; });
    shares.resize(std::min(shares.size(), MostShares));
    return shares;
}

std::string Atlas::textAt(const World& point) const
{
    std::string text;
    for (const RegionShare& share : at(point)) {
        text += text.empty() ? "" : ", ";
        text += share.percent ? fmt::format("{:.0f} % {}", *share.percent, share.name) : share.name;
    }
    return text;
}

std::optional<World> Atlas::placeOf(std::int64_t region) const
{
    if (isProbabilistic() && (region < 1 || region > m_volume->frames())) {
        return std::nullopt;
    }
    const Size3 n = m_volume->size();
    const std::vector<float> values = m_volume->frameAsFloat(isProbabilistic() ? region - 1 : 0);
    const auto voxel = [&n](std::size_t at) {
        const auto place = static_cast<std::int64_t>(at);
        return Voxel{static_cast<double>(place % n.x), static_cast<double>(place / n.x % n.y), static_cast<double>(place / (n.x * n.y))};
    };
    if (isProbabilistic()) {
        std::size_t best = 0;
        for (std::size_t at = 1; at < values.size(); ++at) {
            best = values[at] > values[best] ? at : best;
        }
        return values[best] > 0 ? std::optional(m_volume->affine().toWorld(voxel(best))) : std::nullopt;
    }
    std::vector<std::size_t> inside;
    Voxel middle;
    for (std::size_t at = 0; at < values.size(); ++at) {
        if (std::isfinite(values[at]) && std::llround(values[at]) == region) {
            inside.push_back(at);
            const Voxel v = voxel(at);
            middle = {middle.i + v.i, middle.j + v.j, middle.k + v.k};
        }
    }
    if (inside.empty()) {
        return std::nullopt;
    }
    const auto count = static_cast<double>(inside.size());
    const World centre = m_volume->affine().toWorld({middle.i / count, middle.j / count, middle.k / count});
    const auto away = [&](std::size_t at) {
        const World w = m_volume->affine().toWorld(voxel(at));
        return std::hypot(w.x - centre.x, w.y - centre.y, w.z - centre.z);
    };
    return m_volume->affine().toWorld(
        voxel(*std::min_element(inside.begin(), inside.end(), [&](std::size_t a, std::size_t b) { return away(a) < away(b); })));
}

} // namespace insula
