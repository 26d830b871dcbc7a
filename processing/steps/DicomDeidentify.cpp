#include "processing/steps/DicomDeidentify.h"

#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/UnpackZip.h"
#include "processing/steps/BadFileWatch.h"
#include "processing/steps/DicomDataset.h"
#include "processing/steps/DicomHeader.h"
#include "processing/steps/ForeignFormat.h"

#include <gdcmDict.h>
#include <gdcmDicts.h>
#include <gdcmGlobal.h>
#include <gdcmReader.h>
#include <gdcmWriter.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <unistd.h>

namespace insula {
namespace {

namespace fs = std::filesystem;
using gdcm::DataElement;
using gdcm::DataSet;
using gdcm::Tag;

const Tag PixelData(0x7fe0, 0x0010);
constexpr std::size_t MostAttributes = 2000, MostValues = 3, LongestValue = 120;

struct Attribute {
    std::string name, becomes;
    ConfidentialityAction action = ConfidentialityAction::Remove;
    std::vector<std::string> values;
    std::size_t files = 0;
};

struct Report {
    std::map<std::pair<std::uint16_t, std::uint16_t>, Attribute> attributes;
    std::set<std::string> warnings;
    std::size_t files = 0, leftOut = 0, privates = 0;
};

// What the standard calls the attribute, and its representation where the file does not say it.
const gdcm::DictEntry& dictionaryEntry(const Tag& tag)
{
    return gdcm::Global::GetInstance().GetDicts().GetPublicDict().GetDictEntry(tag);
}

std::string representationOf(const DataElement& element)
{
    gdcm::VR vr = element.GetVR();
    if (vr == gdcm::VR::INVALID || vr == gdcm::VR::UN)
        vr = dictionaryEntry(element.GetTag()).GetVR();
    const char* name = gdcm::VR::GetVRString(vr);
    return name ? std::string(name, strnlen(name, 2)) : "UN";
}

std::string shownValue(const DataElement& element, const std::string& vr)
{
    static constexpr std::string_view texts[]
        = {"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT"};
    const gdcm::ByteValue* value = element.GetByteValue();
    if (vr == "SQ" || element.GetValueAsSQ())
        return "(sequence)";
    if (!value || value->GetLength() == 0)
        return {};
    if (std::ranges::find(texts, vr) == std::end(texts))
        return fmt::format("({} bytes)", static_cast<std::uint32_t>(value->GetLength()));
    std::string text = dicom::text({reinterpret_cast<const std::byte*>(value->GetPointer()), value->GetLength()}).substr(0, LongestValue);
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < 32; }, ' ');
    return text;
}

class Deidentifier {
public:
    Deidentifier(const DeidentifyRequest& request, Report& report) : m_retain(request.retain), m_key(request.key), m_report(report) { }

    void apply(DataSet& set)
    {
        std::vector<Tag> tags;
        for (const DataElement& element : set.GetDES())
            tags.push_back(element.GetTag());
        for (const Tag& tag : tags)
            applyTo(set, DataElement(set.GetDataElement(tag)));
    }
    void beginFile() { m_seen.clear(); }
    std::string newUid(const std::string& uid) const { return replacedUid(uid, m_key); }

private:
    void applyTo(DataSet& set, DataElement element)
    {
        const Tag tag = element.GetTag();
        const std::string vr = representationOf(element);
        auto action
            = tag.GetElement() == 0 ? ConfidentialityAction::Remove : confidentialityAction(tag.GetGroup(), tag.GetElement(), vr, m_retain);
        const gdcm::SmartPointer<gdcm::SequenceOfItems> items = tag == PixelData ? nullptr : element.GetValueAsSQ();
        if (action == ConfidentialityAction::NewUid && items)
            action = ConfidentialityAction::Keep; // the UIDs in it have rules of their own
        if (action == ConfidentialityAction::Keep) {
            if (items)
                enter(set, element, items);
            return;
        }
        std::string becomes;
        if (action == ConfidentialityAction::Dummy)
            becomes = items ? std::string() : dummyValue(vr);
        if (action == ConfidentialityAction::NewUid) {
            const gdcm::ByteValue* value = element.GetByteValue();
            becomes = value && value->GetPointer()
                ? newUids(dicom::text({reinterpret_cast<const std::byte*>(value->GetPointer()), value->GetLength()}))
                : "";
        }
        note(tag, vr, element, action, becomes);
        if (action == ConfidentialityAction::Remove) {
            set.Remove(tag);
            return;
        }
        DataElement changed(tag);
        changed.SetVR(element.GetVR());
        if (items) {
            const auto none = gdcm::SequenceOfItems::New();
            none->SetLengthToUndefined();
            changed.SetVR(gdcm::VR::SQ);
            changed.SetValue(*none);
            changed.SetVLToUndefined();
        } else {
            if (becomes.size() % 2)
                becomes += vr == "UI" ? '\0' : ' ';
            changed.SetByteValue(becomes.data(), static_cast<std::uint32_t>(becomes.size()));
        }
        set.Replace(changed);
    }

