#include "processing/core/AtomicFile.h"
#include "processing/core/Tractogram.h"
#include "tests/core/Bytes.h"
#include "tests/core/Messages.h"

#include <QTemporaryDir>
#include <QtTest>

#include <zlib.h>

#include <cmath>

using namespace insula;
using namespace insula::test;

using Point = std::array<float, 3>;

namespace {

// Two streamlines: 3 points and 2 points.
const std::vector<Point> Points{{1, 2, 3}, {4, 2, 3}, {4, 6, 3}, {-1, 0, 0.5F}, {-1, 0, 8.5F}};
const std::vector<std::uint64_t> Starts{0, 3, 5};

std::string tck()
{
    const std::string header = "mrtrix tracks\ndatatype: Float32LE\ncount: 2\nfile: . 64\nEND\n";
    Bytes out(std::endian::little);
    out.text(header).zeros(64 - header.size());
    for (std::size_t i = 0; i < Points.size(); ++i) {
        out.add(Points[i][0], Points[i][1], Points[i][2]);
        if (i == 2 || i == 4) {
            out.add(NAN, NAN, NAN);
        }
    }
    return out.add(INFINITY, INFINITY, INFINITY).all();
}

struct Trk {
    std::array<std::int16_t, 3> dim{10, 20, 30};
    std::array<float, 16> matrix{2, 0, 0, -50, 0, 3, 0, -60, 0, 0, 4, -70, 0, 0, 0, 1};
    std::string order = "RAS";
    std::int16_t scalars = 1, properties = 2;
    std::vector<Point> points = Points; // in the file's own space
    std::int32_t version = 2, count = 2;
    std::endian endian = std::endian::little;

    std::string bytes() const
    {
        Bytes out(endian);
        out.text(std::string("TRACK\0", 6)).add(dim[0], dim[1], dim[2]).add(2.0F, 3.0F, 4.0F).zeros(12);
        out.add(scalars).zeros(200).add(properties).zeros(200);
        for (const float m : matrix) {
            out.add(m);
        }
        out.zeros(444).text(order).zeros(4 - order.size()).zeros(36).add(count, version, std::int32_t{1000});
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (i == 0 || i == 3) {
                out.add(std::int32_t{i == 0 ? 3 : 2});
            }
            out.add(points[i][0], points[i][1], points[i][2]).zeros(4 * static_cast<std::size_t>(scalars));
            if (i == 2 || i == 4) {
                out.zeros(4 * static_cast<std::size_t>(properties));
            }
        }
        return out.all();
    }
};

struct Part {
    std::string name, bytes;
    bool isDeflated = false;
};

std::string deflated(const std::string& bytes)
{
    std::string out(bytes.size() + 100, '\0');
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zip(const std::vector<Part>& parts)
{
    Bytes out(std::endian::little), directory(std::endian::little);
    for (const Part& part : parts) {
        const std::string packed = part.isDeflated ? deflated(part.bytes) : part.bytes;
        const auto checksum
            = static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(part.bytes.data()), static_cast<uInt>(part.bytes.size())));
        const auto addSizes = [&](Bytes& to) {
            to.add(std::uint16_t{20}, std::uint16_t{0}, static_cast<std::uint16_t>(part.isDeflated ? 8 : 0), std::uint32_t{0}, checksum,
                static_cast<std::uint32_t>(packed.size()), static_cast<std::uint32_t>(part.bytes.size()),
                static_cast<std::uint16_t>(part.name.size()), std::uint16_t{0});
        };
        directory.add(std::uint32_t{0x02014b50}, std::uint16_t{20});
        addSizes(directory);
        directory.zeros(10).add(static_cast<std::uint32_t>(out.all().size())).text(part.name);
        out.add(std::uint32_t{0x04034b50});
        addSizes(out);
        out.text(part.name).text(packed);
    }
    const auto offset = static_cast<std::uint32_t>(out.all().size());
    const auto count = static_cast<std::uint16_t>(parts.size());
    out.text(directory.all()).add(std::uint32_t{0x06054b50}, std::uint32_t{0}, count, count);
    return out.add(static_cast<std::uint32_t>(directory.all().size()), offset, std::uint16_t{0}).all();
}

