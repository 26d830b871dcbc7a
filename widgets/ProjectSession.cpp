#include "widgets/ProjectSession.h"

#include "processing/core/Error.h"

#include <QTimer>

#include <algorithm>

namespace insula {
namespace {
constexpr int PollMs = 700; // how soon the tree shows what a job or another window did
}

ProjectSession::ProjectSession(QObject* parent) : QObject(parent), m_timer(new QTimer(this))
{
    m_timer->setInterval(PollMs);
    connect(m_timer, &QTimer::timeout, this, &ProjectSession::poll);
}

void ProjectSession::open(const std::filesystem::path& folder)
{
    // Only when the other opens is this one closed.
    auto next = Project::open(folder.filename() == "project.sqlite" ? folder.parent_path() : folder);
    m_project.emplace(std::move(next));
    read();
    m_timer->start();
    Q_EMIT opened(QString::fromStdString(m_project->notice()));
    Q_EMIT changed();
}

void ProjectSession::create(const std::filesystem::path& folder)
{
    m_project.emplace(Project::create(folder));
    read();
    m_timer->start();
    Q_EMIT opened({});
    Q_EMIT changed();
}

void ProjectSession::close()
{
    m_timer->stop();
    m_project.reset();
    m_volumes.clear();
    m_runs.clear();
    Q_EMIT changed();
}

std::filesystem::path ProjectSession::folder() const
{
    return m_project ? m_project->folder() : std::filesystem::path();
}

void ProjectSession::read()
{
    m_version = m_project->dataVersion();
    m_volumes = m_project->volumes();
    m_runs = m_project->runs();
}

void ProjectSession::poll()
{
    // A project on an unplugged disk is no reason to talk every second; what is shown stays, and actions say what is wrong.
    try {
        if (m_project->dataVersion() == m_version)
            return;
        read();
    } catch (const Error&) {
        return;
    }
    Q_EMIT changed();
}

const VolumeRow* ProjectSession::find(const std::filesystem::path& file) const
{
    const auto same = [&file](const VolumeRow& row) {
        std::error_code ignored;
        return row.path == file || std::filesystem::equivalent(row.path, file, ignored);
    };
    const auto found = std::find_if(m_volumes.begin(), m_volumes.end(), same);
    return found == m_volumes.end() ? nullptr : &*found;
}

void ProjectSession::refresh()
{
    if (m_project)
        poll();
}

} // namespace insula
