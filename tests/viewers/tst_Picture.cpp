// Pictures and films of a scene, off screen.
#include "viewers/Picture.h"

#include "processing/core/EditableLabels.h"
#include "processing/core/Error.h"
#include "processing/core/Version.h"
#include "tests/viewers/Phantom.h"
#include "viewers/Movie.h"
#include "viewers/OffscreenContext.h"
#include "viewers/PictureSize.h"

#include <QtTest>

#include <nlohmann/json.hpp>
#include <stb/stb_image.h>

#include <atomic>
#include <cmath>
#include <thread>

using namespace insula;

namespace {

// Grey by height: 0 at the bottom of the cube of 41 mm, 200 at its top.
VolumePtr ramp()
{
    return phantom::filled(phantom::cube(20), [](const World& w, std::int64_t) { return 5 * (w.z + 20); });
}

void show(Scene& scene, const VolumePtr& volume, Layout layout)
{
    LayerDisplay display;
    display.windowHigh = 255;
    scene.addLayer(volume, "image", display);
    scene.setLayout(layout);
}

Rgba at(const Picture& picture, int x, int y)
{
    return picture.pixels[std::size_t(y) * std::size_t(picture.width) + std::size_t(x)];
}

int greyOfFile(const std::filesystem::path& file, int x, int y)
{
    int width = 0, height = 0, channels = 0;
    stbi_uc* bytes = stbi_load(file.c_str(), &width, &height, &channels, 4);
    const int grey = bytes ? bytes[4 * (y * width + x)] : -1;
    stbi_image_free(bytes);
    return grey;
}

struct StopAfter : ProgressSink {
    explicit StopAfter(int count) : left(count) { }
    void progressed(double, std::string_view) override { --left; }
    bool isCancelled() const override { return left <= 0; }
    std::atomic<int> left;
};

} // namespace

class TstPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        try {
            const OffscreenContext context(8, 8);
        } catch (const Error& error) {
            QSKIP(error.what());
        }
    }
    void plainPictureIsTheImagesAndTheBackdropAlone_data();
    void plainPictureIsTheImagesAndTheBackdropAlone();
    void transparentPictureOverWhiteIsTheWhiteOne_data();
    void transparentPictureOverWhiteIsTheWhiteOne();
    void lettersGrowWithTheResolution();
    void colourBarsStandWithoutTheReadout();
    void factsKeepTheNotice();
    void copyIsTheSameSceneAndNotDisturbedByEdits();
    void threadsDrawAtTheSameTime();
    void badSizesAreRefused();
    void sizesOnPaperBecomePixels();
    void sweepGoesThroughTheRangeAndBack();
    void cineShowsTheFramesThatAreAskedFor();
    void spinTurnsByTheDegrees();
    void cancelledFilmLeavesNothing();
};

void TstPicture::plainPictureIsTheImagesAndTheBackdropAlone_data()
{
    QTest::addColumn<int>("backdrop");
    QTest::addColumn<int>("grey");
    QTest::newRow("screen") << int(Backdrop::Screen) << 0;
    QTest::newRow("black") << int(Backdrop::Black) << 0;
    QTest::newRow("white") << int(Backdrop::White) << 255;
}

void TstPicture::plainPictureIsTheImagesAndTheBackdropAlone()
{
    QFETCH(int, backdrop);
    QFETCH(int, grey);
    Scene scene;
    show(scene, phantom::filled(phantom::cube(20), [](const World&, std::int64_t) { return 100.0; }), Layout::Axial);
    PictureLook look = plainLook();
    look.backdrop = static_cast<Backdrop>(backdrop);
    PictureMaker maker(scene, 300, 200, 1, look);
    const Picture& picture = maker.draw();
    int image = 0, behind = 0, other = 0;
    for (const Rgba& p : picture.pixels) {
        const bool isGrey = p.r == p.g && p.g == p.b && p.a == 255;
        image += isGrey && p.r == 100;
        behind += isGrey && p.r == grey;
        other += !isGrey || (p.r != 100 && p.r != grey);
    }
    QCOMPARE(other, 0);
    const double side = 200 - 2 * 4; // the square, less the margin without letters
    QVERIFY2(std::abs(std::sqrt(image) - side) < 4, qPrintable(QString::number(image)));
    QCOMPARE(behind, 300 * 200 - image);
}

void TstPicture::transparentPictureOverWhiteIsTheWhiteOne_data()
{
    QTest::addColumn<int>("layout");
    QTest::newRow("slices") << int(Layout::Slices);
    QTest::newRow("3D") << int(Layout::Volume);
}