    void enter(DataSet& set, const DataElement& element, const gdcm::SmartPointer<gdcm::SequenceOfItems>& items)
    {
        for (std::size_t n = 1; n <= items->GetNumberOfItems(); ++n) {
            apply(items->GetItem(n).GetNestedDataSet());
            items->GetItem(n).SetVLToUndefined(); // lengths changed
        }
        items->SetLengthToUndefined();
        DataElement changed(element.GetTag());
        changed.SetVR(gdcm::VR::SQ);
        changed.SetValue(*items);
        changed.SetVLToUndefined();
        set.Replace(changed);
    }

    std::string newUids(const std::string& text) const
    {
        std::string out;
        for (std::size_t begin = 0; begin <= text.size();) {
            const std::size_t end = std::min(text.find('\\', begin), text.size());
            out += (out.empty() ? "" : "\\") + newUid(text.substr(begin, end - begin));
            begin = end + 1;
        }
        return out;
    }

    void note(const Tag& tag, const std::string& vr, const DataElement& element, ConfidentialityAction action, const std::string& becomes)
    {
        if (tag.GetGroup() % 2 == 1) {
            ++m_report.privates;
            return;
        }
        const std::pair key{tag.GetGroup(), tag.GetElement()};
        if (tag.GetElement() == 0 || (m_report.attributes.size() >= MostAttributes && !m_report.attributes.contains(key)))
            return;
        Attribute& attribute = m_report.attributes[key];
        attribute.action = action;
        attribute.becomes = becomes;
        if (attribute.name.empty())
            attribute.name = dictionaryEntry(tag).GetName() ? dictionaryEntry(tag).GetName() : "";
        attribute.files += m_seen.insert(key).second ? 1 : 0;
        if (attribute.values.size() >= MostValues)
            return;
        const std::string value = shownValue(element, vr);
        if (!value.empty() && std::ranges::find(attribute.values, value) == attribute.values.end())
            attribute.values.push_back(value);
    }

    RetainOptions m_retain;
    std::string m_key;
    Report& m_report;
    std::set<std::pair<std::uint16_t, std::uint16_t>> m_seen; // in this file
};

void setText(DataSet& set, const Tag& tag, gdcm::VR vr, std::string text)
{
    if (text.size() % 2)
        text += ' ';
    DataElement element(tag);
    element.SetVR(vr);
    element.SetByteValue(text.data(), static_cast<std::uint32_t>(text.size()));
    set.Replace(element);
}

