#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/StepModules.h"
#include "processing/steps/DicomDeidentify.h"
#include "processing/steps/Steps.h"
#include "tests/processing/DicomFiles.h"

#include <QtTest>

#include <fmt/format.h>

#include <optional>

using namespace insula;
using foreign::DicomElements;

namespace {

namespace fs = std::filesystem;

nlohmann::json deidentified(const DeidentifyRequest& request)
{
    nlohmann::json report;
    moduleFunction<void(const DeidentifyRequest&, const Progress&, nlohmann::json&)>("insula_steps", "insulaDeidentifyDicom")(
        request, {}, report);
    return report;
}

std::string failure(const DeidentifyRequest& request)
{
    try {
        deidentified(request);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

std::vector<fs::path> filesBelow(const fs::path& folder)
{
    std::vector<fs::path> files;
    if (fs::exists(folder))
        for (const auto& each : fs::recursive_directory_iterator(folder))
            if (each.is_regular_file())
                files.push_back(each.path());
    std::ranges::sort(files);
    return files;
}

ConfidentialityAction actionOf(std::uint32_t tag, const RetainOptions& retain = {}, const char* vr = "LO")
{
    return confidentialityAction(static_cast<std::uint16_t>(tag >> 16), static_cast<std::uint16_t>(tag), vr, retain);
}

} // namespace

class TestDicomDeidentify : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        fs::create_directory(m_folder->path() / "Doe Jane");
        for (int n = 1; n <= 2; ++n)
            foreign::write(m_folder->path() / "Doe Jane" / fmt::format("JANE{}.dcm", n), image(n).file());
    }
    void cleanup() { m_folder.reset(); }

    void nothingOfThePersonIsLeftAnywhereInTheFiles()
    {
        const auto report = deidentified({.source = source(), .target = target(), .retain = {}, .key = "k"});
        QCOMPARE(report["files"].get<int>(), 2);
        const auto files = filesBelow(target());
        QCOMPARE(files.size(), std::size_t{2});
        for (const fs::path& file : files) {
            const std::string bytes = foreign::contentOf(file);
            for (const char* word :
                {"Doe", "Jane", "JANE", "SECRET", "Hospital", "19660101", "20240131", "SN77", "1.2.3.4", "MZ\x90", "Dr Who"})
                QVERIFY2(bytes.find(word) == std::string::npos, word);
            QVERIFY(file.string().find("Jane") == std::string::npos && file.string().find("JANE") == std::string::npos);
            for (const char* word : {"Basic Application Confidentiality Profile", "113100", "PatientsOrgan"})
                QVERIFY2(bytes.find(word) != std::string::npos, word); // of the method; and what no rule is about
            QVERIFY(bytes.compare(0, 128, std::string(128, '\0')) == 0);
            QVERIFY(bytes.find(foreign::bytesOf(std::int16_t{4242})) != std::string::npos); // a voxel
        }
    }

    void theImageIsTheSame()
    {
        StepInputs before, after;
        before.files["file"] = source();
        deidentified({.source = source(), .target = target(), .retain = {}, .key = "k"});
        after.files["file"] = target();
        const VolumePtr a = convertStep().run(before, nlohmann::json::object(), {}).volumes.at("image"),
                        b = convertStep().run(after, nlohmann::json::object(), {}).volumes.at("image");
        QVERIFY(sameGrid(a->grid(), b->grid(), 1e-9));
        QCOMPARE(a->frameAsFloat(), b->frameAsFloat());
    }

    void uidsStayConsistentAndDependOnTheKey()
    {
        const auto uidsOf = [this](const std::string& key, const char* folder) {
            const fs::path place = m_folder->path() / folder;
            const auto report = deidentified({.source = source(), .target = place, .retain = {}, .key = key});
            std::map<std::string, std::string> uids;
            for (const auto& attribute : report["attributes"])
                uids[attribute["tag"]] = attribute["becomes"];
            return uids;
        };
        const auto first = uidsOf("a", "one"), again = uidsOf("a", "two"), other = uidsOf("b", "three"), random = uidsOf("", "four"),
                   chance = uidsOf("", "five");
        QCOMPARE(first.at("(0020,000e)"), replacedUid("1.2.3.4", "a"));
        QCOMPARE(first, again);
        QVERIFY(first.at("(0020,000e)") != other.at("(0020,000e)"));
        QVERIFY(random.at("(0020,000e)") != chance.at("(0020,000e)"));
        // The image that a file refers to has the UID that the image itself got.
        const std::string referenced = replacedUid("1.2.3.4.1", "a");
        for (const fs::path& file : filesBelow(m_folder->path() / "one"))
            QVERIFY(foreign::contentOf(file).find(referenced) != std::string::npos);
    }

