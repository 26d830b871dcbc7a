#include "processing/core/SimilarName.h"

#include <QtTest>

using namespace insula;

class TestSimilarName : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editsAreCounted_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<int>("edits");
        QTest::newRow("same") << QByteArray("smooth") << QByteArray("smooth") << 0;
        QTest::newRow("nothing") << QByteArray() << QByteArray("abc") << 3;
        QTest::newRow("the classic") << QByteArray("kitten") << QByteArray("sitting") << 3;
        QTest::newRow("a swap") << QByteArray("fwmh") << QByteArray("fwhm") << 1;
        QTest::newRow("a deletion") << QByteArray("smoth") << QByteArray("smooth") << 1;
        QTest::newRow("no edit inside a swap") << QByteArray("ca") << QByteArray("abc") << 3;
    }

    void editsAreCounted()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(int, edits);
        QCOMPARE(static_cast<int>(editDistance(a.toStdString(), b.toStdString())), edits);
        QCOMPARE(static_cast<int>(editDistance(b.toStdString(), a.toStdString())), edits);
    }

    void theClosestNameIsFound_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("a letter left out") << QByteArray("smoth") << QByteArray("smooth");
        QTest::newRow("two letters swapped") << QByteArray("inof") << QByteArray("info");
        QTest::newRow("the beginning") << QByteArray("proj") << QByteArray("project");
        QTest::newRow("too short for a beginning") << QByteArray("pr") << QByteArray();
        QTest::newRow("the nearer of two") << QByteArray("step") << QByteArray("steps");
        QTest::newRow("nothing like it") << QByteArray("xyzzy") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("a whole page") << QByteArray(5000, 's') << QByteArray();
    }

    void theClosestNameIsFound()
    {
        QFETCH(QByteArray, typed);
        const std::vector<std::string> names{"info", "steps", "smooth", "project"};
        QTEST(QByteArray(similarName(typed.toStdString(), names).c_str()), "found");
    }

    void nothingIsSimilarToNothing() { QVERIFY(similarName("smooth", {}).empty()); }
};

QTEST_GUILESS_MAIN(TestSimilarName)
#include "tst_SimilarName.moc"
