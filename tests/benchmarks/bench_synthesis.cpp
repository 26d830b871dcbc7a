// How long one synthetic image takes: prints one JSON object.
//
// bench_synthesis LABELS.nii.gz [VOXEL_MM THREADS]; 2 mm and 2 threads without. Each run makes one image of one anatomy with its targets
// (mask and distance), as training does. Milliseconds; the median of all severities in turn.
#include "models/TorchDevice.h"
#include "models/synthesis/Generator.h"
#include "models/synthesis/TrainingTargets.h"
#include "processing/core/Nifti.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

using namespace insula;

namespace {

constexpr int Runs = 15;
constexpr double BarMs = 500;

double milliseconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void bench(const char* file, double mm, int threads)
{
    const VolumePtr volume = readNifti(file);
    const std::vector<float> values = volume->frameAsFloat(0);
    const Size3& n = volume->size();
    const Vec3 spacing = volume->affine().spacing();
    const Lattice from{{n.z, n.y, n.x}, {spacing[2], spacing[1], spacing[0]}}, to = coarser(from, mm);
    const at::Tensor labels = at::from_blob(const_cast<float*>(values.data()), {n.z, n.y, n.x}, at::kFloat).to(at::kInt);
    setTorchThreads(threads);
    std::vector<double> whole, further, targets;
    for (int run = 0; run < Runs; ++run) {
        const SynthesisOptions options{static_cast<std::uint64_t>(run), 1, static_cast<Severity>(run % 3), true};
        SynthesisBatch batch;
        whole.push_back(milliseconds([&] { batch = synthesise(labels, from, to, 2, options); }));
        targets.push_back(milliseconds([&] { signedDistance(brainMask(batch.labels), to); }));
        SynthesisOptions four = options;
        four.count = 4;
        further.push_back((milliseconds([&] { synthesise(labels, from, to, 2, four); }) - whole.back()) / 3);
    }
    utsname name{};
    uname(&name);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double one = median(whole);
    const nlohmann::json out{{"benchmark", "synthesis"},
        {"machine",
            {{"system", std::string(name.sysname) + " " + name.release + " " + name.machine},
                {"processors", std::thread::hardware_concurrency()}}},
        {"threads", threads}, {"labels", {n.x, n.y, n.z}}, {"image", {to.size[2], to.size[1], to.size[0]}}, {"runs", Runs},
        {"one_image_ms", one}, {"further_image_ms", median(further)}, {"distance_ms", median(targets)},
        {"peak_mib", static_cast<double>(usage.ru_maxrss) / 1024}, {"bar_ms", BarMs}, {"ok", one <= BarMs}};
    std::cout << out.dump(2) << '\n';
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 2 && count != 4) {
        std::cerr << "bench_synthesis LABELS.nii.gz [VOXEL_MM THREADS]\n";
        return 2;
    }
    // As insula-infer does: OpenMP's threads wait without spinning. It reads this while it is being loaded.
    if (!std::getenv("OMP_WAIT_POLICY")) {
        ::setenv("OMP_WAIT_POLICY", "passive", 0);
        ::execv("/proc/self/exe", arguments);
    }
    try {
        bench(arguments[1], count == 4 ? std::atof(arguments[2]) : 2, count == 4 ? std::atoi(arguments[3]) : 2);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
