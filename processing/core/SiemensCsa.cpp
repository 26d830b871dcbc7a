#include "processing/core/SiemensCsa.h"

#include "processing/core/ByteCursor.h"
#include "processing/core/Error.h"

#include <cmath>
#include <cstdlib>

namespace insula {
namespace {

constexpr std::size_t NameBytes = 64;
constexpr std::uint32_t MostTags = 128, MostValues = 10000;

std::string trimmed(std::string_view text)
{
    text = text.substr(0, text.find('\0'));
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string() : std::string(text.substr(first, text.find_last_not_of(' ') + 1 - first));
}

} // namespace

SiemensCsa::SiemensCsa(std::span<const std::byte> bytes)
{
    ByteCursor in(bytes, std::endian::little);
    const bool isMarked = bytes.size() > 8 && std::string_view(reinterpret_cast<const char*>(bytes.data()), 4) == "SV10";
    if (isMarked)
        in.take(8);
    if (in.left() < 8)
        throw Error("the Siemens CSA header is empty");
    const auto tags = in.number<std::uint32_t>();
    in.take(4);
    if (tags < 1 || tags > MostTags)
        throw Error("the Siemens CSA header is damaged");
    std::uint32_t firstCount = 0; // in the unmarked form, lengths are counted from the first tag's number of values
    for (std::uint32_t tag = 0; tag < tags && in.left() >= NameBytes + 20; ++tag) {
        const std::string name = trimmed(in.text(NameBytes));
        in.take(12);
        const auto count = in.number<std::uint32_t>();
        in.take(4);
        if (tag == 0)
            firstCount = count;
        if (count > MostValues)
            return;
        for (std::uint32_t n = 0; n < count; ++n) {
            if (in.left() < 16)
                return;
            const auto first = in.number<std::uint32_t>(), second = in.number<std::uint32_t>();
            in.take(8);
            const std::uint32_t length = isMarked ? second : first - std::min(first, firstCount);
            if (length > in.left())
                return;
            if (std::string value = trimmed(in.text(length)); !value.empty())
                m_values[name].push_back(std::move(value));
            in.take(std::min<std::size_t>((4 - length % 4) % 4, in.left()));
        }
    }
}

const std::vector<std::string>& SiemensCsa::texts(const std::string& name) const
{
    static const std::vector<std::string> none;
    const auto found = m_values.find(name);
    return found == m_values.end() ? none : found->second;
}

std::vector<double> SiemensCsa::numbers(const std::string& name) const
{
    std::vector<double> result;
    for (const std::string& text : texts(name)) {
        char* end = nullptr;
        const double value = std::strtod(text.c_str(), &end);
        if (end == text.c_str() || *end || !std::isfinite(value))
            return {};
        result.push_back(value);
    }
    return result;
}

std::optional<double> SiemensCsa::number(const std::string& name) const
{
    const auto all = numbers(name);
    return all.empty() ? std::nullopt : std::optional(all[0]);
}

} // namespace insula
