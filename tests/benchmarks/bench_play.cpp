// How many frames a second the real window draws while a run plays: prints one JSON object. Needs a screen (Xvfb).
//
// bench_play [RATE] [SECONDS]; 60 and 5 without. A 64 x 64 x 36 x 300 16-bit run from a .nii.gz in a temporary folder, four views, window
// of its usual size. `drawn` counts paintings of the views, `shown` frames of the run that were set.
#include "tests/widgets/WindowFixture.h"
#include "widgets/FrameBar.h"

#include <QElapsedTimer>
#include <QSpinBox>

#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <sys/utsname.h>

#include <cmath>
#include <iostream>
#include <set>
#include <thread>

using namespace insula;

namespace {

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

VolumePtr run()
{
    const Grid grid{{64, 64, 36}, Affine::fromColumns({-3, 0, 0}, {0, 3, 0}, {0, 0, 4}, {96, -96, -60})};
    return phantom::filled<std::int16_t>(
        grid,
        [](const World& w, std::int64_t t) {
            return std::hypot(w.x, w.y, w.z) < 70 ? 1000 + 30 * std::sin(0.3 * static_cast<double>(t) + w.x / 20) : 10;
        },
        Kind::Image, 300);
}

nlohmann::json bench(int rate, int seconds)
{
    utsname name{};
    uname(&name);
    WindowFixture f;
    if (!f.open({f.save("run.nii.gz", run())}))
        throw std::runtime_error("the run does not open");
    QTest::qWait(3000); // until all frames have arrived
    f.find<QSpinBox>("frameRate")->setValue(rate);
    int drawn = 0, shown = 0;
    std::int64_t last = -1;
    QObject::connect(&f.views(), &SceneWidget::drawn, &f.views(), [&] {
        ++drawn;
        shown += f.scene().frame() != last;
        last = f.scene().frame();
    });
    const double cpu = cpuSeconds();
    QElapsedTimer clock;
    clock.start();
    f.window().findChild<FrameBar*>()->togglePlay();
    QTest::qWait(1000 * seconds);
    const double wall = static_cast<double>(clock.elapsed()) / 1000;
    return {{"benchmark", "play"},
        {"machine",
            {{"system", std::string(name.sysname) + " " + name.release + " " + name.machine},
                {"threads", std::thread::hardware_concurrency()}}},
        {"rate", rate}, {"seconds", wall}, {"drawn_per_second", drawn / wall}, {"frames_shown_per_second", shown / wall},
        {"cpu_ms_per_drawing", 1000 * (cpuSeconds() - cpu) / std::max(1, drawn)}};
}

} // namespace

int main(int count, char** arguments)
{
    QStandardPaths::setTestModeEnabled(true);
    Application application(count, arguments);
    const int rate = count > 1 ? std::atoi(arguments[1]) : 60, seconds = count > 2 ? std::atoi(arguments[2]) : 5;
    if (count > 3 || rate < 1 || seconds < 1) {
        std::cerr << "bench_play [RATE] [SECONDS]\n";
        return 2;
    }
    try {
        std::cout << bench(rate, seconds).dump(2) << '\n';
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