void TstPicture::transparentPictureOverWhiteIsTheWhiteOne()
{
    QFETCH(int, layout);
    Scene scene;
    show(scene, ramp(), static_cast<Layout>(layout));
    PictureLook look;
    look.backdrop = Backdrop::White;
    const Picture white = PictureMaker(scene, 320, 240, 1, look).draw();
    look.backdrop = Backdrop::Transparent;
    const Picture clear = PictureMaker(scene, 320, 240, 1, look).draw();
    QVERIFY(clear.hasAlpha && !white.hasAlpha);
    int seenThrough = 0, opaque = 0;
    for (std::size_t n = 0; n < white.pixels.size(); ++n) {
        const Rgba &c = clear.pixels[n], &w = white.pixels[n];
        const auto over = [&](int channel) { return (channel * c.a + 255 * (255 - c.a)) / 255; };
        const int off = std::max({std::abs(over(c.r) - w.r), std::abs(over(c.g) - w.g), std::abs(over(c.b) - w.b)});
        QVERIFY2(off <= 3, qPrintable(QString("pixel %1 is off by %2").arg(n).arg(off)));
        seenThrough += c.a == 0;
        opaque += c.a == 255;
    }
    QVERIFY(seenThrough > 320 * 240 / 5);
    QVERIFY(opaque > 320 * 240 / 50);
}

void TstPicture::lettersGrowWithTheResolution()
{
    // The box around everything that is drawn at the left edge, where the letter is.
    const auto heightOfLetter = [](int width, int height, double scale) {
        Scene scene;
        show(scene, ramp(), Layout::Axial);
        LayerDisplay hidden = scene.layers()[0].display;
        hidden.visible = false;
        scene.setDisplay(scene.layers()[0].id, hidden);
        PictureLook look = plainLook();
        look.letters = true;
        look.backdrop = Backdrop::Black;
        const Picture picture = PictureMaker(scene, width, height, scale, look).draw();
        int top = height, bottom = -1;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width / 8; ++x)
                if (at(picture, x, y).r > 128) {
                    top = std::min(top, y);
                    bottom = std::max(bottom, y);
                }
        return bottom - top + 1;
    };
    const int small = heightOfLetter(300, 200, 1), large = heightOfLetter(1200, 800, 4);
    QVERIFY2(small >= 9 && small <= 15, qPrintable(QString::number(small))); // capitals of a font of 15 pixels
    QVERIFY2(std::abs(large - 4 * small) <= 4, qPrintable(QString("%1 and %2").arg(small).arg(large)));
    QCOMPARE(textScale(72 * 13 / 96.0, 96), 1.0);
    QCOMPARE(textScale(8, 600), 2 * textScale(8, 300));
}

void TstPicture::colourBarsStandWithoutTheReadout()
{
    const auto litAtTheLeft = [](bool readout, bool bars) {
        Scene scene;
        show(scene, ramp(), Layout::Lightbox);
        LayerDisplay hidden = scene.layers()[0].display;
        hidden.windowLow = 1000; // black
        hidden.windowHigh = 2000;
        scene.setDisplay(scene.layers()[0].id, hidden);
        PictureLook look = plainLook();
        look.readout = readout;
        look.colourBars = bars;
        const Picture picture = PictureMaker(scene, 600, 400, 1, look).draw();
        return std::count_if(picture.pixels.begin(), picture.pixels.end(), [](const Rgba& p) { return p.r > 100; });
    };
    const auto none = litAtTheLeft(false, false), bars = litAtTheLeft(false, true), readout = litAtTheLeft(true, false),
               both = litAtTheLeft(true, true);
    QCOMPARE(none, 0);
    QVERIFY(bars > 300 && readout > 300);
    QVERIFY(both > bars && both > readout);
}

void TstPicture::factsKeepTheNotice()
{
    Scene scene;
    for (const bool radiological : {true, false}) {
        scene.setRadiological(radiological);
        const PictureFacts facts = factsOf(scene, 300, true);
        QCOMPARE(facts.dpi, 300.0);
        QVERIFY(facts.hasAlpha);
        const QString description = QString::fromStdString(facts.texts.at(1).second);
        QVERIFY(description.startsWith(Notice));
        QCOMPARE(description.contains("R is on the left"), radiological);
        QCOMPARE(description.contains("L is on the left"), !radiological);
    }
}

