// One small picture for each feature of the views, compared with those in tests/viewers/baselines.
//
// INSULA_WRITE_BASELINES=1 writes them anew; look at each before it is committed. Where a picture differs, it and the difference are left
// in the build folder, beside bin, in baselines/.
//
// Two pictures are alike when few pixels differ by more than a few grey levels. How few: other OpenGL drivers round the blending of
// antialiased lines and letters in other ways, and other versions of Dear ImGui place them by fractions of a pixel. The same pictures by
// Mesa's two software drivers (llvmpipe, softpipe) differ by more than FewLevels in at most 0.03 % of the pixels without letters, 0.07 %
// with letters and lines, 0.25 % with sentences. If every letter moved by a pixel, that would change about 1 % of a picture with letters at
// its edges, and 3 % of one with sentences. A side that is swapped, or a crosshair that moves by one voxel, changes 2 % and more; writing
// that is missing, 5 % and more (see the tests below).
#include "processing/core/Error.h"
#include "tests/viewers/Phantom.h"
#include "viewers/OffscreenContext.h"
#include "viewers/Picture.h"

#include <QDir>
#include <QImage>
#include <QtTest>

#include <cmath>
#include <functional>

using namespace insula;

namespace {

constexpr int Width = 200, Height = 150;
constexpr int FewLevels = 12; // of 255, in any channel
constexpr double FewPixels = 0.004, FewWithLetters = 0.015, FewWithText = 0.04; // shares

// A head that is no mirror image of itself: skull, fluid, brain, a ventricle, a bright lesion in the left, a nose. The field of view's
// centre is at (5, -12, 20) mm.
double head(const World& w)
{
    const double x = w.x - 5, y = w.y + 12, z = w.z - 20;
    const auto ball = [&](double cx, double cy, double cz, double rx, double ry, double rz) {
        return std::sqrt(std::pow((x - cx) / rx, 2) + std::pow((y - cy) / ry, 2) + std::pow((z - cz) / rz, 2));
    };
    const double outer = ball(0, -1, 0, 22, 26, 24), nose = ball(0, 26, -8, 4, 5, 6);
    if (ball(-10, 6, 6, 4, 5, 4) < 1) {
        return 230;
    }
    if (ball(3, 0, 2, 4, 9, 3) < 1) {
        return 40;
    }
    const double inside = outer < 0.8 ? 130 + 20 * std::sin(x * 0.7) * std::cos(y * 0.6) * std::cos(z * 0.5) : outer < 0.88 ? 60 : 190;
    return outer < 1 ? inside : nose < 1 ? 170 : 5;
}

VolumePtr headVolume()
{
    static const VolumePtr volume = phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return head(w); });
    return volume;
}

// Strong in the left in front, negative in the right behind.
VolumePtr effect()
{
    static const VolumePtr volume = phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) {
        const auto bump = [&w](double x, double y, double z) {
            return std::exp(-(std::pow(w.x - 5 - x, 2) + std::pow(w.y + 12 - y, 2) + std::pow(w.z - 20 - z, 2)) / 90);
        };
        return 9 * bump(-11, 10, 8) - 7 * bump(10, -12, 4);
    });
    return volume;
}

VolumePtr regions()
{
    static const VolumePtr volume = phantom::filled<std::int16_t>(
        phantom::obliqueLeftHanded(),
        [](const World& w, std::int64_t) {
            const double x = w.x - 5, y = w.y + 12, z = w.z - 20;
            return std::hypot(x + 10, y - 4, z - 2) < 8 ? 1.0 : std::max({std::abs(x - 9), std::abs(y + 6), std::abs(z)}) < 6 ? 2.0 : 0.0;
        },
        Kind::Labels);
    return volume;
}

struct Drawn {
    Scene scene;
    PictureLook look = plainLook();
};

void addHead(Scene& scene)
{
    LayerDisplay display;
    display.windowHigh = 240;
    scene.addLayer(headVolume(), "head", display);
    scene.setLayout(Layout::Slices);
    scene.setCrosshair({-4, -7, 25});
}