// PS3.15 E.1.1: what was done, in words and as codes of CID 7050.
void setMethod(DataSet& set, const RetainOptions& retain)
{
    setText(set, Tag(0x0012, 0x0062), gdcm::VR::CS, "YES");
    setText(set, Tag(0x0012, 0x0063), gdcm::VR::LO, deidentificationMethod(retain).substr(0, 64));
    setText(set, Tag(0x0028, 0x0303), gdcm::VR::CS, retain.dates ? "UNMODIFIED" : "REMOVED");
    const auto codes = gdcm::SequenceOfItems::New();
    codes->SetLengthToUndefined();
    for (const auto& [isOn, code, meaning] :
        {std::tuple{true, "113100", "Basic Application Confidentiality Profile"},
            {retain.dates, "113106", "Retain Longitudinal Temporal Information Full Dates Option"},
            {retain.patient, "113108", "Retain Patient Characteristics Option"}, {retain.device, "113109", "Retain Device Identity Option"},
            {retain.uids, "113110", "Retain UIDs Option"}, {retain.institution, "113112", "Retain Institution Identity Option"}}) {
        if (!isOn)
            continue;
        gdcm::Item item;
        item.SetVLToUndefined();
        setText(item.GetNestedDataSet(), Tag(0x0008, 0x0100), gdcm::VR::SH, code);
        setText(item.GetNestedDataSet(), Tag(0x0008, 0x0102), gdcm::VR::SH, "DCM");
        setText(item.GetNestedDataSet(), Tag(0x0008, 0x0104), gdcm::VR::LO, meaning);
        codes->AddItem(item);
    }
    DataElement sequence(Tag(0x0012, 0x0064));
    sequence.SetVR(gdcm::VR::SQ);
    sequence.SetValue(*codes);
    sequence.SetVLToUndefined();
    set.Replace(sequence);
}

void warn(const DataSet& set, std::set<std::string>& warnings)
{
    const std::string type = dicom::text(set, Tag(0x0008, 0x0008)), modality = dicom::text(set, Tag(0x0008, 0x0060)),
                      sopClass = dicom::text(set, Tag(0x0008, 0x0016)), burned = dicom::text(set, Tag(0x0028, 0x0301));
    const bool isCapture = sopClass.starts_with("1.2.840.10008.5.1.4.1.1.7") || type.find("SCREEN") != std::string::npos || modality == "US"
        || modality == "OT";
    if (burned == "YES" || (burned.empty() && isCapture))
        warnings.insert("Pictures may have names burned into them (screen captures, ultrasound, or the header says so): look at them "
                        "before you give them away.");
    if (modality == "MR" || modality == "CT")
        warnings.insert("Head scans show the face: remove it (deface) before you give them away.");
    if (type.find("MOSAIC") != std::string::npos)
        warnings.insert("Siemens mosaics lose the private header that says how many slices they hold: convert them to NIfTI before.");
}

void write(gdcm::Reader& reader, const fs::path& file, const std::string& sopInstance)
{
    gdcm::FileMetaInformation& meta = reader.GetFile().GetHeader();
    for (const Tag& tag : {Tag(0x0002, 0x0016), Tag(0x0002, 0x0017), Tag(0x0002, 0x0018), Tag(0x0002, 0x0100), Tag(0x0002, 0x0102)})
        meta.Remove(tag);
    std::string uid = sopInstance + (sopInstance.size() % 2 ? std::string(1, '\0') : "");
    DataElement instance(Tag(0x0002, 0x0003));
    instance.SetVR(gdcm::VR::UI);
    instance.SetByteValue(uid.data(), static_cast<std::uint32_t>(uid.size()));
    meta.Replace(instance);
    meta.GetPreamble().Create(); // zeros: a preamble can hold a program
    gdcm::Writer writer;
    writer.SetFile(reader.GetFile());
    writer.SetFileName(file.string().c_str());
    writer.CheckFileMetaInformationOn();
    if (!writer.Write())
        throw Error("cannot write '" + file.string() + "': the disk is full, or the data set is damaged");
}

std::vector<fs::path> filesIn(const fs::path& source)
{
    std::error_code ignored;
    if (!fs::is_directory(source, ignored))
        return {source};
    std::vector<fs::path> files;
    for (auto it = fs::recursive_directory_iterator(source, fs::directory_options::skip_permission_denied, ignored);
         it != fs::recursive_directory_iterator(); it.increment(ignored))
        if (it->is_regular_file(ignored))
            files.push_back(it->path());
    std::ranges::sort(files);
    return files;
}