void TstPicture::copyIsTheSameSceneAndNotDisturbedByEdits()
{
    Scene scene;
    show(scene, ramp(), Layout::Four);
    const auto labels = EditableLabels::on(*scene.layers()[0].volume, "labels.nii");
    scene.addLayer(labels->view(), "labels");
    scene.setCrosshair({3, -7, 5});
    scene.setVolumeCamera({40, -20, 1.5});
    const auto copy = sceneCopy(scene);
    QVERIFY(copy->toJson() == scene.toJson());
    QVERIFY(copy->layers()[0].volume == scene.layers()[0].volume); // nothing is copied that cannot change
    labels->set(1234, 7);
    const auto first = [](const Scene& each) {
        const auto bytes = each.layers()[1].volume->rawFrame(0);
        LabelNumber number = 0;
        std::memcpy(&number, &bytes[1234 * sizeof(number)], sizeof(number));
        return number;
    };
    QCOMPARE(first(scene), LabelNumber(7));
    QCOMPARE(first(*copy), LabelNumber(0));
}

void TstPicture::threadsDrawAtTheSameTime()
{
    const auto pictures = [](const VolumePtr& volume, bool withLabels) {
        Scene scene;
        show(scene, volume, Layout::Four);
        if (withLabels) { // surfaces, by VTK
            const auto block = phantom::filled<std::int16_t>(
                phantom::cube(20),
                [](const World& w, std::int64_t) {
                    return std::max({std::abs(w.x), std::abs(w.y), std::abs(w.z)}) < 8 ? 1.0 : 0.0;
                },
                Kind::Labels);
            scene.addLayer(block, "block");
        }
        std::vector<Picture> all;
        PictureMaker maker(scene, 320, 240, 1, {});
        for (int n = 0; n < 12; ++n) {
            scene.setCrosshair({n - 6.0, 3, 6.0 - n});
            scene.setVolumeCamera({10.0 * n, 20, 1});
            all.push_back(maker.draw());
        }
        return all;
    };
    const VolumePtr volume = ramp();
    const auto same = [](const std::vector<Picture>& a, const std::vector<Picture>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Picture& p, const Picture& q) { return p.pixels == q.pixels; });
    };
    std::array<std::vector<Picture>, 2> alone, together;
    for (const std::size_t n : {std::size_t(0), std::size_t(1)})
        std::thread([&] { alone[n] = pictures(volume, n == 1); }).join();
    std::thread other([&] { together[1] = pictures(volume, true); });
    std::thread([&] { together[0] = pictures(volume, false); }).join();
    other.join();
    QVERIFY(same(alone[0], together[0]));
    QVERIFY(same(alone[1], together[1]));
    QVERIFY(!same(alone[0], alone[1]));
}

void TstPicture::badSizesAreRefused()
{
    Scene scene;
    show(scene, ramp(), Layout::Axial);
    for (const auto& [width, height, scale] : {std::tuple{63, 100, 1.0}, {100, 16385, 1.0}, {100, 100, 0.01}, {100, 100, std::nan("")}})
        QVERIFY_THROWS_EXCEPTION(Error, PictureMaker(scene, width, height, scale, {}));
}

void TstPicture::sizesOnPaperBecomePixels()
{
    PictureSize size = pictureSizeFrom("85x60mm");
    size.dpi = 300;
    QCOMPARE(size.pixelWidth(), 1004); // 85 / 25.4 * 300 = 1003.9
    QCOMPARE(size.pixelHeight(), 709);
    size = pictureSizeFrom("21x5cm");
    size.dpi = 300;
    QCOMPARE(size.pixelWidth(), 2480); // A4
    size = pictureSizeFrom("2x1.5in");
    size.dpi = 600;
    QCOMPARE(size.pixelWidth(), 1200);
    QCOMPARE(size.pixelHeight(), 900);
    QCOMPARE(pictureSizeFrom("640x480").pixelHeight(), 480);
    for (const char* wrong : {"", "640", "640x", "x480", "640x480km", "6.5x4", "-3x4cm", "0x4cm", "infx4cm", "3x4mmm"})
        QVERIFY_THROWS_EXCEPTION(Error, pictureSizeFrom(wrong));
}

