// What the DICOM Basic Application Level Confidentiality Profile does to each attribute, with the options that retain some of them.
//
// Source: DICOM PS3.15 Annex E, Table E.1-1. Where the table leaves a choice that depends on the kind of object ("X/Z", "X/D", "X/Z/D",
// "Z/D"), the one that is valid in all is taken: an empty or a dummy value instead of none. What the table names in "clean" options is
// removed: no program knows what a sentence gives away. Attributes of dates and times that the table does not name are removed too. Any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace insula {

struct RetainOptions {
    bool uids = false; // 113110
    bool device = false; // 113109
    bool institution = false; // 113112
    bool patient = false; // characteristics: sex, age, size, weight, ...; 113108
    bool dates = false; // as they are; 113106
    bool descriptions = false; // free text of the operators, unread: no option of the profile
};

enum class ConfidentialityAction { Keep, Remove, Empty, Dummy, NewUid };
std::string_view letters(ConfidentialityAction action); // "K", "X", "Z", "D", "U"

// vr: "UI", "DA", ...; for attributes that the table does not name. Private ones (odd groups) are removed.
ConfidentialityAction confidentialityAction(std::uint16_t group, std::uint16_t element, std::string_view vr, const RetainOptions& retain);
// A dummy value that is valid for the representation; empty for sequences and what takes no text.
std::string dummyValue(std::string_view vr);

// The same UID for the same one and key, and nothing of it to be read: "2.25." and 128 bits of HMAC-SHA256 (RFC 2104). UIDs of the standard
// itself (1.2.840.10008) stay.
std::string replacedUid(const std::string& uid, const std::string& key);

// "Basic Application Confidentiality Profile", and the options that were used.
std::string deidentificationMethod(const RetainOptions& retain);

} // namespace insula
