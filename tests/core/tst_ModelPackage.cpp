#include "processing/core/ModelPackage.h"

#include "processing/core/Error.h"
#include "processing/core/Hash.h"
#include "processing/core/Safetensors.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <fstream>
#include <memory>

using namespace insula;
namespace fs = std::filesystem;

namespace {

nlohmann::json recipe(const std::string& id, const std::string& sha256, std::uint64_t bytes)
{
    return {{"format", 1}, {"id", id}, {"title", "A test"}, {"version", "1"}, {"task", "segment"}, {"architecture", "MeshNet"},
        {"configuration", {{"channels", 2}}},
        {"preprocessing",
            {{"conform", {{"size", 16}, {"voxelMm", 1.5}, {"orientation", "LIA"}}},
                {"intensity", {{"rule", "quantile"}, {"low", 2}, {"high", 98}, {"clip", true}}}}},
        {"postprocessing", {{"keepLargestComponent", true}}},
        {"labels",
            {{{"number", 0}, {"name", "Background"}, {"colour", "#000000"}}, {{"number", 3}, {"name", "Brain"}, {"colour", "#ff8001"}}}},
        {"licence", "none"}, {"citation", "none"}, {"intendedUse", "tests"}, {"limits", "all"},
        {"files", {{{"name", "model.safetensors"}, {"sha256", sha256}, {"bytes", bytes}}}}};
}

void writeWeights(const fs::path& folder, float value)
{
    fs::create_directories(folder);
    const std::vector<float> values{value};
    writeSafetensors(folder / "model.safetensors", {{"a", "F32", {1}, std::as_bytes(std::span(values))}});
}

void writeJson(const fs::path& folder, const nlohmann::json& json)
{
    fs::create_directories(folder);
    std::ofstream(folder / "model.json") << json.dump(2);
}

std::string message(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

// Every test has its own resources, user's folder and model path.
class TestModelPackage : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    // A recipe 'first' in resources whose weights hold 1; they lie in `weights` unless that is empty.
    void makeRecipe(const fs::path& weights)
    {
        writeWeights(at("made"), 1);
        const fs::path file = at("made") / "model.safetensors";
        writeJson(at("resources/models/first"), recipe("first", sha256OfFile(file), fs::file_size(file)));
        if (!weights.empty())
            writeWeights(weights, 1);
    }

private Q_SLOTS:
    void init();
    void readsEveryField();
    void refusesWrongFields_data();
    void refusesWrongFields();
    void readsTheShippedRecipes();
    void saysWhichWeightsAreMissing();
    void joinsRecipeWithWeightsOfItsName();
    void refusesWeightsOfAnotherHash();
    void skipsADamagedCopyWhenASoundOneFollows();
    void listsABrokenPackageAsDamaged();
    void findsByNameAndByFolder();
    void recognisesABareFolderByItsHash();
    void namesSimilarModels();
    void noticesThatAFileChanged();
    void addsCompletePackagesOnly();
    void refusesFilesThatMayHoldCode();
};

void TestModelPackage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    fs::create_directories(at("resources/models"));
    qputenv("INSULA_RESOURCES", at("resources").c_str());
    qputenv("XDG_DATA_HOME", at("data").c_str());
    qputenv("INSULA_MODEL_PATH", at("more").c_str());
}

void TestModelPackage::readsEveryField()
{
    const ModelPackage package = parseModelPackage(recipe("first", std::string(64, 'a'), 10));
    QCOMPARE(package.id, std::string("first"));
    QCOMPARE(package.conform.size, std::int64_t{16});
    QCOMPARE(package.conform.voxelMm, 1.5);
    QCOMPARE(package.intensity.lowPercent, 2.0);
    QCOMPARE(package.intensity.highPercent, 98.0);
    QVERIFY(package.intensity.clip);
    QVERIFY(package.keepLargestComponent);
    QCOMPARE(package.labels.at(3).name, std::string("Brain"));
    QCOMPARE(package.labels.at(3).rgba, (std::array<std::uint8_t, 4>{255, 128, 1, 255}));
    QCOMPARE(package.files.front().bytes, std::uint64_t{10});
    nlohmann::json minmax = recipe("first", std::string(64, 'a'), 10);
    minmax["preprocessing"]["intensity"] = {{"rule", "minmax"}};
    QCOMPARE(parseModelPackage(minmax).intensity.highPercent, 100.0);
}

