// Saved views whose files moved, vanished or changed.
#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/ViewFile.h"

#include <QTest>

#include <filesystem>

using namespace insula;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

struct Study {
    Study()
    {
        fs::create_directories(folder() / "images");
        writeTextFile(folder() / "images/head.nii", "voxels");
        json scene{{"version", 1}, {"layers", {{{"path", (folder() / "images/head.nii").string()}, {"name", "head"}}}},
            {"notes", {{{"kind", "text"}, {"image", (folder() / "images/head.nii").string()}}}}};
        saveViewFile(scene, folder() / "view.json");
    }
    fs::path folder() const { return scratch.path() / "study"; }
    ScratchFolder scratch;
};

std::string messageOf(const fs::path& view)
{
    try {
        readViewFile(view);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class tst_ViewFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aViewKeepsRelativePathSizeAndHash()
    {
        Study study;
        const auto layer = json::parse(readTextFile(study.folder() / "view.json")).at("layers").at(0);
        QCOMPARE(layer.at("relative").get<std::string>(), std::string("images/head.nii"));
        QCOMPARE(layer.at("size").get<int>(), 6);
        QCOMPARE(layer.at("sha256").get<std::string>(), sha256("voxels"));
    }

    void aFolderThatMovedAsAWholeWorks()
    {
        Study study;
        const auto moved = study.scratch.path() / "elsewhere";
        fs::rename(study.folder(), moved);
        const auto found = readViewFile(moved / "view.json");
        QCOMPARE(found.view.at("layers").at(0).at("path").get<std::string>(), (moved / "images/head.nii").string());
        QCOMPARE(found.view.at("notes").at(0).at("image").get<std::string>(), (moved / "images/head.nii").string());
        QVERIFY(found.changed.empty());
    }

    void aCopyBesideTheViewIsPreferredAndAViewThatMovedAloneFindsTheOldPlace()
    {
        Study study;
        const auto copy = study.scratch.path() / "copy";
        fs::copy(study.folder(), copy, fs::copy_options::recursive);
        QCOMPARE(
            readViewFile(copy / "view.json").view.at("layers").at(0).at("path").get<std::string>(), (copy / "images/head.nii").string());
        fs::remove_all(copy / "images");
        QCOMPARE(readViewFile(copy / "view.json").view.at("layers").at(0).at("path").get<std::string>(),
            (study.folder() / "images/head.nii").string());
    }

    void aChangedFileIsToldAlsoWhenItsSizeIsTheSame()
    {
        Study study;
        writeTextFile(study.folder() / "images/head.nii", "vOxels");
        const auto same = readViewFile(study.folder() / "view.json").changed;
        QCOMPARE(same.size(), std::size_t(1));
        QVERIFY(same[0].find("head.nii' has changed") != std::string::npos);
        writeTextFile(study.folder() / "images/head.nii", "more voxels");
        QVERIFY(readViewFile(study.folder() / "view.json").changed.at(0).find("another size") != std::string::npos);
    }

    void aMissingFileIsNamed()
    {
        Study study;
        fs::remove(study.folder() / "images/head.nii");
        QVERIFY(messageOf(study.folder() / "view.json").find("images/head.nii") != std::string::npos);
    }

    void aMissingFileIsDescribedAndOpensFromWhereItIsNow()
    {
        Study study;
        fs::rename(study.folder() / "images", study.scratch.path() / "elsewhere");
        const auto view = study.folder() / "view.json";
        const auto saved = (study.folder() / "images/head.nii").string();
        const auto missing = findViewFiles(view).missing;
        QCOMPARE(missing.size(), std::size_t(1));
        QCOMPARE(missing[0].saved, saved);
        QCOMPARE(missing[0].name, std::string("head"));
        QCOMPARE(missing[0].sha256, sha256("voxels"));
        const auto now = study.scratch.path() / "elsewhere/head.nii";
        const auto found = findViewFiles(view, {{saved, now}});
        QVERIFY(found.missing.empty() && found.changed.empty());
        QCOMPARE(found.view.at("layers").at(0).at("path").get<std::string>(), now.string());
        QCOMPARE(found.view.at("notes").at(0).at("image").get<std::string>(), now.string());
        QCOMPARE(findViewFiles(view, {{saved, study.scratch.path() / "nowhere"}}).missing.size(), std::size_t(1));
    }

    void aLayerThatIsLeftOutTakesItsPlaceInTheViewWithIt()
    {
        const ScratchFolder scratch;
        json scene{{"layers", json::array()}, {"selected", 2}, {"comparison", {{"offsets", {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}}}}};
        for (const char* name : {"a", "b", "c"}) {
            writeTextFile(scratch.path() / name, name);
            scene["layers"].push_back({{"path", (scratch.path() / name).string()}, {"name", name},
                {"display", {{"alpha-from", {(scratch.path() / "c").string(), 0, 1}}}}});
        }
        const auto file = scratch.path() / "view.json";
        saveViewFile(scene, file);
        fs::remove(scratch.path() / "b");
        fs::rename(scratch.path() / "c", scratch.path() / "d");
        const auto found
            = findViewFiles(file, {{(scratch.path() / "b").string(), {}}, {(scratch.path() / "c").string(), scratch.path() / "d"}});
        QVERIFY(found.missing.empty());
        QCOMPARE(found.view.at("layers").size(), std::size_t(2));
        QCOMPARE(found.view.at("layers").at(1).at("name").get<std::string>(), std::string("c"));
        QCOMPARE(found.view.at("layers").at(0).at("display").at("alpha-from").at(0).get<std::string>(), (scratch.path() / "d").string());
        QCOMPARE(found.view.at("selected").get<int>(), 1);
        QVERIFY(found.view.at("comparison").at("offsets") == json::parse("[[0, 0, 0], [2, 0, 0]]"));
        const auto all = findViewFiles(
            file, {{(scratch.path() / "a").string(), {}}, {(scratch.path() / "b").string(), {}}, {(scratch.path() / "c").string(), {}}});
        QVERIFY(all.view.at("layers").empty());
        QCOMPARE(all.view.at("selected").get<int>(), -1);
    }

    void surfacesTheirValuesAndStreamlinesAreFilesOfTheViewToo()
    {
        const ScratchFolder scratch;
        const auto entry = [&](const char* name) {
            writeTextFile(scratch.path() / name, name);
            return json{{"path", (scratch.path() / name).string()}, {"name", name}};
        };
        json left = entry("lh.pial"), right = entry("rh.pial");
        left["overlays"] = {entry("lh.thickness"), entry("lh.curv")};
        right["overlays"] = json::array();
        const auto file = scratch.path() / "view.json";
        saveViewFile({{"layers", json::array()}, {"surfaces", {{"meshes", {left, right}}, {"tracts", {entry("a.trk")}}}}}, file);
        for (const char* name : {"lh.pial", "lh.curv", "a.trk"})
            fs::remove(scratch.path() / name);
        const auto missing = findViewFiles(file).missing;
        QCOMPARE(missing.size(), std::size_t(3));
        const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
        const auto without = findViewFiles(file, {{at("lh.pial"), {}}, {at("lh.curv"), {}}, {at("a.trk"), scratch.path() / "rh.pial"}});
        QVERIFY(without.missing.empty());
        const auto& surfaces = without.view.at("surfaces");
        QCOMPARE(surfaces.at("meshes").size(), std::size_t(1)); // its values go with the mesh
        QCOMPARE(surfaces.at("meshes").at(0).at("name").get<std::string>(), std::string("rh.pial"));
        QCOMPARE(surfaces.at("tracts").at(0).at("path").get<std::string>(), at("rh.pial"));
        QCOMPARE(without.changed.size(), std::size_t(1)); // that is another file
        writeTextFile(scratch.path() / "lh.pial", "lh.pial");
        const auto values = findViewFiles(file, {{at("lh.curv"), {}}, {at("a.trk"), {}}}).view.at("surfaces");
        QCOMPARE(values.at("meshes").at(0).at("overlays").size(), std::size_t(1));
        QVERIFY(values.at("tracts").empty());
    }

    void oneFoundFileLeadsToTheOthers()
    {
        const ScratchFolder scratch;
        const auto moved = scratch.path() / "moved";
        for (const char* folder : {"anat", "func"})
            fs::create_directories(moved / folder);
        writeTextFile(moved / "anat/t1.nii", "t1");
        writeTextFile(moved / "anat/mask.nii", "mask");
        writeTextFile(moved / "func/bold.nii", "bold"); // beside the folder, as before
        writeTextFile(moved / "anat/another name.nii", "renamed");
        writeTextFile(moved / "anat/decoy.nii", "RENAMED"); // of the same size
        writeTextFile(moved / "anat/edited.nii", "other content");
        const auto missing = [](const char* path, const char* content) {
            return MissingViewFile{std::string("/old/") + path, path, std::string_view(content).size(), sha256(content)};
        };
        const auto found = locateViewFiles(
            {missing("anat/t1.nii", "t1"), missing("anat/mask.nii", "mask"), missing("func/bold.nii", "bold"),
                missing("anat/renamed.nii", "renamed"), missing("anat/edited.nii", "content"), missing("anat/gone.nii", "gone")},
            "/old/anat/t1.nii", moved / "anat/t1.nii");
        const auto at = [&](const char* path) { return found.at(std::string("/old/") + path); };
        QCOMPARE(found.size(), std::size_t(5));
        QVERIFY(at("anat/t1.nii").path == moved / "anat/t1.nii" && at("anat/t1.nii").isSame);
        QVERIFY(at("anat/mask.nii").path == moved / "anat/mask.nii" && at("anat/mask.nii").isSame);
        QVERIFY(at("func/bold.nii").path == moved / "func/bold.nii" && at("func/bold.nii").isSame);
        QVERIFY(at("anat/renamed.nii").path == moved / "anat/another name.nii" && at("anat/renamed.nii").isSame);
        QVERIFY(at("anat/edited.nii").path == moved / "anat/edited.nii" && !at("anat/edited.nii").isSame);
        const auto wrong = locateViewFiles({missing("anat/t1.nii", "t2")}, "/old/anat/t1.nii", moved / "anat/t1.nii");
        QVERIFY(!wrong.at("/old/anat/t1.nii").isSame); // what the user chose counts, but is told
    }

    void viewsOfBeforeAndBrokenOnes()
    {
        Study study;
        auto old = json::parse(readTextFile(study.folder() / "view.json"));
        for (const char* key : {"relative", "size", "sha256"})
            old["layers"][0].erase(key);
        writeTextFile(study.folder() / "view.json", old.dump());
        QVERIFY(messageOf(study.folder() / "view.json").empty());
        for (const char* text : {"", "[]", "{}", R"({"layers": 3})", R"({"layers": [3]})", R"({"layers": [{"path": 3}]})"}) {
            writeTextFile(study.folder() / "view.json", text);
            QVERIFY2(!messageOf(study.folder() / "view.json").empty(), text);
        }
    }

    void aSaveThatFailsLeavesTheOldView()
    {
        Study study;
        const auto before = readTextFile(study.folder() / "view.json");
        QVERIFY_EXCEPTION_THROWN(saveViewFile({{"layers", {{{"path", "/nowhere/head.nii"}}}}}, study.folder() / "view.json"), Error);
        QCOMPARE(readTextFile(study.folder() / "view.json"), before);
    }
};

QTEST_GUILESS_MAIN(tst_ViewFile)
#include "tst_ViewFile.moc"
