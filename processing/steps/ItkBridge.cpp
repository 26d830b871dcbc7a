#include "processing/steps/ItkBridge.h"

#include "processing/core/Error.h"

#include <itkCommand.h>
#include <itkMultiThreaderBase.h>
#include <itkThreadPool.h>

#include <vnl/algo/vnl_svd.h>
#include <vnl/vnl_matrix.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <latch>
#include <numbers>
#include <system_error>
#include <thread>

namespace insula {
namespace {

double dot(const Vec3& a, const Vec3& b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

// Unit axes in LPS; when they are not at right angles, the nearest ones that are (polar decomposition).
FloatImage::DirectionType directionOf(const Affine& affine)
{
    const Vec3 spacing = affine.spacing();
    vnl_matrix<double> axes(3, 3);
    for (int c = 0; c < 3; ++c) {
        const Vec3 lps = lpsFromRas(affine.column(c));
        for (int r = 0; r < 3; ++r)
            axes(static_cast<unsigned>(r), static_cast<unsigned>(c))
                = lps[static_cast<std::size_t>(r)] / spacing[static_cast<std::size_t>(c)];
    }
    if (affine.isSheared(1e-6)) {
        const vnl_svd<double> svd(axes);
        axes = svd.U() * svd.V().transpose();
    }
    FloatImage::DirectionType direction;
    for (unsigned r = 0; r < 3; ++r)
        for (unsigned c = 0; c < 3; ++c)
            direction(r, c) = axes(r, c);
    return direction;
}

// ITK's thread pool ends the process when one of its threads cannot start (ITK 5.2, ThreadPool::ThreadPool): so the same number of
// threads is tried first, and the pool made at once, before the image takes its memory.
void requireThreads()
{
    [[maybe_unused]] static const bool canStart = [] {
        std::latch done(1);
        std::vector<std::jthread> threads;
        try {
            for (itk::ThreadIdType n = 0; n < itk::MultiThreaderBase::GetGlobalDefaultNumberOfThreads(); ++n)
                threads.emplace_back([&done] { done.wait(); });
        } catch (const std::system_error&) {
            done.count_down();
            throw Error("cannot start threads: not enough memory or too many processes; close other programs or raise the limit (ulimit)");
        }
        done.count_down();
        threads.clear();
        return itk::ThreadPool::GetInstance().IsNotNull();
    }();
}

template <typename Image> typename Image::Pointer allocated(const Size3& size)
{
    requireThreads();
    const auto image = Image::New();
    image->SetRegions(typename Image::RegionType(typename Image::SizeType{
        static_cast<itk::SizeValueType>(size.x), static_cast<itk::SizeValueType>(size.y), static_cast<itk::SizeValueType>(size.z)}));
    withItkErrors("cannot prepare the image", [&] { image->Allocate(); });
    return image;
}

template <typename Image> typename Image::Pointer converted(std::span<const typename Image::PixelType> values, const Grid& grid)
{
    assert(static_cast<std::int64_t>(values.size()) == grid.size.count());
    const auto image = allocated<Image>(grid.size);
    const Vec3 spacing = grid.affine.spacing();
    const Vec3 origin = lpsFromRas(grid.affine.column(3));
    image->SetSpacing(spacing.data());
    image->SetOrigin(origin.data());
    image->SetDirection(directionOf(grid.affine));
    std::copy(values.begin(), values.end(), image->GetBufferPointer());
    return image;
}

std::string oneLine(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    // ITK begins with "ITK ERROR: Class(0x55f5...): ": an address helps nobody.
    if (const auto end = text.find("): "); text.rfind("ITK ERROR", 0) == 0 && end != std::string::npos)
        text.erase(0, end + 3);
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

} // namespace

Vec3 lpsFromRas(const Vec3& ras)
{
    return {-ras[0], -ras[1], ras[2]};
}

Vec3 rasFromLps(const Vec3& lps)
{
    return {-lps[0], -lps[1], lps[2]};
}

Affine affineFromLps(const Vec3& i, const Vec3& j, const Vec3& k, const Vec3& origin)
{
    return Affine::fromColumns(rasFromLps(i), rasFromLps(j), rasFromLps(k), rasFromLps(origin));
}

double shearDegrees(const Affine& affine)
{
    double largest = 0;
    const Vec3 length = affine.spacing();
    for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = a + 1; b < 3; ++b)
            largest = std::max(
                largest, std::abs(dot(affine.column(static_cast<int>(a)), affine.column(static_cast<int>(b)))) / (length[a] * length[b]));
    return std::asin(std::min(largest, 1.0)) * 180 / std::numbers::pi;
}

FloatImage::Pointer toItk(std::span<const float> values, const Grid& grid)
{
    return converted<FloatImage>(values, grid);
}

MaskImage::Pointer toItk(std::span<const std::uint8_t> values, const Grid& grid)
{
    return converted<MaskImage>(values, grid);
}

LabelImage::Pointer toItk(std::span<const std::int32_t> values, const Grid& grid)
{
    return converted<LabelImage>(values, grid);
}

std::vector<float> fromItk(const FloatImage& image)
{
    const float* first = image.GetBufferPointer();
    return {first, first + image.GetBufferedRegion().GetNumberOfPixels()};
}

FloatImage::Pointer toItkIndexSpace(std::span<const float> values, const Size3& size)
{
    assert(static_cast<std::int64_t>(values.size()) == size.count());
    const auto image = allocated<FloatImage>(size);
    std::copy(values.begin(), values.end(), image->GetBufferPointer());
    return image;
}

FilterProgress::FilterProgress(itk::ProcessObject& filter, const Progress& progress, int iterations) : m_filter(filter)
{
    const auto observe = [&](const itk::EventObject& event, const std::function<void()>& react) {
        m_tags.push_back(filter.AddObserver(event, [react](const itk::EventObject&) { react(); }));
    };
    // Comes from any of ITK's threads, so that fractions can overtake each other; and an exception of ours must not cross its worker pool
    // (the one reason to catch here): ITK is asked to abort instead.
    observe(itk::ProgressEvent(), [this, progress, iterations] {
        const std::lock_guard lock(m_mutex);
        try {
            progress.checkpoint();
            if (const double fraction = static_cast<double>(m_filter.GetProgress()); iterations == 0 && fraction > m_last) {
                m_last = fraction;
                progress.report(fraction);
            }
        } catch (const Cancelled&) {
            m_filter.AbortGenerateDataOn();
        }
    });
    // Between two iterations no worker is busy, and iterative filters do not look at the abort flag.
    observe(itk::IterationEvent(), [progress, iterations, done = 0]() mutable {
        progress.checkpoint();
        if (iterations > 0)
            progress.report(static_cast<double>(std::min(++done, iterations)) / iterations);
    });
}

FilterProgress::~FilterProgress()
{
    for (const unsigned long tag : m_tags)
        m_filter.RemoveObserver(tag);
}

void withItkErrors(const std::string& what, const std::function<void()>& work)
{
    try {
        work();
    } catch (const itk::ProcessAborted&) {
        throw Cancelled();
    } catch (const itk::MemoryAllocationError&) {
        throw Error(what + ": not enough memory; close other programs or use a smaller image");
    } catch (const itk::ExceptionObject& error) {
        throw Error(what + ": " + oneLine(error.GetDescription()));
    }
}

void runFilter(itk::ProcessObject& filter, const std::string& what, const Progress& progress, int threads, int iterations)
{
    progress.checkpoint();
    if (threads > 0)
        filter.GetMultiThreader()->SetMaximumNumberOfThreads(static_cast<itk::ThreadIdType>(threads));
    // A fixed number of work units, whatever the machine: sums of floats are the same everywhere, hence results too.
    filter.SetNumberOfWorkUnits(8);
    const FilterProgress observer(filter, progress, iterations);
    withItkErrors(what, [&] { filter.Update(); });
    progress.report(1.0);
}

} // namespace insula