void addEffect(Scene& scene)
{
    LayerDisplay display;
    display.colourMap = "warm";
    display.windowHigh = 9;
    display.twoSided = true;
    display.threshold = {true, 2, 20, 0};
    scene.addLayer(effect(), "effect", display);
}

void addRegions(Scene& scene, bool outline)
{
    LayerDisplay display = defaultDisplay(*regions(), 1);
    display.outline = outline;
    scene.addLayer(regions(), "regions", display);
}

void show3D(Scene& scene, RenderMode mode)
{
    scene.setLayout(Layout::Volume);
    scene.setVolumeCamera({50, 20, 1.1});
    VolumeRendering rendering;
    rendering.mode = mode;
    rendering.surfaceLevel = 100;
    scene.setVolumeRendering(rendering);
}

Note note(NoteKind kind, const std::string& text, std::vector<World> points)
{
    Note made;
    made.kind = kind;
    made.name = "note";
    made.text = text;
    made.points = std::move(points);
    return made;
}

using Arrange = std::function<void(Drawn&)>;

void everyWriting(Drawn& d)
{
    d.look = {};
    d.look.colourBars = true;
}

// Features by the names of their files.
const std::vector<std::pair<const char*, Arrange>>& features()
{
    static const std::vector<std::pair<const char*, Arrange>> all{
        {"slices", [](Drawn&) {}},
        {"letters-and-crosshair", [](Drawn& d) { d.look.letters = true, d.look.crosshair = true; }},
        {"readout", [](Drawn& d) { d.scene.setLayout(Layout::Axial), everyWriting(d); }},
        {"neurological", [](Drawn& d) { d.scene.setRadiological(false), d.look.letters = true; }},
        {"effect-threshold", [](Drawn& d) { addEffect(d.scene); }},
        {"effect-colour-bar", [](Drawn& d) { addEffect(d.scene), d.scene.setLayout(Layout::Coronal), d.look.colourBars = true; }},
        {"effect-faint-outside",
            [](Drawn& d) {
                addEffect(d.scene);
                LayerDisplay display = d.scene.layers()[1].display;
                display.threshold.outsideOpacity = 0.3;
                display.blend = Blend::Add;
                d.scene.setDisplay(d.scene.layers()[1].id, display);
            }},
        {"regions", [](Drawn& d) { addRegions(d.scene, false); }},
        {"regions-outline", [](Drawn& d) { addRegions(d.scene, true); }},
        {"lightbox",
            [](Drawn& d) {
                d.scene.setLayout(Layout::Lightbox), d.scene.setLightbox({Plane::Coronal, 6, -35, 11});
            }},
        {"compare", [](Drawn& d) { addEffect(d.scene), d.scene.setLayout(Layout::Compare), d.look.letters = true; }},
        {"before-and-after", [](Drawn& d) { addEffect(d.scene), d.scene.setSwipeOn(true), d.scene.setSwipeAt(0.4); }},
        {"oblique",
            [](Drawn& d) { d.scene.setSliceAxes(alongGrid(headVolume()->affine())), d.look.letters = true, d.look.crosshair = true; }},
        {"scale-bar", [](Drawn& d) { d.scene.setLayout(Layout::Sagittal), d.look.scaleBar = true; }},
        {"zoomed-cubic",
            [](Drawn& d) {
                d.scene.setLayout(Layout::Axial);
                d.scene.setSliceCamera(Plane::Axial, {3, 5, -4});
                LayerDisplay display = d.scene.layers()[0].display;
                display.interpolation = Smoothing::Cubic;
                d.scene.setDisplay(d.scene.layers()[0].id, display);
            }},
        {"notes",
            [](Drawn& d) {
                d.scene.setLayout(Layout::Axial);
                Note ruler = note(NoteKind::Ruler, "", {{-10, -20, 25}, {12, 0, 25}});
                Note arrow = note(NoteKind::Arrow, "here", {{-5, -6, 25}, {-22, 4, 25}});
                arrow.colour = {90, 220, 120};
                Note oval = note(NoteKind::Ellipse, "", {{2, -30, 25}, {16, -18, 25}});
                d.scene.setNotes({ruler, arrow, oval});
                d.look.notes = true;
            }},
        {"white-backdrop", [](Drawn& d) { everyWriting(d), d.look.backdrop = Backdrop::White, d.look.readout = false; }},
        {"transparent-backdrop", [](Drawn& d) { d.look.letters = true, d.look.backdrop = Backdrop::Transparent; }},
        {"four", [](Drawn& d) { d.scene.setLayout(Layout::Four); }},
        {"volume-shaded", [](Drawn& d) { show3D(d.scene, RenderMode::Shaded); }},
        {"volume-maximum", [](Drawn& d) { show3D(d.scene, RenderMode::Maximum); }},
        {"volume-minimum",
            [](Drawn& d) {
                show3D(d.scene, RenderMode::Minimum);
                LayerDisplay display = d.scene.layers()[0].display;
                display.windowLow = 30; // the ventricle, not the air
                d.scene.setDisplay(d.scene.layers()[0].id, display);
            }},
        {"volume-mean", [](Drawn& d) { show3D(d.scene, RenderMode::Mean); }},
        {"volume-surface", [](Drawn& d) { show3D(d.scene, RenderMode::Surface); }},
        {"volume-planes", [](Drawn& d) { show3D(d.scene, RenderMode::Surface), d.look.crosshair = true, d.look.letters = true; }},
        {"volume-cut-away",
            [](Drawn& d) {
                show3D(d.scene, RenderMode::Surface);
                VolumeRendering rendering = d.scene.volumeRendering();
                rendering.cutAway = true;
                rendering.planes = {{90, 0, 14}};
                d.scene.setVolumeRendering(rendering);
            }},
        {"volume-effect",
            [](Drawn& d) {
                addEffect(d.scene), show3D(d.scene, RenderMode::Surface);
                VolumeRendering rendering = d.scene.volumeRendering();
                rendering.overlayDepthMm = 15;
                rendering.edges = 0.8;
                rendering.depth = 0.4;
                d.scene.setVolumeRendering(rendering);
            }},
        {"volume-regions", [](Drawn& d) { addRegions(d.scene, false), show3D(d.scene, RenderMode::Shaded); }},
    };
    return all;
}

