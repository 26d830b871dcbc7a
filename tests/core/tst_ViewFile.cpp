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
