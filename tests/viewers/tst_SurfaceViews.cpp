// Surfaces and streamlines are drawn and picked where they are: on slices of an oblique left-handed volume, and in the 3D view.
#include "processing/core/AtomicFile.h"
#include "processing/core/MeshPlane.h"
#include "tests/core/Bytes.h"
#include "tests/viewers/Phantom.h"
#include "tests/viewers/Surfaces.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"
#include "viewers/SlicePicture.h"
#include "viewers/SurfacePick.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <filesystem>

using namespace insula;
using namespace insula::shapes;

namespace {

// A picture of a scene's 3D view alone.
class VolumePictureOf {
public:
    explicit VolumePictureOf(Scene& scene) : m_context(Side, Side)
    {
        scene.setLayout(Layout::Volume);
        scene.setReadoutVisible(false);
        scene.setCrosshairVisible(false);
        SceneRenderer renderer(scene);
        renderer.setSize(Side, Side, 1);
        renderer.render();
        m_pixels = m_context.pixels();
        m_view = renderer.arrangement().views.front();
        m_projection = volumeProjection(scene, m_view.width, m_view.height);
    }
    Rgba at(const World& w) const
    {
        const Pixel p = m_projection.pixelOf(w);
        if (!(p.x >= 0 && p.y >= 0 && p.x < m_view.width && p.y < m_view.height)) {
            qFatal("this point is not in the picture");
        }
        return m_pixels[static_cast<std::size_t>(m_view.y + p.y) * Side + static_cast<std::size_t>(m_view.x + p.x)];
    }
    static constexpr int Side = 300;

private:
    OffscreenContext m_context;
    std::vector<Rgba> m_pixels;
    ViewRect m_view;
    VolumeProjection m_projection;
};

} // namespace

class TstSurfaceViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outlinesLieOnTheBorderOfTheSameBodyInAnObliqueVolume_data()
    {
        QTest::addColumn<int>("plane");
        QTest::addColumn<bool>("radiological");
        QTest::addColumn<bool>("oblique");
        for (const Plane plane : Planes) {
            for (const bool radiological : {false, true}) {
                for (const bool oblique : {false, true}) {
                    QTest::addRow("plane %d %d %d", int(plane), radiological, oblique) << int(plane) << radiological << oblique;
                }
            }
        }
    }
    void outlinesLieOnTheBorderOfTheSameBodyInAnObliqueVolume()
    {
        QFETCH(int, plane);
        QFETCH(bool, radiological);
        QFETCH(bool, oblique);
        Scene scene;
        const auto id = scene.addLayer(
            phantom::filled(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) { return isInside(w) ? 100.0 : 0.0; }), "egg");
        LayerDisplay display = scene.layer(id).display;
        display.windowHigh = 100;
        display.colourMap = "gray";
        display.interpolation = Smoothing::Linear;
        scene.setDisplay(id, display);
        scene.setRadiological(radiological);
        scene.setCrosshair({Centre[0] + 1, Centre[1] - 2, Centre[2] + 1});
        if (oblique) {
            scene.setSliceAxes(turned(turned({}, {1, 0, 0}, 0.3), {0, 0, 1}, -0.4));
        }
        const SliceFrame frame = sliceFrame(scene, static_cast<Plane>(plane), 300, 300, 0.2);
        SlicePicture picture;
        drawSlice(scene, frame, picture);
        const Vec3 normal = scene.normalOf(static_cast<Plane>(plane));
        const auto lines = section(*egg(), scene.crosshair(), normal);
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY(lines[0].isClosed);
        // Inside of the line it is bright, outside dark, 2.5 mm (a voxel's diagonal at most) on either side.
        Pixel middle;
        for (const World& w : lines[0].points) {
            const Pixel p = frame.pixelOf(w);
            middle.x += p.x / static_cast<double>(lines[0].points.size());
            middle.y += p.y / static_cast<double>(lines[0].points.size());
        }
        int checked = 0;
        for (const World& w : lines[0].points) {
            const Pixel p = frame.pixelOf(w);
            const double dx = p.x - middle.x, dy = p.y - middle.y, r = std::hypot(dx, dy), off = 2.5 / frame.mmPerPixel;
            const auto at = [&](double factor) {
                return picture.at(static_cast<int>(middle.x + dx * factor), static_cast<int>(middle.y + dy * factor)).r;
            };
            if (r > 2 * off) {
                QVERIFY2(at(1 - off / r) > 128, qPrintable(QString("%1 %2").arg(p.x).arg(p.y)));
                QVERIFY2(at(1 + off / r) < 128, qPrintable(QString("%1 %2").arg(p.x).arg(p.y)));
                ++checked;
            }
        }
        QVERIFY(checked > 50);
    }

    // tkRAS by its definition: voxel distances from the volume's middle along -i, k and -j (FreeSurfer wiki, CoordinateSystems).
    void aFreeSurferSurfaceLiesOnItsObliqueVolume()
    {
        const MeshPtr mesh = egg();
        const Grid grid = phantom::obliqueLeftHanded();
        const WorldToVoxel toVoxel(grid.affine);
        const Vec3 d = grid.affine.spacing();
        const auto n = std::array{static_cast<double>(grid.size.x), static_cast<double>(grid.size.y), static_cast<double>(grid.size.z)};
        test::Bytes out(std::endian::big);
        out.text("\xff\xff\xfe"
                 "created by a test\n\n")
            .add(static_cast<std::int32_t>(mesh->vertices.size()), static_cast<std::int32_t>(mesh->triangles.size()));
        for (const auto& v : mesh->vertices) {
            const Voxel at = toVoxel({v[0], v[1], v[2]});
            out.add(static_cast<float>(-d[0] * (at.i - n[0] / 2)), static_cast<float>(d[2] * (at.k - n[2] / 2)),
                static_cast<float>(-d[1] * (at.j - n[1] / 2)));
        }
        for (const auto& t : mesh->triangles) {
            out.add(t[0], t[1], t[2]);
        }
        const World middle = grid.affine.toWorld({n[0] / 2, n[1] / 2, n[2] / 2});
        std::string footer = "valid = 1  # volume info valid\nfilename = head.mgz\nvolume = 60 44 30\n";
        const auto line = [&footer](const char* name, double x, double y, double z) {
            footer += QString("%1 = %2 %3 %4\n").arg(name).arg(x, 0, 'g', 15).arg(y, 0, 'g', 15).arg(z, 0, 'g', 15).toStdString();
        };
        line("voxelsize", d[0], d[1], d[2]);
        for (int axis = 0; axis < 3; ++axis) {
            const Vec3 c = grid.affine.column(axis);
            const double size = d[static_cast<std::size_t>(axis)];
            line(axis == 0 ? "xras  " : axis == 1 ? "yras  " : "zras  ", c[0] / size, c[1] / size, c[2] / size);
        }
        line("cras  ", middle.x, middle.y, middle.z);
        out.add(std::int32_t{2}, std::int32_t{0}, std::int32_t{20}).text(footer);
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("lh.pial").toStdString();
        writeTextFile(file, out.all());
        const Mesh read = readMesh(file);
        QVERIFY2(read.warning.empty(), read.warning.c_str());
        for (std::size_t v = 0; v < read.vertices.size(); ++v) {
            for (std::size_t axis = 0; axis < 3; ++axis) {
                QVERIFY(std::abs(read.vertices[v][axis] - mesh->vertices[v][axis]) < 1e-3F);
            }
        }
    }

    void theOutlineIsDrawnInTheSurfacesColour()
    {
        Scene scene;
        scene.addLayer(phantom::filled(phantom::obliqueLeftHanded(), [](const World&, std::int64_t) { return 0.0; }), "dark");
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(egg())};
        surfaces.meshes[0].outlineColour = {250, 40, 200};
        scene.setSurfaces(surfaces);
        scene.setLayout(Layout::Axial);
        scene.setCrosshairVisible(false);
        scene.setReadoutVisible(false);
        scene.setCrosshair({Centre[0], Centre[1], Centre[2]});
        const OffscreenContext context(300, 300);
        SceneRenderer renderer(scene);
        renderer.setSize(300, 300, 1);
        const auto countAt = [&](const World& w) {
            renderer.render();
            const auto pixels = context.pixels();
            const ViewRect view = renderer.arrangement().views.front();
            const Pixel p = renderer.frameOf(view).pixelOf(w);
            int count = 0;
            for (int y = -2; y <= 2; ++y) {
                for (int x = -2; x <= 2; ++x) {
                    const Rgba c = pixels[static_cast<std::size_t>(view.y + p.y + y) * 300 + static_cast<std::size_t>(view.x + p.x + x)];
                    count += c.r > 150 && c.g < 80 && c.b > 100;
                }
            }
            return count;
        };
        const World leftmost{Centre[0] - Radii[0], Centre[1], Centre[2]}, mirrored{-leftmost.x, Centre[1], Centre[2]};
        QVERIFY(countAt(leftmost) >= 4);
        QCOMPARE(countAt(mirrored), 0);
        scene.setCrosshair({Centre[0], Centre[1], Centre[2] + 4}); // the outline follows: smaller up here
        QCOMPARE(countAt(leftmost), 0);
        QVERIFY(countAt({Centre[0] - Radii[0] * std::sqrt(1 - 16.0 / 36), Centre[1], Centre[2] + 4}) >= 4);
        surfaces.meshes[0].outline = false;
        scene.setSurfaces(surfaces);
        QCOMPARE(countAt({Centre[0] - Radii[0] * std::sqrt(1 - 16.0 / 36), Centre[1], Centre[2] + 4}), 0);
    }

    void theThirdDimensionShowsASurfaceOnItsSideInItsColours()
    {
        Scene scene;
        Mesh left = shapes::ellipsoid({-30, 0, 0}, {12, 12, 12}), right = shapes::ellipsoid({30, 0, 0}, {12, 12, 12});
        left.path = "left";
        right.path = "right";
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(std::make_shared<const Mesh>(left)), sceneMesh(std::make_shared<const Mesh>(right))};
        surfaces.meshes[0].colour = {255, 30, 30};
        surfaces.meshes[1].colour = {255, 255, 255};
        auto data = valuesOf(right, [](std::size_t) { return 1.0F; });
        surfaces.meshes[1].overlays = {vertexOverlay(data, right)};
        surfaces.meshes[1].overlays[0].display = {};
        surfaces.meshes[1].overlays[0].display.colourMap = "green";
        surfaces.tracts = {sceneTract(line({0, 0, -30}, {0, 0, 30}))};
        surfaces.tracts[0].lineWidth = 5;
        scene.setSurfaces(surfaces);
        scene.setVolumeCamera({0, 0, 1}); // from the front: the patient's left is on the right of the picture
        {
            const VolumePictureOf picture(scene);
            const Rgba l = picture.at({-30, 12, 0}), r = picture.at({30, 12, 0}), between = picture.at({0, 0, 10});
            QVERIFY2(l.r > 120 && l.g < 60, qPrintable(QString("%1 %2 %3").arg(l.r).arg(l.g).arg(l.b)));
            QVERIFY2(r.g > 120 && r.r < 80, qPrintable(QString("%1 %2 %3").arg(r.r).arg(r.g).arg(r.b)));
            QVERIFY2(between.b > 200 && between.r < 40, qPrintable(QString("%1 %2 %3").arg(between.r).arg(between.g).arg(between.b)));
            const Rgba background = picture.at({0, 0, -38});
            QVERIFY(background.r < 60 && background.b < 60);
        }
        // Cut away on the patient's left, and the other one hidden.
        VolumeRendering rendering;
        rendering.box.low[0] = 0.5;
        scene.setVolumeRendering(rendering);
        surfaces.meshes[1].visible = false;
        scene.setSurfaces(surfaces);
        const VolumePictureOf picture(scene);
        QVERIFY(picture.at({-30, 12, 0}).r < 60);
        QVERIFY(picture.at({30, 12, 0}).g < 60);
    }

    void slicesOfTheImageStandInTheThirdDimensionWhereTheyAre()
    {
        Scene scene;
        const auto id = scene.addLayer(phantom::leftIsBright(phantom::obliqueLeftHanded(), 5), "head");
        LayerDisplay display = scene.layer(id).display;
        display.colourMap = "gray";
        display.windowLow = 0;
        display.windowHigh = 250;
        scene.setDisplay(id, display);
        Mesh small = shapes::ellipsoid({5, -12, 20}, {1, 1, 1});
        small.path = "small";
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(std::make_shared<const Mesh>(small))};
        scene.setSurfaces(surfaces);
        scene.setVolumeCamera({0, 0, 1}); // from the front; the coronal slice through the middle is seen whole
        const World left{-5, -12, 25}, right{15, -12, 25};
        {
            const VolumePictureOf picture(scene);
            QVERIFY(picture.at({3, -12, 22.5}).r < 60 && picture.at({7, -12, 22.5}).r < 60); // the view fits the surface alone
        }
        surfaces.image = ImageInVolume::Slices;
        scene.setSurfaces(surfaces);
        for (const bool radiological : {true, false}) {
            scene.setRadiological(radiological);
            const VolumePictureOf picture(scene);
            QVERIFY2(std::abs(picture.at(left).r - 204) < 8, qPrintable(QString::number(picture.at(left).r)));
            QVERIFY2(std::abs(picture.at(right).r - 51) < 8, qPrintable(QString::number(picture.at(right).r)));
        }
        display.windowHigh = 500; // the slices follow the layer
        scene.setDisplay(id, display);
        QVERIFY(std::abs(VolumePictureOf(scene).at(left).r - 102) < 8);
    }

    void aClickFindsTheNearestSurfaceThatIsNotCutAway()
    {
        Scene scene;
        Mesh front = shapes::ellipsoid({-20, 30, 0}, {10, 10, 10}, 200, 100),
             behind = shapes::ellipsoid({-20, -30, 0}, {10, 10, 10}, 200, 100);
        front.path = "front";
        behind.path = "behind";
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(std::make_shared<const Mesh>(behind)), sceneMesh(std::make_shared<const Mesh>(front))};
        scene.setSurfaces(surfaces);
        scene.setVolumeCamera({0, 0, 1});
        const auto projection = volumeProjection(scene, 400, 300);
        const Pixel at = projection.pixelOf({-17, 0, 4});
        auto pick = pickSurface(scene, projection, at);
        QVERIFY(pick);
        QCOMPARE(pick->mesh, std::size_t(1));
        QVERIFY(std::abs(pick->point.x + 17) < 1e-9 && std::abs(pick->point.z - 4) < 1e-9);
        QVERIFY(std::abs(pick->point.y - (30 + std::sqrt(100 - 9 - 16))) < 0.05);
        const auto& v = front.vertices[pick->vertex];
        QVERIFY(std::hypot(v[0] - pick->point.x, v[1] - pick->point.y, v[2] - pick->point.z) < 0.5);
        QVERIFY(!pickSurface(scene, projection, projection.pixelOf({20, 0, 0})));
        VolumeRendering rendering;
        rendering.box.high[1] = 0.5; // the front half is open
        scene.setVolumeRendering(rendering);
        pick = pickSurface(scene, projection, at);
        QVERIFY(pick && pick->mesh == 0);
        QVERIFY(pick->point.y < -20 && pick->point.y > -30);
        surfaces.meshes[0].visible = false;
        scene.setSurfaces(surfaces);
        QVERIFY(!pickSurface(scene, projection, at));
    }
};

QTEST_GUILESS_MAIN(TstSurfaceViews)
#include "tst_SurfaceViews.moc"
