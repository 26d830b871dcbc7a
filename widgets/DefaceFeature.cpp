// Defaced scans are shown beside the scan that they were made from.
#include "widgets/MainWindow.h"
#include "widgets/WindowFeature.h"
#include "widgets/Workbench.h"

#include <QSet>

#include <memory>

namespace insula {

void addDefacing(const WindowParts& parts)
{
    auto& workbench = parts.workbench;
    const auto awaited = std::make_shared<QSet<QString>>();
    QObject::connect(&workbench.jobs(), &JobQueue::jobFinished, &parts.window, [&workbench, awaited](int id) {
        const auto* job = workbench.jobs().find(id);
        if (job && job->state == Job::State::Done && job->request.step == "deface")
            awaited->insert(job->outputs.value(QStringLiteral("image")));
    });
    QObject::connect(&workbench, &Workbench::imageOpened, &parts.window, [&workbench, awaited](const QString& file) {
        if (!awaited->remove(file))
            return;
        workbench.history().perform(MainWindow::tr("before and after"), [&] {
            auto comparison = workbench.scene().comparison();
            comparison.plane = Plane::Sagittal; // a profile
            workbench.scene().setComparison(comparison);
            workbench.scene().setLayout(Layout::Compare);
        });
    });
}

} // namespace insula
