#include "widgets/ImageFile.h"

#include "processing/core/LabelForms.h"
#include "processing/core/Nifti.h"
#include "widgets/TrainingLog.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace insula {

namespace fs = std::filesystem;

PathKind kindOf(const fs::path& path)
{
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        if (fs::exists(path / "project.sqlite", ignored) || path.extension() == ".insula")
            return PathKind::Project;
        if (!trainingLogIn(path).empty())
            return PathKind::Training;
        return imagesIn(path).empty() ? PathKind::Foreign : PathKind::Folder;
    }
    if (path.filename() == "project.sqlite")
        return PathKind::Project;
    if (path.extension() == ".json")
        return PathKind::Scene;
    if (path.extension() == ".jsonl")
        return PathKind::Training;
    if (path.extension() == ".tsv")
        return PathKind::Table;
    // A path that is not there is best refused by the reader, which says so.
    return looksLikeNifti(path) || !fs::exists(path, ignored) ? PathKind::Image : PathKind::Foreign;
}

std::vector<fs::path> imagesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code ignored;
    for (fs::directory_iterator each(folder, fs::directory_options::skip_permission_denied, ignored), end; each != end;
         each.increment(ignored))
        if (looksLikeNifti(each->path()) && each->path().extension() != ".img" && each->is_regular_file(ignored))
            files.push_back(each->path());
    std::sort(files.begin(), files.end());
    return files;
}

LoadedImage loadImage(const fs::path& file, std::size_t layersBelow, const Progress& progress)
{
    NiftiReadOptions options;
    options.kind = isNamedLikeLabels(file.string()) ? Kind::Labels : Kind::Image;
    LoadedImage loaded{file, readNifti(file, options, progress), {}};
    loaded.display = defaultDisplay(*loaded.volume, layersBelow);
    if (loaded.display.colourMap == "labels")
        loaded.volume = withNamesBeside(loaded.volume);
    return loaded;
}

PendingImage beginLoading(const fs::path& file, std::size_t layersBelow)
{
    return {file, std::async(std::launch::async, [file, layersBelow] { return loadImage(file, layersBelow); }).share(), {}};
}

fs::path convertedCopy(const fs::path& file)
{
    const QFileInfo info(QString::fromStdString(file.string()));
    const auto facts
        = QStringLiteral("%1 %2 %3").arg(info.absoluteFilePath()).arg(info.size()).arg(info.lastModified().toMSecsSinceEpoch());
    const auto key = QString::fromLatin1(QCryptographicHash::hash(facts.toUtf8(), QCryptographicHash::Sha256).toHex().left(12));
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/insula/converted/") + key;
    const auto name = file.filename().empty() ? file.parent_path().filename() : file.stem();
    return fs::path(folder.toStdString()) / (name.string() + ".nii.gz");
}

} // namespace insula
