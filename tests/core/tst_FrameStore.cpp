#include "processing/core/CourseMap.h"
#include "processing/core/Error.h"
#include "processing/core/FrameStore.h"
#include "processing/core/Nifti.h"
#include "tests/processing/Phantoms.h"

#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace insula;

namespace {

const Grid Small{{7, 5, 3}, phantom::obliqueLeftHanded()};

// 80 x 80 x 30 voxels, 60 frames of 16 bits: 22 MiB, enough to be kept outside memory.
VolumePtr longRun()
{
    const Grid grid{{80, 80, 30}, phantom::obliqueLeftHanded()};
    std::vector<std::int16_t> voxels;
    for (std::int64_t t = 0; t < 60; ++t)
        for (std::int64_t v = 0; v < grid.size.count(); ++v)
            voxels.push_back(static_cast<std::int16_t>((v * 31 + t * t * 7) % 3000));
    Volume::Description description;
    description.grid = grid;
    description.frames = 60;
    description.slope = 0.5;
    description.intercept = -3;
    return Volume::make(std::move(description), std::move(voxels));
}

} // namespace

class TestFrameStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("TMPDIR"); }

    void givesBackWhatWasWrittenInAnyOrder_data()
    {
        QTest::addColumn<bool>("hasDisk");
        QTest::newRow("in a file") << true;
        QTest::newRow("in memory, where there is no folder") << false;
    }
    void givesBackWhatWasWrittenInAnyOrder()
    {
        QFETCH(bool, hasDisk);
        if (!hasDisk)
            qputenv("TMPDIR", "/no/such/folder");
        FrameStore store(4, 1000 * sizeof(float));
        QCOMPARE(store.isInFile(), hasDisk);
        const std::vector<float> ones(500, 1.0f), twos(500, 2.0f);
        store.write(3, std::int64_t{500}, twos);
        store.write(0, std::int64_t{0}, ones);
        store.release();
        const auto at = [&](std::int64_t t, std::size_t v) {
            float value;
            std::memcpy(&value, store.frame(t).data() + v * sizeof(float), sizeof value);
            return value;
        };
        QCOMPARE(at(0, 499), 1.0f);
        QCOMPARE(at(0, 500), 0.0f);
        QCOMPARE(at(3, 499), 0.0f);
        QCOMPARE(at(3, 999), 2.0f);
        QCOMPARE(at(2, 0), 0.0f);
    }

    void severalThreadsWriteDifferentPlaces()
    {
        const auto store = storeFor(Small, 64);
        {
            std::vector<std::jthread> threads;
            for (int n = 0; n < 4; ++n)
                threads.emplace_back([&store, n] {
                    for (std::int64_t t = n; t < 64; t += 4) {
                        store->write(t, std::int64_t{0}, std::vector<float>(105, static_cast<float>(t)));
                        store->release();
                    }
                });
        }
        Volume::Description description;
        description.grid = Small;
        description.frames = 64;
        const VolumePtr run = storedRun(description, store);
        for (std::int64_t t = 0; t < 64; ++t) {
            QCOMPARE(run->value(0, 0, 0, t), static_cast<double>(t));
            QCOMPARE(run->value(6, 4, 2, t), static_cast<double>(t));
        }
    }

    void leavesNoFileBehind()
    {
        QTemporaryDir folder;
        qputenv("TMPDIR", folder.path().toUtf8());
        const FrameStore store(10, 4096);
        QVERIFY(store.isInFile());
        QVERIFY(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    }

    void aCompressedRunReadsTheSameOutsideMemory()
    {
        QTemporaryDir folder;
        const auto file = folder.filePath("run.nii.gz").toStdString();
        const VolumePtr run = longRun();
        writeNifti(file, *run, {.compression = 1});
        NiftiReadOptions options;
        options.outsideMemory = true;
        const VolumePtr stored = readNifti(file, options);
        const auto expected = phantom::hashOf(*readNifti(file));
        QCOMPARE(phantom::hashOf(*stored), expected);
        stored->release();
        QCOMPARE(phantom::hashOf(*stored), expected);
        QCOMPARE(stored->value(79, 79, 29, 59), run->value(79, 79, 29, 59));
        // A file that is cut off is refused, as it is otherwise.
        QFile cut(QString::fromStdString(file));
        QVERIFY(cut.resize(cut.size() / 2));
        QVERIFY_EXCEPTION_THROWN(readNifti(file, options)->rawFrame(59), Error);
    }

    void coursesMappedOutsideMemoryAreThoseInMemory()
    {
        const VolumePtr run = longRun();
        std::vector<std::uint8_t> mask(static_cast<std::size_t>(run->size().count()));
        for (std::size_t v = 0; v < mask.size(); ++v)
            mask[v] = v % 5 != 0 && (v < 40000 || v > 60000);
        const auto work = [] {
            return [](std::int64_t voxel, std::span<const double> course, std::span<double> out) {
                for (std::size_t f = 0; f < out.size(); ++f)
                    out[f] = course[2 * f] - course[2 * f + 1] + static_cast<double>(voxel % 3);
            };
        };
        const CourseMapOptions options{.outFrames = 30, .mask = mask, .threads = 2};
        const CourseMap inMemory = mapCourses(*run, options, work);
        const RunMap outside = mapRun(*run, run->description(), options, work);
        QCOMPARE(outside.run->frames(), std::int64_t{30});
        for (std::int64_t f = 0; f < 30; ++f) {
            const auto frame = outside.run->frameAsFloat(f);
            const auto count = static_cast<std::ptrdiff_t>(frame.size());
            QVERIFY(std::equal(frame.begin(), frame.end(), inMemory.values.begin() + f * count));
        }
    }
};

QTEST_GUILESS_MAIN(TestFrameStore)
#include "tst_FrameStore.moc"
