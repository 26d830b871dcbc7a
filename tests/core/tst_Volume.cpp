#include "processing/core/Volume.h"
#include "tests/core/Messages.h"

#include <QtTest>

#include <limits>

using namespace insula;
using namespace insula::test;

Q_DECLARE_METATYPE(insula::Affine)

namespace {

constexpr double NotANumber = std::numeric_limits<double>::quiet_NaN(), Infinity = std::numeric_limits<double>::infinity();

Volume::Description described(const Size3& size, std::int64_t frames = 1)
{
    Volume::Description d;
    d.grid.size = size;
    d.frames = frames;
    return d;
}

VolumePtr row(const std::vector<float>& values)
{
    return Volume::make(described({static_cast<std::int64_t>(values.size()), 1, 1}), values);
}

} // namespace

class TestVolume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstAxisIsTheFastestAndFramesFollow()
    {
        std::vector<std::int16_t> values(48);
        for (std::size_t n = 0; n < 48; ++n) {
            values[n] = static_cast<std::int16_t>(n);
        }
        const VolumePtr volume = Volume::make(described({2, 3, 4}, 2), values);
        QCOMPARE(volume->dataType(), DataType::Int16);
        QCOMPARE(volume->value(1, 0, 0), 1.0);
        QCOMPARE(volume->value(0, 1, 0), 2.0);
        QCOMPARE(volume->value(0, 0, 1), 6.0);
        QCOMPARE(volume->value(1, 2, 3, 1), 47.0);
        QCOMPARE(volume->timeCourse(1, 1, 1), (std::vector<double>{9, 33}));
        QCOMPARE(volume->rawFrame(1).size(), std::size_t{48});
        QCOMPARE(volume->frameAsFloat(1).front(), 24.0f);
    }

    void storedNumbersAreScaledEverywhereAlike()
    {
        Volume::Description d = described({3, 1, 1});
        d.slope = -0.5;
        d.intercept = 100;
        const VolumePtr volume = Volume::make(d, std::vector<std::uint8_t>{0, 10, 255});
        QCOMPARE(volume->value(2, 0, 0), -27.5);
        QCOMPARE(volume->frameAsFloat(), (std::vector<float>{100, 95, -27.5f}));
        const ValueRange range = valueRange(*volume);
        QCOMPARE(range.min, -27.5);
        QCOMPARE(range.max, 100.0);
        const std::array<double, 3> percents{0, 50, 100};
        QCOMPARE(percentiles(*volume, percents, false), (std::vector<double>{-27.5, 95, 100}));
    }

    void bigWholeNumbersAreNotRoundedToFloat()
    {
        const VolumePtr volume = Volume::make(described({1, 1, 1}), std::vector<std::int64_t>{16'777'217});
        QCOMPARE(volume->value(0, 0, 0), 16'777'217.0);
    }

    void refusesSizesThatAreNoImage_data()
    {
        QTest::addColumn<qlonglong>("x");
        QTest::addColumn<qlonglong>("frames");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("no voxel") << 0LL << 1LL << QByteArray("positive sizes");
        QTest::newRow("negative") << -2LL << 1LL << QByteArray("positive sizes");
        QTest::newRow("no frame") << 2LL << 0LL << QByteArray("positive sizes");
        QTest::newRow("more than 2^63 bytes") << (1LL << 40) << (1LL << 40) << QByteArray("more than a computer can hold");
        QTest::newRow("too few bytes") << 3LL << 1LL << QByteArray("expected 12 bytes");
        QTest::newRow("too many bytes") << 1LL << 1LL << QByteArray("expected 4 bytes");
    }

    void refusesSizesThatAreNoImage()
    {
        QFETCH(qlonglong, x);
        QFETCH(qlonglong, frames);
        QFETCH(QByteArray, part);
        const std::string message = messageOf([&] { Volume::make(described({x, 1, 1}, frames), std::vector<float>(2)); });
        QVERIFY2(contains(message, part.toStdString()), message.c_str());
    }

    void refusesAffinesThatFlattenSpace_data()
    {
        QTest::addColumn<Affine>("affine");
        QTest::newRow("singular") << Affine::fromColumns({1, 0, 0}, {2, 0, 0}, {0, 0, 1}, {0, 0, 0});
        QTest::newRow("not a number") << Affine::fromColumns({1, 0, 0}, {0, NotANumber, 0}, {0, 0, 1}, {0, 0, 0});
        QTest::newRow("infinitely far") << Affine::fromColumns({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {Infinity, 0, 0});
    }

    void refusesAffinesThatFlattenSpace()
    {
        QFETCH(Affine, affine);
        Volume::Description d = described({1, 1, 1});
        d.grid.affine = affine;
        QVERIFY(contains(messageOf([&] { Volume::make(d, std::vector<float>(1)); }), "the affine"));
    }

    void refusesScalingWithoutMeaning()
    {
        for (const auto& [slope, intercept] : {std::pair{0.0, 0.0}, {NotANumber, 0.0}, {1.0, Infinity}}) {
            Volume::Description d = described({1, 1, 1});
            d.slope = slope;
            d.intercept = intercept;
            QVERIFY(contains(messageOf([&] { Volume::make(d, std::vector<float>(1)); }), "cannot scale"));
        }
    }

    void theRangeLeavesOutWhatIsNotFinite()
    {
        const float nan = static_cast<float>(NotANumber), infinity = static_cast<float>(Infinity);
        const ValueRange range = valueRange(*row({nan, -3, infinity, 8, -infinity, nan}));
        QCOMPARE(range.min, -3.0);
        QCOMPARE(range.max, 8.0);
        QCOMPARE(range.finite, 2);
        QCOMPARE(range.nan, 2);
        QCOMPARE(range.infinite, 2);
        const VolumePtr none = row({nan, nan});
        QCOMPARE(valueRange(*none).finite, 0);
        const std::array<double, 1> median{50};
        QVERIFY(percentiles(*none, median, false).empty());
    }

    // NumPy: percentile(x, p) of the same lists.
    void percentilesAreLinearBetweenRanks_data()
    {
        QTest::addColumn<double>("percent");
        QTest::addColumn<double>("value");
        QTest::newRow("0") << 0.0 << 1.0;
        QTest::newRow("10") << 10.0 << 1.4;
        QTest::newRow("25") << 25.0 << 2.0;
        QTest::newRow("50") << 50.0 << 4.0;
        QTest::newRow("90") << 90.0 << 12.8;
        QTest::newRow("100") << 100.0 << 16.0;
        QTest::newRow("beyond the end") << 140.0 << 16.0;
    }

    void percentilesAreLinearBetweenRanks()
    {
        QFETCH(double, percent);
        QFETCH(double, value);
        const std::array<double, 1> percents{percent};
        const double found = percentiles(*row({16, 1, 8, 2, 4}), percents, false).at(0);
        QVERIFY2(std::abs(found - value) < 1e-12, qPrintable(QString::number(found)));
    }

    void backgroundIsSkippedWhereItFillsATenth()
    {
        const std::array<double, 1> lowest{0};
        std::vector<float> values(100, 5);
        std::fill_n(values.begin(), 10, 0.0f);
        QCOMPARE(percentiles(*row(values), lowest, true).at(0), 0.0);
        values[10] = 0;
        QCOMPARE(percentiles(*row(values), lowest, true).at(0), 5.0);
        QCOMPARE(percentiles(*row(values), lowest, false).at(0), 0.0);
        QCOMPARE(percentiles(*row(std::vector<float>(10, 7)), lowest, true).at(0), 7.0);
    }

    void percentilesOfALargeImageAreClose()
    {
        std::vector<float> ramp(3'000'000);
        for (std::size_t n = 0; n < ramp.size(); ++n) {
            ramp[n] = static_cast<float>(n);
        }
        const std::array<double, 2> percents{2, 98};
        const auto found = percentiles(*row(ramp), percents, false);
        QVERIFY(std::abs(found[0] - 60'000) < 30);
        QVERIFY(std::abs(found[1] - 2'940'000) < 30);
    }
};

QTEST_GUILESS_MAIN(TestVolume)
#include "tst_Volume.moc"