Report deidentifyAll(const DeidentifyRequest& request, const fs::path& source, BadFileWatch& watch)
{
    Report report;
    Deidentifier deidentifier(request, report);
    std::map<std::string, std::size_t> counts; // by series
    for (const fs::path& file : filesIn(source)) {
        gdcm::Reader reader;
        reader.SetFileName(file.string().c_str());
        const bool isRead
            = watch.begin(file) && maybeDicom(file) && (request.target.empty() ? reader.ReadUpToTag(PixelData) : reader.Read());
        DataSet& set = reader.GetFile().GetDataSet();
        if (!isRead || dicom::binaryOr<std::uint16_t>(set, Tag(0x0028, 0x0010), 0) < 1) {
            ++report.leftOut;
            continue;
        }
        warn(set, report.warnings);
        deidentifier.beginFile();
        const std::string series = sha256(dicom::text(set, Tag(0x0020, 0x000e)) + request.key).substr(0, 10);
        deidentifier.apply(set);
        ++report.files;
        if (request.target.empty())
            continue;
        setMethod(set, request.retain);
        const fs::path folder = request.target / series;
        fs::create_directories(folder);
        write(reader, folder / fmt::format("{:06}.dcm", ++counts[series]), dicom::text(set, Tag(0x0008, 0x0018)));
    }
    return report;
}

nlohmann::json toJson(const Report& report, const RetainOptions& retain)
{
    auto attributes = nlohmann::json::array();
    for (const auto& [tag, attribute] : report.attributes)
        attributes.push_back({{"tag", fmt::format("({:04x},{:04x})", tag.first, tag.second)}, {"name", attribute.name},
            {"action", letters(attribute.action)}, {"values", attribute.values}, {"becomes", attribute.becomes},
            {"files", attribute.files}});
    return {{"files", report.files}, {"left_out", report.leftOut}, {"attributes", attributes}, {"private", report.privates},
        {"warnings", report.warnings}, {"method", deidentificationMethod(retain)}};
}

std::string randomKey()
{
    std::random_device chance;
    std::string key;
    for (int n = 0; n < 8; ++n)
        key += fmt::format("{:08x}", chance());
    return key;
}

} // namespace

nlohmann::json deidentifyDicom(const DeidentifyRequest& given, const Progress& progress)
{
    DeidentifyRequest request = given;
    std::error_code code;
    if (!fs::exists(request.source, code))
        throw Error("'" + request.source.string() + "' does not exist");
    if (!request.target.empty()) {
        request.target = fs::absolute(request.target).lexically_normal();
        if (fs::exists(request.target, code) && !fs::is_empty(request.target, code))
            throw Error("'" + request.target.string() + "' is not empty: name a new folder, so that nothing is mixed up");
        fs::create_directories(request.target, code);
        if (code)
            throw Error("cannot make the folder '" + request.target.string() + "': " + code.message());
    }
    if (request.key.empty())
        request.key = randomKey();
    const ScratchFolder scratch;
    const std::uint64_t size = bytesToRead(request.source);
    const ProcessLimits limits{
        .memoryBytes = std::max<std::uint64_t>(std::uint64_t{2} << 30, 4 * size), .seconds = 300 + static_cast<double>(size >> 20)};
    BadFileWatch watch;
    const std::string answer = watch.run(
        [&] {
            if (looksLikeZip(request.source))
                unpackZip(request.source, scratch.path());
            const Report report = deidentifyAll(request, looksLikeZip(request.source) ? scratch.path() : request.source, watch);
            return toJson(report, request.retain).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        },
        limits, fmt::format("'{}'", request.source.string()), progress);
    auto json = nlohmann::json::parse(answer, nullptr, false);
    if (!json.is_object())
        throw Error(fmt::format("the reader gave no sensible answer on '{}': a file is damaged or hostile", request.source.string()));
    if (json.value("files", 0) == 0)
        throw Error("no DICOM image was found in '" + request.source.string() + "'");
    return json;
}

} // namespace insula

void insulaDeidentifyDicom(const insula::DeidentifyRequest& request, const insula::Progress& progress, nlohmann::json& result)
{
    result = insula::deidentifyDicom(request, progress);
}
