#include "processing/core/ContrastExpression.h"
#include "processing/core/Error.h"

#include <QtTest>

using namespace insula;

namespace {

const std::vector<std::string> Names{"face", "house", "house-upright", "n-back 2"};

} // namespace

class TestContrastExpression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meansWhatItSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<double>>("weights");
        QTest::newRow("difference") << "face - house" << QList<double>{1, -1, 0, 0};
        QTest::newRow("without spaces") << "face-house" << QList<double>{1, -1, 0, 0};
        QTest::newRow("the longest name") << "house-upright-face" << QList<double>{-1, 0, 1, 0};
        QTest::newRow("factors on either side") << "0.5*face + house*2" << QList<double>{0.5, 2, 0, 0};
        QTest::newRow("brackets") << "face - (house + n-back 2)/2" << QList<double>{1, -0.5, 0, -0.5};
        QTest::newRow("sign in front") << "-face + 2*-house" << QList<double>{-1, -2, 0, 0};
        QTest::newRow("quotes") << "\"n-back 2\" - \"face\"" << QList<double>{-1, 0, 0, 1};
        QTest::newRow("numbers among themselves") << "(1 + 2)/4 * face" << QList<double>{0.75, 0, 0, 0};
        QTest::newRow("the same twice") << "face + face" << QList<double>{2, 0, 0, 0};
    }
    void meansWhatItSays()
    {
        QFETCH(QString, text);
        QFETCH(QList<double>, weights);
        const auto found = contrastWeights(text.toStdString(), Names);
        for (std::size_t n = 0; n < 4; ++n)
            QCOMPARE(found[n], weights[static_cast<qsizetype>(n)]);
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown") << "face - hose"
                                 << "did you mean 'house'";
        QTest::newRow("product") << "face*house"
                                 << "multiplied";
        QTest::newRow("quotient") << "2/face"
                                  << "divided";
        QTest::newRow("number added") << "face + 1"
                                      << "cannot be added";
        QTest::newRow("bracket") << "(face - house"
                                 << "bracket";
        QTest::newRow("nothing left") << "face - face"
                                      << "weights are 0";
        QTest::newRow("only a number") << "3"
                                       << "no condition";
        QTest::newRow("ends early") << "face -"
                                    << "expected";
        QTest::newRow("rest") << "face house"
                              << "not understood";
        QTest::newRow("division by nothing") << "face/0"
                                             << "by 0";
        QTest::newRow("deep") << QString(200, '(') + "face"
                              << "brackets";
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        try {
            contrastWeights(text.toStdString(), Names);
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(says), error.what());
            QVERIFY(!QString(error.what()).contains('\n'));
        }
    }

    void severalHaveNamesOfTheirOwn()
    {
        const auto found = contrastsOf("f = face; face - house;", Names);
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].name, std::string("f"));
        QCOMPARE(found[1].name, std::string("face - house"));
        QVERIFY_EXCEPTION_THROWN(contrastsOf("= face", Names), Error);
        QVERIFY_EXCEPTION_THROWN(contrastsOf("x =", Names), Error);
    }

    void withoutATextThereIsTheMeanAndEachByItself()
    {
        const auto found = contrastsOf("  ", Names);
        QCOMPARE(found.size(), std::size_t{5});
        QCOMPARE(found[0].name, std::string("task"));
        QCOMPARE(found[0].weights, (std::vector<double>{0.25, 0.25, 0.25, 0.25}));
        QCOMPARE(found[3].weights, (std::vector<double>{0, 0, 1, 0}));
        QCOMPARE(contrastsOf("", std::vector<std::string>{"a"}).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestContrastExpression)
#include "tst_ContrastExpression.moc"
