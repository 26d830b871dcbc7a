#include "processing/core/Nifti.h"
#include "tests/core/Messages.h"
#include "tests/core/RawNifti.h"

#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace insula;
using namespace insula::test;

namespace {

// The extremes of a type and some values between, so that a wrong width, sign or byte order shows.
template <typename T> std::vector<T> extremes()
{
    using Limits = std::numeric_limits<T>;
    return {Limits::lowest(), Limits::max(), T(0), T(1), T(100), T(3)};
}

RawNifti small(int version = 1, bool bigEndian = false)
{
    RawNifti raw(version, bigEndian);
    raw.dim({3, 3, 2, 1, 1, 1, 1, 1}).sform(1, Affine());
    return raw;
}

// Frame t holds 1000 t + 0, 1, 2, ...
std::vector<std::int16_t> countingFrames(std::int64_t perFrame, std::int64_t frames)
{
    std::vector<std::int16_t> values;
    for (std::int64_t n = 0; n < perFrame * frames; ++n) {
        values.push_back(static_cast<std::int16_t>(1000 * (n / perFrame) + n % perFrame));
    }
    return values;
}

RawNifti fourFrames(bool bigEndian = false)
{
    RawNifti raw(1, bigEndian);
    raw.dim({4, 3, 2, 2, 4, 1, 1, 1}).pixdim({1, 1, 1, 1, 2.5, 1, 1, 1}).type(4, 16).sform(1, Affine());
    return raw;
}

} // namespace

class TestNiftiReader : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    VolumePtr read(const char* name, const QByteArray& bytes, bool lazy = true) const
    {
        NiftiReadOptions options;
        options.lazy = lazy;
        return readNifti(saved(path(name), bytes), options);
    }
    template <typename T> void readsType(int code, int version, bool bigEndian) const
    {
        const std::vector<T> values = extremes<T>();
        const QByteArray bytes = small(version, bigEndian).type(code, static_cast<int>(8 * sizeof(T))).file(values);
        for (const VolumePtr& volume : {read("a.nii", bytes), read("a.nii", bytes, false), read("a.nii.gz", gzipped(bytes))}) {
            QCOMPARE(volume->dataType(), dataTypeOf<T>());
            const auto raw = volume->rawFrame(0);
            QCOMPARE(raw.size(), values.size() * sizeof(T));
            QVERIFY(std::memcmp(raw.data(), values.data(), raw.size()) == 0);
            for (std::int64_t n = 0; n < 6; ++n) {
                QCOMPARE(volume->value(n % 3, n / 3, 0), static_cast<double>(values[static_cast<std::size_t>(n)]));
            }
        }
    }

