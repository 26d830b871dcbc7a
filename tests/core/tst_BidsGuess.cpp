#include "processing/core/BidsGuess.h"
#include "processing/core/Error.h"
#include "processing/core/SiemensCsa.h"

#include <QtTest>

using namespace insula;

namespace {

std::string nameOf(const SeriesFacts& facts)
{
    const BidsGuess guess = guessBids(facts);
    return guess.note.empty() ? bidsName(guess, facts, 0) : guess.note;
}

std::string described(const std::string& description, long long frames = 1)
{
    return nameOf({.description = description, .frames = frames, .echoMs = 5});
}

std::string failure(const std::string& name, const std::string& subject = "01", const std::string& session = "")
{
    try {
        bidsRawPath(name, subject, session);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

template <typename T> void append(std::string& bytes, T value)
{
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::span<const std::byte> asBytes(const std::string& text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

} // namespace

class TestBidsGuess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsOfScannersAreUnderstood_data()
    {
        QTest::addColumn<QString>("description");
        QTest::addColumn<int>("frames");
        QTest::addColumn<QString>("name");
        const auto row
            = [](const char* description, int frames, const char* name) { QTest::newRow(description) << description << frames << name; };
        row("t1_mprage_sag_p2_iso", 1, "anat/T1w");
        row("Sag FSPGR BRAVO", 1, "anat/T1w");
        row("t2_tse_tra", 1, "anat/T2w");
        row("t2_space_dark-fluid_sag", 1, "anat/FLAIR");
        row("3D FLAIR", 1, "anat/FLAIR");
        row("SWI_Images", 1, "anat/T2starw");
        row("TOF_3D_multi-slab", 1, "anat/angio");
        row("func_task-oneback_run-1", 156, "func/task-oneback_bold");
        row("ep2d_bold_resting state", 300, "func/task-rest_bold");
        row("rs_fMRI AP", 200, "func/task-rest_bold");
        row("BOLD_nback_SBRef", 1, "func/task-BOLDnbackSBRef_sbref");
        row("DTI_64dir_AP", 65, "dwi/dir-AP_dwi");
        row("SpinEchoFieldMap_PA", 3, "fmap/dir-PA_epi");
        row("gre_field_mapping", 1, "fmap/magnitude1");
        row("AAHead_Scout", 1, "localizer");
        row("localizer_3plane", 1, "localizer");
        row("pCASL", 20, "perf/asl");
        row("Faces test", 1, "anat/T1w"); // no word fits ("test" holds no T1): short echo
    }
    void wordsOfScannersAreUnderstood()
    {
        QFETCH(QString, description);
        QFETCH(int, frames);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(described(description.toStdString(), frames)), name);
    }

    void physicsDecidesWhereWordsSayNothing()
    {
        QCOMPARE(nameOf({.description = "x", .scanningSequence = "EP\\GR", .frames = 100, .trSeconds = 2, .echoMs = 30}),
            std::string("func/task-x_bold"));
        QCOMPARE(nameOf({.description = "x", .scanningSequence = "SE", .trSeconds = 9, .echoMs = 120, .inversionMs = 2500}),
            std::string("anat/FLAIR"));
        QCOMPARE(nameOf({.description = "x", .scanningSequence = "SE", .trSeconds = 5, .echoMs = 100}), std::string("anat/T2w"));
        QCOMPARE(nameOf({.description = "x", .scanningSequence = "GR", .trSeconds = 0.01, .echoMs = 3}), std::string("anat/T1w"));
        QCOMPARE(nameOf({.modality = "CT", .description = "head"}), std::string("ct/ct"));
        QCOMPARE(nameOf({.modality = "SR"}), std::string("not an image of a scanner (SR)"));
    }

    void echoesAndPhasesGetTheirEntities()
    {
        QCOMPARE(nameOf({.description = "gre_field_mapping", .component = "ph", .echoMs = 7}), std::string("fmap/phasediff"));
        QCOMPARE(nameOf({.description = "gre_field_mapping", .echoMs = 7, .echo = 2}), std::string("fmap/magnitude2"));
        QCOMPARE(nameOf({.description = "rest", .component = "ph", .frames = 9, .echo = 3}),
            std::string("func/task-rest_echo-3_part-phase_bold"));
        SeriesFacts facts{.description = "rest", .frames = 9, .echo = 1};
        QCOMPARE(bidsName(guessBids(facts), facts, 2), std::string("func/task-rest_run-2_echo-1_bold"));
    }

    void placesInADataSet()
    {
        QCOMPARE(bidsRawPath("func/task-rest_bold", "01", "").string(), std::string("sub-01/func/sub-01_task-rest_bold"));
        QCOMPARE(bidsRawPath("anat/T1w", "01", "b2").string(), std::string("sub-01/ses-b2/anat/sub-01_ses-b2_T1w"));
        for (const char* wrong :
            {"T1w", "/T1w", "../T1w", "anat/", "anat/x-1", "anat/run-_T1w", "anat/a b", "anat/run-1_x-2", "anat//T1w", "anat/T1w_"})
            QVERIFY2(failure(wrong).find("no name in BIDS") != std::string::npos, wrong);
        QVERIFY(failure("anat/T1w", "a/b").find("'a/b'") != std::string::npos);
        QVERIFY(failure("anat/T1w", "01", "../x").find("session") != std::string::npos);
    }

    void theUnmarkedCsaHeaderCountsLengthsFromItsFirstTag()
    {
        std::string bytes;
        append<std::uint32_t>(bytes, 1);
        append<std::uint32_t>(bytes, 77);
        bytes += "NumberOfImagesInMosaic" + std::string(64 - 22, '\0');
        append<std::int32_t>(bytes, 1);
        bytes += std::string("US\0\0", 4);
        append<std::int32_t>(bytes, 0);
        append<std::uint32_t>(bytes, 6); // values; lengths are 6 more than they are
        append<std::int32_t>(bytes, 77);
        for (const std::uint32_t n : {9U, 9U, 77U, 0U})
            append(bytes, n);
        bytes += std::string("36\0\0", 4);
        QCOMPARE(SiemensCsa(asBytes(bytes)).number("NumberOfImagesInMosaic").value_or(0), 36.0);
        for (std::size_t n = 8; n < bytes.size(); ++n) // cut anywhere: what stands before the cut
            SiemensCsa{asBytes(bytes).first(n)};
        const std::string odd(20, '\xff'), none;
        QVERIFY_THROWS_EXCEPTION(Error, SiemensCsa{asBytes(odd)});
        QVERIFY_THROWS_EXCEPTION(Error, SiemensCsa{asBytes(none)});
    }
};

QTEST_GUILESS_MAIN(TestBidsGuess)
#include "tst_BidsGuess.moc"
