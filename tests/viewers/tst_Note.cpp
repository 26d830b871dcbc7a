// Measurements against analysis, on the oblique, anisotropic, left-handed phantom where the grid matters.
#include "processing/core/Error.h"
#include "tests/viewers/Phantom.h"
#include "viewers/NoteSlice.h"
#include "viewers/Scene.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

using namespace insula;

namespace {

bool isNear(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance;
}

Note note(NoteKind kind, std::vector<World> points)
{
    Note made;
    made.kind = kind;
    made.points = std::move(points);
    return made;
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

nlohmann::json valid()
{
    return toJson({note(NoteKind::Ruler, {{0, 0, 0}, {3, 4, 0}})});
}

} // namespace

class tst_Note : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRulerAlongAVoxelAxisMeasuresItsSpacingThroughTheObliqueAffine()
    {
        const auto grid = phantom::obliqueLeftHanded();
        const auto from = grid.affine.toWorld({10, 12, 7});
        QVERIFY(isNear(*valueOf(note(NoteKind::Ruler, {from, grid.affine.toWorld({20, 12, 7})})), 10 * 1.0));
        QVERIFY(isNear(*valueOf(note(NoteKind::Ruler, {from, grid.affine.toWorld({10, 22, 7})})), 10 * 1.5));
        QVERIFY(isNear(*valueOf(note(NoteKind::Ruler, {from, grid.affine.toWorld({10, 12, 17})})), 10 * 2.2));
        QVERIFY(isNear(*valueOf(note(NoteKind::Ruler, {from, grid.affine.toWorld({13, 16, 7})})), std::hypot(3.0, 4 * 1.5)));
    }

    void anglesAreThoseOfGeometry()
    {
        QVERIFY(isNear(*valueOf(note(NoteKind::Angle, {{5, 0, 0}, {0, 0, 0}, {0, 2, 0}})), 90));
        QVERIFY(isNear(*valueOf(note(NoteKind::Angle, {{1, 0, 0}, {0, 0, 0}, {1, std::sqrt(3.0), 0}})), 60));
        QVERIFY(isNear(*valueOf(note(NoteKind::Angle, {{1, 0, 0}, {0, 0, 0}, {-7, 0, 0}})), 180));
        QVERIFY(isNear(*valueOf(note(NoteKind::Angle, {{1, 1, 1}, {1, 1, 1}, {0, 0, 0}})), 0)); // no arm
    }

    void areasDoNotDependOnWhichCornerWasFirst()
    {
        for (const auto& [a, b] : {std::pair<World, World>{{0, 0, 5}, {8, 6, 5}}, {{8, 6, 5}, {0, 0, 5}}, {{8, 0, 5}, {0, 6, 5}}}) {
            QVERIFY(isNear(*valueOf(note(NoteKind::Rectangle, {a, b})), 48));
            QVERIFY(isNear(*valueOf(note(NoteKind::Ellipse, {a, b})), std::numbers::pi * 4 * 3));
        }
    }

    void statisticsOfARectangleOnAUnitGridAreThoseOfItsVoxels()
    {
        const auto volume = phantom::filled(phantom::cube(10), [](const World& w, std::int64_t) { return w.x + 100 * w.y + 1000 * w.z; });
        // x from -2 to 2, y from 3 to 4 at z = 2: ten voxels.
        const auto values = statisticsIn(note(NoteKind::Rectangle, {{-2.5, 2.5, 2.2}, {2.5, 4.5, 2.2}}), *volume);
        QCOMPARE(values.voxels, std::int64_t(10));
        QVERIFY(isNear(values.mean, 2350));
        QVERIFY(isNear(values.min, 2298));
        QVERIFY(isNear(values.max, 2402));
        // Sum of squares: 2 * (4 + 1 + 0 + 1 + 4) of x and 10 * 50^2 of y.
        QVERIFY(isNear(values.sd, std::sqrt((20 + 25000) / 9.0)));
    }

