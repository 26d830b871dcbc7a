#include "processing/steps/DicomDataset.h"

#include <cmath>
#include <cstdlib>
#include <limits>

namespace insula::dicom {
namespace {

std::span<const std::byte> bytesOf(const gdcm::DataElement& element)
{
    const gdcm::ByteValue* value = element.GetByteValue();
    if (!value || !value->GetPointer())
        return {};
    return {reinterpret_cast<const std::byte*>(value->GetPointer()), value->GetLength()};
}

} // namespace

std::span<const std::byte> bytes(const gdcm::DataSet& set, const gdcm::Tag& tag)
{
    return set.FindDataElement(tag) ? bytesOf(set.GetDataElement(tag)) : std::span<const std::byte>();
}

std::span<const std::byte> bytes(const gdcm::DataSet& set, const gdcm::PrivateTag& tag)
{
    return set.FindDataElement(tag) ? bytesOf(set.GetDataElement(tag)) : std::span<const std::byte>();
}

std::string text(std::span<const std::byte> value)
{
    constexpr std::size_t Longest = 4096;
    const char* begin = reinterpret_cast<const char*>(value.data());
    std::string out(begin, strnlen(begin, std::min(value.size(), Longest)));
    out.erase(out.find_last_not_of(' ') + 1);
    out.erase(0, out.find_first_not_of(' '));
    return out;
}

std::string text(const gdcm::DataSet& set, const gdcm::Tag& tag)
{
    const auto value = bytes(set, tag);
    return value.empty() ? std::string() : text(value);
}

std::vector<double> decimals(const std::string& text, std::size_t count)
{
    std::vector<double> values;
    for (const char* at = text.c_str(); *at;) {
        char* end = nullptr;
        values.push_back(std::strtod(at, &end));
        if (end == at || !std::isfinite(values.back()))
            return {};
        while (*end == ' ')
            ++end;
        if (*end && *end != '\\')
            return {};
        at = *end ? end + 1 : end;
    }
    return count == 0 || values.size() == count ? values : std::vector<double>{};
}

double decimal(const gdcm::DataSet& set, const gdcm::Tag& tag, double otherwise)
{
    const auto values = decimals(text(set, tag));
    return values.empty() ? otherwise : values[0];
}

int whole(const gdcm::DataSet& set, const gdcm::Tag& tag, int otherwise)
{
    const double value = decimal(set, tag, otherwise);
    return std::abs(value) < 1e9 ? static_cast<int>(value) : otherwise;
}

Items::Items(const gdcm::DataSet& set, const gdcm::Tag& sequence)
{
    if (set.FindDataElement(sequence))
        m_items = set.GetDataElement(sequence).GetValueAsSQ();
}

const gdcm::DataSet* Items::at(std::size_t n) const
{
    return n < count() ? &m_items->GetItem(n + 1).GetNestedDataSet() : nullptr; // GDCM counts items from 1
}

double clockSeconds(const std::string& dateTime)
{
    const std::size_t digits = std::min(dateTime.find_first_not_of("0123456789"), dateTime.size());
    const std::size_t start = digits == 14 ? 8 : 0;
    if (digits - start != 6)
        return std::numeric_limits<double>::quiet_NaN();
    const auto pair = [&](std::size_t at) { return (dateTime[at] - '0') * 10 + dateTime[at + 1] - '0'; };
    double seconds = pair(start) * 3600 + pair(start + 2) * 60 + pair(start + 4);
    if (digits < dateTime.size() && dateTime[digits] == '.')
        seconds += std::strtod(dateTime.substr(digits, 8).c_str(), nullptr);
    return seconds + (start == 8 ? 86400 * pair(6) : 0);
}

} // namespace insula::dicom
