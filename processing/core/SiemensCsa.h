// The private "CSA" header of Siemens scanners: what a DICOM header does not say about mosaics, slice times and phase encoding.
//
// Names with their values as text, trimmed; empty values are left out. Both forms, with and without the mark "SV10". Errors: Error for
// what is no such header; a header that is cut gives what stands before the cut. Source: nibabel's documentation of the CSA header
// ("Siemens format DICOM with CSA header"). Any thread.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace insula {

class SiemensCsa {
public:
    explicit SiemensCsa(std::span<const std::byte> bytes);

    const std::vector<std::string>& texts(const std::string& name) const; // empty when absent
    std::optional<double> number(const std::string& name) const; // the first value
    std::vector<double> numbers(const std::string& name) const; // empty unless all are finite numbers

private:
    std::map<std::string, std::vector<std::string>> m_values;
};

} // namespace insula
