// Pictures that core writes are read back by another reader, pixel by pixel.
#include "processing/core/Png.h"

#include "processing/core/Error.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

using namespace insula;

class tst_Png : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPixelComesBack_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("one pixel") << 1 << 1;
        QTest::newRow("odd") << 37 << 23;
        QTest::newRow("larger") << 640 << 480;
    }

    void everyPixelComesBack()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QTemporaryDir folder;
        const auto file = folder.filePath("picture.png");
        // Rows with a gap behind them, as many image classes have.
        const std::size_t perRow = 4 * static_cast<std::size_t>(width) + 12;
        std::vector<std::byte> pixels(perRow * static_cast<std::size_t>(height));
        for (std::size_t n = 0; n < pixels.size(); ++n)
            pixels[n] = static_cast<std::byte>(n * 2654435761U >> 13);
        for (const auto order : {PixelOrder::Rgba, PixelOrder::Bgra}) {
            writePng(file.toStdString(), {width, height, pixels, perRow, order});
            const QImage read(file);
            QCOMPARE(read.size(), QSize(width, height));
            QVERIFY(!read.hasAlphaChannel());
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    const auto* p = pixels.data() + static_cast<std::size_t>(y) * perRow + 4 * static_cast<std::size_t>(x);
                    const auto channel = [&](int rgba, int bgra) { return static_cast<int>(p[order == PixelOrder::Rgba ? rgba : bgra]); };
                    QCOMPARE(read.pixel(x, y), qRgb(channel(0, 2), channel(1, 1), channel(2, 0)));
                }
            }
        }
    }

    void aFolderThatIsNotThereIsTold()
    {
        const std::vector<std::byte> pixel(4);
        QVERIFY_THROWS_EXCEPTION(Error, writePng("/nowhere/picture.png", {1, 1, pixel, 4, PixelOrder::Rgba}));
    }
};

QTEST_GUILESS_MAIN(tst_Png)
#include "tst_Png.moc"
