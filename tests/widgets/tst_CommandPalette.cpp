// Any command by a few letters.
#include "widgets/CommandPalette.h"
#include "widgets/FuzzyMatch.h"

#include <QLineEdit>
#include <QTest>

using namespace insula;

class tst_CommandPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lettersMustComeInOrder()
    {
        QVERIFY(fuzzyScore("opj", "Open project"));
        QVERIFY(!fuzzyScore("jpo", "Open project"));
        QVERIFY(fuzzyScore("", "anything"));
    }

    void startsOfWordsAndWholeWordsWin()
    {
        QVERIFY(*fuzzyScore("op", "Open project") > *fuzzyScore("op", "Skull strip, one pass of a copy"));
        QVERIFY(*fuzzyScore("smooth", "Gaussian smoothing") > *fuzzyScore("smooth", "Save my own object to this house"));
        QVERIFY(*fuzzyScore("ss", "Skull strip") > *fuzzyScore("ss", "Class list"));
    }

    void typingAndReturnRunsTheBestMatch()
    {
        QWidget window;
        window.resize(900, 600);
        CommandPalette palette(&window);
        QString ran;
        palette.open({{"Open files", "Ctrl+O", [&] { ran = "files"; }}, {"Open project", "", [&] { ran = "project"; }},
            {"Skull strip", "", [&] { ran = "strip"; }}});
        window.show();
        auto* edit = palette.findChild<QLineEdit*>();
        QTest::keyClicks(edit, "opproj");
        QCOMPARE(palette.shownNames(), QStringList({"Open project"}));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(ran, QString("project"));
        QVERIFY(palette.isHidden());
    }

    void arrowsChooseAndEscapeCloses()
    {
        QWidget window;
        window.resize(900, 600);
        window.show();
        CommandPalette palette(&window);
        int ran = 0;
        palette.open({{"A", "", [&] { ran = 1; }}, {"B", "", [&] { ran = 2; }}});
        auto* edit = palette.findChild<QLineEdit*>();
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(ran, 2);
        palette.open({{"A", "", [&] { ran = 7; }}});
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(palette.isHidden());
        QCOMPARE(ran, 2);
    }
};

QTEST_MAIN(tst_CommandPalette)
#include "tst_CommandPalette.moc"
