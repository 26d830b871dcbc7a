#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "tests/viewers/Phantom.h"
#include "viewers/OffscreenContext.h"
#include "viewers/Snapshot.h"

#include <QtTest>

#include <stb/stb_image.h>

#include <cmath>
#include <cstring>
#include <filesystem>

using namespace insula;

namespace {

struct Png {
    int width = 0, height = 0;
    std::vector<Rgba> pixels;
    const Rgba& at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

Png readPng(const std::filesystem::path& file)
{
    Png png;
    int channels = 0;
    stbi_uc* bytes = stbi_load(file.c_str(), &png.width, &png.height, &channels, 4);
    if (bytes) {
        png.pixels.resize(static_cast<std::size_t>(png.width) * static_cast<std::size_t>(png.height));
        std::memcpy(png.pixels.data(), bytes, png.pixels.size() * sizeof(Rgba));
        stbi_image_free(bytes);
    }
    return png;
}

} // namespace

class TstSnapshot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void radiologicalAndNeurologicalAreMirrored();
    void overlayIsDrawnBeyondItsThreshold();
    void frameIsTheOneAskedFor();
    void badRequestsAreUsageErrorsAndLeaveNoFile_data();
    void badRequestsAreUsageErrorsAndLeaveNoFile();
    void missingFileIsAnErrorAndKeepsTheOldPicture();
    void clipAndCameraAreOnTheSidesTheySay_data();
    void clipAndCameraAreOnTheSidesTheySay();
    void presetAndModeChangeThe3DView();
    void tiffIsWrittenByItsName();
    void realScanHasAHeadInAllThreeViews();

private:
    std::filesystem::path path(const char* name) const { return std::filesystem::path(m_folder.path().toStdString()) / name; }
    SnapshotRequest request(const char* image) const
    {
        SnapshotRequest r;
        SnapshotLayer layer;
        layer.file = path(image);
        layer.window = {0, 255};
        r.layers = {layer};
        r.output = path("out.png");
        r.width = 400;
        r.height = 400;
        r.layout = Layout::Axial;
        r.look.crosshair = r.look.readout = false;
        return r;
    }

    QTemporaryDir m_folder;
};

void TstSnapshot::initTestCase()
{
    try {
        const OffscreenContext context(8, 8);
    } catch (const Error& error) {
        QSKIP(error.what());
    }
    writeNifti(path("left.nii"), *phantom::leftIsBright(phantom::obliqueLeftHanded(), 5));
    writeNifti(path("flat.nii"), *phantom::filled(phantom::cube(20), [](const World&, std::int64_t) { return 100.0; }));
    writeNifti(path("map.nii.gz"), *phantom::filled(phantom::cube(20), [](const World& w, std::int64_t) { return w.x; }));
    writeNifti(path("run.nii.gz"),
        *phantom::filled(
            phantom::cube(12), [](const World&, std::int64_t t) { return 40.0 * double(t + 1); }, Kind::Image, 5));
}

void TstSnapshot::radiologicalAndNeurologicalAreMirrored()
{
    for (const bool radiological : {true, false}) {
        SnapshotRequest r = request("left.nii");
        r.radiological = radiological;
        insulaSnapshot(r);
        const Png png = readPng(r.output);
        QCOMPARE(png.width, 400);
        QCOMPARE(png.height, 400);
        const int left = png.at(150, 190).r, right = png.at(250, 190).r;
        QVERIFY(std::abs((radiological ? right : left) - 200) <= 1);
        QVERIFY(std::abs((radiological ? left : right) - 50) <= 1);
    }
}

void TstSnapshot::overlayIsDrawnBeyondItsThreshold()
{
    SnapshotRequest r = request("flat.nii");
    SnapshotLayer map;
    map.file = path("map.nii.gz");
    map.threshold = {8, 100};
    map.opacity = 1;
    r.layers.push_back(map);
    r.radiological = false;
    insulaSnapshot(r);
    const Png png = readPng(r.output);
    const Rgba middle = png.at(200, 150), positive = png.at(310, 150), negative = png.at(90, 150);
    QVERIFY(middle.r == 100 && middle.g == 100 && middle.b == 100);
    QVERIFY(positive.r > 150 && positive.b < 100);
    QVERIFY(negative.b > 150 && negative.r < 100);
}

void TstSnapshot::frameIsTheOneAskedFor()
{
    for (const int frame : {0, 3, 4}) {
        SnapshotRequest r = request("run.nii.gz");
        r.frame = frame;
        insulaSnapshot(r);
        QCOMPARE(int(readPng(r.output).at(200, 150).r), 40 * (frame + 1));
    }
}

void TstSnapshot::badRequestsAreUsageErrorsAndLeaveNoFile_data()
{
    QTest::addColumn<int>("fault");
    for (const auto& [fault, name] : {std::pair{0, "no image"}, {1, "not .png"}, {2, "too small"}, {3, "too large"},
             {4, "unknown colour map"}, {5, "crosshair is not a number"}, {6, "text too large"}}) {
        QTest::newRow(name) << fault;
    }
}

