// TIFF pictures against a reader of their own, written from the format's description.
#include "processing/core/Tiff.h"

#include "processing/core/Error.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <map>

using namespace insula;

namespace {

struct Entry {
    unsigned type = 0, count = 0, at = 0; // where its values are in the file
};

class Reader {
public:
    explicit Reader(const QString& name)
    {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            m_bytes = file.readAll();
        const unsigned directory = number32(4);
        for (unsigned n = 0; n < number16(directory); ++n) {
            const unsigned at = directory + 2 + 12 * n, type = number16(at + 2), count = number32(at + 4);
            const unsigned size = (type == 2 ? 1 : type == 3 ? 2 : type == 4 ? 4 : 8) * count;
            entries[number16(at)] = {type, count, size <= 4 ? at + 8 : number32(at + 8)};
            isSorted = isSorted && number16(at) > last;
            last = number16(at);
        }
    }
    unsigned number16(unsigned at) const { return qFromLittleEndian<quint16>(m_bytes.constData() + at); }
    unsigned number32(unsigned at) const { return qFromLittleEndian<quint32>(m_bytes.constData() + at); }
    unsigned value(unsigned tag, unsigned index = 0) const
    {
        const Entry entry = entries.at(tag);
        return entry.type == 3 ? number16(entry.at + 2 * index) : number32(entry.at + 4 * index);
    }
    double rational(unsigned tag) const { return double(number32(entries.at(tag).at)) / number32(entries.at(tag).at + 4); }
    QByteArray text(unsigned tag) const { return m_bytes.mid(entries.at(tag).at, entries.at(tag).count - 1); }
    // Rows of samples, without the predictor.
    QByteArray samples() const
    {
        const unsigned width = value(256), height = value(257), channels = value(277), rows = value(278);
        QByteArray all;
        for (unsigned strip = 0; strip < entries.at(273).count; ++strip) {
            QByteArray packed(4, 0);
            const unsigned stripRows = std::min(rows, height - strip * rows);
            qToBigEndian<quint32>(stripRows * width * channels, packed.data());
            all += qUncompress(packed + m_bytes.mid(value(273, strip), value(279, strip)));
        }
        for (unsigned n = 0; n < unsigned(all.size()); ++n)
            if (n % (width * channels) >= channels)
                all[n] = char(all[n] + all[n - channels]);
        return all;
    }

    std::map<unsigned, Entry> entries;
    bool isSorted = true;
    unsigned last = 0;

private:
    QByteArray m_bytes;
};

} // namespace

class tst_Tiff : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPixelComesBack_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<bool>("hasAlpha");
        QTest::newRow("one pixel") << 1 << 1 << false;
        QTest::newRow("odd") << 37 << 23 << false;
        QTest::newRow("with alpha") << 41 << 19 << true;
        QTest::newRow("several strips") << 1100 << 700 << false;
    }

    void everyPixelComesBack()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(bool, hasAlpha);
        QTemporaryDir folder;
        const auto file = folder.filePath("picture.tif");
        const auto perRow = 4 * std::size_t(width) + 12;
        std::vector<std::byte> pixels(perRow * std::size_t(height));
        for (std::size_t n = 0; n < pixels.size(); ++n)
            pixels[n] = static_cast<std::byte>(n * 2654435761U >> 13);
        for (const auto order : {PixelOrder::Rgba, PixelOrder::Bgra}) {
            writeTiff(file.toStdString(), {width, height, pixels, perRow, order}, {0, hasAlpha, {}});
            const Reader read(file);
            const int channels = hasAlpha ? 4 : 3;
            QCOMPARE(int(read.value(256)), width);
            QCOMPARE(int(read.value(277)), channels);
            QCOMPARE(int(read.entries.at(258).count), channels);
            QCOMPARE(int(read.value(258, 2)), 8);
            QCOMPARE(read.entries.count(338) > 0, hasAlpha);
            QVERIFY(read.isSorted);
            QVERIFY(read.entries.at(273).count == (width == 1100 ? 3U : 1U));
            const QByteArray samples = read.samples();
            QCOMPARE(samples.size(), qsizetype(width) * height * channels);
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    for (int c = 0; c < channels; ++c) {
                        const int from = order == PixelOrder::Bgra && c != 3 ? 2 - c : c;
                        const auto expected = static_cast<char>(pixels[std::size_t(y) * perRow + 4 * std::size_t(x) + std::size_t(from)]);
                        QCOMPARE(samples[(qsizetype(y) * width + x) * channels + c], expected);
                    }
                }
            }
        }
    }

    void resolutionAndTextsAreInTheFile()
    {
        QTemporaryDir folder;
        const auto file = folder.filePath("picture.tiff");
        const std::vector<std::byte> pixel(4);
        writeTiff(
            file.toStdString(), {1, 1, pixel, 4, PixelOrder::Rgba}, {299.5, false, {{"Software", "x"}, {"Description", "Only a test"}}});
        const Reader read(file);
        QCOMPARE(read.rational(282), 299.5);
        QCOMPARE(read.rational(283), 299.5);
        QCOMPARE(read.value(296), 2U); // inch
        QCOMPARE(read.text(270), QByteArray("Only a test"));
        QCOMPARE(read.text(305).trimmed(), QByteArray("x"));
    }

    void theNameDecidesTheFormat()
    {
        QTemporaryDir folder;
        const std::vector<std::byte> pixel(4);
        const PictureView picture{1, 1, pixel, 4, PixelOrder::Rgba};
        for (const auto& [name, start] : {std::pair("a.png", "\x89PNG"), {"b.tif", "II*"}, {"c.TIFF", "II*"}}) {
            writePicture(folder.filePath(name).toStdString(), picture, {});
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(start));
        }
        QVERIFY_THROWS_EXCEPTION(Error, writePicture(folder.filePath("d.jpg").toStdString(), picture, {}));
        QVERIFY(!QFile::exists(folder.filePath("d.jpg")));
    }
};

QTEST_GUILESS_MAIN(tst_Tiff)
#include "tst_Tiff.moc"