void TestModelPackage::refusesWrongFields_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value"); // JSON; empty: remove
    QTest::addColumn<QString>("message");
    const auto row = [](const char* pointer, const char* value, const char* message) {
        QTest::addRow("%s = %s", pointer, value) << pointer << value << message;
    };
    for (const char* field : {"format", "id", "title", "version", "task", "architecture", "configuration", "preprocessing",
             "postprocessing", "labels", "licence", "citation", "intendedUse", "limits", "files"})
        QTest::addRow("no %s", field) << QString("/%1").arg(field) << QString() << QString("lacks '%1'").arg(field);
    row("/format", "2", "newer");
    row("/id", "\"../../etc\"", "letters");
    row("/id", "\".hidden\"", "letters");
    row("/id", "7", "text");
    row("/title", "\"\"", "not empty");
    row("/task", "\"paint\"", "skull-strip");
    row("/licens", "\"x\"", "unknown field 'licens'");
    row("/preprocessing/conform/size", "100000", "number from");
    row("/preprocessing/conform/size", "16.5", "whole number");
    row("/preprocessing/conform/voxelMm", "0", "number from");
    row("/preprocessing/conform/orientation", "\"RAS\"", "LIA");
    row("/preprocessing/intensity/rule", "\"guess\"", "quantile");
    row("/preprocessing/intensity/low", "98", "below");
    row("/preprocessing/intensity/clip", "1", "true or false");
    row("/labels", "[]", "not empty");
    row("/labels/1/number", "0", "twice");
    row("/labels/1/number", "256", "number from");
    row("/labels/1/colour", "\"#12345\"", "must look like");
    row("/files/0/name", "\"../model.safetensors\"", "plain file name");
    row("/files/0/name", "\"model.pt\"", "safetensors");
    row("/files/0/sha256", "\"ABC\"", "64");
    row("/files/0/bytes", "0", "number from");
}

void TestModelPackage::refusesWrongFields()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, message);
    nlohmann::json json = recipe("first", std::string(64, 'a'), 10);
    if (value.isEmpty())
        json.erase(pointer.mid(1).toStdString());
    else
        json[nlohmann::json::json_pointer(pointer.toStdString())] = nlohmann::json::parse(value.toStdString());
    const std::string said = ::message([&] { parseModelPackage(json); });
    QVERIFY2(QString::fromStdString(said).contains(message), said.c_str());
}

void TestModelPackage::readsTheShippedRecipes()
{
    const fs::path models = fs::path(std::getenv("INSULA_SOURCE_DIR") ? std::getenv("INSULA_SOURCE_DIR") : ".") / "resources/models";
    for (const auto& [id, labels] : {std::pair("mindgrab", 2), std::pair("subcortical", 18), std::pair("model30chan50cls", 50)}) {
        const ModelPackage package = readModelPackage(models / id);
        QCOMPARE(package.id, std::string(id));
        QCOMPARE(static_cast<int>(package.labels.size()), labels);
        QCOMPARE(package.configuration.at("classes").get<int>(), labels);
        QVERIFY(!fs::exists(models / id / "model.safetensors"));
    }
}

void TestModelPackage::saysWhichWeightsAreMissing()
{
    makeRecipe({});
    const FoundModel found = findModelPackage("first");
    QCOMPARE(found.state, ModelState::WeightsMissing);
    QVERIFY(found.problem.find("model.safetensors") != std::string::npos);
    QVERIFY(found.problem.find(found.package.files.front().sha256) != std::string::npos);
    QVERIFY_EXCEPTION_THROWN(found.weights(), Error);
}

void TestModelPackage::joinsRecipeWithWeightsOfItsName()
{
    makeRecipe(at("more/first"));
    const FoundModel found = findModelPackage("first");
    QCOMPARE(found.state, ModelState::Ready);
    QCOMPARE(found.weights(), at("more/first/model.safetensors"));
}

void TestModelPackage::refusesWeightsOfAnotherHash()
{
    makeRecipe({});
    writeWeights(at("more/first"), 2);
    const FoundModel found = findModelPackage("first");
    QCOMPARE(found.state, ModelState::Damaged);
    QVERIFY(found.problem.find(sha256OfFile(at("more/first/model.safetensors"))) != std::string::npos);
    QVERIFY_EXCEPTION_THROWN(found.weights(), Error);
}