    void newUidsAreHmacSha256InDecimal()
    {
        // A known value of HMAC-SHA256: f7bc83f430538424b13298e6aa6fb143 ef4d59a14946175997479dbc2d1a3cd8
        QCOMPARE(
            replacedUid("The quick brown fox jumps over the lazy dog", "key"), std::string("2.25.329298143110564745394407526090801131843"));
        QCOMPARE(replacedUid("1.2.840.10008.5.1.4.1.1.4", "key"), std::string("1.2.840.10008.5.1.4.1.1.4"));
        QCOMPARE(replacedUid("", "key"), std::string());
    }

    void thePreviewWritesNothingAndSaysEverything()
    {
        const auto report = deidentified({.source = source(), .target = {}, .retain = {}, .key = {}});
        QVERIFY(!fs::exists(target()));
        const auto row = [&](const std::string& tag) {
            for (const auto& attribute : report["attributes"])
                if (attribute["tag"] == tag)
                    return attribute;
            return nlohmann::json();
        };
        QCOMPARE(row("(0010,0010)")["action"].get<std::string>(), std::string("Z"));
        QCOMPARE(row("(0010,0010)")["values"][0].get<std::string>(), std::string("Doe^Jane"));
        QCOMPARE(row("(0010,0010)")["files"].get<int>(), 2);
        QCOMPARE(row("(0008,0080)")["action"].get<std::string>(), std::string("D"));
        QCOMPARE(row("(0018,1000)")["becomes"].get<std::string>(), std::string("REMOVED"));
        QCOMPARE(row("(0010,0010)")["name"].get<std::string>(), std::string("Patient's Name"));
        QCOMPARE(report["private"].get<int>(), 6); // in each file a creator and an element, and a creator in a sequence
    }

    void optionsRetainWhatTheyName()
    {
        using enum ConfidentialityAction;
        QCOMPARE(actionOf(0x00100040), Empty);
        QCOMPARE(actionOf(0x00100040, {.patient = true}), Keep);
        QCOMPARE(actionOf(0x00101010, {.patient = true}), Keep);
        QCOMPARE(actionOf(0x00100010, {true, true, true, true, true, true}), Empty); // a name is never kept
        QCOMPARE(actionOf(0x00080020, {}, "DA"), Empty);
        QCOMPARE(actionOf(0x00080020, {.dates = true}, "DA"), Keep);
        QCOMPARE(actionOf(0x00181012, {}, "DA"), Remove); // a date that the table does not name
        QCOMPARE(actionOf(0x00080080, {.institution = true}), Keep);
        QCOMPARE(actionOf(0x00181000, {.device = true}), Keep);
        QCOMPARE(actionOf(0x0020000e, {}, "UI"), NewUid);
        QCOMPARE(actionOf(0x0020000e, {.uids = true}, "UI"), Keep);
        QCOMPARE(actionOf(0x00081120, {.uids = true}, "SQ"), Remove); // Referenced Patient Sequence: X in the option, too
        QCOMPARE(actionOf(0x00290010), Remove);
        QCOMPARE(actionOf(0x60003000, {}, "OW"), Remove);
        QCOMPARE(actionOf(0x60020010, {}, "US"), Keep);
        QCOMPARE(actionOf(0x50103000, {}, "OW"), Remove);
        QCOMPARE(actionOf(0x00280010, {}, "US"), Keep);
        QCOMPARE(actionOf(0x00080016, {}, "UI"), Keep); // what kind of object it is
        const auto report = deidentified({.source = source(), .target = target(), .retain = {.patient = true}, .key = "k"});
        QVERIFY(report["method"].get<std::string>().find("patient characteristics") != std::string::npos);
        QVERIFY(foreign::contentOf(filesBelow(target()).front()).find("113108") != std::string::npos);
    }