std::string floats()
{
    Bytes out(std::endian::little);
    for (const Point& p : Points) {
        out.add(p[0], p[1], p[2]);
    }
    return out.all();
}

std::string trx(bool isDeflated, const std::string& offsets, const std::string& offsetsName = "offsets.uint64")
{
    return zip({{"header.json", R"({"NB_VERTICES": 5, "NB_STREAMLINES": 2, "DIMENSIONS": [1, 1, 1]})", isDeflated},
        {"positions.3.float32", floats(), isDeflated}, {offsetsName, offsets, isDeflated},
        {"dpv/fa.float32", std::string(20, 'x'), false}});
}

std::string longOffsets(std::uint64_t a, std::uint64_t b, std::uint64_t c)
{
    return Bytes(std::endian::little).add(a, b, c).all();
}

} // namespace

class TestTractogram : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path write(const std::string& name, const std::string& bytes) const
    {
        const std::filesystem::path file = m_folder.filePath(QString::fromStdString(name)).toStdString();
        writeTextFile(file, bytes);
        return file;
    }
    Tractogram read(const std::string& name, const std::string& bytes) const { return readTractogram(write(name, bytes)); }

private Q_SLOTS:
    void readsMrtrixTracks()
    {
        const Tractogram tracts = read("a.tck", tck());
        QCOMPARE(tracts.points, Points);
        QCOMPARE(tracts.starts, Starts);
        QCOMPARE(lengthMm(tracts.streamline(0)), 7.0);
        QCOMPARE(lengthMm(tracts.streamline(1)), 8.0);
    }

    void trackVisPointsAreMovedByHalfAVoxel()
    {
        for (const std::endian endian : {std::endian::little, std::endian::big}) {
            Trk file;
            file.endian = endian;
            const Tractogram tracts = read("a.trk", file.bytes());
            QCOMPARE(tracts.starts, Starts);
            // Voxel (x / 2 - 0.5, y / 3 - 0.5, z / 4 - 0.5), then the matrix: x - 1 - 50, y - 1.5 - 60, z - 2 - 70.
            for (std::size_t i = 0; i < Points.size(); ++i) {
                for (std::size_t c = 0; c < 3; ++c) {
                    const float expected = Points[i][c] - std::array{51.0F, 61.5F, 72.0F}[c];
                    QVERIFY(std::abs(tracts.points[i][c] - expected) < 1e-4F);
                }
            }
        }
    }

    void aVoxelOrderThatRunsTheOtherWayIsTurned()
    {
        Trk file;
        file.order = "LPS";
        file.points[0] = {0, 0, 0}; // the corner of the header's first voxel, the last one along the affine's x and y
        const Tractogram tracts = read("l.trk", file.bytes());
        // 9 - (-0.5) = 9.5 and 19.5 voxels: 2 x 9.5 - 50, 3 x 19.5 - 60, 4 x -0.5 - 70.
        QVERIFY(std::abs(tracts.points[0][0] - -31) < 1e-4F);
        QVERIFY(std::abs(tracts.points[0][1] - -1.5F) < 1e-4F);
        QVERIFY(std::abs(tracts.points[0][2] - -72) < 1e-4F);
    }

    void trackVisWithoutAMatrixSaysSo()
    {
        Trk file;
        file.matrix[15] = 0;
        QVERIFY(contains(read("n.trk", file.bytes()).warning, "may be shifted"));
    }

    void refusesTrackVisThatIsInconsistent()
    {
        const auto message = [&](auto change) {
            Trk file;
            change(file);
            return messageOf([&] { read("bad.trk", file.bytes()); });
        };
        QVERIFY(contains(message([](Trk& f) { f.order = "RRS"; }), "voxel order"));
        QVERIFY(contains(message([](Trk& f) { f.order = "XYZ"; }), "unknown letter"));
        QVERIFY(contains(message([](Trk& f) { f.count = 1; }), "header says 1"));
        QVERIFY(contains(message([](Trk& f) { f.version = 9; }), "version is 9"));
        QVERIFY(contains(message([](Trk& f) { f.matrix[0] = 0; }), "cannot be inverted"));
        QVERIFY(contains(message([](Trk& f) { f.points[1][1] = NAN; }), "finite"));
    }

    void readsTrxStoredAndDeflatedWithAndWithoutTheLastOffset()
    {
        for (const bool isDeflated : {false, true}) {
            const Tractogram tracts = read("a.trx", trx(isDeflated, longOffsets(0, 3, 5)));
            QCOMPARE(tracts.points, Points);
            QCOMPARE(tracts.starts, Starts);
        }
        const std::string shortOnes = Bytes(std::endian::little).add(std::uint32_t{0}, std::uint32_t{3}).all();
        QCOMPARE(read("s.trx", trx(true, shortOnes, "offsets.uint32")).starts, Starts);
    }

    void readsTrxOfHalfPrecision()
    {
        // 1, -2, 0.5, 65504 (the largest), 2^-24 (the smallest), 0 by their bits (IEEE 754-2008, 3.6).
        const std::string halves = Bytes(std::endian::little)
                                       .add(std::uint16_t{0x3c00}, std::uint16_t{0xc000}, std::uint16_t{0x3800}, std::uint16_t{0x7bff},
                                           std::uint16_t{1}, std::uint16_t{0})
                                       .all();
        const std::string offsets = Bytes(std::endian::little).add(std::uint64_t{0}).all();
        const Tractogram tracts = read("h.trx",
            zip({{"header.json", R"({"NB_VERTICES": 2, "NB_STREAMLINES": 1})"}, {"positions.3.float16", halves},
                {"offsets.uint64", offsets}}));
        QCOMPARE(tracts.points, (std::vector<Point>{{1, -2, 0.5F}, {65504, std::ldexp(1.0F, -24), 0}}));
    }

    void refusesTrxThatIsInconsistent()
    {
        const auto message = [&](const std::string& bytes) { return messageOf([&] { read("bad.trx", bytes); }); };
        QVERIFY(contains(message(trx(false, longOffsets(0, 6, 5))), "out of order"));
        QVERIFY(contains(message(trx(false, longOffsets(1, 3, 5))), "out of order"));
        QVERIFY(contains(message(trx(false, longOffsets(0, 3, 4))), "out of order"));
        QVERIFY(contains(message(trx(false, longOffsets(0, 3, 5) + "12345678")), "4 offsets"));
        QVERIFY(contains(message(zip({{"header.json", "{}"}})), "NB_VERTICES"));
        QVERIFY(contains(message("no archive at all"), "no zip archive"));
        std::string damaged = trx(false, longOffsets(0, 3, 5));
        damaged[damaged.find("positions.3.float32") + 30] ^= 1;
        QVERIFY(contains(message(damaged), "checksum"));
    }

    void damagedFilesAreReadOrRefusedButNeverCrash()
    {
        const auto read = [](const std::filesystem::path& file) { readTractogram(file); };
        QVERIFY(refusedWhenDamaged(write("d.tck", ""), tck(), read) > 40);
        QVERIFY(refusedWhenDamaged(write("d.trk", ""), Trk().bytes(), read) > 40);
        QVERIFY(refusedWhenDamaged(write("d.trx", ""), trx(true, longOffsets(0, 3, 5)), read) > 40);
    }

    void aCutFileOfTracksIsRefused()
    {
        QVERIFY(contains(messageOf([&] { read("cut.tck", tck().substr(0, 100)); }), "truncated"));
        QVERIFY(contains(messageOf([&] { read("cut.trk", Trk().bytes().substr(0, 1010)); }), "truncated"));
        QVERIFY(contains(messageOf([&] { read("none.tck", "something else\n"); }), "mrtrix tracks"));
    }
};

QTEST_GUILESS_MAIN(TestTractogram)
#include "tst_Tractogram.moc"
