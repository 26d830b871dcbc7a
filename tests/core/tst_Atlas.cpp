#include "processing/core/AtlasFolder.h"
#include "processing/core/AtomicFile.h"
#include "processing/core/Nifti.h"
#include "tests/core/Messages.h"
#include "tests/viewers/Phantom.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace insula;
using namespace insula::test;

namespace fs = std::filesystem;

namespace {

const World Left{-14, -20, 25}, Right{22, -2, 14};

double away(const World& a, const World& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

VolumePtr twoBalls()
{
    return phantom::filled<std::int16_t>(phantom::obliqueLeftHanded(), [](const World& w, std::int64_t) {
        return away(w, Left) < 7 ? 7.0 : away(w, Right) < 5 ? 300.0 : 0.0;
    });
}

// Maps of 60 and 30 % on the left, 90 % on the right.
VolumePtr maps()
{
    return phantom::filled<float>(
        phantom::obliqueLeftHanded(),
        [](const World& w, std::int64_t t) {
            return t == 0 ? (away(w, Left) < 7 ? 0.6 : 0.0) : t == 1 ? (away(w, Left) < 7 ? 0.3 : 0.0) : away(w, Right) < 5 ? 0.9 : 0.0;
        },
        Kind::Image, 3);
}

} // namespace

class TestAtlas : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }

