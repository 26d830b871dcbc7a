// How soon the first frame of a compressed run is there, beside the pure decompression of the same bytes: prints one JSON object.
//
// bench_first_frame FILE.nii.gz [REPEATS]; 11 without. Each time the file is opened anew and frame 0 is asked for, while a thread goes
// on with the other frames, as in the window; then zlib alone inflates what lies before the end of frame 0. Milliseconds, medians; the
// first pair, which may read from the disk, is left out.
#include "processing/core/Error.h"
#include "processing/core/Nifti.h"
#include "processing/core/NiftiFile.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <vector>

using namespace insula;

namespace {

constexpr double BarMs = 100; // beyond the decompression

template <typename Work> double millisecondsOf(const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Allocates as well: whoever wants the frame needs memory for it.
void inflateWithZlib(std::span<const std::byte> compressed, std::size_t wanted)
{
    std::vector<Bytef> out(wanted);
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(compressed.data()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_SYNC_FLUSH);
    inflateEnd(&stream);
    if (stream.avail_out != 0 || (result != Z_OK && result != Z_STREAM_END))
        throw Error("zlib alone does not inflate the first frame: is the file made of several members?");
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

double peakMib()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

nlohmann::json machine()
{
    utsname name{};
    uname(&name);
    return {
        {"system", std::string(name.sysname) + " " + name.release + " " + name.machine}, {"threads", std::thread::hardware_concurrency()}};
}

nlohmann::json bench(const char* path, int repeats)
{
    const NiftiFile file = openNifti(path);
    if (!file.compressed || file.description.frames < 2)
        throw Error("a compressed run is needed: a .nii.gz with more than one frame");
    const auto upToFrame = static_cast<std::size_t>(file.dataOffset + file.frameBytes);
    std::vector<double> first, inflating;
    for (int n = 0; n <= repeats; ++n) {
        VolumePtr volume;
        const double reading = millisecondsOf([&] {
            volume = readNifti(path);
            if (volume->rawFrame(0).size() != file.frameBytes)
                throw Error("the first frame is not whole");
        });
        volume.reset(); // ends the thread, so that zlib has the machine for itself
        const double alone = millisecondsOf([&] { inflateWithZlib(file.image->bytes(), upToFrame); });
        if (n > 0) {
            first.push_back(reading);
            inflating.push_back(alone);
        }
    }
    const double peakFirst = peakMib();
    const double all = millisecondsOf([&] {
        const VolumePtr volume = readNifti(path);
        [[maybe_unused]] const auto last = volume->rawFrame(volume->frames() - 1);
    });
    const Size3& size = file.description.grid.size;
    const double beyond = median(first) - median(inflating);
    return {{"benchmark", "first-frame"}, {"machine", machine()}, {"volume", {size.x, size.y, size.z, file.description.frames}},
        {"file_bytes", file.image->bytes().size()}, {"frame_bytes", file.frameBytes}, {"repeats", repeats}, {"first_ms", median(first)},
        {"inflate_ms", median(inflating)}, {"beyond_inflate_ms", beyond},
        {"slowest_first_ms", *std::max_element(first.begin(), first.end())}, {"all_frames_ms", all}, {"peak_mib_first", peakFirst},
        {"peak_mib", peakMib()}, {"bar_ms", BarMs}, {"ok", beyond <= BarMs}};
}

} // namespace

int main(int count, char** arguments)
{
    const int repeats = count == 3 ? std::atoi(arguments[2]) : 11;
    if (count < 2 || count > 3 || repeats < 1) {
        std::cerr << "bench_first_frame FILE.nii.gz [REPEATS]\n";
        return 2;
    }
    try {
        std::cout << bench(arguments[1], repeats).dump(2) << '\n';
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
