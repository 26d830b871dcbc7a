// Views whose files moved: the window asks where they are.
#include "widgets/MainWindow.h"
#include "widgets/MissingFilesDialog.h"
#include "widgets/WindowFeature.h"
#include "widgets/Workbench.h"

#include <QFileInfo>

namespace insula {

void addMissingFiles(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    QObject::connect(&workbench, &Workbench::viewFilesMissing, &parts.window,
        [&workbench, window = &parts.window](const QString& file, const std::vector<MissingViewFile>& missing) {
            auto* dialog = new MissingFilesDialog(QFileInfo(file).fileName(), missing, workbench.work(), window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            QObject::connect(
                dialog, &QDialog::accepted, window, [&workbench, dialog, file] { workbench.openView(file, dialog->places()); });
            dialog->open();
        });
}

} // namespace insula
