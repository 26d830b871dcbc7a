#include "processing/core/ProjectDatabase.h"
#include "processing/core/ProjectNames.h"
#include "processing/core/ProjectSchema.h"
#include "tests/core/ProjectFixture.h"

#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace insula;
using namespace insula::test;
namespace fs = std::filesystem;

class tst_Project : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_new_project_holds_what_is_put_in();
    void paths_follow_a_project_moved_with_its_data_and_alone();
    void suffixes_are_guessed_data();
    void suffixes_are_guessed();
    void derivatives_get_bids_names_and_never_an_existing_one();
    void a_folder_that_is_no_project_is_refused();
    void a_newer_schema_is_refused();
    void a_damaged_database_gives_one_line();
    void a_read_only_folder_opens_for_reading();
    void a_changed_event_breaks_the_chain();
    void removed_last_events_are_noticed();
    void migrations_run_in_order_from_every_version();
    void a_failing_migration_changes_nothing();
    void a_project_of_the_version_before_gets_notes_and_keeps_its_rows();
    void a_read_only_project_of_the_version_before_opens_without_notes();
    void notes_come_back_and_are_changed_by_their_ids();
    void two_windows_lose_no_note();
    void merging_keeps_what_either_side_wrote_data();
    void merging_keeps_what_either_side_wrote();
    void another_connection_raises_the_data_version();
};

void tst_Project::a_new_project_holds_what_is_put_in()
{
    ProjectFixture f;
    Project project = Project::open(f.folder);
    project.addSession("02", "a");
    project.setSetting("key", "value");
    project.saveViewState("start", {{"zoom", 2}});
    project.addModel({"abc", "mindgrab", "1", "local"});
    QCOMPARE(project.name(), std::string("Study"));
    QCOMPARE(project.subjects(), (std::vector<std::string>{"01", "02"}));
    QCOMPARE(project.sessions().size(), std::size_t(1));
    QCOMPARE(project.viewStates().at("start").at("zoom").get<int>(), 2);
    QCOMPARE(project.setting("key").value(), std::string("value"));
    QCOMPARE(project.models().at(0).name, std::string("mindgrab"));
    const VolumeRow volume = project.volumes().at(0);
    QCOMPARE(volume.path, f.image);
    QCOMPARE(volume.suffix, std::string("T1w"));
    QCOMPARE(volume.shape, std::string("8 x 8 x 8"));
    QVERIFY(!volume.derivative && !volume.missing && !volume.stale);
    QCOMPARE(errorsOf(project), QByteArray());
    QVERIFY(!messageOf([&] { project.addSubject("sub-01"); }).empty());
    QVERIFY(!messageOf([&] { Project::create(f.folder); }).empty());
}

void tst_Project::paths_follow_a_project_moved_with_its_data_and_alone()
{
    ProjectFixture f;
    fs::create_directory(f.root / "new");
    fs::rename(f.folder, f.root / "new/study.insula");
    QCOMPARE(Project::open(f.root / "new/study.insula").volumes().at(0).path, f.image); // alone: the data is where it was
    fs::rename(f.root / "raw", f.root / "new/raw");
    const VolumeRow together = Project::open(f.root / "new/study.insula").volumes().at(0);
    QCOMPARE(together.path, f.root / "new/raw/sub-01_T1w.nii.gz");
    QVERIFY(!together.missing);
    fs::remove(together.path);
    QVERIFY(Project::open(f.root / "new/study.insula").volumes().at(0).missing);
}

void tst_Project::suffixes_are_guessed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("BIDS") << "sub-01_ses-a_task-rest_bold.nii.gz"
                          << "bold";
    QTest::newRow("BIDS with desc") << "sub-01_desc-brain_mask.nii"
                                    << "mask";
    QTest::newRow("plain T1") << "MyT1.nii.gz"
                              << "T1w";
    QTest::newRow("mask of a T1") << "t1_mask.nii.gz"
                                  << "mask";
    QTest::newRow("nothing known") << "x_y.nii.gz"
                                   << "image";
}

void tst_Project::suffixes_are_guessed()
{
    QFETCH(QString, file);
    QFETCH(QString, suffix);
    QCOMPARE(QString::fromStdString(parseBidsName(file.toStdString()).suffix), suffix);
}