void TstSnapshot::badRequestsAreUsageErrorsAndLeaveNoFile()
{
    QFETCH(int, fault);
    SnapshotRequest r = request("flat.nii");
    r.output = path("refused.png");
    switch (fault) {
    case 0:
        r.layers.clear();
        break;
    case 1:
        r.output = path("refused.jpg");
        break;
    case 2:
        r.width = 10;
        break;
    case 3:
        r.height = 100'000;
        break;
    case 4:
        r.layers[0].colourMap = "purple";
        break;
    case 5:
        r.crosshair = World{std::nan(""), 0, 0};
        break;
    default:
        r.scale = 100;
        break;
    }
    try {
        insulaSnapshot(r);
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(error.kind() == Error::Kind::Usage);
    }
    QVERIFY(!std::filesystem::exists(r.output));
}

void TstSnapshot::missingFileIsAnErrorAndKeepsTheOldPicture()
{
    SnapshotRequest r = request("flat.nii");
    insulaSnapshot(r);
    const auto before = readPng(r.output).pixels;
    r.layers[0].file = path("absent.nii");
    QVERIFY_THROWS_EXCEPTION(Error, insulaSnapshot(r));
    QVERIFY(readPng(r.output).pixels == before);
}

void TstSnapshot::clipAndCameraAreOnTheSidesTheySay_data()
{
    QTest::addColumn<double>("azimuth"); // of the camera
    QTest::addColumn<double>("clip"); // azimuth of the normal: what lies there is cut away
    QTest::addColumn<bool>("isLeftLit"); // of the picture
    QTest::addColumn<bool>("isRightLit");
    // From the front, the patient's left is on the right of the picture.
    QTest::newRow("nothing") << 0.0 << std::nan("") << true << true;
    QTest::newRow("left, from the front") << 0.0 << 90.0 << true << false;
    QTest::newRow("right, from the front") << 0.0 << -90.0 << false << true;
    QTest::newRow("left, from behind") << 180.0 << 90.0 << false << true;
    // From the left, the front is on the left of the picture.
    QTest::newRow("anterior, from the left") << 90.0 << 0.0 << false << true;
    QTest::newRow("posterior, from the left") << 90.0 << 180.0 << true << false;
}

void TstSnapshot::clipAndCameraAreOnTheSidesTheySay()
{
    QFETCH(double, azimuth);
    QFETCH(double, clip);
    QFETCH(bool, isLeftLit);
    QFETCH(bool, isRightLit);
    SnapshotRequest r = request("left.nii");
    r.layout = Layout::Volume;
    r.look = plainLook();
    r.look.backdrop = Backdrop::Black;
    r.mode = RenderMode::Maximum;
    r.camera = VolumeCamera{azimuth, 0, 1};
    if (!std::isnan(clip)) {
        r.clips = {{clip, 0, 0}};
    }
    insulaSnapshot(r);
    const Png png = readPng(r.output);
    const auto isLit = [&](int from, int to) {
        int lit = 0;
        for (int y = 150; y < 250; ++y) {
            for (int x = from; x < to; ++x) {
                lit += png.at(x, y).r > 20;
            }
        }
        return lit > 100 * (to - from) / 2;
    };
    QCOMPARE(isLit(140, 190), isLeftLit);
    QCOMPARE(isLit(210, 260), isRightLit);
}

void TstSnapshot::presetAndModeChangeThe3DView()
{
    SnapshotRequest r = request("left.nii");
    r.layout = Layout::Volume;
    std::vector<std::vector<Rgba>> pictures;
    const auto draw = [&] {
        insulaSnapshot(r);
        pictures.push_back(readPng(r.output).pixels);
    };
    draw();
    r.preset = "maximum";
    draw();
    r.preset = "mr-brain";
    draw();
    r.preset.clear();
    r.mode = RenderMode::Surface;
    draw();
    for (std::size_t n = 1; n < pictures.size(); ++n) {
        QVERIFY(pictures[n] != pictures[n - 1]);
    }
    r.preset = "brain";
    QVERIFY_THROWS_EXCEPTION(Error, insulaSnapshot(r));
}

void TstSnapshot::tiffIsWrittenByItsName()
{
    SnapshotRequest r = request("flat.nii");
    r.output = path("out.tif");
    r.dpi = 300;
    insulaSnapshot(r);
    QFile file(QString::fromStdString(r.output.string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.read(4) == QByteArray("II*\0", 4));
    QVERIFY(file.readAll().contains("Research use only"));
}

void TstSnapshot::realScanHasAHeadInAllThreeViews()
{
    const std::filesystem::path scan
        = std::filesystem::path(qEnvironmentVariable("INSULA_SOURCE_DIR").toStdString()) / "../shared/data/structural/chris_t1.nii.gz";
    if (!std::filesystem::exists(scan)) {
        QSKIP("the shared test data is not here");
    }
    SnapshotRequest r = request("flat.nii");
    r.layers[0] = {};
    r.layers[0].file = scan;
    r.layout = Layout::Slices;
    r.width = 900;
    r.height = 320;
    insulaSnapshot(r);
    const Png png = readPng(r.output);
    for (int view = 0; view < 3; ++view) {
        int lit = 0, white = 0;
        for (int y = 30; y < 270; ++y) {
            for (int x = 300 * view + 30; x < 300 * view + 270; ++x) {
                lit += png.at(x, y).r > 60;
                white += png.at(x, y).r == 255;
            }
        }
        QVERIFY2(lit > 0.2 * 240 * 240 && lit < 0.8 * 240 * 240, qPrintable(QString::number(lit)));
        QVERIFY2(white < 0.1 * 240 * 240, qPrintable(QString::number(white))); // the default window does not burn out
    }
}

QTEST_GUILESS_MAIN(TstSnapshot)
#include "tst_Snapshot.moc"
