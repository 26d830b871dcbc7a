#include "processing/core/Error.h"
#include "processing/steps/ItkBridge.h"
#include "tests/processing/Phantoms.h"

#include <QtTest>

#include <algorithm>
#include <array>

using namespace insula;

namespace {

// World position, RAS mm, that ITK gives for a voxel of an image.
World worldInItk(const FloatImage& image, const Voxel& v)
{
    const FloatImage::IndexType index{
        {static_cast<itk::IndexValueType>(v.i), static_cast<itk::IndexValueType>(v.j), static_cast<itk::IndexValueType>(v.k)}};
    FloatImage::PointType point;
    image.TransformIndexToPhysicalPoint(index, point);
    return {-point[0], -point[1], point[2]};
}

double distance(const World& a, const World& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

FloatImage::Pointer marked(const Grid& grid, const Voxel& v)
{
    std::vector<float> values(static_cast<std::size_t>(grid.size.count()), 0.f);
    values[static_cast<std::size_t>(v.i + static_cast<double>(grid.size.x) * (v.j + static_cast<double>(grid.size.y) * v.k))] = 7;
    return toItk(values, grid);
}

// Throws something of ITK's, or counts iterations for ever.
class Failing : public itk::ProcessObject {
public:
    using Self = Failing;
    using Pointer = itk::SmartPointer<Self>;
    itkFactorylessNewMacro(Self);
    int behaviour = 0;

protected:
    void GenerateData() override
    {
        if (behaviour == 0)
            itkExceptionMacro("something\nwent wrong");
        for (;;)
            InvokeEvent(itk::IterationEvent());
    }
    void UpdateOutputData(itk::DataObject*) override { GenerateData(); }

public:
    void Update() override { GenerateData(); }
};

class CancelledAfter : public ProgressSink {
public:
    explicit CancelledAfter(int reports) : m_left(reports) { }
    void progressed(double fraction, std::string_view) override
    {
        last = fraction;
        --m_left;
    }
    bool isCancelled() const override { return m_left <= 0; }
    double last = 0;

private:
    int m_left;
};

} // namespace

class TestItkBridge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsOfTheFirstTwoCoordinatesChange()
    {
        QCOMPARE(lpsFromRas({1, 2, 3}), (Vec3{-1, -2, 3}));
        QCOMPARE(rasFromLps(lpsFromRas({1, 2, 3})), (Vec3{1, 2, 3}));
        const Affine affine = affineFromLps({1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {10, 20, 30});
        QCOMPARE(affine.rows(), (std::array<double, 16>{-1, 0, 0, -10, 0, -1, 0, -20, 0, 0, 1, 30, 0, 0, 0, 1}));
    }

    void aMarkedVoxelKeepsItsPlaceInAll48Orientations()
    {
        std::array<std::size_t, 3> axes{0, 1, 2};
        int tried = 0;
        do {
            for (unsigned flips = 0; flips < 8; ++flips, ++tried) {
                std::array<Vec3, 3> columns{};
                for (std::size_t a = 0; a < 3; ++a)
                    columns[a][axes[a]] = (flips >> a & 1u ? -1.0 : 1.0) * (1 + static_cast<double>(a));
                checkPlace({{4, 5, 6}, Affine::fromColumns(columns[0], columns[1], columns[2], {3, -4, 5})});
            }
        } while (std::next_permutation(axes.begin(), axes.end()));
        QCOMPARE(tried, 48);
    }

    void aMarkedVoxelKeepsItsPlaceOnAnObliqueLeftHandedGrid()
    {
        const Grid grid{{4, 5, 6}, phantom::obliqueLeftHanded()};
        QVERIFY(grid.affine.determinant() < 0);
        checkPlace(grid);
    }

    void aShearedGridGetsTheNearestRightAngledAxesAndItsSpacing()
    {
        const Affine sheared = Affine::fromColumns({1, 0, 0}, {0.2, 2, 0}, {0, 0, 3}, {1, 2, 3});
        QVERIFY(std::abs(shearDegrees(sheared) - std::atan(0.1) * 180 / std::acos(-1.0)) < 1e-9);
        const FloatImage::Pointer image = marked({{4, 5, 6}, sheared}, {0, 0, 0});
        const auto direction = image->GetDirection();
        const auto product = (direction.GetVnlMatrix() * direction.GetTranspose()).as_matrix();
        for (unsigned r = 0; r < 3; ++r)
            for (unsigned c = 0; c < 3; ++c)
                QVERIFY(std::abs(product(r, c) - (r == c ? 1 : 0)) < 1e-12);
        QVERIFY(std::abs(image->GetSpacing()[1] - std::hypot(0.2, 2)) < 1e-12);
        QVERIFY(distance(worldInItk(*image, {0, 0, 0}), {1, 2, 3}) < 1e-12);
    }

    void valuesComeBackAsTheyWere()
    {
        std::vector<float> values(24);
        for (std::size_t n = 0; n < values.size(); ++n)
            values[n] = static_cast<float>(n) * 0.37f;
        QCOMPARE(fromItk(*toItk(values, {{2, 3, 4}, phantom::obliqueLeftHanded()})), values);
        QCOMPARE(fromItk(*toItkIndexSpace(values, {2, 3, 4})), values);
    }

    void itkExceptionsBecomeOneLineErrors()
    {
        const auto filter = Failing::New();
        try {
            runFilter(*filter, "trying failed", {});
            QFAIL("no error");
        } catch (const Error& error) {
            QCOMPARE(std::string(error.what()), std::string("trying failed: something went wrong"));
        }
    }

    void cancellingStopsAnEndlessFilterBetweenIterations()
    {
        const auto filter = Failing::New();
        filter->behaviour = 1;
        CancelledAfter sink(5);
        QVERIFY_EXCEPTION_THROWN(runFilter(*filter, "trying failed", Progress(sink), 0, 10), Cancelled);
        QVERIFY(std::abs(sink.last - 0.5) < 1e-9);
    }

private:
    static void checkPlace(const Grid& grid)
    {
        const Voxel v{1, 3, 4};
        const FloatImage::Pointer image = marked(grid, v);
        QVERIFY(distance(worldInItk(*image, v), grid.affine.toWorld(v)) < 1e-9);
        QCOMPARE(image->GetPixel({{1, 3, 4}}), 7.f);
    }
};

QTEST_GUILESS_MAIN(TestItkBridge)
#include "tst_ItkBridge.moc"
