#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/GlmDesign.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

RunEvents twoTypes()
{
    return {{{0, 4, "a"}, {4.5, 4, "a"}, {20, 4, "b"}, {25, 4, "a"}, {60, 4, "b"}}, {"a", "b"}};
}

HeadMotion motion()
{
    HeadMotion found;
    for (int t = 0; t < 5; ++t) {
        found.translationMm.push_back({1.0 * t, 2.0 * t * t, 0});
        found.rotation.push_back({0.01 * t, 0, 0.02});
    }
    return found;
}

} // namespace

class TestGlmDesign : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conditionsComeFirstAndTheConstantLast()
    {
        const auto design = designOf(twoTypes(), {}, {.frames = 100, .trSeconds = 2, .hasDerivative = true});
        QCOMPARE(design.conditions, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(design.all.names,
            (std::vector<std::string>{"a", "b", "a_derivative", "b_derivative", "cosine01", "cosine02", "cosine03", "constant"}));
        for (const auto& column : design.all.columns)
            QCOMPARE(column.size(), std::size_t{100});
    }

    void aConfoundThatOthersSpanIsLeftOutAndNamed()
    {
        NamedColumns confounds;
        std::vector<double> wave(100), twice(100), flat(100, 3);
        for (std::size_t t = 0; t < 100; ++t) {
            wave[t] = std::sin(0.9 * static_cast<double>(t));
            twice[t] = 2 * wave[t] + 1;
        }
        confounds.add("wave", wave);
        confounds.add("twice", twice);
        confounds.add("flat", flat);
        const auto design = designOf(twoTypes(), confounds, {.frames = 100, .trSeconds = 2});
        QCOMPARE(design.dropped, (std::vector<std::string>{"twice", "flat"}));
        QCOMPARE(design.all.names[2], std::string("wave"));
    }

    void aConditionOutsideTheRunIsNamed()
    {
        RunEvents events = twoTypes();
        events.events.push_back({5000, 4, "late"});
        events.types.push_back("late");
        try {
            designOf(events, {}, {.frames = 100, .trSeconds = 2});
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QVERIFY(QString(error.what()).contains("'late'"));
        }
        QVERIFY_EXCEPTION_THROWN(designOf({}, {}, {.frames = 100, .trSeconds = 2}), Error);
    }

    void eventsOfABlockBecomeOne()
    {
        const RunEvents blocks = merged(twoTypes(), 1);
        QCOMPARE(blocks.events.size(), std::size_t{4});
        QCOMPARE(blocks.events[0].duration, 8.5);
        QCOMPARE(merged(twoTypes(), 0).events.size(), std::size_t{5});
    }

    void motionHas24TermsOfFriston()
    {
        const auto found = motionRegressors(motion(), 24, 5);
        QCOMPARE(found.columns.size(), std::size_t{24});
        const auto column = [&](const char* name) {
            return found.columns[static_cast<std::size_t>(std::find(found.names.begin(), found.names.end(), name) - found.names.begin())];
        };
        // trans_x 0 1 2 3 4: before 0 0 1 2 3 around 1.2; squares 0 1 4 9 16 around 6; before squared 0 0 1 4 9 around 2.8
        QVERIFY(std::abs(column("trans_x")[4] - 2) < 1e-12 && std::abs(column("trans_x_before")[4] - 1.8) < 1e-12);
        QVERIFY(std::abs(column("trans_x_power2")[4] - 10) < 1e-12 && std::abs(column("trans_x_before_power2")[4] - 6.2) < 1e-12);
        QCOMPARE(motionRegressors(motion(), 6, 5).columns.size(), std::size_t{6});
        QVERIFY_EXCEPTION_THROWN(motionRegressors(motion(), 6, 7), Error);
        QVERIFY_EXCEPTION_THROWN(motionRegressors(motion(), 12, 5), Error);
    }

    void confoundsAreTakenByName()
    {
        const ScratchFolder folder;
        const auto file = folder.path() / "sub-01_desc-confounds_timeseries.tsv";
        writeTextFile(file, "csf\ta_comp_cor_00\ta_comp_cor_01\tfd\n1\t5\t1\tn/a\n2\t6\t2\t1\n3\t7\t6\t3\n");
        const auto found = confoundColumns(file, "csf, a_comp_cor_*, fd", 3);
        QCOMPARE(found.names, (std::vector<std::string>{"csf", "a_comp_cor_00", "a_comp_cor_01", "fd"}));
        QCOMPARE(found.columns[0], (std::vector<double>{-1, 0, 1}));
        QCOMPARE(found.columns[3], (std::vector<double>{0, -1, 1})); // n/a counts as the mean
        QVERIFY_EXCEPTION_THROWN(confoundColumns(file, "white", 3), Error);
        QVERIFY_EXCEPTION_THROWN(confoundColumns(file, "csf", 4), Error);
    }
};

QTEST_GUILESS_MAIN(TestGlmDesign)
#include "tst_GlmDesign.moc"