QImage drawn(const Arrange& arrange, const Arrange& change = {})
{
    Drawn d;
    addHead(d.scene);
    arrange(d);
    if (change) {
        change(d);
    }
    const Picture picture = PictureMaker(d.scene, Width, Height, 0.75, d.look).draw();
    return QImage(reinterpret_cast<const uchar*>(picture.pixels.data()), Width, Height, QImage::Format_RGBA8888).copy();
}

// Share of pixels that differ, which are white in `where`.
double difference(const QImage& a, const QImage& b, QImage* where = nullptr)
{
    int count = 0;
    QImage map(a.size(), QImage::Format_RGBA8888);
    map.fill(Qt::black);
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            const bool isOther = std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q)),
                                     std::abs(qAlpha(p) - qAlpha(q))})
                > FewLevels;
            count += isOther;
            if (isOther) {
                map.setPixel(x, y, qRgb(255, 255, 255));
            }
        }
    }
    if (where) {
        *where = map;
    }
    return static_cast<double>(count) / (a.width() * a.height());
}

double allowed(const Arrange& arrange)
{
    Drawn d;
    addHead(d.scene);
    arrange(d);
    const PictureLook& look = d.look;
    if (look.notes || look.colourBars.value_or(true)) {
        return FewWithText;
    }
    return look.letters || look.scaleBar.value_or(false) ? FewWithLetters : FewPixels;
}

QString folder()
{
    return qEnvironmentVariable("INSULA_SOURCE_DIR") + "/tests/viewers/baselines/";
}

const Arrange& feature(const char* name)
{
    const auto found = std::find_if(
        features().begin(), features().end(), [name](const auto& each) { return QLatin1String(each.first) == QLatin1String(name); });
    if (found == features().end()) {
        qFatal("no such feature");
    }
    return found->second;
}

} // namespace

class TstPictureBaselines : public QObject {
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