void TestModelPackage::skipsADamagedCopyWhenASoundOneFollows()
{
    makeRecipe(at("more/first"));
    writeWeights(at("data/insula/models/first"), 2);
    QCOMPARE(findModelPackage("first").weights(), at("more/first/model.safetensors"));
}

void TestModelPackage::listsABrokenPackageAsDamaged()
{
    makeRecipe(at("more/first"));
    fs::create_directories(at("more/broken"));
    std::ofstream(at("more/broken/model.json")) << "{";
    const std::vector<FoundModel> models = listModelPackages();
    QCOMPARE(models.size(), std::size_t{2});
    QCOMPARE(models[0].package.id, std::string("broken"));
    QCOMPARE(models[0].state, ModelState::Damaged);
    QCOMPARE(models[1].state, ModelState::Ready);
}

void TestModelPackage::findsByNameAndByFolder()
{
    makeRecipe({});
    fs::copy(at("resources/models/first"), at("elsewhere"));
    QCOMPARE(findModelPackage(at("elsewhere").string()).state, ModelState::WeightsMissing);
    writeWeights(at("elsewhere"), 1);
    QCOMPARE(findModelPackage(at("elsewhere").string()).weights(), at("elsewhere/model.safetensors"));
    QCOMPARE(findModelPackage("first").state, ModelState::WeightsMissing);
}

void TestModelPackage::recognisesABareFolderByItsHash()
{
    makeRecipe({});
    QCOMPARE(findModelPackage(at("made").string()).package.id, std::string("first"));
    writeWeights(at("unknown"), 5);
    QVERIFY(message([&] { findModelPackage(at("unknown").string()); }).find("any known recipe") != std::string::npos);
    fs::create_directories(at("empty"));
    QVERIFY(message([&] { findModelPackage(at("empty").string()); }).find("neither") != std::string::npos);
}

void TestModelPackage::namesSimilarModels()
{
    makeRecipe({});
    QVERIFY(message([] { findModelPackage("frist"); }).find("did you mean first?") != std::string::npos);
    QVERIFY(message([] { findModelPackage("something-else"); }).find("there are: first") != std::string::npos);
    QVERIFY(message([] { findModelPackage("/no/such/folder"); }).find("check the path") != std::string::npos);
}

void TestModelPackage::noticesThatAFileChanged()
{
    makeRecipe(at("more/first"));
    QCOMPARE(findModelPackage("first").state, ModelState::Ready);
    writeWeights(at("more/first"), 2);
    fs::last_write_time(at("more/first/model.safetensors"), fs::file_time_type::clock::now() + std::chrono::seconds(5));
    QCOMPARE(findModelPackage("first").state, ModelState::Damaged);
}

void TestModelPackage::addsCompletePackagesOnly()
{
    makeRecipe({});
    const fs::path user = at("data/insula/models");
    writeWeights(at("wrong"), 2);
    fs::copy(at("resources/models/first/model.json"), at("wrong/model.json"));
    QVERIFY(!message([&] { addModelPackage(at("wrong")); }).empty());
    QVERIFY(!fs::exists(user) || fs::is_empty(user));

    const FoundModel added = addModelPackage(at("made"));
    QCOMPARE(added.state, ModelState::Ready);
    QCOMPARE(added.weights(), user / "first/model.safetensors");
    QCOMPARE(findModelPackage("first").state, ModelState::Ready);
    QCOMPARE(std::distance(fs::directory_iterator(user), {}), 1);
    QVERIFY(message([&] { addModelPackage(at("made")); }).find("there already") != std::string::npos);
}

void TestModelPackage::refusesFilesThatMayHoldCode()
{
    fs::create_directories(at("script"));
    std::ofstream(at("script/model.pt")) << "PK";
    QVERIFY(message([&] { addModelPackage(at("script")); }).find("run a stranger's code") != std::string::npos);
    QVERIFY(message([&] { addModelPackage(at("script/model.pt")); }).find("run a stranger's code") != std::string::npos);
    QVERIFY(message([&] { addModelPackage(at("nothing")); }).find("check the path") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestModelPackage)
#include "tst_ModelPackage.moc"