void TstPicture::sweepGoesThroughTheRangeAndBack()
{
    QTemporaryDir folder;
    Scene scene;
    show(scene, ramp(), Layout::Axial);
    MovieRequest request;
    request.kind = MovieKind::Sweep;
    request.rangeMm = {-10, 10};
    request.frames = 10;
    request.picture.width = request.picture.height = 100;
    request.picture.look = plainLook();
    request.picture.output = folder.filePath("film").toStdString();
    saveMovie(scene, request, {});
    for (int n = 0; n < 10; ++n) { // middles of ten equal parts of the range
        const double z = -10 + 20 * (n + 0.5) / 10;
        const int grey = greyOfFile(request.picture.output / QString::asprintf("frame-%04d.png", n).toStdString(), 50, 50);
        QVERIFY2(std::abs(grey - 5 * (z + 20)) <= 1.5, qPrintable(QString("%1: %2").arg(n).arg(grey)));
    }
    request.isReturning = true;
    request.picture.output = folder.filePath("back").toStdString();
    saveMovie(scene, request, {});
    const auto grey
        = [&](int n) { return greyOfFile(request.picture.output / QString::asprintf("frame-%04d.png", n).toStdString(), 50, 50); };
    for (int n = 1; n < 5; ++n) { // six steps there, four back: the ends are shown once
        QVERIFY(grey(n) > grey(n - 1));
        QCOMPARE(grey(10 - n), grey(n));
    }
    QVERIFY(grey(5) > grey(4));
    request.rangeMm.reset(); // slices of the cube: 41
    request.frames = 0;
    request.isReturning = false;
    QCOMPARE(movieFrames(scene, request), 41);
    QCOMPARE(sweepRange(scene, Plane::Axial).first, -20.5);
    QCOMPARE(sweepRange(scene, Plane::Axial).second, 20.5);
}

void TstPicture::cineShowsTheFramesThatAreAskedFor()
{
    QTemporaryDir folder;
    Scene scene;
    show(scene,
        phantom::filled(
            phantom::cube(12), [](const World&, std::int64_t t) { return 20.0 * double(t + 1); }, Kind::Image, 9),
        Layout::Four);
    MovieRequest request;
    request.kind = MovieKind::Cine;
    request.cine = {2, 6};
    request.picture.width = request.picture.height = 200;
    request.picture.look = plainLook();
    request.picture.output = folder.filePath("film").toStdString();
    saveMovie(scene, request, {});
    for (int n = 0; n < 5; ++n) {
        const auto file = request.picture.output / QString::asprintf("frame-%04d.png", n).toStdString();
        QCOMPARE(greyOfFile(file, 50, 50), 20 * (n + 3));
    }
    QVERIFY(!std::filesystem::exists(request.picture.output / "frame-0005.png"));
    request.cine = {3, 9};
    QVERIFY_THROWS_EXCEPTION(Error, saveMovie(scene, request, {}));
    request.cine.reset();
    request.seconds = 3;
    request.rate = 6;
    QCOMPARE(movieFrames(scene, request), 18);
}

void TstPicture::spinTurnsByTheDegrees()
{
    QTemporaryDir folder;
    Scene scene;
    show(scene, ramp(), Layout::Four);
    scene.setVolumeCamera({30, 15, 1});
    MovieRequest request;
    request.degrees = -90;
    request.frames = 4;
    request.picture.width = request.picture.height = 100;
    request.picture.output = folder.filePath("film").toStdString();
    saveMovie(scene, request, {});
    QCOMPARE(scene.layout(), Layout::Volume);
    QVERIFY(std::abs(scene.volumeCamera().azimuth + 60) < 1e-9); // a part of a turn ends where it ends
    request.degrees = 360;
    scene.setVolumeCamera({30, 15, 1});
    request.picture.output = folder.filePath("around").toStdString();
    saveMovie(scene, request, {});
    QVERIFY(std::abs(scene.volumeCamera().azimuth + 60) < 1e-9); // a whole one before its beginning: 30 + 270
    request.axis = SpinAxis::Horizontal;
    request.degrees = 60;
    scene.setVolumeCamera({30, 15, 1});
    request.picture.output = folder.filePath("nod").toStdString();
    saveMovie(scene, request, {});
    QVERIFY(std::abs(scene.volumeCamera().elevation + 15) < 1e-9); // 15 + 30 sin(270 degrees)
}

void TstPicture::cancelledFilmLeavesNothing()
{
    QTemporaryDir folder;
    for (const char* name : {"film", "film.gif"}) {
        Scene scene;
        show(scene, ramp(), Layout::Axial);
        MovieRequest request;
        request.kind = MovieKind::Sweep;
        request.frames = 40;
        request.picture.width = request.picture.height = 100;
        request.picture.output = folder.filePath(name).toStdString();
        StopAfter stop(20);
        QVERIFY_THROWS_EXCEPTION(Cancelled, saveMovie(scene, request, Progress(stop)));
    }
    QVERIFY(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
}

QTEST_GUILESS_MAIN(TstPicture)
#include "tst_Picture.moc"
