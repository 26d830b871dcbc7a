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

    void resolutionAndTextsAreInTheFile()
    {
        QTemporaryDir folder;
        const auto file = folder.filePath("picture.png");
        const std::vector<std::byte> pixel(4);
        writePng(file.toStdString(), {1, 1, pixel, 4, PixelOrder::Rgba},
            {300, false, {{"Software", "a program"}, {"Description", "Research use only"}}});
        const QImage read(file);
        QCOMPARE(read.dotsPerMeterX(), 11811); // 300 / 0.0254
        QCOMPARE(read.dotsPerMeterY(), 11811);
        QCOMPARE(read.text("Software"), QStringLiteral("a program"));
        QCOMPARE(read.text("Description"), QStringLiteral("Research use only"));
    }

    void alphaComesBackWhenItCounts()
    {
        QTemporaryDir folder;
        const auto file = folder.filePath("picture.png");
        std::vector<std::byte> pixels;
        for (int n = 0; n < 5 * 3; ++n)
            for (const int channel : {10 * n, 200 - n, n, 17 * n})
                pixels.push_back(static_cast<std::byte>(channel));
        writePng(file.toStdString(), {5, 3, pixels, 20, PixelOrder::Rgba}, {0, true, {}});
        const QImage read = QImage(file).convertToFormat(QImage::Format_RGBA8888);
        for (int n = 0; n < 5 * 3; ++n)
            QCOMPARE(read.pixel(n % 5, n / 5), qRgba(10 * n, 200 - n, n, 17 * n));
    }

    void aFolderThatIsNotThereIsTold()
    {
        const std::vector<std::byte> pixel(4);
        QVERIFY_THROWS_EXCEPTION(Error, writePng("/nowhere/picture.png", {1, 1, pixel, 4, PixelOrder::Rgba}));
    }
};

QTEST_GUILESS_MAIN(tst_Png)
#include "tst_Png.moc"
