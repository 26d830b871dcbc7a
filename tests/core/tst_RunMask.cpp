#include "processing/core/Error.h"
#include "processing/core/RunMask.h"

#include <QtTest>

#include <cmath>

using namespace insula;

namespace {

constexpr Size3 Size{40, 36, 30};

std::size_t at(std::int64_t i, std::int64_t j, std::int64_t k)
{
    return static_cast<std::size_t>((k * Size.y + j) * Size.x + i);
}

// A bright ball with a dark hole in its middle, a bright eye beside it on a thin bridge, and noise in the air.
std::vector<float> head(double noise = 20)
{
    std::vector<float> values;
    std::uint32_t state = 7;
    for (std::int64_t k = 0; k < Size.z; ++k)
        for (std::int64_t j = 0; j < Size.y; ++j)
            for (std::int64_t i = 0; i < Size.x; ++i) {
                state = state * 1664525U + 1013904223U;
                const double r = std::hypot(static_cast<double>(i - 16), static_cast<double>(j - 18), static_cast<double>(k - 15));
                const double eye = std::hypot(static_cast<double>(i - 34), static_cast<double>(j - 18), static_cast<double>(k - 15));
                const bool bridge = j == 18 && k == 15 && i > 16 && i < 34;
                const double tissue = r < 3 ? 0 : r <= 12 || eye <= 3 || bridge ? 1000 : 0;
                values.push_back(static_cast<float>(tissue + noise * (static_cast<double>(state >> 8U) / 16777216.0)));
            }
    return values;
}

} // namespace

class TestRunMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theClipLevelIsHalfTheMedianOfWhatIsAboveIt()
    {
        std::vector<float> values(1000, 3.0f);
        std::fill(values.begin(), values.begin() + 400, 100.0f);
        QCOMPARE(clipLevel(values), 50.0);
        QCOMPARE(clipLevel(std::vector<float>(10, 0.0f)), 0.0);
        QCOMPARE(clipLevel(std::vector<float>(10, std::nanf(""))), 0.0);
    }

    void isTheBallWithItsHoleAndWithoutTheEye()
    {
        const auto mask = runMask(head(), Size);
        std::int64_t wrong = 0;
        for (std::int64_t k = 0; k < Size.z; ++k)
            for (std::int64_t j = 0; j < Size.y; ++j)
                for (std::int64_t i = 0; i < Size.x; ++i) {
                    const double r = std::hypot(static_cast<double>(i - 16), static_cast<double>(j - 18), static_cast<double>(k - 15));
                    if (r <= 10.5)
                        wrong += mask[at(i, j, k)] ? 0 : 1;
                    if (r > 14)
                        wrong += mask[at(i, j, k)] ? 1 : 0;
                }
        QCOMPARE(wrong, std::int64_t{0});
        QVERIFY(!mask[at(34, 18, 15)]);
        QVERIFY(mask[at(16, 18, 15)]); // the hole
    }

    void doesNotDependOnTheScale()
    {
        auto values = head();
        const auto mask = runMask(values, Size);
        for (float& value : values)
            value *= 1e-3f;
        QVERIFY(runMask(values, Size) == mask);
    }

    void aSingleSliceHasAMaskToo()
    {
        const Size3 slice{20, 20, 1};
        std::vector<float> values(400, 1.0f);
        for (std::size_t j = 5; j < 15; ++j)
            for (std::size_t i = 5; i < 15; ++i)
                values[j * 20 + i] = i == 9 && j == 9 ? 1.0f : 100.0f;
        const auto mask = runMask(values, slice);
        QCOMPARE(std::count(mask.begin(), mask.end(), 1), std::ptrdiff_t{96}); // the corners go with the erosion, the hole is filled
    }

    void nothingBrightIsRefusedAndNaNIsAir()
    {
        QVERIFY_EXCEPTION_THROWN(runMask(std::vector<float>(static_cast<std::size_t>(Size.count()), -1.0f), Size), Error);
        auto values = head();
        values[at(16, 18, 25)] = std::nanf("");
        const auto mask = runMask(values, Size);
        QVERIFY(mask[at(16, 18, 24)]);
    }
};

QTEST_GUILESS_MAIN(TestRunMask)
#include "tst_RunMask.moc"