private Q_SLOTS:
    void readsEveryTypeInBothByteOrders_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("version");
        QTest::addColumn<bool>("bigEndian");
        for (const int version : {1, 2}) {
            for (const bool big : {false, true}) {
                for (const int code : {2, 4, 8, 16, 64, 256, 512, 768, 1024, 1280}) {
                    QTest::addRow("NIfTI-%d, %s-endian, type %d", version, big ? "big" : "little", code) << code << version << big;
                }
            }
        }
    }

    void readsEveryTypeInBothByteOrders()
    {
        QFETCH(int, code);
        QFETCH(int, version);
        QFETCH(bool, bigEndian);
        switch (code) {
        case 2:
            return readsType<std::uint8_t>(code, version, bigEndian);
        case 4:
            return readsType<std::int16_t>(code, version, bigEndian);
        case 8:
            return readsType<std::int32_t>(code, version, bigEndian);
        case 16:
            return readsType<float>(code, version, bigEndian);
        case 64:
            return readsType<double>(code, version, bigEndian);
        case 256:
            return readsType<std::int8_t>(code, version, bigEndian);
        case 512:
            return readsType<std::uint16_t>(code, version, bigEndian);
        case 768:
            return readsType<std::uint32_t>(code, version, bigEndian);
        case 1024:
            return readsType<std::int64_t>(code, version, bigEndian);
        default:
            return readsType<std::uint64_t>(code, version, bigEndian);
        }
    }

    void refusesTypesThatItDoesNotRead_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("unknown") << 0 << QByteArray("datatype 0");
        QTest::newRow("bits") << 1 << QByteArray("single bits");
        QTest::newRow("complex") << 32 << QByteArray("complex");
        QTest::newRow("RGB") << 128 << QByteArray("RGB");
        QTest::newRow("float128") << 1536 << QByteArray("float128");
        QTest::newRow("RGBA") << 2304 << QByteArray("RGBA");
        QTest::newRow("no such type") << 77 << QByteArray("datatype 77");
    }

    void refusesTypesThatItDoesNotRead()
    {
        QFETCH(int, code);
        QFETCH(QByteArray, part);
        const QByteArray bytes = small().type(code, 0).file(std::vector<double>(12));
        QVERIFY(contains(messageOf([&] { read("a.nii", bytes); }), part.toStdString()));
    }

    void valuesAreScaled()
    {
        const VolumePtr volume
            = read("a.nii", small().type(4, 16).scale(0.5, -10).file(std::vector<std::int16_t>{0, 1, 2, -32768, 32767, 20}));
        QCOMPARE(volume->value(0, 0, 0), -10.0);
        QCOMPARE(volume->value(1, 0, 0), -9.5);
        QCOMPARE(volume->value(0, 1, 0), -16394.0);
        QCOMPARE(volume->frameAsFloat()[5], 0.0f);
        QCOMPARE(volume->dataType(), DataType::Int16);
    }

    void aSlopeOfNaNShowsValuesAsStored()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const VolumePtr volume = read("a.nii", small().type(4, 16).scale(nan, nan).file(std::vector<std::int16_t>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(volume->value(2, 1, 0), 6.0);
        QVERIFY(contains(volume->source().warnings.at(0), "scale factor"));
    }

    void voxelsOfNaNAndInfinityStayAsTheyAre()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        const VolumePtr volume = read("a.nii", small().file(std::vector<float>{1, std::nanf(""), infinity, -infinity, 2, 3}));
        QVERIFY(std::isnan(volume->value(1, 0, 0)));
        QCOMPARE(volume->value(2, 0, 0), static_cast<double>(infinity));
        QCOMPARE(volume->value(0, 1, 0), -static_cast<double>(infinity));
    }

    void framesFollowOneAnother_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("lazy");
        QTest::addColumn<bool>("bigEndian");
        for (const bool lazy : {false, true}) {
            for (const bool big : {false, true}) {
                for (const char* name : {"a.nii", "a.nii.gz"}) {
                    QTest::addRow("%s, %s, %s-endian", name, lazy ? "lazy" : "at once", big ? "big" : "little")
                        << QByteArray(name) << lazy << big;
                }
            }
        }
    }

    void framesFollowOneAnother()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, lazy);
        QFETCH(bool, bigEndian);
        const QByteArray bytes = fourFrames(bigEndian).file(countingFrames(12, 4));
        const VolumePtr volume = read(name.constData(), name.endsWith(".gz") ? gzipped(bytes) : bytes, lazy);
        QCOMPARE(volume->frames(), 4);
        QCOMPARE(volume->trSeconds(), 2.5);
        QVERIFY(volume->hasFrame(0));
        QCOMPARE(volume->timeCourse(1, 1, 1), (std::vector<double>{10, 1010, 2010, 3010}));
        QCOMPARE(volume->value(2, 1, 1, 3), 3011.0);
        QVERIFY(volume->hasFrame(3));
    }

    // The file breaks in its last frame, long after the first: only a reader that decompresses everything would notice at once.
    void theFirstFrameIsThereBeforeTheLastIsRead()
    {
        std::vector<std::int16_t> noise(64 * 64 * 32 * 4);
        std::uint32_t state = 1;
        for (std::int16_t& value : noise) {
            state = state * 1664525 + 1013904223;
            value = static_cast<std::int16_t>(state >> 16);
        }
        QByteArray bytes = gzipped(fourFrames().dim({4, 64, 64, 32, 4, 1, 1, 1}).file(noise), 1);
        bytes.chop(1000);
        const VolumePtr volume = read("a.nii.gz", bytes);
        QCOMPARE(volume->value(63, 63, 31, 0), static_cast<double>(noise[64 * 64 * 32 - 1]));
        QVERIFY(contains(messageOf([&] { (void)volume->rawFrame(3); }), "truncated"));
        QVERIFY(!volume->hasFrame(3));
        QCOMPARE(volume->value(0, 0, 0, 2), static_cast<double>(noise[64 * 64 * 32 * 2]));
        QVERIFY(contains(messageOf([&] { read("a.nii.gz", bytes, false); }), "truncated"));
    }

    void aVolumeMayGoWhileFramesArrive()
    {
        const QByteArray bytes = gzipped(fourFrames().dim({4, 64, 64, 32, 4, 1, 1, 1}).file(std::vector<std::int16_t>(64 * 64 * 32 * 4)));
        for (int n = 0; n < 20; ++n) {
            QCOMPARE(read("a.nii.gz", bytes)->value(0, 0, 0), 0.0);
        }
    }

    void headerAndImageMayBeTwoFiles_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<QByteArray>("opened");
        for (const int version : {1, 2}) {
            for (const char* name : {"pair.hdr", "pair.img"}) {
                QTest::addRow("NIfTI-%d, %s", version, name) << version << QByteArray(name);
            }
        }
    }

    void headerAndImageMayBeTwoFiles()
    {
        QFETCH(int, version);
        QFETCH(QByteArray, opened);
        RawNifti raw = small(version).magic(version == 1 ? "ni1" : "ni2").offset(0);
        saved(path("pair.hdr"), raw.header());
        saved(path("pair.img"), raw.voxels(std::vector<float>{1, 2, 3, 4, 5, 6}));
        const VolumePtr volume = readNifti(path(opened.constData()));
        QCOMPARE(volume->value(2, 1, 0), 6.0);
        QCOMPARE(volume->source().format, std::string(version == 1 ? "NIfTI-1" : "NIfTI-2"));
    }

    void extensionsAndTextAreKept()
    {
        for (const bool big : {false, true}) {
            RawNifti raw = small(1, big)
                               .description("phantom of the test")
                               .extension(6, "a comment of 24 bytes ..")
                               .extension(44, std::string(40, 'x'));
            const VolumePtr volume = read("a.nii.gz", gzipped(raw.file(std::vector<float>{1, 2, 3, 4, 5, 6})));
            const auto& extensions = volume->source().extensions;
            QCOMPARE(extensions.size(), std::size_t{2});
            QCOMPARE(extensions[0].code, 6);
            QCOMPARE(std::string(reinterpret_cast<const char*>(extensions[0].data.data()), extensions[0].data.size()),
                std::string("a comment of 24 bytes .."));
            QCOMPARE(extensions[1].code, 44);
            QCOMPARE(extensions[1].data.size(), std::size_t{40});
            QCOMPARE(volume->source().description, std::string("phantom of the test"));
            QCOMPARE(volume->value(2, 1, 0), 6.0);
        }
    }

    void theDescriptionNeedsNoVoxels()
    {
        const auto description = readNiftiDescription(saved(path("a.nii"), fourFrames().file(countingFrames(12, 4))));
        QCOMPARE(description.grid.size, (Size3{3, 2, 2}));
        QCOMPARE(description.frames, 4);
        QCOMPARE(description.dataType, DataType::Int16);
    }
};

QTEST_GUILESS_MAIN(TestNiftiReader)
#include "tst_NiftiReader.moc"
