// Surfaces and streamlines of a scene: kept, restored, coloured, named at the crosshair.
#include "processing/core/Error.h"
#include "processing/core/ViewFile.h"
#include "tests/viewers/Phantom.h"
#include "tests/viewers/Surfaces.h"
#include "viewers/CrosshairValues.h"
#include "viewers/MeshColours.h"
#include "viewers/OverlayPartners.h"
#include "viewers/Scene.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace insula;
using namespace insula::shapes;

namespace {

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
        surfaces.image = ImageInVolume::Slices;
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
        QVERIFY(!refuses([](auto&) {}));
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

    void aLabelIsStretchedToItsSurface()
    {
        VertexData label;
        label.format = "FreeSurfer label";
        label.isLabels = true;
        label.table = {{1, {"V1", {9, 8, 7, 255}}}};
        label.maps.resize(1);
        label.maps[0].labels = {-1, 1};
        SceneMesh mesh = sceneMesh(egg());
        mesh.overlays = {vertexOverlay(std::make_shared<const VertexData>(label), *mesh.mesh)};
        QCOMPARE(mesh.overlays[0].data->vertexCount(), mesh.mesh->vertices.size());
        QVERIFY((vertexColours(mesh)[1] == Rgba{9, 8, 7, 255}) && vertexColours(mesh)[2].r == mesh.colour[0]);
        label.maps[0].labels.assign(mesh.mesh->vertices.size() + 1, 1);
        QVERIFY(!messageOf([&] { vertexOverlay(std::make_shared<const VertexData>(label), *mesh.mesh); }).empty());
    }

    void mapsOfBothHemispheresAreFoundByTheirNames()
    {
        const auto named = [](const std::string& name) {
            auto data = *valuesOf(*egg(), [&name](std::size_t n) { return static_cast<float>(n) * (name[0] == 'l' ? 1 : 2); });
            data.name = name;
            return vertexOverlay(std::make_shared<const VertexData>(data), *egg());
        };
        SceneSurfaces s;
        s.meshes = {sceneMesh(egg()), sceneMesh(egg())};
        s.meshes[0].overlays = {named("lh.curv"), named("lh.thickness"), named("sub-1_hemi-L_z.func.gii"), named("all.shape.gii")};
        s.meshes[1].overlays = {named("rh.thickness"), named("sub-1_hemi-R_z.func.gii"), named("girlh.curv")};
        QVERIFY((partnersOf(s, {0, 1}) == std::vector<OverlayPlace>{{1, 0}}));
        QVERIFY((partnersOf(s, {1, 1}) == std::vector<OverlayPlace>{{0, 2}}));
        QVERIFY(partnersOf(s, {0, 0}).empty() && partnersOf(s, {0, 3}).empty());
        const double own = s.meshes[1].overlays[0].display.windowHigh;
        s.meshes[0].overlays[1].display.threshold = {.enabled = true, .low = 1, .high = 2};
        lookLikePartner(s, {1, 0});
        QVERIFY(s.meshes[1].overlays[0].display.windowHigh != own);
        QVERIFY(sameColours(s.meshes[1].overlays[0].display, s.meshes[0].overlays[1].display));
    }

    void overlaysPaintWhatTheirThresholdLeavesOverOneAnother()
    {
        SceneMesh mesh = sceneMesh(egg());
        mesh.colour = {10, 20, 30};
        const float nan = std::numeric_limits<float>::quiet_NaN();
        VertexOverlay low = vertexOverlay(valuesOf(*mesh.mesh, [](std::size_t) { return 0.5F; }), *mesh.mesh);
        low.display = {};
        low.display.colourMap = "gray";
        VertexOverlay high = vertexOverlay(
            valuesOf(*mesh.mesh, [nan](std::size_t n) { return n == 0 ? 1.0F
                                                            : n == 1  ? nan
                                                            : n == 2  ? 5.0F
                                                                      : 4.0F; }), *mesh.mesh);
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
        QTest::newRow("curvature") << "lh.curv"
                                   << "gray" << true;
        QTest::newRow("thickness") << "lh.thickness"
                                   << "viridis" << false;
        QTest::newRow("statistic") << "lh.zstat.func.gii"
                                   << "warm" << true;
    }
    void defaultsFollowTheName()
    {
        QFETCH(QString, name);
        QFETCH(QString, map);
        QFETCH(bool, isSigned);
        auto data
            = *valuesOf(*egg(), [&](std::size_t n) { return isSigned ? std::sin(static_cast<float>(n)) : 1 + static_cast<float>(n % 4); });
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