    void suspiciousPicturesAreWarnedOf()
    {
        DicomElements file = image(3);
        file.raw(0x28, 0x301, "CS", "YES");
        foreign::write(m_folder->path() / "Doe Jane" / "b.dcm", file.file());
        const auto text = deidentified({.source = source(), .target = {}, .retain = {}, .key = {}})["warnings"].dump();
        QVERIFY(text.find("burned into") != std::string::npos && text.find("face") != std::string::npos);
    }

    void whatIsNoImageIsLeftOut()
    {
        DicomElements report = image(4);
        report.remove(0x28, 0x10).remove(0x28, 0x11).remove(0x7fe0, 0x10);
        foreign::write(m_folder->path() / "Doe Jane" / "report.dcm", report.file());
        foreign::write(m_folder->path() / "Doe Jane" / "notes.txt", "about Jane");
        const auto result = deidentified({.source = source(), .target = target(), .retain = {}, .key = "k"});
        QCOMPARE(result["files"].get<int>(), 2);
        QCOMPARE(result["left_out"].get<int>(), 2);
        QCOMPARE(filesBelow(target()).size(), std::size_t{2});
    }

    void aFolderThatIsNotEmptyIsRefused()
    {
        fs::create_directory(target());
        foreign::write(target() / "x", "x");
        QVERIFY(failure({.source = source(), .target = target(), .retain = {}, .key = {}}).find("is not empty") != std::string::npos);
        QVERIFY(failure({.source = m_folder->path() / "nowhere", .target = {}, .retain = {}, .key = {}}).find("does not exist")
            != std::string::npos);
    }

    void damagedFilesHarmNothing()
    {
        const std::string whole = image(1).file();
        for (std::size_t n = 100; n < whole.size(); n += 23) // cut anywhere
            foreign::write(m_folder->path() / "Doe Jane" / fmt::format("cut{}.dcm", n), whole.substr(0, n));
        const auto report = deidentified({.source = source(), .target = target(), .retain = {}, .key = "k"});
        QVERIFY(report["files"].get<int>() >= 2);
        for (const fs::path& file : filesBelow(target()))
            QVERIFY(foreign::contentOf(file).find("Jane") == std::string::npos);
    }

private:
    fs::path source() const { return m_folder->path() / "Doe Jane"; }
    fs::path target() const { return m_folder->path() / "out"; }

    static DicomElements image(int n)
    {
        DicomElements e = foreign::mrImage(2, 2, {n, 2, 3, 4242}, "1.2.3.4", n);
        e.raw(8, 0x20, "DA", "20240131")
            .raw(8, 0x80, "LO", "General Hospital")
            .raw(0x10, 0x30, "DA", "19660101")
            .raw(0x10, 0x40, "CS", "F")
            .raw(0x18, 0x1000, "LO", "SN77");
        e.raw(0x18, 0x15, "CS", "PatientsOrgan").numbers(0x20, 0x32, {0, 0, 3.0 * n}).numbers(0x20, 0x37, {1, 0, 0, 0, 1, 0});
        e.raw(0x29, 0x10, "LO", "ACME").raw(0x29, 0x1010, "UN", "SECRET1");
        DicomElements inner, person;
        person.raw(0x10, 0x10, "PN", "Doe^Jane").raw(0x40, 0xa123, "PN", "Dr Who");
        inner.raw(8, 0x1155, "UI", "1.2.3.4.1")
            .raw(8, 0x1150, "UI", "1.2.840.10008.5.1.4.1.1.4")
            .raw(0x20, 0x4000, "LT", "SECRET2")
            .raw(0x29, 0x11, "LO", "SECRET3");
        inner.sequence(0x40, 0xa170, {person});
        e.sequence(8, 0x1140, {inner}).sequence(0x40, 0x275, {DicomElements().raw(0x40, 7, "LO", "SECRET4")});
        return e;
    }

    std::optional<ScratchFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestDicomDeidentify)
#include "tst_DicomDeidentify.moc"