    void anObliquePlaneTakesOneVoxelOfEachColumnAndItsMeanIsThatOfTheField()
    {
        const auto grid = phantom::obliqueLeftHanded();
        const auto volume = phantom::filled<double>(grid, [](const World& w, std::int64_t) { return 3 * w.x - w.y + 7; });
        const double radius = 12;
        const World centre{5, -12, 20};
        Note ellipse
            = note(NoteKind::Ellipse, {{centre.x - radius, centre.y - radius, centre.z}, {centre.x + radius, centre.y + radius, centre.z}});
        const auto values = statisticsIn(ellipse, *volume);
        // Columns along the third axis stand at 0.2 rad to the plane: one per 1 x 1.5 mm2 / cos(0.2) of it.
        const double expected = std::numbers::pi * radius * radius / (1.5 / std::cos(0.2));
        QVERIFY2(std::abs(static_cast<double>(values.voxels) - expected) < 0.02 * expected, qPrintable(QString::number(values.voxels)));
        QVERIFY2(isNear(values.mean, 3 * centre.x - centre.y + 7, 0.3), qPrintable(QString::number(values.mean)));
        // A linear field has the variance (9 + 1) r^2 / 4 in a disc; the nearest voxel adds little.
        QVERIFY2(isNear(values.sd, std::sqrt(10.0) * radius / 2, 0.5), qPrintable(QString::number(values.sd)));
    }

    void statisticsTellLeftFromRight()
    {
        const auto volume = phantom::leftIsBright(phantom::obliqueLeftHanded(), 5);
        QVERIFY(isNear(statisticsIn(note(NoteKind::Ellipse, {{-9, -18, 20}, {-1, -8, 20}}), *volume).mean, 200));
        QVERIFY(isNear(statisticsIn(note(NoteKind::Ellipse, {{11, -18, 20}, {19, -8, 20}}), *volume).mean, 50));
    }

    void valuesThatAreNotFiniteAndVoxelsOutsideAreLeftOut()
    {
        const auto volume = phantom::filled(
            phantom::cube(5), [](const World& w, std::int64_t) { return w.x < 0 ? std::numeric_limits<double>::quiet_NaN() : 4; });
        const auto values = statisticsIn(note(NoteKind::Rectangle, {{-100, -100, 0}, {100, 100, 0}}), *volume);
        QCOMPARE(values.voxels, std::int64_t(6 * 11));
        QVERIFY(isNear(values.mean, 4));
        QVERIFY(isNear(values.sd, 0));
        QCOMPARE(statisticsIn(note(NoteKind::Rectangle, {{-3, -3, 40}, {3, 3, 40}}), *volume).voxels, std::int64_t(0));
        QCOMPARE(statisticsIn(note(NoteKind::Ellipse, {{2, 2, 0}, {2, 2, 0}}), *volume).voxels, std::int64_t(0));
    }

    void aMovedCornerKeepsTheOppositeOneAndStaysOnThePlane()
    {
        const auto moved = withHandleAt(note(NoteKind::Rectangle, {{0, 0, 5}, {8, 6, 5}}), 1, {10, -2, 9});
        QVERIFY(isNear(*valueOf(moved), 10 * 8));
        for (const auto& corner : handlesOf(moved))
            QVERIFY(isNear(corner.z, 5));
    }

    void notesComeBackFromJsonAndBrokenOnesAreRefused()
    {
        Note text = note(NoteKind::Text, {{0.1, -1.0 / 3, 1e-7}});
        text.name = "a, \"b\"";
        text.text = "two\nlines";
        text.colour = {1, 2, 3};
        const std::vector<Note> notes{text, note(NoteKind::Angle, {{1, 0, 0}, {0, 0, 0}, {0, 2, 0}})};
        QVERIFY(notesFromJson(nlohmann::json::parse(toJson(notes).dump())) == notes);
        QVERIFY(readNotesFile(notesFile(notes)) == notes);
        const auto file = nlohmann::json::parse(notesFile(notes));
        QVERIFY(!file["notes"][0].contains("value"));
        QVERIFY(isNear(file["notes"][1]["value"], 90));
        QCOMPARE(file["notes"][1]["unit"].get<std::string>(), std::string("deg"));
        const auto refuses = [](const std::string& key, const nlohmann::json& value, const std::string& says) {
            auto list = valid();
            list[0][key] = value;
            const auto message = messageOf([&] { notesFromJson(list); });
            return message.find("note 1") != std::string::npos && message.find(says) != std::string::npos;
        };
        QVERIFY(refuses("kind", "circle", "no kind 'circle'"));
        QVERIFY(refuses("points", {{0, 0, 0}}, "has 2 points, not 1"));
        QVERIFY(refuses("points", {{0, 0, 0}, {0, 0}}, "three numbers"));
        QVERIFY(refuses("points", {{0, 0, 0}, {0, 0, 1e300}}, "1000 m"));
        QVERIFY(refuses("normal", {0, 0, 2}, "unit"));
        QVERIFY(refuses("right", {0, 0, 1}, "perpendicular"));
        QVERIFY(refuses("colour", {0, 0, 256}, "0 to 255"));
        QVERIFY(!messageOf([] { readNotesFile("{}"); }).empty());
        QVERIFY(!messageOf([] { readNotesFile("[1, "); }).empty());
    }

