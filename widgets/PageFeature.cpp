// Pages that steps wrote, such as the quality of a subject's images, open in the window.
#include "widgets/MainWindow.h"
#include "widgets/PageView.h"
#include "widgets/WindowFeature.h"
#include "widgets/Workbench.h"

namespace insula {

void addPages(const WindowParts& parts)
{
    parts.workbench.addOpener([window = &parts.window](const std::filesystem::path& file) {
        if (file.extension() != ".html")
            return false;
        auto* page = new PageView(file, window);
        page->setAttribute(Qt::WA_DeleteOnClose);
        page->show();
        return true;
    });
}

} // namespace insula
