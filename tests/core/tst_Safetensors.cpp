#include "processing/core/Safetensors.h"

#include "processing/core/Error.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

using namespace insula;

namespace {

void writeRaw(const std::filesystem::path& file, std::uint64_t length, const std::string& header, std::size_t dataBytes)
{
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(&length), sizeof length);
    out << header << std::string(dataBytes, '\0');
}

std::string readAll(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Tensor tensor(const std::string& name, std::vector<std::int64_t> shape, const std::vector<float>& values)
{
    return {name, "F32", std::move(shape), std::as_bytes(std::span(values))};
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path file(const char* name) const { return std::filesystem::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void givesBackWhatWasWritten();
    void writesTheSameBytesInAnyOrder();
    void readsAFileMadeByHand();
    void acceptsEmptyAndScalarTensors();
    void refusesHostileFiles_data();
    void refusesHostileFiles();
    void refusesFilesThatAreTooShort();
    void refusesEveryTruncation();
    void refusesToWriteWhatDoesNotFit();
    void readsThePublicWeights();
};

void TestSafetensors::givesBackWhatWasWritten()
{
    const std::vector<float> a{1, -2, 3.5f, 0, 5, 6}, b{42};
    writeSafetensors(file("a"), {tensor("layer.weight", {2, 3}, a), tensor("bias", {1}, b)}, {{"made", "here"}});
    const Safetensors read(file("a"));
    QCOMPARE(read.tensors().size(), std::size_t{2});
    QCOMPARE(read.floats("layer.weight"), a);
    QCOMPARE(read.floats("bias"), b);
    QCOMPARE(read.find("layer.weight")->shape, (std::vector<std::int64_t>{2, 3}));
    QCOMPARE(read.metadata().at("made"), std::string("here"));
    QVERIFY(!read.find("layer"));
    QVERIFY_EXCEPTION_THROWN(read.floats("layer"), Error);
}

void TestSafetensors::writesTheSameBytesInAnyOrder()
{
    const std::vector<float> a{1, 2}, b{3};
    writeSafetensors(file("b1"), {tensor("x", {2}, a), tensor("y", {1}, b)});
    writeSafetensors(file("b2"), {tensor("y", {1}, b), tensor("x", {2}, a)});
    QCOMPARE(readAll(file("b1")), readAll(file("b2")));
    std::uint64_t header = 0;
    std::memcpy(&header, readAll(file("b1")).data(), sizeof header);
    QCOMPARE(header % 8, std::uint64_t{0});
}

void TestSafetensors::readsAFileMadeByHand()
{
    // The second tensor lies first in the file; numbers little endian.
    const std::string header
        = R"({"b":{"dtype":"I16","shape":[2],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})";
    std::ofstream out(file("hand"), std::ios::binary);
    const std::uint64_t length = header.size();
    out.write(reinterpret_cast<const char*>(&length), sizeof length);
    out << header;
    out.write("\x00\x00\x80\x3f\x01\x00\xff\xff", 8);
    out.close();
    const Safetensors read(file("hand"));
    QCOMPARE(read.tensors().front().name, std::string("a"));
    QCOMPARE(read.floats("a"), std::vector<float>{1.0f});
    std::int16_t numbers[2];
    std::memcpy(numbers, read.find("b")->bytes.data(), 4);
    QCOMPARE(numbers[0], std::int16_t{1});
    QCOMPARE(numbers[1], std::int16_t{-1});
    QVERIFY_EXCEPTION_THROWN(read.floats("b"), Error);
}

void TestSafetensors::acceptsEmptyAndScalarTensors()
{
    const std::vector<float> none, one{7};
    writeSafetensors(file("e"), {tensor("none", {0, 3}, none), tensor("one", {}, one)});
    QVERIFY(Safetensors(file("e")).floats("none").empty());
    QCOMPARE(Safetensors(file("e")).floats("one"), one);
}

void TestSafetensors::refusesHostileFiles_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<quint64>("claimed"); // 0: the header's true length
    QTest::addColumn<int>("dataBytes");
    QTest::addColumn<QString>("message");
    const auto entry = [](const char* fields) { return QString(R"({"a":{%1}})").arg(fields); };
    const auto row = [](const char* name, const QString& header, int dataBytes, const char* message, quint64 claimed = 0) {
        QTest::newRow(name) << header << claimed << dataBytes << QString(message);
    };
    const QString good = entry(R"("dtype":"F32","shape":[2],"data_offsets":[0,8])");
    row("header longer than the file", good, 8, "truncated", 1u << 20);
    row("header length of 2^64 - 1", good, 8, "truncated", ~quint64{0});
    row("header length that wraps with 8", good, 8, "truncated", ~quint64{0} - 7);
    row("huge header", QString("{") + QString((4 << 20) + 1, ' ') + "}", 0, "larger than");
    row("not JSON", "{\"a\":", 0, "no valid JSON");
    row("not UTF-8", QString::fromLatin1("{\"\xff\":1}"), 0, "no valid JSON");
    row("control character in a name", QString::fromLatin1("{\"\x01\":1}"), 0, "no valid JSON");
    row("an array", "[1,2]", 0, "does not begin");
    row("nested deeply", QString("{\"a\":") + QString(100000, '[') + QString(100000, ']') + "}", 0, "nested too deeply");
    row("same name twice", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
        8, "twice");
    row("same field twice", entry(R"("dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4])"), 4, "twice");
    row("no dtype", entry(R"("shape":[2],"data_offsets":[0,8])"), 8, "no dtype");
    row("unknown dtype", entry(R"("dtype":"F33","shape":[2],"data_offsets":[0,8])"), 8, "unknown type");
    row("no shape", entry(R"("dtype":"F32","data_offsets":[0,8])"), 8, "no shape");
    row("negative length", entry(R"("dtype":"F32","shape":[-2],"data_offsets":[0,8])"), 8, "whole number");
    row("length with a fraction", entry(R"("dtype":"F32","shape":[2.5],"data_offsets":[0,8])"), 8, "whole number");
    row("length of 2^63", entry(R"("dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,8])"), 8, "too large");
    row("count that overflows to 8", entry(R"("dtype":"F32","shape":[4611686018427387904,4,2],"data_offsets":[0,8])"), 8,
        "more values than");
    row("overflow hidden by a zero", entry(R"("dtype":"F32","shape":[4611686018427387904,4,0],"data_offsets":[0,0])"), 0,
        "more values than");
    row("too many axes", entry(R"("dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4])"), 4, "axes");
    row("one offset", entry(R"("dtype":"F32","shape":[2],"data_offsets":[8])"), 8, "data_offsets");
    row("offset as text", entry(R"("dtype":"F32","shape":[2],"data_offsets":["0","8"])"), 8, "whole number");
    row("begins behind its end", entry(R"("dtype":"F32","shape":[2],"data_offsets":[8,0])"), 8, "outside");
    row("beyond the file", entry(R"("dtype":"F32","shape":[2],"data_offsets":[0,8])"), 7, "truncated");
    row("far beyond the file", entry(R"("dtype":"U8","shape":[8],"data_offsets":[18446744073709551607,18446744073709551615])"), 8,
        "outside");
    row("shape against range", entry(R"("dtype":"F32","shape":[3],"data_offsets":[0,8])"), 8, "does not fit");
    row("overlap", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12,
        "overlaps");
    row("same range twice",
        R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 4, "overlaps");
    row("hole", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})", 12,
        "no tensor");
    row("hole at the start", entry(R"("dtype":"F32","shape":[1],"data_offsets":[4,8])"), 8, "no tensor");
    row("rest behind the last", good, 9, "no tensor");
    row("metadata that is no text", R"({"__metadata__":{"x":1}})", 0, "no text");
    row("metadata that is no object", R"({"__metadata__":[]})", 0, "no object");
    row("entry that is no object", R"({"a":[1]})", 0, "no object");
}

