#include "processing/core/NiftiFrames.h"

#include "processing/core/Error.h"
#include "processing/core/GzipReader.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <fmt/format.h>
#include <mutex>
#include <thread>

namespace insula {

namespace {

// Frames that a thread decompresses one after the other. References into a deque stay valid while it grows at its end.
class ArrivingFrames : public FrameSource {
public:
    explicit ArrivingFrames(const NiftiFile& file) :
        m_image(file.image), m_reader(file.image->bytes(), file.neededBytes()), m_frameBytes(file.frameBytes),
        m_frames(file.description.frames), m_needed(file.neededBytes()),
        m_intent(fmt::format("cannot read '{}'", file.path.filename().string())),
        m_swapWidth(file.header.swapped ? bytesPerVoxel(file.description.dataType) : 1)
    {
        skip(file.dataOffset);
        m_arrived.push_back(nextFrame());
        m_count = 1;
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }

    std::span<const std::byte> frame(std::int64_t t) const override
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return t < m_count || m_failure; });
        if (t >= m_count)
            std::rethrow_exception(m_failure);
        return m_arrived[static_cast<std::size_t>(t)].bytes();
    }
    bool hasFrame(std::int64_t t) const override { return t < m_count; }

private:
    static constexpr std::size_t step = 1u << 20;

    void skip(std::uint64_t bytes)
    {
        VoxelBlock scratch(std::min<std::size_t>(bytes, step));
        while (bytes > 0) {
            const std::size_t wanted = std::min<std::uint64_t>(bytes, step);
            if (m_reader.read(scratch.bytes().first(wanted)) < wanted)
                failTruncated(m_reader.produced(), m_needed);
            bytes -= wanted;
        }
    }

    VoxelBlock nextFrame(const std::stop_token& stop = {})
    {
        // Grows, so that a frame larger than the file can hold takes no memory.
        VoxelBlock block(std::min<std::size_t>(m_frameBytes, 16 * step));
        std::size_t filled = 0;
        while (filled < m_frameBytes && !stop.stop_requested()) {
            if (filled == block.bytes().size()) {
                VoxelBlock larger(std::min<std::size_t>(m_frameBytes, 2 * filled));
                std::copy(block.bytes().begin(), block.bytes().end(), larger.bytes().begin());
                block = std::move(larger);
            }
            const std::size_t wanted = std::min(step, block.bytes().size() - filled);
            const std::size_t got = m_reader.read(block.bytes().subspan(filled, wanted));
            filled += got;
            if (got < wanted)
                failTruncated(m_reader.produced(), m_needed);
        }
        swapBytes(block.bytes(), m_swapWidth);
        return block;
    }

    void run(const std::stop_token& stop)
    {
        // The border of this thread: whoever waits for a frame gets the error instead.
        try {
            withContext(m_intent, [&] { readOthers(stop); });
        } catch (...) {
            const std::scoped_lock lock(m_mutex);
            m_failure = std::current_exception();
            m_changed.notify_all();
        }
    }

    void readOthers(const std::stop_token& stop)
    {
        for (std::int64_t t = 1; t < m_frames && !stop.stop_requested(); ++t) {
            VoxelBlock block = nextFrame(stop);
            if (stop.stop_requested())
                return;
            // The last frame counts only when the checksum at the end is right.
            if (t + 1 == m_frames)
                m_reader.finish(16 * step);
            m_image->forget(m_reader.consumed()); // else a run takes half as much memory again
            const std::scoped_lock lock(m_mutex);
            m_arrived.push_back(std::move(block));
            m_count = t + 1;
            m_changed.notify_all();
        }
    }

    std::shared_ptr<const MappedFile> m_image;
    GzipReader m_reader;
    std::size_t m_frameBytes;
    std::int64_t m_frames;
    std::uint64_t m_needed;
    std::string m_intent;
    std::size_t m_swapWidth;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::deque<VoxelBlock> m_arrived;
    std::atomic<std::int64_t> m_count = 0;
    std::exception_ptr m_failure;
    std::jthread m_thread; // last, so that it ends before what it uses is gone
};

} // namespace

std::shared_ptr<const FrameSource> arrivingFrames(const NiftiFile& file, const Progress& progress)
{
    progress.checkpoint();
    return std::make_shared<ArrivingFrames>(file);
}

} // namespace insula
