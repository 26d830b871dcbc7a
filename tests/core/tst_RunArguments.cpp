#include "processing/core/RunArguments.h"
#include "processing/core/RunCommand.h"
#include "tests/core/Messages.h"

#include <QtTest>

using namespace insula;
using namespace insula::test;

namespace {

struct Params {
    double fwhm = 6;
    bool inside = false;
    std::string method = "linear", model = "synthstrip";
};

StepRegistry registry()
{
    StepInfo info;
    info.id = "smooth";
    info.inputs = {{"image", PortKind::Image, "Image"}, {"mask", PortKind::Labels, "Mask", true}};
    info.outputs = {{"smoothed", PortKind::Image, "Smoothed"}};
    StepRegistry steps;
    steps.add(makeStep<Params>(
        info,
        [](ParamBinder& b, Params& p) {
            b.real("fwhm", p.fwhm, {0.5, 30, 0.5}, "FWHM");
            b.boolean("inside-mask", p.inside, "Inside");
            b.choice("method", p.method, {{"linear", "Linear"}, {"cubic", "Cubic"}}, "Method");
            b.path("model", p.model, "model", "Model");
        },
        [](const StepInputs&, const Params&, const Progress&) { return StepOutputs(); }));
    return steps;
}

std::vector<std::string> words(const QByteArray& line)
{
    std::vector<std::string> result;
    for (const QByteArray& word : line.split(' ')) {
        result.push_back(word.toStdString());
    }
    return line.isEmpty() ? std::vector<std::string>() : result;
}

RunRequest parse(const QByteArray& line)
{
    return parseRunArguments(words(line), registry());
}

const QByteArray shortest = "smooth --in image=/a.nii --out smoothed=/b.nii";

} // namespace