void TestSafetensors::refusesHostileFiles()
{
    QFETCH(QString, header);
    QFETCH(quint64, claimed);
    QFETCH(int, dataBytes);
    QFETCH(QString, message);
    const std::string text = header.toLatin1().toStdString();
    writeRaw(file("hostile"), claimed ? claimed : text.size(), text, static_cast<std::size_t>(dataBytes));
    try {
        const Safetensors read(file("hostile"));
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(message), error.what());
        QVERIFY(std::strlen(error.what()) < 400);
    }
}

void TestSafetensors::refusesFilesThatAreTooShort()
{
    for (const char* content : {"", "1234567"}) {
        std::ofstream(file("short"), std::ios::binary) << content;
        QVERIFY_EXCEPTION_THROWN(Safetensors{file("short")}, Error);
    }
    QVERIFY_EXCEPTION_THROWN(Safetensors{file("not there")}, Error);
}

void TestSafetensors::refusesEveryTruncation()
{
    const std::vector<float> values(16, 1.0f);
    writeSafetensors(file("whole"), {tensor("a", {4, 4}, values)});
    const std::string whole = readAll(file("whole"));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        std::ofstream(file("part"), std::ios::binary) << whole.substr(0, length);
        QVERIFY_EXCEPTION_THROWN(Safetensors{file("part")}, Error);
    }
}

void TestSafetensors::refusesToWriteWhatDoesNotFit()
{
    const std::vector<float> values{1, 2};
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file("w"), {tensor("a", {3}, values)}), Error);
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file("w"), {tensor("a", {-2}, values)}), Error);
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file("w"), {tensor("a", {2}, values), tensor("a", {2}, values)}), Error);
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(file("w"), {tensor("__metadata__", {2}, values)}), Error);
    QVERIFY(!std::filesystem::exists(file("w")));
}

void TestSafetensors::readsThePublicWeights()
{
    const char* source = std::getenv("INSULA_SOURCE_DIR");
    const auto weights = std::filesystem::path(source ? source : ".") / "../shared/models/mindgrab/model.safetensors";
    if (!std::filesystem::exists(weights))
        QSKIP("the public weights are not here");
    const Safetensors read(weights);
    std::size_t count = 0;
    for (const Tensor& each : read.tensors())
        count += read.floats(each.name).size();
    QCOMPARE(count, std::size_t{146237}); // published number of parameters
    QCOMPARE(read.floats("model.25.bias").size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_Safetensors.moc"
