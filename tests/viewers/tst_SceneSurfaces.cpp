// Surfaces and streamlines of a scene: kept, restored, coloured, picked, and drawn where they are, on an oblique left-handed grid too.
#include "processing/core/Error.h"
#include "processing/core/MeshPlane.h"
#include "processing/core/ViewFile.h"
#include "tests/core/Shapes.h"
#include "tests/viewers/Phantom.h"
#include "viewers/CrosshairValues.h"
#include "viewers/MeshColours.h"
#include "viewers/OffscreenContext.h"
#include "viewers/SceneRenderer.h"
#include "viewers/SlicePicture.h"
#include "viewers/SurfacePick.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace insula;

namespace {

// In the patient's left, front and upper part; no two radii equal.
constexpr std::array<double, 3> Centre{-4, -6, 28}, Radii{9, 14, 6};

MeshPtr egg()
{
    Mesh mesh = shapes::ellipsoid(Centre, Radii, 96, 64);
    mesh.name = mesh.path = "egg";
    return std::make_shared<const Mesh>(std::move(mesh));
}

VertexDataPtr valuesOf(const Mesh& mesh, const std::function<float(std::size_t)>& value)
{
    VertexData data;
    data.name = data.path = "values";
    data.maps.resize(1);
    for (std::size_t n = 0; n < mesh.vertices.size(); ++n) {
        data.maps[0].values.push_back(value(n));
    }
    return std::make_shared<const VertexData>(std::move(data));
}

TractogramPtr line(const std::array<float, 3>& from, const std::array<float, 3>& to)
{
    auto tracts = std::make_shared<Tractogram>();
    tracts->name = tracts->path = "line";
    tracts->points = {from, to};
    tracts->starts = {0, 2};
    return tracts;
}

bool isInside(const World& w)
{
    return std::hypot((w.x - Centre[0]) / Radii[0], (w.y - Centre[1]) / Radii[1], (w.z - Centre[2]) / Radii[2]) < 1;
}

VolumePtr noVolume(const std::string&, Kind)
{
    throw Error("no volume here");
}

std::string messageOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

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

class TstSceneSurfaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstSurfaceGivesAnEmptySceneItsBoundsAndCrosshair()
    {
        Scene scene;
        SceneWatch watch(scene);
        watch.takeChanges();
        QVERIFY(scene.isEmpty());
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(egg())};
        scene.setSurfaces(surfaces);
        QVERIFY(!scene.isEmpty());
        const Changes changes = watch.takeChanges();
        QVERIFY(changes.has(Aspect::Surfaces) && changes.has(Aspect::Crosshair) && !changes.has(Aspect::Layers));
        QVERIFY(std::abs(scene.bounds().low.x - (-4 - 9 - 2)) < 1e-4 && std::abs(scene.bounds().high.z - (28 + 6 + 2)) < 1e-4);
        QVERIFY(std::abs(scene.crosshair().x - Centre[0]) < 1e-4 && std::abs(scene.crosshair().y - Centre[1]) < 1e-4);
        scene.setCrosshair({500, 0, 28});
        QVERIFY(scene.crosshair().x < 8);
        scene.setSurfaces(surfaces);
        QVERIFY(!watch.takeChanges().has(Aspect::Surfaces)); // an equal value changes nothing
        scene.addLayer(phantom::leftIsBright(phantom::obliqueLeftHanded(), 5), "head");
        QVERIFY(scene.bounds().high.x > 20); // the bottom layer decides now
        scene.clear();
        QVERIFY(scene.isEmpty());
    }

    void everySettingSurvivesSavingMovingTheFolderAndRestoring()
    {
        QTemporaryDir folder;
        const std::filesystem::path first = folder.filePath("a").toStdString(), second = folder.filePath("b").toStdString();
        std::filesystem::create_directories(first);
        const Mesh mesh = *egg();
        writeGifti(first / "lh.pial.surf.gii", mesh);
        VertexData data = *valuesOf(mesh, [](std::size_t n) { return static_cast<float>(n); });
        data.maps.push_back(data.maps[0]);
        writeGifti(first / "lh.z.func.gii", data);
        {
            std::ofstream tck(first / "x.tck", std::ios::binary);
            tck << "mrtrix tracks\ndatatype: Float32LE\ncount: 2\nfile: . 60\nEND\n";
            tck.seekp(60);
            const float n = std::numeric_limits<float>::quiet_NaN(), i = std::numeric_limits<float>::infinity();
            for (const float f : {-4.0F, -6.0F, 28.0F, 5.0F, 6.0F, 7.0F, n, n, n, 1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F, n, n, n, i, i, i}) {
                tck.write(reinterpret_cast<const char*>(&f), sizeof(f));
            }
        }
        SurfaceFiles files;
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(files.mesh((first / "lh.pial.surf.gii").string()))};
        SceneMesh& shown = surfaces.meshes[0];
        shown.name = "left";
        shown.opacity = 0.5;
        shown.colour = {1, 2, 3};
        shown.outline = false;
        shown.overlays = {vertexOverlay(files.vertexData((first / "lh.z.func.gii").string()), *shown.mesh, 1)};
        shown.overlays[0].display.threshold = {.enabled = true, .low = 2, .high = 3};
        shown.overlays[0].display.colourMap = "hot";
        surfaces.tracts = {sceneTract(files.tractogram((first / "x.tck").string()))};
        surfaces.tracts[0].colouring = TractColouring::OneColour;
        surfaces.tracts[0].shown = 1;
        surfaces.tracts[0].lineWidth = 3;
        surfaces.isImageShown = true;
        Scene scene;
        scene.setSurfaces(surfaces);
        saveViewFile(scene.toJson(), first / "view.json");
        std::filesystem::rename(first, second);

        Scene again;
        again.restore(readViewFile(second / "view.json").view, noVolume);
        nlohmann::json expected = scene.toJson()["surfaces"], found = again.toJson()["surfaces"];
        QCOMPARE(found["meshes"][0]["path"].get<std::string>(), (second / "lh.pial.surf.gii").string());
        QCOMPARE(found["meshes"][0]["overlays"][0]["path"].get<std::string>(), (second / "lh.z.func.gii").string());
        for (nlohmann::json* each : {&expected, &found}) {
            (*each)["meshes"][0].erase("path");
            (*each)["meshes"][0]["overlays"][0].erase("path");
            (*each)["tracts"][0].erase("path");
        }
        QCOMPARE(found.dump(), expected.dump());
        QVERIFY(again.surfaces().meshes[0].mesh->vertices == shown.mesh->vertices);

        // A file that is gone: one line that names it, and the scene stays as it was.
        std::filesystem::remove(second / "lh.z.func.gii");
        const std::string message = messageOf([&] { readViewFile(second / "view.json"); });
        QVERIFY2(message.find("lh.z.func.gii") != std::string::npos && message.find('\n') == std::string::npos, message.c_str());
        const nlohmann::json before = again.toJson();
        Scene other;
        QVERIFY(messageOf([&] { other.restore(before, noVolume); }).find("lh.z.func.gii") != std::string::npos);
        QVERIFY(other.isEmpty());
        again.restore(before, noVolume); // in memory still
        QCOMPARE(again.toJson().dump(), before.dump());
    }

    void aSceneFromBeforeThereWereSurfacesOpens()
    {
        Scene scene;
        nlohmann::json old = scene.toJson();
        old.erase("surfaces");
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(egg())};
        scene.setSurfaces(surfaces);
        scene.restore(old, noVolume);
        QVERIFY(scene.isEmpty());
    }

    void brokenSettingsAreRefusedAndChangeNothing()
    {
        Scene scene;
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(egg())};
        surfaces.meshes[0].overlays = {vertexOverlay(valuesOf(*egg(), [](std::size_t) { return 1.0F; }), *egg())};
        surfaces.tracts = {sceneTract(line({0, 0, 0}, {1, 1, 1}))};
        scene.setSurfaces(surfaces);
        const nlohmann::json good = scene.toJson();
        const auto refuses = [&](const std::function<void(nlohmann::json&)>& damage) {
            nlohmann::json bad = good;
            damage(bad["surfaces"]);
            const bool isRefused = !messageOf([&] { scene.restore(bad, noVolume); }).empty();
            return isRefused && scene.toJson() == good;
        };
        QVERIFY(refuses([](auto& s) { s["meshes"][0]["opacity"] = 1.5; }));
        QVERIFY(refuses([](auto& s) { s["meshes"][0].erase("colour"); }));
        QVERIFY(refuses([](auto& s) { s["meshes"][0]["colour"] = "red"; }));
        QVERIFY(refuses([](auto& s) { s["meshes"][0]["overlays"][0]["map"] = 7; }));
        QVERIFY(refuses([](auto& s) { s["meshes"][0]["path"] = "/nowhere/lh.pial"; }));
        QVERIFY(refuses([](auto& s) { s["tracts"][0]["colouring"] = "by mood"; }));
        QVERIFY(refuses([](auto& s) { s["tracts"][0]["line-width"] = -1; }));
        QVERIFY(refuses([](auto& s) { s = 3; }));
        QVERIFY(!refuses([](auto&) { }));
    }

    void dataOfAnotherSurfaceIsRefusedWithBothNumbers()
    {
        Mesh small = shapes::ellipsoid({0, 0, 0}, {1, 1, 1}, 8, 4);
        small.name = "rh.white";
        const auto data = valuesOf(*egg(), [](std::size_t) { return 0.0F; });
        const std::string message = messageOf([&] { vertexOverlay(data, small); });
        QVERIFY(message.find(std::to_string(small.vertices.size())) != std::string::npos);
        QVERIFY(message.find(std::to_string(egg()->vertices.size())) != std::string::npos);
        QVERIFY(message.find("rh.white") != std::string::npos);
    }

    void overlaysPaintWhatTheirThresholdLeavesOverOneAnother()
    {
        SceneMesh mesh = sceneMesh(egg());
        mesh.colour = {10, 20, 30};
        const float nan = std::numeric_limits<float>::quiet_NaN();
        VertexOverlay low = vertexOverlay(valuesOf(*mesh.mesh, [](std::size_t) { return 0.5F; }), *mesh.mesh);
        low.display = {};
        low.display.colourMap = "gray";
        VertexOverlay high
            = vertexOverlay(valuesOf(*mesh.mesh, [nan](std::size_t n) { return n == 0 ? 1.0F : n == 1 ? nan : n == 2 ? 5.0F : 4.0F; }), *mesh.mesh);
        high.display = {};
        high.display.colourMap = "gray";
        high.display.windowHigh = 5;
        high.display.threshold = {.enabled = true, .low = 4.5, .high = 10};
        mesh.overlays = {low, high};
        const auto colours = vertexColours(mesh);
        const Rgba grey{128, 128, 128, 255}, white{255, 255, 255, 255}, own{10, 20, 30, 255};
        QVERIFY(colours[0] == grey && colours[1] == grey && colours[2] == white && colours[3] == grey);
        mesh.overlays[0].display.visible = false;
        QVERIFY(vertexColours(mesh)[0] == own && vertexColours(mesh)[2] == white);
        mesh.overlays[1].display.opacity = 0.5;
        const Rgba half = vertexColours(mesh)[2];
        QVERIFY(std::abs(half.r - 133) <= 1 && std::abs(half.b - 143) <= 1);
    }

    void labelsTakeTheirTablesColoursAndNoneStaysBare()
    {
        SceneMesh mesh = sceneMesh(egg());
        VertexData data;
        data.name = "lobes";
        data.isLabels = true;
        data.table = {{3, {"frontal", {200, 100, 50, 255}}}};
        data.maps.resize(1);
        data.maps[0].labels.assign(mesh.mesh->vertices.size(), -1);
        data.maps[0].labels[5] = 3;
        mesh.overlays = {vertexOverlay(std::make_shared<const VertexData>(data), *mesh.mesh)};
        const auto colours = vertexColours(mesh);
        QVERIFY((colours[5] == Rgba{200, 100, 50, 255}));
        QVERIFY((colours[4] == Rgba{mesh.colour[0], mesh.colour[1], mesh.colour[2], 255}));
        QCOMPARE(overlayValue(mesh.overlays[0], 5), std::string("3 frontal"));
        QCOMPARE(overlayValue(mesh.overlays[0], 4), std::string("none"));
    }

    void directionsAreRedGreenAndBlueWithoutSign()
    {
        const std::vector<std::array<float, 3>> points{{0, 0, 0}, {-2, 0, 0}, {-2, 0, 5}, {-2, 0, 5}, {-2, 0, 5}};
        const auto colours = directionColours(points);
        QVERIFY((colours[0] == Rgb{255, 0, 0}));
        QVERIFY(colours[1][0] > 90 && colours[1][1] == 0 && colours[1][2] > 230); // between the two
        QVERIFY((colours[2] == Rgb{0, 0, 255}));
        QVERIFY((colours[4] == Rgb{128, 128, 128})); // stands still
        Tractogram tracts;
        tracts.starts.assign(11, 0);
        QVERIFY((chosenStreamlines(tracts, 5) == std::vector<std::size_t>{1, 3, 5, 7, 9}));
        QCOMPARE(chosenStreamlines(tracts, 99).size(), std::size_t(10));
        QVERIFY(chosenStreamlines(tracts, 0).empty());
    }

    void defaultsFollowTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("map");
        QTest::addColumn<bool>("isSigned");
        QTest::newRow("curvature") << "lh.curv" << "gray" << true;
        QTest::newRow("thickness") << "lh.thickness" << "viridis" << false;
        QTest::newRow("statistic") << "lh.zstat.func.gii" << "warm" << true;
    }
    void defaultsFollowTheName()
    {
        QFETCH(QString, name);
        QFETCH(QString, map);
        QFETCH(bool, isSigned);
        auto data = *valuesOf(*egg(), [&](std::size_t n) { return isSigned ? std::sin(static_cast<float>(n)) : 1 + static_cast<float>(n % 4); });
        data.name = name.toStdString();
        const auto overlay = vertexOverlay(std::make_shared<const VertexData>(data), *egg());
        QCOMPARE(QString::fromStdString(overlay.display.colourMap), map);
        QVERIFY(overlay.display.windowHigh > overlay.display.windowLow);
        // Constant and empty data give a window all the same.
        for (const float value : {0.0F, 3.0F, std::numeric_limits<float>::quiet_NaN()}) {
            const auto flat = vertexOverlay(valuesOf(*egg(), [value](std::size_t) { return value; }), *egg());
            QVERIFY(flat.display.windowHigh > flat.display.windowLow);
        }
    }

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

    void theOutlineIsDrawnInTheSurfacesColour()
    {
        Scene scene;
        scene.addLayer(phantom::filled(phantom::obliqueLeftHanded(), [](const World&, std::int64_t) { return 0.0; }), "dark");
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(egg())};
        surfaces.meshes[0].colour = {250, 40, 200};
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

    void aClickFindsTheNearestSurfaceThatIsNotCutAway()
    {
        Scene scene;
        Mesh front = shapes::ellipsoid({-20, 30, 0}, {10, 10, 10}, 200, 100), behind = shapes::ellipsoid({-20, -30, 0}, {10, 10, 10}, 200, 100);
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

    void theReadoutNamesVertexAndValueNearTheCrosshairOnly()
    {
        Scene scene;
        SceneSurfaces surfaces;
        surfaces.meshes = {sceneMesh(egg())};
        scene.setSurfaces(surfaces);
        QVERIFY(vertexLines(scene).empty()); // in the middle of it, 6 mm from the surface
        surfaces.meshes[0].overlays = {vertexOverlay(valuesOf(*egg(), [](std::size_t n) { return static_cast<float>(n) / 2; }), *egg())};
        scene.setSurfaces(surfaces);
        const auto& v = egg()->vertices[1001];
        scene.setCrosshair({v[0] + 0.1, v[1], v[2]});
        const auto lines = vertexLines(scene);
        QCOMPARE(lines.size(), std::size_t(2));
        QCOMPARE(lines[0].value, std::string("vertex 1001"));
        QCOMPARE(lines[1].value, std::string("500.5"));
    }
};

QTEST_GUILESS_MAIN(TstSceneSurfaces)
#include "tst_SceneSurfaces.moc"