void tst_Project::derivatives_get_bids_names_and_never_an_existing_one()
{
    ProjectFixture f;
    const Project project = Project::open(f.folder);
    const auto named = [&](const std::vector<fs::path>& taken) {
        return project.derivativeName("skull-strip", "sub-9_task-rest_run-2_bold.nii.gz", "01", "a", "desc-brain", "", ".nii.gz", taken);
    };
    const fs::path first = named({});
    const fs::path folder = project.folder() / "derivatives/insula-skull-strip/sub-01/ses-a/func";
    QCOMPARE(first, folder / "sub-01_ses-a_task-rest_run-2_desc-brain_bold.nii.gz");
    QCOMPARE(named({first}), folder / "sub-01_ses-a_task-rest_run-2_desc-brain2_bold.nii.gz");
    fs::create_directories(folder);
    std::ofstream(first) << "x";
    QCOMPARE(named({}), folder / "sub-01_ses-a_task-rest_run-2_desc-brain2_bold.nii.gz");
}

void tst_Project::a_folder_that_is_no_project_is_refused()
{
    const QTemporaryDir empty;
    const std::string message = messageOf([&] { Project::open(empty.path().toStdString()); });
    QVERIFY2(message.find("is not a project") != std::string::npos, message.c_str());
    QVERIFY(message.find('\n') == std::string::npos);
}

void tst_Project::a_newer_schema_is_refused()
{
    ProjectFixture f;
    Database(f.folder / "project.sqlite", Database::Mode::ReadWrite).execute("PRAGMA user_version = 999");
    const std::string message = messageOf([&] { Project::open(f.folder); });
    QVERIFY2(message.find("newer version") != std::string::npos, message.c_str());
}

