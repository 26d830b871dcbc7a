#include "processing/core/GzipReader.h"
#include "tests/core/Messages.h"
#include "tests/core/RawNifti.h"

#include <QtTest>

using namespace insula;
using namespace insula::test;

namespace {

std::span<const std::byte> bytesOf(const QByteArray& text)
{
    return std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size())));
}

QByteArray sample(qsizetype size)
{
    QByteArray text(size, '\0');
    std::uint32_t state = 7;
    for (char& c : text) {
        state = state * 1664525 + 1013904223;
        c = static_cast<char>('a' + (state >> 28));
    }
    return text;
}

// All of it, in portions of `step` bytes.
QByteArray unpacked(const QByteArray& compressed, std::size_t step)
{
    GzipReader reader(bytesOf(compressed));
    QByteArray text;
    std::vector<std::byte> portion(step);
    for (std::size_t got = step; got == step;) {
        got = reader.read(portion);
        text.append(reinterpret_cast<const char*>(portion.data()), static_cast<qsizetype>(got));
    }
    return text;
}

} // namespace

class TestGzipReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheBytesWhateverThePortions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("step");
        for (const int step : {1, 7, 4096, 1 << 20}) {
            QTest::addRow("100 kB in portions of %d", step) << sample(100'000) << step;
        }
        QTest::newRow("nothing") << QByteArray() << 16;
        QTest::newRow("one byte") << QByteArray("x") << 16;
    }

    void givesTheBytesWhateverThePortions()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, step);
        QCOMPARE(unpacked(gzipped(text), static_cast<std::size_t>(step)), text);
    }

    void severalMembersAreOneText()
    {
        QCOMPARE(unpacked(gzipped("first ") + gzipped("") + gzipped("second"), 5), QByteArray("first second"));
    }

    void zerosBehindTheLastMemberArePadding() { QCOMPARE(unpacked(gzipped("text") + QByteArray(512, '\0'), 64), QByteArray("text")); }

    void otherBytesBehindTheLastMemberAreRefused()
    {
        QVERIFY(contains(messageOf([] { unpacked(gzipped("text") + "junk", 64); }), "other bytes follow"));
    }

    void everyTruncationIsRefused()
    {
        const QByteArray compressed = gzipped(sample(2000));
        for (qsizetype length = 0; length < compressed.size(); ++length) {
            const std::string message = messageOf([&] { unpacked(compressed.first(length), 256); });
            QVERIFY2(contains(message, "truncated"), qPrintable(QString::number(length)));
        }
    }

    void everyChangedByteOfTheChecksumIsRefused()
    {
        const QByteArray compressed = gzipped(sample(2000));
        for (qsizetype n = compressed.size() - 8; n < compressed.size(); ++n) {
            QByteArray changed = compressed;
            changed[n] = static_cast<char>(changed[n] ^ 1);
            QVERIFY(contains(messageOf([&] { unpacked(changed, 256); }), "damaged"));
            std::vector<std::byte> out(2000);
            QVERIFY(!inflateAtOnce(bytesOf(changed), out));
        }
    }

    void theAnnouncedLengthIsInTheMessage()
    {
        const QByteArray cut = gzipped(sample(2000)).first(400);
        GzipReader reader(bytesOf(cut), 1234567);
        std::vector<std::byte> out(2000);
        QVERIFY(contains(messageOf([&] { reader.read(out); }), "of 1,234,567 bytes"));
    }

    void finishChecksWhatNobodyRead()
    {
        QByteArray changed = gzipped(sample(2000));
        changed[changed.size() - 8] = static_cast<char>(changed[changed.size() - 8] ^ 1);
        GzipReader reader(bytesOf(changed));
        std::vector<std::byte> out(100);
        QCOMPARE(reader.read(out), std::size_t{100});
        QCOMPARE(reader.produced(), std::uint64_t{100});
        QVERIFY(contains(messageOf([&] { reader.finish(1 << 20); }), "damaged"));
    }

    void atOnceMeansExactlyOneMemberOfTheRightLength_data()
    {
        QTest::addColumn<QByteArray>("compressed");
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("isRead");
        QTest::newRow("right") << gzipped("abcdef") << 6 << true;
        QTest::newRow("room for more") << gzipped("abcdef") << 7 << false;
        QTest::newRow("too little room") << gzipped("abcdef") << 5 << false;
        QTest::newRow("two members") << gzipped("abc") + gzipped("def") << 6 << false;
        QTest::newRow("bytes behind") << gzipped("abcdef") + "x" << 6 << false;
        QTest::newRow("no gzip") << QByteArray("abcdef") << 6 << false;
    }

    void atOnceMeansExactlyOneMemberOfTheRightLength()
    {
        QFETCH(QByteArray, compressed);
        QFETCH(int, size);
        std::vector<std::byte> out(static_cast<std::size_t>(size));
        QTEST(inflateAtOnce(bytesOf(compressed), out), "isRead");
    }

    void knowsGzipByItsFirstBytes()
    {
        QVERIFY(looksLikeGzip(bytesOf(gzipped("x"))));
        QVERIFY(!looksLikeGzip(bytesOf("\x1f")));
        QVERIFY(!looksLikeGzip(bytesOf("plain")));
    }

    void numbersAreGroupedByThousands_data()
    {
        QTest::addColumn<qulonglong>("number");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("0") << 0ULL << QByteArray("0");
        QTest::newRow("999") << 999ULL << QByteArray("999");
        QTest::newRow("1000") << 1000ULL << QByteArray("1,000");
        QTest::newRow("19222528") << 19222528ULL << QByteArray("19,222,528");
        QTest::newRow("2^64-1") << ~0ULL << QByteArray("18,446,744,073,709,551,615");
    }

    void numbersAreGroupedByThousands()
    {
        QFETCH(qulonglong, number);
        QTEST(QByteArray(grouped(number).c_str()), "text");
    }
};

QTEST_GUILESS_MAIN(TestGzipReader)
#include "tst_GzipReader.moc"
