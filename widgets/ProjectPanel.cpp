#include "widgets/ProjectPanel.h"

#include "processing/core/Runner.h"
#include "widgets/ProjectSession.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>

namespace insula {
namespace {

constexpr int FileRole = Qt::UserRole, RunRole = Qt::UserRole + 1;

QString text(const std::string& from)
{
    return QString::fromStdString(from);
}

// "T1w", "brain mask", "task-rest bold": the name without subject, session and extension.
QString shownName(const VolumeRow& row)
{
    auto name = text(row.path.filename().string());
    for (const auto* extension : {".gz", ".nii", ".tsv", ".html"})
        if (name.endsWith(QLatin1String(extension)))
            name.chop(static_cast<int>(qstrlen(extension)));
    QStringList parts;
    for (const auto& part : name.split(QLatin1Char('_'), Qt::SkipEmptyParts))
        if (part != QStringLiteral("sub-%1").arg(text(row.subject)) && part != QStringLiteral("ses-%1").arg(text(row.session)))
            parts << (part.startsWith(QLatin1String("desc-")) ? part.mid(5) : part);
    return parts.isEmpty() ? name : parts.join(QLatin1Char(' '));
}

QString runDescription(const RunRow& run)
{
    QString out;
    const auto line = [&out](const QString& name, const QString& value) {
        if (!value.isEmpty())
            out += QStringLiteral("%1: %2\n").arg(name, value);
    };
    line(ProjectPanel::tr("Step"), QStringLiteral("%1 (version %2)").arg(text(run.step)).arg(run.stepVersion));
    line(ProjectPanel::tr("Status"), text(std::string(name(run.status))));
    line(ProjectPanel::tr("Error"), text(run.error));
    line(ProjectPanel::tr("Subject"), text(run.subject));
    line(ProjectPanel::tr("Started"), text(run.started));
    line(ProjectPanel::tr("Time"), ProjectPanel::tr("%1 s").arg(run.seconds, 0, 'f', 1));
    line(ProjectPanel::tr("Peak memory"), ProjectPanel::tr("%1 MiB").arg(run.peakBytes >> 20));
    line(ProjectPanel::tr("Parameters"), text(run.params.dump()));
    for (const auto& input : run.inputs)
        line(ProjectPanel::tr("Input %1").arg(text(input.port)),
            QStringLiteral("%1\n    SHA-256 %2").arg(text(input.path.string()), text(input.sha256)));
    for (const auto& output : run.outputs)
        line(ProjectPanel::tr("Output %1").arg(text(output.port)),
            QStringLiteral("%1\n    SHA-256 %2").arg(text(output.path.string()), text(output.sha256)));
    line(ProjectPanel::tr("Model SHA-256"), text(run.modelHash));
    line(ProjectPanel::tr("Device"), text(run.device));
    line(ProjectPanel::tr("Insula"), text(run.appVersion));
    for (const auto& warning : run.warnings)
        line(ProjectPanel::tr("Warning"), text(warning));
    line(ProjectPanel::tr("Command"), text(run.commandLine));
    return out + text(run.log);
}

} // namespace

ProjectPanel::ProjectPanel(ProjectSession& projects, QWidget* parent) :
    QWidget(parent), m_projects(projects), m_tree(new QTreeWidget),
    m_empty(new QLabel(tr("No project is open.\n\nA project keeps results and how they were made. Make or open one in the File menu.")))
{
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setContentsMargins(8, 8, 8, 8);
    m_tree->setObjectName(QStringLiteral("project"));
    m_tree->setAccessibleName(tr("Project"));
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(1);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->addWidget(m_empty);
    column->addWidget(m_tree, 1);
    connect(m_tree, &QTreeWidget::itemActivated, this, &ProjectPanel::activate);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ProjectPanel::showMenu);
    connect(&projects, &ProjectSession::changed, this, &ProjectPanel::rebuild);
    rebuild();
}