    void everyFeatureIsDrawnAsItWas_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t n = 0; n < features().size(); ++n) {
            QTest::newRow(features()[n].first) << static_cast<int>(n);
        }
    }

    void everyFeatureIsDrawnAsItWas()
    {
        QFETCH(int, index);
        const auto& [name, arrange] = features()[static_cast<std::size_t>(index)];
        const QString file = folder() + name + ".png";
        const QImage picture = drawn(arrange);
        if (qEnvironmentVariableIsSet("INSULA_WRITE_BASELINES")) {
            const QImage opaque = picture.convertToFormat(QImage::Format_RGB888);
            const bool isOpaque = opaque.convertToFormat(QImage::Format_RGBA8888) == picture;
            QVERIFY((isOpaque ? opaque : picture).save(file, "PNG", 0)); // the smallest file
            return;
        }
        const QImage before(file);
        QVERIFY2(before.size() == picture.size(), qPrintable(file + " is missing or of another size; INSULA_WRITE_BASELINES=1 writes it"));
        QImage where;
        const double share = difference(picture, before.convertToFormat(QImage::Format_RGBA8888), &where);
        qInfo("%.3f %% of the pixels differ", 100 * share);
        if (share > allowed(arrange)) {
            const QString here = qEnvironmentVariable("INSULA_BIN_DIR") + "/../baselines/" + name;
            QDir().mkpath(QFileInfo(here).path());
            picture.save(here + ".png");
            where.save(here + "-difference.png");
            QFAIL(qPrintable(QString("%1 % of the pixels differ from %2; look at %3.png and %3-difference.png")
                                 .arg(100 * share)
                                 .arg(file, QDir::cleanPath(here))));
        }
    }

    // That the comparison can fail, and for what.
    void aChangeIsSeen_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("change");
        QTest::newRow("crosshair moved by one voxel") << "letters-and-crosshair" << 0;
        QTest::newRow("slice moved by one voxel") << "slices" << 0;
        QTest::newRow("sides swapped") << "slices" << 1;
        QTest::newRow("sides swapped, oblique") << "oblique" << 1;
        QTest::newRow("sides swapped, with letters") << "neurological" << 1;
        QTest::newRow("threshold raised by half") << "effect-threshold" << 2;
        QTest::newRow("window a fifth wider") << "slices" << 3;
        QTest::newRow("no readout") << "readout" << 5;
        QTest::newRow("no colour bar") << "effect-colour-bar" << 5;
        QTest::newRow("no notes") << "notes" << 5;
        QTest::newRow("no letters") << "letters-and-crosshair" << 5;
        QTest::newRow("3D view turned by 3 degrees") << "volume-surface" << 4;
        QTest::newRow("projection turned by 3 degrees") << "volume-maximum" << 4;
        QTest::newRow("region's surface turned by 3 degrees") << "volume-regions" << 4;
    }

    void aChangeIsSeen()
    {
        QFETCH(QString, name);
        QFETCH(int, change);
        const Arrange& arrange = feature(qPrintable(name));
        const QImage as = drawn(arrange), changed = drawn(arrange, [change](Drawn&d) {
            Scene& scene = d.scene;
            const auto edit = [&scene](std::size_t layer, const std::function<void(LayerDisplay&)>& how) {
                LayerDisplay display = scene.layers()[layer].display;
                how(display);
                scene.setDisplay(scene.layers()[layer].id, display);
            };
            const World& at = scene.crosshair();
            switch (change) {
            case 0:
                return scene.setCrosshair({at.x + 1, at.y + 1.5, at.z + 2.2});
            case 1:
                return scene.setRadiological(!scene.isRadiological());
            case 2:
                return edit(1, [](LayerDisplay& display) { display.threshold.low *= 1.5; });
            case 3:
                return edit(0, [](LayerDisplay& display) { display.windowHigh *= 1.2; });
            case 5:
                d.look = plainLook();
                return;
            default:
                VolumeCamera camera = scene.volumeCamera();
                camera.azimuth += 3;
                return scene.setVolumeCamera(camera);
            }
        });
        const double share = difference(as, changed);
        qInfo("%.2f %% of the pixels differ", 100 * share);
        QVERIFY2(share > allowed(arrange), qPrintable(QString::number(share)));
        QCOMPARE(difference(as, drawn(arrange)), 0.0);
    }
};

QTEST_GUILESS_MAIN(TstPictureBaselines)
#include "tst_PictureBaselines.moc"