private Q_SLOTS:
    void namesTheRegionAtAPlaceLeftAndRight()
    {
        const Atlas atlas("A", twoBalls(), {{0, {"Background", {}}}, {7, {"Left ball", {}}}, {300, {"Right ball", {}}}}, "MNI152");
        QCOMPARE(atlas.textAt(Left), std::string("Left ball"));
        QCOMPARE(atlas.textAt(Right), std::string("Right ball"));
        QCOMPARE(atlas.textAt({5, 40, 20}), std::string());
        QCOMPARE(atlas.textAt({500, 0, 0}), std::string()); // outside of its field of view
        QCOMPARE(atlas.textAt({NAN, 0, 0}), std::string());
        QCOMPARE(atlas.regions().size(), std::size_t{2});
        QVERIFY(away(*atlas.placeOf(300), Right) < 1.4);
        QVERIFY(!atlas.placeOf(8));
    }

    void probabilitiesAreGivenInPercentTheHighestFirst()
    {
        const Atlas atlas("P", maps(), {{1, {"Small", {}}}, {2, {"Other", {}}}}, "");
        const auto shares = atlas.at(Left);
        QCOMPARE(shares.size(), std::size_t{2});
        QCOMPARE(shares[0].name, std::string("Small"));
        QVERIFY(std::abs(*shares[0].percent - 60) < 0.01);
        QCOMPARE(atlas.textAt(Left), std::string("60 % Small, 30 % Other"));
        QCOMPARE(atlas.textAt(Right), std::string("90 % region 3")); // without a name
        QVERIFY(away(*atlas.placeOf(3), Right) < 5);
    }

    void theBentRegionsPlaceIsInsideOfIt()
    {
        const auto bow = phantom::filled<std::uint8_t>(phantom::cube(20), [](const World& w, std::int64_t) {
            const double r = std::hypot(w.x, w.y);
            return r > 14 && r < 18 && std::abs(w.z) < 2 ? 1.0 : 0.0;
        });
        const Atlas atlas("bow", bow, {}, "");
        QCOMPARE(atlas.textAt(*atlas.placeOf(1)), std::string("region 1"));
    }

    void spacesAreReadFromNamesAndCodes()
    {
        Volume::Description description;
        description.source.forms.used = SpatialForms::Used::Sform;
        QCOMPARE(spaceOf(description, "sub-01_T1w.nii"), std::string());
        QCOMPARE(spaceOf(description, "sub-01_space-MNI152NLin6Asym_T1w.nii"), std::string("MNI152NLin6Asym"));
        QCOMPARE(spaceOf(description, "tpl-MNI152NLin2009cAsym_T1w.nii.gz"), std::string("MNI152NLin2009cAsym"));
        QCOMPARE(spaceOf(description, "aal116MNI.nii.gz", true), std::string("MNI152"));
        QCOMPARE(spaceOf(description, "MNI_day.nii.gz"), std::string()); // of a scan, a name like this says nothing
        description.source.forms.sformCode = 4;
        QCOMPARE(spaceOf(description, "x.nii"), std::string("MNI152"));
        description.source.forms.sformCode = 1;
        description.source.forms.qformCode = 4; // not the form that is used
        QCOMPARE(spaceOf(description, "x.nii"), std::string());
        QVERIFY(isSameSpace("MNI152", "MNI152NLin6Asym"));
        QVERIFY(isSameSpace("template", "MNI152"));
        QVERIFY(!isSameSpace("", ""));
        QVERIFY(!isSameSpace("Talairach", "MNI152"));
    }

    void aTableOfAnotherAtlasIsRefused()
    {
        writeNifti(path("a.nii.gz"), *twoBalls());
        writeTextFile(path("a.tsv"), "index\tname\n1\tx\n2\ty\n");
        const auto message = messageOf([&] { Atlas::read({"", path("a.nii.gz"), path("a.tsv")}); });
        QVERIFY2(contains(message, "none of the 2 numbers"), message.c_str());
        writeTextFile(path("names.txt"), "one\ntwo\nthree\nfour\nfive\nsix\nseven\n");
        const auto shortList = messageOf([&] { Atlas::read({"", path("a.nii.gz"), path("names.txt")}); });
        QVERIFY2(contains(shortList, "names 7 regions") && contains(shortList, "up to 300"), shortList.c_str());
        writeNifti(path("p.nii.gz"), *maps());
        writeTextFile(path("p.txt"), "1 a\n2 b\n3 c\n4 d\n");
        const auto tooMany = messageOf([&] { Atlas::read({"", path("p.nii.gz"), path("p.txt")}); });
        QVERIFY2(contains(tooMany, "has 3 maps"), tooMany.c_str());
    }

    void foldersAreScannedWithTheirTables()
    {
        const fs::path folder = path("atlases");
        fs::create_directories(folder / "FSL");
        writeNifti(folder / "ballsMNI.nii.gz", *twoBalls());
        writeTextFile(folder / "ballsMNI.txt", "7 Left ball\n300 Right ball\n");
        writeNifti(folder / "FSL" / "prob-2mm.nii.gz", *maps());
        writeTextFile(folder / "FSL.xml",
            "<atlas><header><name>Three maps</name><type>Probabilistic</type><images><imagefile>/FSL/prob-2mm</imagefile></images></header>"
            "<data><label index=\"0\">A</label><label index=\"1\">B</label><label index=\"2\">C</label></data></atlas>");
        writeTextFile(folder / "broken.nii", "no image");
        const auto found = findAtlases({folder});
        QCOMPARE(found.size(), std::size_t{3});
        QCOMPARE(found[0].source.name, std::string("Three maps"));
        QVERIFY(found[0].isProbabilistic);
        QCOMPARE(found[0].regions, std::size_t{3});
        QCOMPARE(found[1].source.name, std::string("ballsMNI"));
        QCOMPARE(found[1].space, std::string("MNI152"));
        QCOMPARE(found[1].regions, std::size_t{2});
        QVERIFY(!found[2].problem.empty());
        QCOMPARE(Atlas::read(found[0].source)->textAt(Left), std::string("60 % A, 30 % B"));
    }

    void anAtlasIsFoundByItsImageByItsNameAndWithoutBeingInstalled()
    {
        const fs::path folder = path("known"), other = path("other");
        fs::create_directories(folder);
        fs::create_directories(other);
        for (const fs::path& each : {folder / "ballsMNI.nii.gz", other / "lone.nii.gz"}) {
            writeNifti(each, *twoBalls());
        }
        writeTextFile(folder / "ballsMNI.txt", "7 Left ball\n300 Right ball\n");
        writeTextFile(other / "lone.txt", "7 Other left\n300 Other right\n");
        QCOMPARE(readAtlas(*installedAtlas(folder / "ballsMNI.nii.gz", {folder}))->textAt(Right), std::string("Right ball"));
        QCOMPARE(installedAtlas("/gone/ballsMNI.nii.gz", {folder})->source.image, folder / "ballsMNI.nii.gz"); // of another machine
        QCOMPARE(readAtlas(*installedAtlas(other / "lone.nii.gz", {folder}))->textAt(Left), std::string("Other left"));
        QVERIFY(!installedAtlas("/gone/lone.nii.gz", {folder}));
    }

    void addingOneCopiesOrLinksItWithItsTable()
    {
        const fs::path folder = path("mine");
        writeNifti(path("x.nii.gz"), *twoBalls());
        writeTextFile(path("x.label"), "7 255 0 0 1 1 1 \"Left ball\"\n300 0 255 0 1 1 1 \"Right ball\"\n");
        const AtlasSource source{"", path("x.nii.gz"), path("x.label")};
        const fs::path added = addAtlas(source, true, folder);
        QVERIFY(fs::is_symlink(added));
        QVERIFY(contains(messageOf([&] { addAtlas(source, false, folder); }), "already"));
        const auto found = findAtlases({folder});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(Atlas::read(found[0].source)->textAt(Right), std::string("Right ball"));
    }

    void realAtlasesFitTheirNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<World>("point");
        QTest::addColumn<QString>("region");
        QTest::newRow("AAL") << "aal116" << World{-38, -10, 60} << "Precentral_L";
        QTest::newRow("Glasser") << "glasser360" << World{8, -90, 0} << "Right_V1";
        QTest::newRow("Schaefer") << "schaefer400x7" << World{-10, -95, 0} << "LH_Vis";
        QTest::newRow("Tian") << "TianSubcortexS2x3T" << World{28, -20, -12} << "HIP-rh";
        QTest::newRow("empty lines at the end of the names") << "schaefer200x17" << World{-10, -95, 0} << "LH_VisCent";
    }
    void realAtlasesFitTheirNames()
    {
        QFETCH(QString, name);
        QFETCH(World, point);
        QFETCH(QString, region);
        const QByteArray data = qgetenv("INSULA_TEST_DATA");
        const fs::path base
            = data.isEmpty() ? fs::path(qgetenv("INSULA_SOURCE_DIR").toStdString()) / "../shared/data" : fs::path(data.toStdString());
        const fs::path image = base / "atlases/xcp" / (name.toStdString() + "MNI.nii.gz");
        if (!fs::exists(image)) {
            QSKIP("no real data");
        }
        const AtlasSource source{"", image, labelFileBeside(image).value()};
        const auto atlas = Atlas::read(source);
        QVERIFY2(contains(atlas->textAt(point), region.toStdString()), atlas->textAt(point).c_str());
        QVERIFY(isMni(atlas->space()));
    }
};

QTEST_GUILESS_MAIN(TestAtlas)
#include "tst_Atlas.moc"
