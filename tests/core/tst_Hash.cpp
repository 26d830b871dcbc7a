#include "processing/core/AtomicFile.h"
#include "processing/core/Hash.h"
#include "tests/core/Messages.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace insula;
using namespace insula::test;

class TestHash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // FIPS 180-4, the examples of NIST.
    void knownTextsHaveKnownSums_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("sum");
        QTest::newRow("nothing") << QByteArray() << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc") << QByteArray("abc") << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                    << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("a million times a") << QByteArray(1'000'000, 'a')
                                           << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    void knownTextsHaveKnownSums()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, sum);
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("f").toStdString();
        writeTextFile(file, text.toStdString());
        QCOMPARE(QByteArray(sha256(text.toStdString()).c_str()), sum);
        QCOMPARE(QByteArray(sha256OfFile(file).c_str()), sum);
        Sha256 pieces;
        for (const char c : text.first(std::min<qsizetype>(text.size(), 100))) {
            pieces.add(std::string_view(&c, 1));
        }
        pieces.add(text.mid(100).toStdString());
        QCOMPARE(QByteArray(pieces.finish().c_str()), sum);
    }

    void whatCannotBeReadIsRefused()
    {
        QTemporaryDir folder;
        QVERIFY(contains(messageOf([&] { sha256OfFile(folder.path().toStdString()); }), "it is a folder"));
        QVERIFY(contains(messageOf([&] { sha256OfFile(folder.filePath("no").toStdString()); }), "No such file"));
    }
};

QTEST_GUILESS_MAIN(TestHash)
#include "tst_Hash.moc"