class TestRunArguments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theShortestLineHasAllDefaults()
    {
        const RunRequest r = parse(shortest);
        QCOMPARE(r.step, std::string("smooth"));
        QCOMPARE(r.inputs.at("image").string(), std::string("/a.nii"));
        QCOMPARE(r.outputs.at("smoothed").string(), std::string("/b.nii"));
        QCOMPARE(r.params.dump(), std::string(R"({"fwhm":6.0,"inside-mask":false,"method":"linear","model":"synthstrip"})"));
        QVERIFY(!r.project);
        QCOMPARE(r.threads, 0);
    }

    void everyOptionIsUnderstood()
    {
        const RunRequest r = parse(
            "smooth --fwhm 8 --method=cubic --in image=/a=b.nii --in=mask=/m.nii --project /p.insula --subject sub-01 --session ses-02 "
            "--threads 3 --seed 18446744073709551615 --progress json");
        QCOMPARE(r.params.at("fwhm").dump(), std::string("8.0"));
        QCOMPARE(r.params.at("method").dump(), std::string("\"cubic\""));
        QCOMPARE(r.inputs.at("image").string(), std::string("/a=b.nii"));
        QCOMPARE(r.inputs.at("mask").string(), std::string("/m.nii"));
        QCOMPARE(r.project->string(), std::string("/p.insula"));
        QCOMPARE(r.subject, std::string("01"));
        QCOMPARE(r.session, std::string("02"));
        QCOMPARE(r.threads, 3);
        QCOMPARE(r.seed, ~std::uint64_t{0});
    }

    void writtenArgumentsAreReadBack()
    {
        RunRequest request = parse(shortest);
        request.params = {{"fwhm", 0.5}, {"inside-mask", true}, {"method", "cubic"}, {"model", "--odd name=x"}};
        request.inputs["mask"] = "/a folder/m=1.nii";
        request.project = "/p q.insula";
        request.subject = "01";
        request.session = "b";
        request.threads = 3;
        request.seed = 99;
        const auto arguments = runArguments(request);
        QVERIFY(asksForJson(arguments));
        const RunRequest again = parseRunArguments(arguments, registry());
        QCOMPARE(again.step, request.step);
        QVERIFY(again.inputs == request.inputs && again.outputs == request.outputs && again.project == request.project);
        QVERIFY(again.params == request.params);
        QVERIFY(again.subject == "01" && again.session == "b" && again.threads == 3 && again.seed == 99);
    }

    void yesAndNoHaveManyForms_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<bool>("value");
        QTest::newRow("alone") << QByteArray("--inside-mask") << true;
        QTest::newRow("with a word") << QByteArray("--inside-mask false") << false;
        QTest::newRow("with an equals sign") << QByteArray("--inside-mask=true") << true;
        QTest::newRow("no") << QByteArray("--no-inside-mask") << false;
    }

    void yesAndNoHaveManyForms()
    {
        QFETCH(QByteArray, option);
        QFETCH(bool, value);
        QCOMPARE(parse(shortest + " " + option).params.at("inside-mask").get<bool>(), value);
        QCOMPARE(
            parse(QByteArray(shortest).replace("smooth --in", "smooth " + option + " --in")).params.at("inside-mask").get<bool>(), value);
    }

    void pathsBecomeAbsoluteAndNamesStayNames()
    {
        const RunRequest r = parse("smooth --in image=x/../a.nii --out smoothed=b.nii --model ./mine");
        QCOMPARE(r.inputs.at("image"), std::filesystem::current_path() / "a.nii");
        QCOMPARE(r.params.at("model").get<std::string>(), (std::filesystem::current_path() / "mine").string());
        QCOMPARE(parse(shortest + " --model hippodeep").params.at("model").get<std::string>(), std::string("hippodeep"));
    }

    void refusesWhatItDoesNotUnderstand_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const QByteArray& line, const char* part) {
            QTest::newRow(line.isEmpty() ? "nothing" : line.constData()) << line << QByteArray(part);
        };
        row("", "run needs the name of a step first");
        row("--in image=/a.nii", "run needs the name of a step first");
        row("smoth --in image=/a.nii", "there is no step 'smoth' (did you mean 'smooth'?)");
        row("xyzzy", "insula-cli steps lists them");
        row("smooth --out smoothed=/b.nii", "needs the input 'image': --in image=FILE");
        row("smooth --in image=/a.nii", "has nowhere to write");
        row(shortest + " --fwmh 8", "no parameter --fwmh (did you mean 'fwhm'?)");
        row(shortest + " --fwhm 80", "--fwhm is '80', expected a number from 0.5 to 30");
        row(shortest + " --fwhm", "--fwhm needs a value");
        row(shortest + " --fwhm --inside-mask", "--fwhm needs a value");
        row(shortest + " --fwhm 1 --fwhm 2", "--fwhm is given twice");
        row(shortest + " --method cubik", "expected one of linear, cubic");
        row(shortest + " --inside-mask perhaps", "expected true or false");
        row(shortest + " --no-fwhm", "no parameter --no-fwhm");
        row(shortest + " --in image=/c.nii", "the input 'image' is given twice");
        row(shortest + " --in imgae=/c.nii", "has no input 'imgae' (did you mean 'image'?)");
        row(shortest + " --out mask=/c.nii", "has no output 'mask'; it has: smoothed");
        row("smooth --in /a.nii", "--in needs port=FILE");
        row("smooth --in image=", "--in needs port=FILE");
        row(shortest + " stray.nii", "'stray.nii' is not understood here");
        row(shortest + " -v", "'-v' is not understood here");
        row(shortest + " --threads -1", "--threads must be a whole number from 0 to 1024");
        row(shortest + " --threads 1.5", "--threads must be a whole number");
        row(shortest + " --threads 2000", "--threads must be a whole number");
        row(shortest + " --seed 18446744073709551616", "--seed must be a whole number");
        row(shortest + " --progress xml", "--progress must be json or text, not 'xml'");
        row(shortest + " --subject 01", "--subject and --session belong to a project");
        row(shortest + " --project /p --subject sub-", "--subject needs a label");
    }

    void refusesWhatItDoesNotUnderstand()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, part);
        const auto work = [&] { parse(line); };
        QVERIFY(isUsageError(work));
        QVERIFY2(contains(messageOf(work), part.toStdString()), messageOf(work).c_str());
    }

    void jsonIsSpottedEvenInAWrongLine()
    {
        QVERIFY(asksForJson(words("smoth --oops --progress json")));
        QVERIFY(asksForJson(words("smooth --progress=json")));
        QVERIFY(!asksForJson(words("smooth --progress")));
        QVERIFY(!asksForJson(words("smooth --progress text json")));
    }

    // What "copy as command" gives is what the command line takes.
    void aCommandLineIsParsedBackIntoItsRequest()
    {
        RunRequest r = parse(shortest + " --fwhm 7.5 --inside-mask --in mask=/m.nii --threads 2 --seed 5");
        QByteArray line(commandLine(r).c_str());
        QVERIFY2(line.startsWith("insula-cli run smooth "), line.constData());
        const RunRequest again = parse(line.mid(15));
        QCOMPARE(again.params, r.params);
        QCOMPARE(again.inputs, r.inputs);
        QCOMPARE(again.outputs, r.outputs);
        QCOMPARE(again.threads, 2);
        QCOMPARE(again.seed, std::uint64_t{5});
    }
};

QTEST_GUILESS_MAIN(TestRunArguments)
#include "tst_RunArguments.moc"
