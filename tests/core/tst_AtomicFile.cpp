#include "processing/core/AtomicFile.h"
#include "tests/core/Messages.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace insula;
using namespace insula::test;

namespace {

// The exit status (or 128 + signal) of work() in a process of its own.
int inChild(const std::function<int()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

class TestAtomicFile : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    std::filesystem::path path(const std::string& name) const { return m_folder->path().toStdString() + "/" + name; }
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theTargetIsTheOldOneUntilTheCommit()
    {
        writeTextFile(path("a"), "old");
        AtomicFile file(path("a"));
        file.write(std::string_view("new "));
        file.write(std::string_view("text"));
        QCOMPARE(readTextFile(path("a")), std::string("old"));
        file.commit();
        QCOMPARE(readTextFile(path("a")), std::string("new text"));
        QCOMPARE(names(), QStringList("a"));
    }

    void withoutCommitNothingIsLeft()
    {
        {
            AtomicFile file(path("a"));
            file.write(std::string_view("text"));
            QCOMPARE(names().size(), 1);
            QCOMPARE(file.temporary().parent_path(), path("a").parent_path());
        }
        QCOMPARE(names(), QStringList());
    }

    void aCrashLeavesTheOldFile()
    {
        writeTextFile(path("a"), "old");
        QCOMPARE(inChild([&] {
            AtomicFile file(path("a"));
            file.write(std::string(100'000, 'x'));
            return std::raise(SIGKILL);
        }),
            128 + SIGKILL);
        QCOMPARE(readTextFile(path("a")), std::string("old"));
    }

    // A limit of the file size stands for a full disk.
    void aFullDiskLeavesTheOldFile()
    {
        writeTextFile(path("a"), "old");
        QCOMPARE(inChild([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{10'000, 10'000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const std::string message = messageOf([&] { writeTextFile(path("a"), std::string(100'000, 'x')); });
            return contains(message, "larger than allowed") && contains(message, path("a").string()) ? 0 : 1;
        }),
            0);
        QCOMPARE(readTextFile(path("a")), std::string("old"));
        QCOMPARE(names(), QStringList("a"));
    }

    void refusesPlacesThatCannotBeWritten_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("no such folder") << QByteArray("no/a") << QByteArray("the folder does not exist");
        QTest::newRow("a file for a folder") << QByteArray("file/a") << QByteArray("not a folder");
        QTest::newRow("a folder") << QByteArray("folder") << QByteArray("it is a folder");
        QTest::newRow("a folder with its slash") << QByteArray("folder/") << QByteArray("it is a folder");
    }

    void refusesPlacesThatCannotBeWritten()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, part);
        std::filesystem::create_directory(path("folder"));
        writeTextFile(path("file"), "");
        const std::string message = messageOf([&] { AtomicFile(path(name.toStdString())); });
        QVERIFY2(contains(message, part.toStdString()), message.c_str());
        QCOMPARE(names().size(), 2);
    }

    void aFileMarkedReadOnlyStays()
    {
        if (::geteuid() == 0) {
            QSKIP("root may write everything");
        }
        writeTextFile(path("a"), "old");
        std::filesystem::permissions(path("a"), std::filesystem::perms::owner_read);
        QVERIFY(contains(messageOf([&] { writeTextFile(path("a"), "new"); }), "you may not write there"));
    }

    void aLinkStaysALink()
    {
        std::filesystem::create_directory(path("there"));
        writeTextFile(path("there/real"), "old");
        std::filesystem::create_symlink(path("there/real"), path("link"));
        writeTextFile(path("link"), "new");
        QVERIFY(std::filesystem::is_symlink(path("link")));
        QCOMPARE(readTextFile(path("there/real")), std::string("new"));
    }

    void permissionsOfTheOldFileAreKept()
    {
        writeTextFile(path("a"), "old");
        ::chmod(path("a").c_str(), 0640);
        writeTextFile(path("a"), "new");
        struct stat status { };
        ::stat(path("a").c_str(), &status);
        QCOMPARE(status.st_mode & 07777U, 0640U);
    }

    void aNameOf255BytesIsWritten()
    {
        writeTextFile(path(std::string(255, 'n')), "text");
        QCOMPARE(readTextFile(path(std::string(255, 'n'))), std::string("text"));
    }

    void readsWholeTextsUpToALimit()
    {
        const std::string text(200'000, 'x');
        writeTextFile(path("a"), text);
        QCOMPARE(readTextFile(path("a"), 200'000), text);
        QVERIFY(contains(messageOf([&] { readTextFile(path("a"), 199'999); }), "too large"));
        QVERIFY(contains(messageOf([&] { readTextFile(path("no")); }), "No such file"));
        QVERIFY(contains(messageOf([&] { readTextFile(m_folder->path().toStdString()); }), "not a file"));
    }

    void aScratchFolderIsItsOwnAndGoesWithItsContent()
    {
        std::filesystem::path first;
        {
            const ScratchFolder a(m_folder->path().toStdString()), b(m_folder->path().toStdString());
            first = a.path();
            QVERIFY(a.path() != b.path());
            writeTextFile(a.path() / "file", "text");
        }
        QVERIFY(!std::filesystem::exists(first));
        QVERIFY(contains(messageOf([&] { ScratchFolder(path("no")); }), "cannot make a temporary folder"));
    }

    void whatIsRegisteredGoesWhenTheProcessIsCancelled()
    {
        const ScratchFolder scratch(m_folder->path().toStdString());
        AtomicFile file(path("a"));
        file.write(std::string_view("text"));
        removeRegisteredTemporaries();
        QCOMPARE(names(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_AtomicFile.moc"
