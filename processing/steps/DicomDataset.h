// Values of a GDCM data set, whatever the file's transfer syntax. Private to the DICOM reader. Absent or odd values give nothing.
#pragma once

#include <gdcmDataSet.h>
#include <gdcmPrivateTag.h>
#include <gdcmSequenceOfItems.h>

#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace insula::dicom {

std::span<const std::byte> bytes(const gdcm::DataSet& set, const gdcm::Tag& tag);
std::span<const std::byte> bytes(const gdcm::DataSet& set, const gdcm::PrivateTag& tag);

std::string text(std::span<const std::byte> value); // trimmed
std::string text(const gdcm::DataSet& set, const gdcm::Tag& tag);
// Numbers written as text (DS, IS) with backslashes between; empty unless all are finite and, with a count, so many.
std::vector<double> decimals(const std::string& text, std::size_t count = 0);
double decimal(const gdcm::DataSet& set, const gdcm::Tag& tag, double otherwise);
int whole(const gdcm::DataSet& set, const gdcm::Tag& tag, int otherwise);

// Numbers in binary (FD, FL, US, ...).
template <typename T> std::vector<T> binary(std::span<const std::byte> value)
{
    std::vector<T> all(value.size() / sizeof(T));
    if (!all.empty())
        std::memcpy(all.data(), value.data(), all.size() * sizeof(T));
    return all;
}
template <typename T, typename Tag> double binaryOr(const gdcm::DataSet& set, const Tag& tag, double otherwise)
{
    const auto all = binary<T>(bytes(set, tag));
    return all.empty() ? otherwise : static_cast<double>(all[0]);
}

// The items of a sequence; keeps them alive.
class Items {
public:
    Items() = default;
    Items(const gdcm::DataSet& set, const gdcm::Tag& sequence);
    std::size_t count() const { return m_items ? m_items->GetNumberOfItems() : 0; }
    const gdcm::DataSet* at(std::size_t n) const; // nothing when there are fewer

private:
    gdcm::SmartPointer<gdcm::SequenceOfItems> m_items;
};

// "20240131120501.25" or "120501.25" as seconds; days count from the month's beginning, so that a run may go over midnight.
double clockSeconds(const std::string& dateTime);

} // namespace insula::dicom