void ProjectPanel::rebuild()
{
    m_empty->setVisible(!m_projects.isOpen());
    m_tree->setVisible(m_projects.isOpen());
    m_tree->clear();
    if (!m_projects.isOpen())
        return;
    addVolumes();
    addRuns();
}

void ProjectPanel::addVolumes()
{
    std::map<std::string, QTreeWidgetItem*> groups;
    const auto group = [&](const std::string& subject, const std::string& session) {
        auto*& bySubject = groups[subject];
        if (!bySubject) {
            bySubject = new QTreeWidgetItem(m_tree, {QStringLiteral("sub-%1").arg(text(subject))});
            bySubject->setExpanded(true);
        }
        if (session.empty())
            return bySubject;
        auto*& bySession = groups[subject + "/" + session];
        if (!bySession) {
            bySession = new QTreeWidgetItem(bySubject, {QStringLiteral("ses-%1").arg(text(session))});
            bySession->setExpanded(true);
        }
        return bySession;
    };
    for (const auto& row : m_projects.volumes()) {
        auto label = shownName(row);
        if (row.missing)
            label += tr("  (missing)");
        else if (row.stale)
            label += tr("  (stale)");
        auto* item = new QTreeWidgetItem(group(row.subject, row.session), {label});
        item->setData(0, FileRole, text(row.path.string()));
        item->setData(0, RunRole, static_cast<qlonglong>(row.run));
        auto tip = QStringLiteral("%1\n%2").arg(text(row.path.string()), text(row.shape));
        if (row.derivative)
            tip += tr("\nMade by run %1").arg(row.run);
        if (row.stale)
            tip += tr("\nStale: an input of its run changed or is missing since");
        item->setToolTip(0, tip);
        auto font = item->font(0);
        font.setItalic(row.derivative);
        item->setFont(0, font);
        item->setDisabled(row.missing);
    }
    if (m_projects.volumes().empty())
        new QTreeWidgetItem(m_tree, {tr("(no images yet: open some, then File > Add open images)")});
}

void ProjectPanel::addRuns()
{
    const auto& runs = m_projects.runs();
    if (runs.empty())
        return;
    auto* top = new QTreeWidgetItem(m_tree, {tr("Runs (%1)").arg(runs.size())});
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        auto* item = new QTreeWidgetItem(
            top, {QStringLiteral("%1  %2  %3").arg(run->id).arg(text(run->step), text(std::string(name(run->status))))});
        item->setData(0, RunRole, static_cast<qlonglong>(run->id));
        item->setToolTip(0, run->error.empty() ? text(run->commandLine) : text(run->error));
    }
}

void ProjectPanel::activate(QTreeWidgetItem* item)
{
    const auto file = item->data(0, FileRole).toString();
    if (!file.isEmpty())
        Q_EMIT openRequested({file});
    else if (const auto run = item->data(0, RunRole).toLongLong())
        showRun(run);
}

void ProjectPanel::showRun(std::int64_t run)
{
    Q_EMIT runTextRequested(tr("Run %1").arg(run), runDescription(m_projects.project().run(run)));
}

void ProjectPanel::showMenu(const QPoint& at)
{
    auto* item = m_tree->itemAt(at);
    if (!item)
        return;
    const auto file = item->data(0, FileRole).toString();
    const auto run = item->data(0, RunRole).toLongLong();
    QMenu menu;
    if (!file.isEmpty()) {
        menu.addAction(tr("Open"), this, [this, file] { Q_EMIT openRequested({file}); });
        menu.addAction(tr("Copy path"), this, [file] { QApplication::clipboard()->setText(file); });
    }
    if (run != 0) {
        menu.addAction(tr("How was this made?"), this, [this, run] { showRun(run); });
        menu.addAction(
            tr("Copy command"), this, [this, run] { QApplication::clipboard()->setText(text(m_projects.project().run(run).commandLine)); });
        menu.addAction(tr("Run again"), this, [this, run] { Q_EMIT rerunRequested(run); });
    }
    if (!menu.isEmpty())
        menu.exec(m_tree->viewport()->mapToGlobal(at));
}

} // namespace insula