void tst_Project::a_damaged_database_gives_one_line()
{
    ProjectFixture f;
    Database(f.folder / "project.sqlite", Database::Mode::ReadWrite).execute("PRAGMA wal_checkpoint(TRUNCATE)");
    std::fstream file(f.folder / "project.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    file << std::string(200, 'x');
    file.close();
    const std::string message = messageOf([&] { Project::open(f.folder); });
    QVERIFY2(message.find("damaged") != std::string::npos, message.c_str());
    QVERIFY(message.find('\n') == std::string::npos);
}

void tst_Project::a_read_only_folder_opens_for_reading()
{
    ProjectFixture f;
    for (const auto& entry : fs::recursive_directory_iterator(f.folder)) {
        fs::permissions(entry.path(), entry.is_directory() ? fs::perms(0555) : fs::perms(0444));
    }
    fs::permissions(f.folder, fs::perms(0555));
    fs::permissions(f.root, fs::perms(0755));
    const pid_t child = ::fork();
    if (child == 0) { // root may write anywhere
        if (::getuid() == 0 && ::setuid(65534) != 0) {
            ::_exit(9);
        }
        int status = 1;
        const std::string failure = messageOf([&] {
            Project project = Project::open(f.folder);
            const bool reads = project.isReadOnly() && project.volumes().size() == 1 && project.name() == "Study";
            const std::string message = messageOf([&] { project.addSubject("03"); });
            status = !reads ? 2 : message.find("reading only") == std::string::npos ? 3 : 0;
        });
        ::_exit(failure.empty() ? status : 4);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    fs::permissions(f.folder, fs::perms(0755));
    for (const auto& entry : fs::recursive_directory_iterator(f.folder)) {
        fs::permissions(entry.path(), fs::perms(0755));
    }
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void tst_Project::a_changed_event_breaks_the_chain()
{
    ProjectFixture f;
    Database db(f.folder / "project.sqlite", Database::Mode::ReadWrite);
    QVERIFY(!messageOf([&] { db.execute("UPDATE events SET kind = 'x' WHERE id = 1"); }).empty()); // the trigger
    db.execute("DROP TRIGGER events_stay");
    db.execute("UPDATE events SET content = '{}' WHERE id = 1");
    QVERIFY(errorsOf(Project::open(f.folder)).contains("event 1 was changed"));
}

void tst_Project::removed_last_events_are_noticed()
{
    ProjectFixture f;
    Database db(f.folder / "project.sqlite", Database::Mode::ReadWrite);
    db.execute("DROP TRIGGER events_remain");
    db.execute("DELETE FROM events WHERE id = (SELECT max(id) FROM events)");
    QVERIFY(errorsOf(Project::open(f.folder)).contains("were removed"));
}

void tst_Project::migrations_run_in_order_from_every_version()
{
    const auto all = projectMigrations();
    for (std::size_t version = 0; version <= all.size(); ++version) {
        const QTemporaryDir folder;
        Database db(fs::path(folder.path().toStdString()) / "x.sqlite", Database::Mode::Create);
        migrate(db, all.first(version));
        QCOMPARE(schemaVersion(db), int(version));
        migrate(db, all);
        QCOMPARE(schemaVersion(db), int(all.size()));
        QCOMPARE(db.integer("SELECT count(*) FROM runs"), 0);
    }
}

void tst_Project::a_failing_migration_changes_nothing()
{
    const QTemporaryDir folder;
    Database db(fs::path(folder.path().toStdString()) / "x.sqlite", Database::Mode::Create);
    const std::array<const char*, 2> broken{"CREATE TABLE a(x)", "CREATE TABLE b(x); CREATE TABLE a(x)"};
    QVERIFY(!messageOf([&] { migrate(db, broken); }).empty());
    QCOMPARE(schemaVersion(db), 1);
    QCOMPARE(db.integer("SELECT count(*) FROM sqlite_master WHERE name = 'b'"), 0);
}

namespace {

// A project as version 1 made it, with one volume.
void makeVersionOne(const fs::path& folder)
{
    Database db(folder / "project.sqlite", Database::Mode::ReadWrite);
    db.execute("DROP TABLE annotations; DROP TABLE run_keys; PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)");
}

AnnotationRow annotation(const char* id, const char* text, const char* sha256 = "s")
{
    return {id, sha256, {{"text", text}}};
}

} // namespace

void tst_Project::a_project_of_the_version_before_gets_notes_and_keeps_its_rows()
{
    ProjectFixture f;
    makeVersionOne(f.folder);
    Project project = Project::open(f.folder);
    QCOMPARE(project.volumes().size(), std::size_t(1));
    QVERIFY(project.annotations().empty());
    project.changeAnnotations([](const auto&) { return AnnotationChange{{annotation("a", "x")}, {}}; });
    QCOMPARE(project.annotations().size(), std::size_t(1));
    QCOMPARE(errorsOf(project), QByteArray());
}

void tst_Project::a_read_only_project_of_the_version_before_opens_without_notes()
{
    ProjectFixture f;
    makeVersionOne(f.folder);
    QCOMPARE(
        checkedReadOnly(f,
            [](const Project& project) { return project.isReadOnly() && project.volumes().size() == 1 && project.annotations().empty(); }),
        0);
}

void tst_Project::notes_come_back_and_are_changed_by_their_ids()
{
    ProjectFixture f;
    Project::open(f.folder).changeAnnotations([](const auto&) {
        return AnnotationChange{{annotation("b", "x"), annotation("a", "\"quoted\", \xc3\xa9"), annotation("c", "z")}, {}};
    });
    Project project = Project::open(f.folder);
    project.changeAnnotations([](const auto& now) { return AnnotationChange{{{now.at(0).id, "t", {{"text", "y"}}}}, {"c"}}; });
    const std::vector<AnnotationRow> expected{annotation("b", "y", "t"), annotation("a", "\"quoted\", \xc3\xa9")};
    QVERIFY(Project::open(f.folder).annotations() == expected);
}

void tst_Project::two_windows_lose_no_note()
{
    ProjectFixture f;
    Project one = Project::open(f.folder), two = Project::open(f.folder);
    std::vector<AnnotationRow> mine{annotation("1", "drawn in one")}, other{annotation("2", "drawn in two")};
    const auto none = [] { return std::string("never"); };
    const auto save = [&](Project& project, const std::vector<AnnotationRow>& notes) {
        std::vector<AnnotationRow> shown;
        project.changeAnnotations([&](const auto& now) {
            const AnnotationMerge merged = mergeAnnotations({}, notes, now, none);
            shown = merged.shown;
            return merged.change;
        });
        return shown;
    };
    QCOMPARE(save(one, mine).size(), std::size_t(1));
    QCOMPARE(save(two, other).size(), std::size_t(2)); // sees the first one's
    QCOMPARE(save(one, mine).size(), std::size_t(2));
    QCOMPARE(one.annotations().size(), std::size_t(2));
}

void tst_Project::merging_keeps_what_either_side_wrote_data()
{
    QTest::addColumn<QString>("base"); // texts of the note with id 1; empty: there is none
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("theirs");
    QTest::addColumn<QString>("shown"); // of all notes, by comma
    QTest::addColumn<QString>("change"); // +: put, -: removed
    QTest::newRow("nothing new") << "a"
                                 << "a"
                                 << "a"
                                 << "a"
                                 << "";
    QTest::newRow("drawn here") << ""
                                << "a"
                                << ""
                                << "a"
                                << "+a";
    QTest::newRow("drawn there") << ""
                                 << ""
                                 << "a"
                                 << "a"
                                 << "";
    QTest::newRow("changed here") << "a"
                                  << "b"
                                  << "a"
                                  << "b"
                                  << "+b";
    QTest::newRow("changed there") << "a"
                                   << "a"
                                   << "b"
                                   << "b"
                                   << "";
    QTest::newRow("changed alike") << "a"
                                   << "b"
                                   << "b"
                                   << "b"
                                   << "";
    QTest::newRow("changed differently: both stay") << "a"
                                                    << "b"
                                                    << "c"
                                                    << "c,b"
                                                    << "+b";
    QTest::newRow("removed here") << "a"
                                  << ""
                                  << "a"
                                  << ""
                                  << "-";
    QTest::newRow("removed there") << "a"
                                   << "a"
                                   << ""
                                   << ""
                                   << "";
    QTest::newRow("removed here, changed there") << "a"
                                                 << ""
                                                 << "b"
                                                 << "b"
                                                 << "";
    QTest::newRow("changed here, removed there") << "a"
                                                 << "b"
                                                 << ""
                                                 << "b"
                                                 << "+b";
    QTest::newRow("an older view of a changed note") << ""
                                                     << "a"
                                                     << "b"
                                                     << "b"
                                                     << "";
}

void tst_Project::merging_keeps_what_either_side_wrote()
{
    QFETCH(QString, base);
    QFETCH(QString, mine);
    QFETCH(QString, theirs);
    QFETCH(QString, shown);
    QFETCH(QString, change);
    const auto rows = [](const QString& text) {
        return text.isEmpty() ? std::vector<AnnotationRow>() : std::vector<AnnotationRow>{annotation("1", qPrintable(text))};
    };
    std::map<std::string, AnnotationRow> known;
    for (const AnnotationRow& row : rows(base)) {
        known[row.id] = row;
    }
    const AnnotationMerge merged = mergeAnnotations(known, rows(mine), rows(theirs), [] { return std::string("2"); });
    QStringList texts;
    for (const AnnotationRow& row : merged.shown) {
        texts += QString::fromStdString(row.content.at("text").get<std::string>());
    }
    QCOMPARE(texts.join(","), shown);
    QString changes;
    for (const AnnotationRow& row : merged.change.put) {
        changes += "+" + QString::fromStdString(row.content.at("text").get<std::string>());
    }
    for (std::size_t n = 0; n < merged.change.remove.size(); ++n) {
        changes += "-";
    }
    QCOMPARE(changes, change);
    QVERIFY(merged.shown.size() < 2 || merged.shown[0].id != merged.shown[1].id);
}

void tst_Project::another_connection_raises_the_data_version()
{
    ProjectFixture f;
    const Project one = Project::open(f.folder);
    Project two = Project::open(f.folder);
    const auto before = one.dataVersion();
    QCOMPARE(one.dataVersion(), before);
    two.addSubject("07");
    QVERIFY(one.dataVersion() > before);
}

QTEST_GUILESS_MAIN(tst_Project)
#include "tst_Project.moc"
