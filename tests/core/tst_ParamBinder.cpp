#include "processing/core/ParamBinder.h"
#include "tests/core/Messages.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace insula;
using namespace insula::test;
using nlohmann::json;

namespace {

struct Params {
    bool inside = false;
    std::int64_t passes = 3;
    double fwhm = 6.5;
    std::string method = "linear", mask = "m.nii";
};

void bind(ParamBinder& b, Params& p)
{
    b.boolean("inside-mask", p.inside, "Inside", "Only there.");
    b.integer("passes", p.passes, {1, 5, 1}, "Passes");
    b.real("fwhm", p.fwhm, {0.5, 30, 0.5}, "FWHM (mm)", "Width.");
    b.choice("method", p.method, {{"nearest", "Nearest"}, {"linear", "Linear"}}, "Method");
    b.path("mask", p.mask, "*.nii", "Mask");
}

Params read(const json& values)
{
    Params p;
    ParamReader reader(values);
    bind(reader, p);
    reader.finish();
    return p;
}

json written(Params p)
{
    ParamWriter writer;
    bind(writer, p);
    return writer.values();
}

} // namespace

class TestParamBinder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDescriptionSaysAllThatAFormNeeds()
    {
        Params p;
        ParamDescriber d;
        bind(d, p);
        QCOMPARE(d.params.size(), std::size_t{5});
        QCOMPARE(d.params[0].type, Param::Type::Boolean);
        QCOMPARE(d.params[0].key, std::string("inside-mask"));
        QCOMPARE(d.params[0].label, std::string("Inside"));
        QCOMPARE(d.params[0].help, std::string("Only there."));
        QCOMPARE(d.params[0].defaultValue, std::string("false"));
        QCOMPARE(d.params[1].defaultValue, std::string("3"));
        QCOMPARE(d.params[1].max, 5.0);
        QCOMPARE(d.params[2].defaultValue, std::string("6.5"));
        QCOMPARE(d.params[2].min, 0.5);
        QCOMPARE(d.params[2].step, 0.5);
        QCOMPARE(d.params[3].choices.size(), std::size_t{2});
        QCOMPARE(d.params[3].choices[1].label, std::string("Linear"));
        QCOMPARE(d.params[4].filter, std::string("*.nii"));
        QCOMPARE(name(d.params[4].type), std::string_view("path"));
    }

    void theDefaultsAreTextThatTheReaderAccepts()
    {
        Params p;
        ParamDescriber d;
        bind(d, p);
        json values;
        for (const Param& param : d.params) {
            values[param.key] = param.defaultValue;
        }
        QCOMPARE(written(read(values)), written(Params()));
    }

    void whatIsWrittenIsReadAgain()
    {
        const Params p{true, 5, 0.1 + 0.2 + 1, "nearest", "/a b/\xc3\xa4.nii"};
        const json values = written(p);
        QCOMPARE(values.size(), std::size_t{5});
        const Params again = read(json::parse(values.dump()));
        QCOMPARE(again.inside, p.inside);
        QCOMPARE(again.passes, p.passes);
        QVERIFY2(again.fwhm == p.fwhm, "to the last bit, so that a replay is the same");
        QCOMPARE(again.method, p.method);
        QCOMPARE(again.mask, p.mask);
    }

    void whatIsNotGivenKeepsItsDefault()
    {
        QCOMPARE(written(read({{"passes", 1}})).at("fwhm"), json(6.5));
        QCOMPARE(written(read(json())), written(Params()));
    }

    void typedValuesAndTextAreReadAlike_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("true") << QByteArray(R"({"inside-mask": "true"})") << QByteArray("inside-mask") << QByteArray("true");
        QTest::newRow("yes") << QByteArray(R"({"inside-mask": "yes"})") << QByteArray("inside-mask") << QByteArray("true");
        QTest::newRow("0") << QByteArray(R"({"inside-mask": "0"})") << QByteArray("inside-mask") << QByteArray("false");
        QTest::newRow("typed true") << QByteArray(R"({"inside-mask": true})") << QByteArray("inside-mask") << QByteArray("true");
        QTest::newRow("integer as text") << QByteArray(R"({"passes": "4"})") << QByteArray("passes") << QByteArray("4");
        QTest::newRow("real as text") << QByteArray(R"({"fwhm": "1e1"})") << QByteArray("fwhm") << QByteArray("10.0");
        QTest::newRow("real as whole number") << QByteArray(R"({"fwhm": 8})") << QByteArray("fwhm") << QByteArray("8.0");
        QTest::newRow("lowest") << QByteArray(R"({"fwhm": "0.5"})") << QByteArray("fwhm") << QByteArray("0.5");
        QTest::newRow("highest real") << QByteArray(R"({"fwhm": 30})") << QByteArray("fwhm") << QByteArray("30.0");
        QTest::newRow("lowest whole number") << QByteArray(R"({"passes": 1})") << QByteArray("passes") << QByteArray("1");
        QTest::newRow("highest") << QByteArray(R"({"passes": 5})") << QByteArray("passes") << QByteArray("5");
    }

    void typedValuesAndTextAreReadAlike()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QCOMPARE(QByteArray(written(read(json::parse(given.constData()))).at(key.toStdString()).dump().c_str()), value);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* given, const char* message) {
            QTest::newRow(name) << QByteArray(given) << QByteArray(message);
        };
        row("below the range", R"({"fwhm": 0.4})", "--fwhm is '0.4', expected a number from 0.5 to 30");
        row("above the range", R"({"passes": 6})", "--passes is '6', expected a whole number from 1 to 5");
        row("not a number", R"({"fwhm": "nan"})", "--fwhm is 'nan', expected a number from 0.5 to 30");
        row("infinite", R"({"fwhm": "inf"})", "--fwhm is 'inf'");
        row("a unit behind the number", R"({"fwhm": "8mm"})", "--fwhm is '8mm'");
        row("a decimal comma", R"({"fwhm": "8,5"})", "--fwhm is '8,5'");
        row("nothing", R"({"fwhm": ""})", "--fwhm is ''");
        row("a fraction of passes", R"({"passes": 2.5})", "--passes is '2.5'");
        row("a fraction as text", R"({"passes": "2.0"})", "--passes is '2.0'");
        row("beyond 64 bits", R"({"passes": "99999999999999999999"})", "--passes");
        row("true passes", R"({"passes": true})", "--passes is 'true'");
        row("perhaps", R"({"inside-mask": "perhaps"})", "expected true or false");
        row("an unknown choice", R"({"method": "cubic"})", "--method is 'cubic', expected one of nearest, linear");
        row("a choice by its label", R"({"method": "Linear"})", "expected one of nearest, linear");
        row("a number for a path", R"({"mask": 5})", "--mask is '5', expected text");
        row("a key mistyped", R"({"fwmh": 5})", "no parameter --fwmh; did you mean --fwhm?");
        row("a key that is nothing like the others", R"({"colour": 5})", "there are --inside-mask, --passes, --fwhm, --method, --mask");
        row("an array", R"([1])", "JSON object");
    }

    void refusesWhatDoesNotFit()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, message);
        const auto work = [&] { read(json::parse(given.constData())); };
        QVERIFY(isUsageError(work));
        QVERIFY2(contains(messageOf(work), message.toStdString()), messageOf(work).c_str());
    }
};

QTEST_GUILESS_MAIN(TestParamBinder)
#include "tst_ParamBinder.moc"