    void theTableHasOneQuotedLineANote()
    {
        Note ruler = note(NoteKind::Ruler, {{0, 0, 0}, {3, 4, 0}});
        ruler.name = "a, \"b\"";
        const std::string header = "name,kind,value,unit,voxels,volume_mm3,mean,sd,min,max,values_of,x,y,z,text,image\n";
        const auto none = [](const Note&) { return std::optional<MeasuredRegion>(); };
        QCOMPARE(notesTable({ruler}, none), header + "\"a, \"\"b\"\"\",ruler,5,mm,,,,,,,,0,0,0,,\n");
    }

    void theTableOfRegionsHasTheirValuesAndTheirVolume()
    {
        // 1 x 1.5 x 2.5 mm3: 5 x 4 voxels with the values 0 to 4 along x.
        Volume::Description d;
        d.grid = {{10, 10, 4}, Affine::fromColumns({1, 0, 0}, {0, 1.5, 0}, {0, 0, 2.5}, {0, 0, 0})};
        std::vector<float> voxels(400);
        for (std::size_t n = 0; n < voxels.size(); ++n)
            voxels[n] = static_cast<float>(n % 10);
        const auto volume = Volume::make(d, voxels);
        Note region = note(NoteKind::Rectangle, {{-0.5, -0.75, 2.5}, {4.5, 5.25, 2.5}});
        region.name = "r";
        const auto values = [&](const Note& each) { return MeasuredRegion{statisticsIn(each, *volume), "a,b.nii"}; };
        const std::string table = notesTable({region}, values);
        const std::string line = table.substr(table.find('\n') + 1);
        QVERIFY2(line.starts_with("r,rectangle,30,mm2,20,75,2,1.45095,0,4,\"a,b.nii\",-0.5,-0.75,2.5,"), line.c_str()); // sd: sqrt(40 / 19)
        region.points = {{50, 50, 0}, {60, 60, 0}};
        const std::string outside = notesTable({region}, values);
        QVERIFY2(outside.find("mm2,0,0,,,,,") != std::string::npos, outside.c_str());
    }

    void idsComeBackAndNoTwoAreTheSame()
    {
        Note ruler = note(NoteKind::Ruler, {{0, 0, 0}, {3, 4, 0}});
        ruler.id = newNoteId();
        QVERIFY(ruler.id.size() == 32 && ruler.id != newNoteId());
        QCOMPARE(notesFromJson(toJson({ruler})).at(0).id, ruler.id);
        auto old = toJson({ruler});
        old[0].erase("id");
        QVERIFY(notesFromJson(old).at(0).id.empty());
    }

    void aNoteIsSeenOnItsSliceFaintlyBesideItAndNotOnOtherPlanes()
    {
        Scene scene;
        scene.addLayer(phantom::leftIsBright(phantom::cube(20), 0), "head");
        const auto strength = [&](Plane plane, const World& through) {
            return noteStrength(scene, note(NoteKind::Ruler, {{0, 0, 2}, {5, 5, 2}}), sliceFrame(scene, plane, through, 200, 200, 0.3));
        };
        QCOMPARE(strength(Plane::Axial, {0, 0, 2}), 1.0);
        QCOMPARE(strength(Plane::Axial, {0, 0, 2.5}), 1.0);
        QVERIFY(strength(Plane::Axial, {0, 0, 3}) < 1 && strength(Plane::Axial, {0, 0, 3}) > 0);
        QCOMPARE(strength(Plane::Axial, {0, 0, 6}), 0.0);
        QCOMPARE(strength(Plane::Coronal, {0, 0, 2}), 0.0);
    }

    void theSceneSavesItsNotesAndOldScenesStillOpen()
    {
        Scene scene;
        const auto volume = phantom::leftIsBright(phantom::cube(5), 0);
        scene.addLayer(volume, "head");
        scene.setNotes({note(NoteKind::Ruler, {{0, 0, 2}, {5, 5, 2}})});
        auto saved = scene.toJson();
        const auto load = [&](const std::string&, Kind) { return volume; };
        Scene other;
        other.restore(saved, load);
        QVERIFY(other.notes() == scene.notes());
        saved.erase("notes");
        other.restore(saved, load);
        QVERIFY(other.notes().empty());
        scene.clear();
        QVERIFY(scene.notes().empty());
    }
};

QTEST_GUILESS_MAIN(tst_Note)
#include "tst_Note.moc"
