#include "processing/core/AtomicFile.h"
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/steps/Steps.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace insula;

namespace {

const Grid MapGrid{{12, 10, 8}, phantom::obliqueLeftHanded()};

// Ten people: noise of 1, and 3 more on the left of the grid (i < 4) in the first five.
struct Bench {
    ScratchFolder folder;
    StepInputs inputs;
    std::string table = "map\tgroup\n";

    explicit Bench(const Grid& last = MapGrid)
    {
        std::mt19937 random(2);
        std::normal_distribution<double> normal;
        for (int person = 0; person < 10; ++person) {
            const Grid& grid = person == 9 ? last : MapGrid;
            const std::string name = "person" + std::to_string(person) + ".nii.gz";
            writeNifti(folder.path() / name,
                *phantom::filled(grid, [&](auto i, auto, auto) { return normal(random) + (i < 4 && person < 5 ? 3 : 0) + 0.5; }));
            table += name + "\t" + (person < 5 ? "patients" : "controls") + "\n";
        }
        inputs.files["maps"] = folder.path() / "maps.tsv";
        writeTextFile(inputs.files["maps"], table);
    }
    void write(const std::string& text) const { writeTextFile(inputs.files.at("maps"), text); }
    StepOutputs run() const { return groupStep().run(inputs, nlohmann::json::object(), {}); }
    QString failure() const
    {
        try {
            run();
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }
};

double meanOver(const Volume& map, std::int64_t from, std::int64_t to)
{
    double sum = 0;
    for (std::int64_t k = 0; k < 8; ++k)
        for (std::int64_t j = 0; j < 10; ++j)
            for (std::int64_t i = from; i < to; ++i)
                sum += map.value(i, j, k) / static_cast<double>(80 * (to - from));
    return sum;
}

} // namespace

class TestGroupStep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoGroupsDifferWhereTheyDo()
    {
        const StepOutputs out = Bench().run();
        QVERIFY(std::abs(meanOver(*out.volumes.at("effect"), 0, 4) - 3) < 0.15);
        QVERIFY(std::abs(meanOver(*out.volumes.at("effect"), 4, 12)) < 0.1);
        QVERIFY(meanOver(*out.volumes.at("t"), 0, 4) > 3 && std::abs(meanOver(*out.volumes.at("t"), 4, 12)) < 0.3);
        QCOMPARE(out.volumes.at("means")->frames(), std::int64_t{2});
        QVERIFY(out.tables.at("thresholds").find("patients - controls") != std::string::npos);
        QCOMPARE(out.sidecars.at("t")["DegreesOfFreedom"].get<double>(), 8.0);
        QCOMPARE(out.sidecars.at("t")["Maps"].size(), std::size_t{10});
        QVERIFY(sameGrid(out.volumes.at("t")->grid(), MapGrid));
    }

    void oneGroupIsTestedAgainstNothingAndFramesAreCounted()
    {
        Bench bench;
        bench.write("map\tframe\nperson0.nii.gz\t1\nperson1.nii.gz\t1\nperson2.nii.gz\t1\n");
        const StepOutputs out = bench.run();
        QCOMPARE(out.sidecars.at("t")["DegreesOfFreedom"].get<double>(), 2.0);
        QVERIFY(std::abs(meanOver(*out.volumes.at("effect"), 0, 4) - 3.5) < 0.2);
        bench.write("map\tframe\nperson0.nii.gz\t2\nperson1.nii.gz\t1\n");
        QVERIFY(bench.failure().contains("no frame 2"));
    }

    void outsideTheMaskThereIsNothing()
    {
        Bench bench;
        bench.inputs.volumes["mask"] = phantom::filled<std::uint8_t>(
            MapGrid, [](auto i, auto, auto) { return i < 6 ? 1 : 0; }, 1, Kind::Labels);
        const StepOutputs out = bench.run();
        QCOMPARE(out.volumes.at("t")->value(8, 3, 3), 0.0);
        QVERIFY(out.volumes.at("t")->value(1, 3, 3) != 0);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("says");
        QTest::newRow("no column") << "file\nperson0.nii.gz\n"
                                   << "column map";
        QTest::newRow("empty") << "map\n"
                               << "map";
        QTest::newRow("missing file") << "map\nperson0.nii.gz\nnobody.nii.gz\n"
                                      << "nobody.nii.gz";
        QTest::newRow("one map") << "map\nperson0.nii.gz\n"
                                 << "one map";
        QTest::newRow("three groups") << "map\tgroup\nperson0.nii.gz\ta\nperson1.nii.gz\tb\nperson2.nii.gz\tc\n"
                                      << "3 groups";
        QTest::newRow("no frame") << "map\tframe\nperson0.nii.gz\tx\n"
                                  << "'x'";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, table);
        QFETCH(QString, says);
        Bench bench;
        bench.write(table.toStdString());
        const QString said = bench.failure();
        QVERIFY2(said.contains(says) && !said.contains('\n'), qPrintable(said));
    }

    void mapsOnOtherGridsAreNamed()
    {
        const QString said = Bench({{12, 10, 8}, phantom::scaling(1, 1.5, 2.2)}).failure();
        QVERIFY2(said.contains("person9") && said.contains("resample"), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestGroupStep)
#include "tst_GroupStep.moc"
