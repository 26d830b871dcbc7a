// insula_clicking [--seed N] [--seconds S] [--actions N] [--hang S] [--log FILE] [FILE...]
// The real window under a random user: seeded, on phantoms in a folder of its own, or on copies of FILEs. Prints one JSON object; ends with
// status 0, or as whatever it found made it end. Build with a sanitizer (preset asan) to find more. The same seed does the same things, as
// far as background work takes the same time.
#include "tests/fuzz/RandomUser.h"
#include "tests/widgets/WindowFixture.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

namespace {

using namespace insula;

QStringList phantoms(const WindowFixture& fixture)
{
    const auto oblique = phantom::obliqueLeftHanded();
    const auto wave = [](const World& w, std::int64_t t) { return 100 + w.x + 2 * w.y - w.z + 10 * static_cast<double>(t % 5); };
    const auto signedMap = [](const World& w, std::int64_t) { return 8 * std::sin(w.x / 9) * std::cos(w.y / 7); };
    const auto boxes = [](const World& w, std::int64_t) { return w.z > 0 ? (w.x < 0 ? 1 : 2) : 0; };
    return {fixture.save("anat_T1w.nii.gz", phantom::filled<float>(oblique, wave)),
        fixture.save("task_bold.nii.gz", phantom::filled<std::int16_t>(phantom::cube(16), wave, Kind::Image, 24)),
        fixture.save("stat-z.nii", phantom::filled<float>(phantom::cube(14), signedMap)),
        fixture.save("aseg_dseg.nii.gz", phantom::filled<std::uint8_t>(oblique, boxes, Kind::Labels, 1, {{1, {"Left"}}, {2, {"Right"}}}))};
}

class Nowhere : public QObject {
    Q_OBJECT
public Q_SLOTS:
    void open(const QUrl&) { }
};

} // namespace

int main(int count, char** arguments)
{
    RandomUser::Plan plan;
    double hang = 60;
    QStringList given;
    for (int n = 1; n < count; ++n) {
        const std::string name = arguments[n];
        const char* value = n + 1 < count ? arguments[n + 1] : "";
        if (name == "--seed")
            plan.seed = static_cast<unsigned>(std::strtoul(value, nullptr, 10)), ++n;
        else if (name == "--seconds")
            plan.seconds = std::strtod(value, nullptr), ++n;
        else if (name == "--actions")
            plan.actions = std::strtoll(value, nullptr, 10), ++n;
        else if (name == "--hang")
            hang = std::strtod(value, nullptr), ++n;
        else if (name == "--log")
            plan.log = value, ++n;
        else
            given << QFileInfo(QString::fromLocal8Bit(arguments[n])).absoluteFilePath();
    }
    // Nothing outside this folder is read as a setting, or written.
    QTemporaryDir home;
    for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(variable, home.path().toLocal8Bit());
    QDir::setCurrent(home.path());
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    int one = 1;
    Application application(one, arguments);
    Nowhere nowhere;
    for (const char* scheme : {"file", "http", "https"})
        QDesktopServices::setUrlHandler(QLatin1String(scheme), &nowhere, "open");
    const auto forget = qScopeGuard([&] {
        for (const char* scheme : {"file", "http", "https"})
            QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    });
    qint64 actions = 0;
    {
        WindowFixture fixture;
        plan.scratch = home.path();
        if (given.isEmpty())
            plan.files = phantoms(fixture);
        for (const auto& file : given) {
            const auto copy = home.filePath(QFileInfo(file).fileName());
            QFile::copy(file, copy);
            plan.files << copy;
        }
        fixture.workbench().open(plan.files);
        RandomUser user(fixture.window(), fixture.workbench(), plan);
        std::jthread watch([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
                if (user.secondsSinceAction() > hang && !stop.stop_requested()) {
                    std::fprintf(stderr, "insula_clicking: nothing has moved for %.0f s\n", hang);
                    std::abort();
                }
            }
        });
        user.start();
        application.exec();
        actions = user.actions();
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"seed\": %u, \"seconds\": %.0f, \"actions\": %lld, \"peak_mib\": %ld}\n", plan.seed, plan.seconds,
        static_cast<long long>(actions), usage.ru_maxrss / 1024);
    return 0;
}

#include "clicking.moc"
