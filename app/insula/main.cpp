// insula: the workbench's window.
//   insula [FILE...] [--layout NAME] [--screenshot OUT.png] [--run "STEP ..."] [--language CODE]
//   insula --testgl
// Exit status: 0, 1 when something failed in a run without a user, 2 usage.
#include "processing/core/CiftiFile.h"
#include "processing/core/Error.h"
#include "processing/core/Version.h"
#include "viewers/LayoutNames.h"
#include "widgets/Application.h"
#include "widgets/MainWindow.h"
#include "widgets/OpenGlTest.h"
#include "widgets/Settings.h"
#include "widgets/Translations.h"
#include "widgets/WindowPicture.h"
#include "widgets/Workbench.h"

#include <QMessageBox>

#include <cstdio>
#include <optional>

namespace {

using namespace insula;

constexpr const char* Usage = "insula [FILE...] [--layout NAME] [--screenshot OUT.png] [--run \"STEP --in port=FILE ...\"]\n"
                              "  FILE              images, surfaces, streamlines, folders, projects (NAME.insula), saved views\n"
                              "  --layout NAME     slices, four, sagittal, coronal, axial, volume, lightbox, compare\n"
                              "  --screenshot OUT  saves a picture of the window when everything is drawn, and quits\n"
                              "  --run \"STEP ...\"  starts a step, written as after `insula-cli run`\n"
                              "  --language CODE   en, de, fr, zh; otherwise the one chosen in View > Language\n"
                              "insula --testgl     says what draws the views on this machine, and whether it draws them right\n";

struct Options {
    QStringList files;
    std::optional<Layout> layout;
    std::optional<std::filesystem::path> screenshot;
    QString run, language;
    bool help = false, version = false, testGl = false;
};

Options parse(int count, char** arguments)
{
    Options options;
    bool onlyFiles = false;
    for (int n = 1; n < count; ++n) {
        const std::string text = arguments[n];
        const auto value = [&] {
            if (n + 1 >= count)
                throw usageError(text + " needs a value");
            return std::string(arguments[++n]);
        };
        if (onlyFiles || !text.starts_with("-"))
            options.files << QString::fromLocal8Bit(arguments[n]);
        else if (text == "--")
            onlyFiles = true;
        else if (text == "--layout") {
            const auto name = value();
            options.layout = layoutNamed(name);
            if (!options.layout)
                throw usageError("there is no layout '" + name + "'; layouts: " + layoutNameList());
        } else if (text == "--screenshot") {
            options.screenshot = value();
            if (options.screenshot->extension() != ".png")
                throw usageError("the picture '" + options.screenshot->string() + "' must end in .png");
        } else if (text == "--run")
            options.run = QString::fromStdString(value());
        else if (text == "--help" || text == "-h")
            options.help = true;
        else if (text == "--language")
            options.language = QString::fromStdString(value());
        else if (text == "--testgl")
            options.testGl = true;
        else if (text == "--version")
            options.version = true;
        else
            throw usageError("there is no option '" + text + "'; insula --help lists them");
    }
    return options;
}

// Images are read while the window is being made; everything else is left to the workbench.
std::vector<PendingImage> beginImages(QStringList& files)
{
    std::vector<PendingImage> images;
    for (const auto& file : files) {
        const auto path = std::filesystem::absolute(file.toStdString()).lexically_normal();
        if (kindOf(path) != PathKind::Image || looksLikeCifti(path))
            return {};
        images.push_back(beginLoading(path, images.size()));
    }
    files.clear();
    return images;
}

// Qt aborts without a screen; this says what to do instead.
void requireScreen()
{
    const auto isSet = [](const char* variable) { return !qEnvironmentVariableIsEmpty(variable); };
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY") && !isSet("QT_QPA_PLATFORM"))
        throw Error("there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set): start from a desktop, log in with ssh -X, or use "
                    "insula-cli, which needs none");
}

int runWindow(int& count, char** arguments, Options options)
{
    auto images = beginImages(options.files);
    Application application(count, arguments);
    setLanguage(options.language.isEmpty() ? setting(Setting::Language).toString() : options.language);
    auto openGlCheck = beginOpenGlCheck();
    Workbench workbench;
    if (options.layout)
        workbench.scene().setLayout(*options.layout);
    workbench.setRemembersFiles(!options.screenshot);
    MainWindow window(workbench);
    // Qt crashes when it finds out only while it draws.
    if (const auto problem = openGlCheck.get(); !problem.isEmpty()) {
        if (!options.screenshot)
            QMessageBox::critical(nullptr, QObject::tr("Insula cannot draw"), problem);
        throw Error(problem.toStdString());
    }
    if (!options.screenshot)
        window.restoreLayout();
    if (!images.empty() || !options.files.isEmpty())
        window.expectImages();
    workbench.open(std::move(images));
    if (options.screenshot)
        new WindowPicture(window, workbench, *options.screenshot);
    workbench.open(options.files);
    window.show();
    if (!options.run.isEmpty()) {
        try {
            workbench.runCommand(options.run);
        } catch (const Error&) {
            application.report(std::current_exception());
        }
    }
    return application.exec();
}

} // namespace

int main(int count, char** arguments)
{
    try {
        const Options options = parse(count, arguments);
        if (options.help || options.version) {
            std::printf("%s", options.help ? Usage : (std::string("insula ") + Version + "\n" + Notice + "\n").c_str());
            return 0;
        }
        requireScreen();
        if (options.testGl) {
            const Application application(count, arguments);
            const auto report = testOpenGl();
            std::fputs(report.text.toUtf8().constData(), report.isUsable ? stdout : stderr);
            return report.isUsable ? 0 : 1;
        }
        return runWindow(count, arguments, options);
    } catch (const Error& error) {
        std::fprintf(stderr, "insula: %s\n", error.what());
        return error.kind() == Error::Kind::Usage ? 2 : 1;
    }
}
