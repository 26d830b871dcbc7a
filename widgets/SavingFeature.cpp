// Pictures and films of what one sees: "Save picture...", "Copy picture", "Save movie...".
#include "processing/core/Tiff.h"
#include "widgets/MainWindow.h"
#include "widgets/PicturePreview.h"
#include "widgets/SaveMovieDialog.h"
#include "widgets/SavePictureDialog.h"
#include "widgets/SceneWidget.h"
#include "widgets/Settings.h"
#include "widgets/WindowFeature.h"
#include "widgets/WindowMenus.h"
#include "widgets/Workbench.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

namespace insula {
namespace {

QSize viewPixels(const SceneWidget& views)
{
    return (QSizeF(views.size()) * views.devicePixelRatioF()).toSize();
}

// The folder is remembered for the next time.
QString askWhere(QWidget* parent, const QString& title, const QString& name, const QString& filter, QString* chosen)
{
    const auto file
        = QFileDialog::getSaveFileName(parent, title, QDir(setting(Setting::LastFolder).toString()).filePath(name), filter, chosen);
    if (!file.isEmpty())
        setSetting(Setting::LastFolder, QFileInfo(file).absolutePath());
    return file;
}

// Named after what it shows.
QString proposedName(const Scene& scene, const QString& suffix)
{
    auto name = QFileInfo(QString::fromStdString(scene.layers().empty() ? "picture" : scene.layers().front().name)).fileName();
    for (const char* ending : {".gz", ".nii"})
        if (name.endsWith(QLatin1String(ending)))
            name.chop(static_cast<qsizetype>(qstrlen(ending)));
    return name + suffix;
}

using Finish = std::function<BackgroundWork::Continuation(const Scene&, const Picture&, double dpi)>;

// Draws in another thread; `finish` is called there, and what it gives in this one.
void draw(
    Workbench& workbench, const QString& title, const std::shared_ptr<Scene>& scene, const PictureChoices& choices, const Finish& finish)
{
    workbench.work().start(title, [scene, choices, finish](const Progress& progress) {
        progress.report(0.1, "drawing");
        PictureMaker maker(*scene, choices.width(), choices.height(), choices.scale(), choices.look);
        const Picture& picture = maker.draw();
        progress.report(0.7, "writing");
        return finish(*scene, picture, choices.size.dpi);
    });
}

void copyPicture(Workbench& workbench, const std::shared_ptr<Scene>& scene, const PictureChoices& choices)
{
    draw(workbench, MainWindow::tr("Copying the picture"), scene, choices,
        [&workbench](const Scene&, const Picture& picture, double dpi) -> BackgroundWork::Continuation {
            return [&workbench, image = imageOf(picture, dpi)] {
                QGuiApplication::clipboard()->setImage(image);
                workbench.inform(MessageBar::Tone::Information,
                    MainWindow::tr("Copied a picture of %1 \u00d7 %2 pixels.").arg(image.width()).arg(image.height()));
            };
        });
}

void savePictureAs(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    SavePictureDialog dialog(workbench.scene(), viewPixels(parts.views), parts.views.devicePixelRatioF(), &parts.window);
    QObject::connect(&dialog, &SavePictureDialog::copyRequested, &dialog, [&] {
        rememberPicture(dialog.choices());
        copyPicture(workbench, sceneFor(*dialog.scene(), dialog.choices().view), dialog.choices());
    });
    QString file, filter;
    while (file.isEmpty()) { // who does not name a file comes back to the choices
        if (dialog.exec() != QDialog::Accepted)
            return;
        rememberPicture(dialog.choices());
        file = askWhere(&parts.window, MainWindow::tr("Save the picture"), proposedName(workbench.scene(), QStringLiteral(".png")),
            MainWindow::tr("PNG picture (*.png);;TIFF picture (*.tif *.tiff)"), &filter);
    }
    if (!isPictureName(file.toStdString()))
        file += filter.contains(QStringLiteral("*.tif")) ? QStringLiteral(".tif") : QStringLiteral(".png");
    draw(workbench, MainWindow::tr("Saving the picture"), sceneFor(*dialog.scene(), dialog.choices().view), dialog.choices(),
        [&workbench, file](const Scene& scene, const Picture& picture, double dpi) -> BackgroundWork::Continuation {
            writePicture(file.toStdString(), picture.view(), factsOf(scene, dpi, picture.hasAlpha));
            return [&workbench, file, size = QSize(picture.width, picture.height)] {
                workbench.inform(MessageBar::Tone::Information,
                    MainWindow::tr("Saved %1: %2 \u00d7 %3 pixels.").arg(QFileInfo(file).fileName()).arg(size.width()).arg(size.height()));
            };
        });
}

QString askForFilm(QWidget* parent, const Scene& scene, MovieFormat format)
{
    if (format == MovieFormat::Png)
        return askWhere(parent, MainWindow::tr("Save the film's pictures in a new folder"), proposedName(scene, QStringLiteral("-frames")),
            MainWindow::tr("New folder (*)"), nullptr);
    const auto suffix = format == MovieFormat::Mp4 ? QStringLiteral(".mp4") : QStringLiteral(".gif");
    auto file = askWhere(parent, MainWindow::tr("Save the film"), proposedName(scene, suffix),
        format == MovieFormat::Mp4 ? MainWindow::tr("MP4 film (*.mp4)") : MainWindow::tr("Animated GIF (*.gif)"), nullptr);
    if (!file.isEmpty() && !file.endsWith(suffix))
        file += suffix;
    return file;
}

void saveMovieAs(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    SaveMovieDialog dialog(workbench.scene(), viewPixels(parts.views), parts.views.devicePixelRatioF(), &parts.window);
    QString file;
    while (file.isEmpty()) {
        if (dialog.exec() != QDialog::Accepted)
            return;
        dialog.remember();
        file = askForFilm(&parts.window, workbench.scene(), dialog.format());
    }
    auto request = dialog.request();
    request.picture.output = file.toStdString();
    workbench.work().start(MainWindow::tr("Saving the film"),
        [&workbench, request, file, scene = dialog.scene()](const Progress& progress) -> BackgroundWork::Continuation {
            saveMovie(*scene, request, progress);
            return [&workbench, file] {
                workbench.inform(MessageBar::Tone::Information, MainWindow::tr("Saved the film %1.").arg(QFileInfo(file).fileName()));
            };
        });
}

} // namespace

void addSaving(const WindowParts& parts)
{
    auto& menus = parts.menus;
    auto* file = menus.menu(MainWindow::tr("&File"));
    auto* picture = menus.add(
        file, MainWindow::tr("Save pi&cture..."), QKeySequence(MainWindow::tr("Ctrl+Shift+S")), [parts] { savePictureAs(parts); },
        QStringLiteral("savePicture"));
    auto* movie = menus.add(
        file, MainWindow::tr("Save &movie..."), QKeySequence(MainWindow::tr("Ctrl+Shift+M")), [parts] { saveMovieAs(parts); },
        QStringLiteral("saveMovie"));
    auto* copy = menus.add(
        menus.menu(MainWindow::tr("&Edit")), MainWindow::tr("&Copy picture"), QKeySequence(MainWindow::tr("Ctrl+Shift+C")),
        [parts] {
            const auto& scene = parts.workbench.scene();
            const auto choices = rememberedPicture(scene, viewPixels(parts.views), parts.views.devicePixelRatioF());
            copyPicture(parts.workbench, sceneFor(scene, choices.view), choices);
        },
        QStringLiteral("copyPicture"));
    copy->setToolTip(MainWindow::tr("Puts a picture on the clipboard, as it was chosen in \"Save picture...\""));
    // After "Save view...", not after "Quit".
    const auto actions = file->actions();
    const auto view
        = std::find_if(actions.begin(), actions.end(), [](const QAction* each) { return each->objectName() == QLatin1String("saveView"); });
    if (view != actions.end() && view + 1 != actions.end())
        file->insertActions(*(view + 1), {picture, movie});
    for (auto* each : {picture, movie, copy})
        menus.needContent(each);
}

} // namespace insula
